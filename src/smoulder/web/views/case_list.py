"""The rows of the list of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup

from smoulder.brief.numbers import percent, spread
from smoulder.web.kept import kept_in
from smoulder.web.views.small_svg import range_svg

if TYPE_CHECKING:
    from smoulder.records.forecast import Chance
    from smoulder.store.case_facts import CaseFacts
    from smoulder.store.case_rows import Case
    from smoulder.web.house import House
    from smoulder.web.kept import ShortAnswer


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list.

    chance, interval, word: of the last answer; moved: how far it moved with it, '' where it did not.
    state: 'open', 'closed', 'no question' or 'not answered'.
    """

    case: Case
    chance: str
    interval: str
    word: str
    drawn: Markup
    within: int
    moved: str
    answered: datetime | None
    who: tuple[str, ...]
    state: str


def list_rows(house: House, cases: Sequence[Case], open_: set[str]) -> list[CaseRow]:
    """The rows of some cases.

    open_: ids of cases with a question that is not closed.
    """
    facts = house.ledger.case_facts([one.id for one in cases])
    return [_row(house, one, facts[one.id], one.id in open_) for one in cases]


def _row(house: House, case: Case, facts: CaseFacts, is_open: bool) -> CaseRow:
    short = kept_in(house.ledger).short(house.ledger, case.id, facts.rows)
    last = short[0] if short else None
    within, chance = _last(last)
    state = "not answered"
    if last is not None:
        state = "open" if is_open else "closed" if last.answer else "no question"
    return CaseRow(
        case=case,
        chance=percent(chance.value) if chance else "",
        interval=spread(chance.low, chance.high) if chance else "",
        word=last.words.get(within, "") if last else "",
        drawn=range_svg(chance.value, chance.low, chance.high, width=110) if chance else Markup(""),
        within=within,
        moved=_moved(last),
        answered=facts.answered,
        who=facts.who,
        state=state,
    )


def _last(last: ShortAnswer | None) -> tuple[int, Chance | None]:
    if last is None or not last.answer:
        return 12, None
    within = 12 if 12 in last.answer else max(last.answer)
    return within, last.answer[within]


def _moved(last: ShortAnswer | None) -> str:
    """How far the last answer moved the number, in points."""
    if last is None or last.moved is None:
        return ""
    points = 100 * (last.moved.after - last.moved.before)
    return f"{points:+.1f} points".replace("-", "−") if abs(points) >= 0.05 else "stayed"
