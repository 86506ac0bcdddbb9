"""Questions of the ledger held against the data there are: those that the data decide are closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.assessment.record.deciding import Month
    from smoulder.assessment.record.resolve import Found
    from smoulder.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one run found.

    case:   the one that was asked for, '' for all. found: every question that was looked at, in order.
    months: of the one case: those of its longest horizon that are over; none where all cases are asked for.
    """

    case: str
    found: list[Found]
    months: list[Month]


def resolve_questions(desk: Desk, case: str, tell: Callable[[str], None]) -> Resolved:
    """Look at every question that is not closed for good, and keep what is new.

    case:   id, '' for all. tell: given a line on what is being done.
    raises: NoCase where there is no such case; BadStore, BadLedger where something cannot be read.
    """
    from smoulder.assessment.record.deciding import Decider
    from smoulder.assessment.record.outcome import months_of
    from smoulder.assessment.record.resolve import new_resolutions, resolve
    from smoulder.desk.desk import find_case
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.store.counts import Counts
    from smoulder.store.events import open_events

    asked, today = desk.ledger.asked, desk.now.date()
    name = find_case(desk, case).id if case else None
    questions = asked.open(today) if name is None else asked.questions(name)
    counts = Counts(open_events(desk.chosen.events))
    own = read_own_groups(desk.chosen.data)
    decider = Decider(counts, load_registry(own), own, today)
    tell(f"Looking at {len(questions):,} questions")
    found = resolve(questions, asked.standing(name), decider, desk.ledger.pressure.calendar(), desk.now)
    asked.settle(new_resolutions(found))
    longest = max(questions, key=lambda one: (one.as_of, one.horizon), default=None)
    months = months_of(longest, decider.of(longest), today) if case and longest is not None else []
    return Resolved(case, found, months)
