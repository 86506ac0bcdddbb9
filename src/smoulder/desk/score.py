"""How good the forecasts were: the record of the ledger, of practice, and of one case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.desk.chosen import Chosen
    from smoulder.desk.desk import Desk
    from smoulder.records.post_mortem import PostMortem
    from smoulder.records.score_table import By, ScoreTable


def record_scores(desk: Desk, by: By) -> ScoreTable:
    """The scores of the whole ledger."""
    from smoulder.assessment.record.table import score_table

    return score_table(desk.ledger.asked.scored(), desk.ledger.asked.tally(), by)


def record_seen(
    desk: Desk, by: By, seen: Callable[[Iterable[str]], set[str]]
) -> tuple[ScoreTable, list[str]]:
    """The scores over the cases that somebody sees, without others' numbers where one has yet to judge.

    seen:    those of some cases that may be seen.
    returns: the scores, the tally being of all cases, of which it holds counts alone; those of the cases in which a
             question came out.
    """
    from smoulder.assessment.record.table import score_table
    from smoulder.desk.blind import blind_cases, open_rows

    scored = desk.ledger.asked.scored()
    cases = seen(scored.case_id.names)
    kept = scored.only(open_rows(scored, desk.who, cases, blind_cases(desk)))
    closed = {scored.case_id.names[code] for code in set(scored.case_id.codes.tolist())}
    return score_table(kept, desk.ledger.asked.tally(), by), sorted(cases & closed)


def practice_scores(chosen: Chosen, by: By, analyst: str | None = None) -> ScoreTable:
    """The scores of what was practised, all of it or by one analyst."""
    from smoulder.assessment.record.practised import practice_table
    from smoulder.store.practice import all_practised

    done = all_practised(chosen.data)
    return practice_table([one for one in done if analyst in (None, one.analyst)], by)


def autopsies(desk: Desk, case: str, blind: bool = False) -> list[PostMortem]:
    """The closed questions of one case, looked at again.

    blind:  whether the numbers of other analysts are left out.
    raises: NoCase where there is no such case.
    """
    from smoulder.assessment.record.post_mortem import post_mortem
    from smoulder.desk.blind import open_forecasts
    from smoulder.desk.desk import find_case

    ledger = desk.ledger
    name = find_case(desk, case).id
    answers = ledger.answers(name)
    found = [
        post_mortem(
            one,
            ledger.asked.resolutions(one.id),
            open_forecasts(ledger.asked.forecasts(one.id), desk.who, blind),
            answers,
        )
        for one in ledger.asked.questions(name)
    ]
    return [one for one in found if one is not None]
