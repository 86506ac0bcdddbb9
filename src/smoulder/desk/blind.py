"""What of other analysts is kept from one who has yet to judge a case: no number of theirs before one's own is in.

Numbers are kept back case by case: those of judgements, those that analysts put down beside the model's, and what a
panel keeps of them. Whoever has judged a case in a first round sees them; nobody else does, whatever they may do
otherwise. The reasons that are written to a judgement can hold a number, and are kept back with it. Once no question
of a case is open that a judgement could still speak of, its numbers are history, and stand in the record for all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from smoulder.records.errors import BadEntry

if TYPE_CHECKING:
    from smoulder.desk.desk import Desk
    from smoulder.records.asked import Forecast
    from smoulder.records.change import Change, Entry, Judged
    from smoulder.records.scored import Scored
    from smoulder.records.series import Bools

Judgements = Mapping[tuple[str, int], "Judged"]


def has_judged(who: str, judgements: Judgements) -> bool:
    """Whether somebody's own first round is in, after which the others' may be seen."""
    return (who, 1) in judgements


def is_kept_back(change: Change, who: str, judgements: Judgements) -> bool:
    """Whether a change holds a number that is kept from somebody.

    change: of one case; judgements: all of that case.
    """
    if change.what not in ("judgement", "number"):
        return False
    return change.analyst != who and not has_judged(who, judgements)


def check_open(who: str, log: Sequence[Entry], what: str, judges: bool) -> None:
    """See that nothing is kept back from somebody in a case, before the whole of it is given out.

    log:    of the case, the very one that is given out.
    what:   that is asked for, for the error: 'the case as a file'. judges: whether they can judge the case.
    raises: BadEntry where somebody else's number is in the log and one's own first round is not.
    """
    judgements: dict[tuple[str, int], Judged] = {
        (one.change.analyst, one.change.round): one.change for one in log if one.change.what == "judgement"
    }
    if not any(is_kept_back(one.change, who, judgements) for one in log):
        return
    if judges:
        raise BadEntry(
            f"{what} holds what others judged, which {who} sees only after an own first round; enter it with "
            "`smoulder case judge`"
        )
    raise BadEntry(
        f"{what} holds what others judged, which is given out to those alone who judged the case too; take the "
        "brief, or ask an analyst who has judged the case for the file"
    )


def blind_cases(desk: Desk) -> frozenset[str]:
    """The cases whose analysts' numbers are kept from who is at the desk."""
    given: dict[str, set[str]] = {}
    own: set[str] = set()
    for case_id, analyst, number in desk.ledger.log.analysts():
        given.setdefault(case_id, set()).add(analyst)
        if analyst == desk.who and number == 1:
            own.add(case_id)
    others = {case_id for case_id, who in given.items() if who - {desk.who}} - own
    return frozenset(others & desk.ledger.asked.unsettled()) if others else frozenset()


def open_rows(scored: Scored, who: str, cases: Iterable[str], blind: Iterable[str]) -> Bools:
    """Which rows of the record somebody may see, shape (row,).

    cases: that may be seen; blind: those among them in which others' numbers are kept back.
    """
    import numpy as np

    seen, hidden = set(cases), set(blind)
    of_case = scored.case_id.names
    may = np.array([name in seen for name in of_case], dtype=bool)[scored.case_id.codes]
    kept = np.array([name in hidden for name in of_case], dtype=bool)[scored.case_id.codes]
    others = [_is_others(name, who) for name in scored.forecaster.names]
    told: Bools = may & ~(kept & np.array(others, dtype=bool)[scored.forecaster.codes])
    return told


def open_forecasts(forecasts: Iterable[Forecast], who: str, blind: bool) -> list[Forecast]:
    """The forecasts of a question that somebody may see.

    blind: whether others' numbers are kept back in its case.
    """
    return [one for one in forecasts if not (blind and _is_others(one.forecaster, who))]


def _is_others(forecaster: str, who: str) -> bool:
    """Whether a forecast is another analyst's, or pooled from analysts'."""
    from smoulder.assessment.panel.record import PANEL
    from smoulder.records.question_of import ANALYST

    return forecaster == PANEL or (forecaster.startswith(ANALYST) and forecaster != f"{ANALYST}{who}")
