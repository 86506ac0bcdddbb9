"""A branch as a plan: how much of each kind of pressure is gone, and in which phase it is, month by month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from smoulder.models.pressure.branch_rule import BranchName, BranchRule, branch_taken
from smoulder.models.pressure.strength import Strength, together
from smoulder.records.calendar import Calendar
from smoulder.records.errors import BadSetting
from smoulder.records.force import Force, Phase
from smoulder.records.month import month_of, month_text
from smoulder.records.pressure import KINDS, PressureKind
from smoulder.records.series import Floats

EASES_BY = 0.5
"""Share of the pressure that is gone on the branch 'eases': the middle of what its rule allows."""
NAMES: tuple[BranchName, ...] = ("stays", "eases", "comes off")
_HOLDS = 1200
"""Months for which a plan's last word on a size holds: a plan goes on until it says otherwise."""


@dataclass(frozen=True, slots=True)
class Course:
    """What one kind of pressure does on one branch.

    kind:  of pressure; '' where it is not known what holds the group down.
    gone:  shape (month,), share of the pressure on the as-of day that is gone on the last day of each month:
           0 as it was, 1 all gone, below 0 more than it was (down to −1).
    phase: one for each month; start: the phase on the as-of day.
    """

    kind: PressureKind | str
    gone: Floats
    phase: tuple[Phase, ...]
    start: Phase = "in force"


@dataclass(frozen=True, slots=True)
class Plan:
    """One branch.

    name:  as it is shown. words: what happens on it, with its dates.
    rule:  the dated rule by which it is judged; None where the plan itself meets none of the three.
    """

    name: str
    words: str
    courses: tuple[Course, ...]
    rule: BranchName | None


def end_of_month(month: int) -> date:
    """The last day of a month.

    >>> end_of_month(24241)
    datetime.date(2020, 2, 29)
    """
    year, at = divmod(month, 12)
    return date(year, at + 1, monthrange(year, at + 1)[1])


def three_plans(
    kind: PressureKind | str, first: int, months: int, off: int | None = None, start: Phase = "in force"
) -> tuple[Plan, ...]:
    """The branches of a case without calendars of their own: stays, eases, comes off.

    first: month index of the first month ahead. months: how many there are.
    off:   month index in which the pressure has eased or come off by its last day; the first month by default.
    start: the phase on the as-of day.
    """
    since = first if off is None else max(off, first)
    after = np.arange(first, first + months) >= since
    when = month_text(since)
    said, are = f"the {kind}" if kind else "the pressure", "are" if kind.endswith("s") else "is"
    words = {
        "stays": f"{said} {are} as on the as-of day",
        "eases": f"{EASES_BY:.0%} of {said} {are} gone by the end of {when}".replace("%", " %"),
        "comes off": f"{said} {are} gone by the end of {when}",
    }
    gone = {"stays": 0.0, "eases": EASES_BY, "comes off": 1.0}
    return tuple(
        Plan(
            name,
            words[name],
            (
                Course(
                    kind,
                    np.where(after, gone[name], 0.0),
                    tuple("departed" if late and gone[name] == 1 else start for late in after),
                    start,
                ),
            ),
            name,
        )
        for name in NAMES
    )


def plan_of_calendar(
    name: str, calendar: Calendar, group_id: int, country: str, as_of: date, first: int, months: int
) -> Plan:
    """A branch that a calendar tells: what it says of each kind from the as-of day on.

    returns: each kind by its size on the last day of each month as a share of that on the as-of day; between two
             counts the middle of what is possible, after the last word what it said.
    raises:  BadSetting where the calendar says nothing of the group's pressure on the as-of day.
    """
    courses = []
    for kind in KINDS:
        forces = [one for one in calendar.on(group_id, country, kind).forces() if one.events]
        base = together(forces, as_of, _HOLDS) if forces else "nothing is told"
        if isinstance(base, Strength):
            courses.append(_course(calendar, forces, base, kind, group_id, country, as_of, first, months))
    if not courses:
        raise BadSetting(
            f"the calendar of branch {name!r} says nothing of pressure on the group in {country} on {as_of}; "
            "give it an entry that was seen or began by then"
        )
    rule = _rule_of(calendar, courses, group_id, country, as_of, end_of_month(first + months - 1))
    return Plan(name, _words(courses, first), tuple(courses), rule)


def _course(
    calendar: Calendar,
    forces: Sequence[Force],
    base: Strength,
    kind: PressureKind,
    group_id: int,
    country: str,
    as_of: date,
    first: int,
    months: int,
) -> Course:
    gone, phases = np.zeros(months), []
    now = 0.0
    for at in range(months):
        day = max(end_of_month(first + at), as_of)
        found = together(forces, day, _HOLDS)
        now = _gone(found, base) if isinstance(found, Strength) else now
        gone[at] = now
        phases.append(calendar.phase(group_id, country, day)[kind].phase)
    return Course(kind, gone, tuple(phases), calendar.phase(group_id, country, as_of)[kind].phase)


def _gone(now: Strength, base: Strength) -> float:
    """How much of the first day's pressure is gone."""
    whole = (base.low + base.high) / 2
    if whole == 0:
        return -1.0 if now.high > 0 else 0.0
    return float(np.clip(1 - (now.low + now.high) / 2 / whole, -1.0, 1.0))


def _rule_of(
    calendar: Calendar, courses: Sequence[Course], group_id: int, country: str, from_: date, to: date
) -> BranchName | None:
    """The branch that the plan itself would be judged as, by its first kind."""
    kind = next(one for one in KINDS if one == courses[0].kind)
    for name in NAMES:
        rule = BranchRule(name, kind, group_id, country, holds=_HOLDS)
        if branch_taken(calendar, rule, from_, to).answer == "taken":
            return name
    return None


def _words(courses: Sequence[Course], first: int) -> str:
    return "; ".join(_course_words(one, first) for one in courses)


def _course_words(course: Course, first: int) -> str:
    turns = [0, *(np.flatnonzero(np.diff(course.gone)) + 1).tolist()]
    told = [
        f"{100 * course.gone[at]:.0f} % gone by the end of {month_text(first + at)}"
        for at in turns
        if at or course.gone[at]
    ]
    if len(told) > 4:
        told = [*told[:2], "…", told[-1]]
    return f"{course.kind}: {', '.join(told) or 'as on the first day'}"


def due_month(calendar: Calendar, group_id: int, country: str, kind: PressureKind, as_of: date) -> int | None:
    """The month in which the calendar, as known by a day, has the end of a kind of pressure due; None if it has not."""
    entries = calendar.known_by(as_of).on(group_id, country, kind).standing().entries
    days = [entry.due.latest for entry in entries if entry.due is not None and entry.due.latest >= as_of]
    return month_of(min(days)) if days else None
