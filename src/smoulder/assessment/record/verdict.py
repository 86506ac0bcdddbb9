"""Whether the branch of a question was taken: by the calendar alone, before any outcome is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from smoulder.models.branches.plan import NAMES, end_of_month
from smoulder.models.pressure.branch_rule import BranchRule, branch_taken
from smoulder.records.asked import Asked
from smoulder.records.calendar import Calendar
from smoulder.records.month import last_full_month
from smoulder.records.pressure import KINDS

Answer = Literal["taken", "not taken", "not known", "not yet", "no rule"]


@dataclass(frozen=True, slots=True)
class BranchVerdict:
    """What became of the branch of a question, and why.

    answer: 'taken' for a question without a branch too; 'not yet' before the end of its horizon; 'no rule' where
            none fits, so that it can never be told.
    """

    answer: Answer
    why: str = ""


def verdict_of(asked: Asked, calendar: Calendar, today: date) -> BranchVerdict:
    """Judge a branch by its dated rule (docs/data/pressure.md); no series is looked at.

    calendar: everything on record by now, later than the as-of day too.
    returns:  a verdict once the horizon is over; earlier only that the pressure did not stay, for what has fallen
              cannot have stayed.
    """
    if not asked.branch:
        return BranchVerdict("taken", "asked whatever the pressure does")
    rule = next((one for one in NAMES if one == asked.rule), None)
    kind = next((one for one in KINDS if one == asked.kind), None)
    if rule is None:
        return BranchVerdict("no rule", f"no dated rule fits the branch {asked.branch!r}")
    if kind is None:
        return BranchVerdict("no rule", "no kind of pressure was on record, so that no rule can judge it")
    end = end_of_month(last_full_month(asked.as_of) + asked.horizon)
    over = end <= today
    to = min(end, today)
    if to < asked.as_of or (not over and rule != "stays"):
        return BranchVerdict("not yet", f"the branch is judged once its horizon is over, on {end}")
    found = branch_taken(calendar, BranchRule(rule, kind, asked.group_id, asked.country), asked.as_of, to)
    if over or found.answer == "not taken":
        return BranchVerdict(found.answer, f"{kind}: {found.why}")
    return BranchVerdict("not yet", f"the branch is judged once its horizon is over, on {end}")
