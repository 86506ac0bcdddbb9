"""Whether a branch of pressure was taken, by a dated rule that looks at the calendar alone (docs/data/pressure.md)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from smoulder.models.pressure.strength import Strength, together
from smoulder.records.calendar import Calendar
from smoulder.records.force import Force
from smoulder.records.pressure import HAPPENED, PressureKind

BranchName = Literal["stays", "eases", "comes off"]
Answer = Literal["taken", "not taken", "not known"]


@dataclass(frozen=True, slots=True)
class BranchRule:
    """A rule that is fixed before outcomes are looked at.

    kind, by:  the pressure it is about; `by` '' for all pressers of the kind together.
    group_id, country: on whom and where, as the question has them.
    stays:     share of the size on the first day from which pressure counts as staying, 0 to 1.
    off:       share of it below which pressure counts as gone, 0 to 1.
    within:    months from the first day in which it must come off.
    holds:     months for which a count tells the size, after the day it was counted.

    The three branches exclude each other. Where pressure comes off only after `within` months, none is taken.
    """

    branch: BranchName
    kind: PressureKind
    group_id: int | None
    country: str
    by: str = ""
    stays: float = 0.75
    off: float = 0.25
    within: int = 12
    holds: int = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a branch, why, and the ids of the entries that it was judged by."""

    answer: Answer
    why: str
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Share:
    """The size on a day as a share of that on the first day, between two bounds, or why it is not known."""

    day: date
    low: float = 0.0
    high: float = float("inf")
    unknown: str = ""


def branch_taken(calendar: Calendar, rule: BranchRule, from_: date, to: date) -> Verdict:
    """Judge from the calendar alone whether a branch was taken between two days.

    from_:   the as-of day of the question; the last size that was counted by then is the measure.
    to:      the last day of the horizon.
    returns: 'stays' is taken if the size stays at or above its share of the first day's to the end; 'eases' if it
             falls below that, and never below the share that counts as gone; 'comes off' if it falls below that
             one, or all have left, within so many months. 'not known' where the calendar cannot tell. A question
             on a branch that was not taken is void.
    raises:  ValueError if `to` comes before `from_`.
    """
    if to < from_:
        raise ValueError(f"the horizon ends on {to}, before it begins on {from_}")
    forces = [
        force
        for force in calendar.on(rule.group_id, rule.country, rule.kind).forces()
        if force.events and (not rule.by or force.by.casefold() == rule.by.casefold())
    ]
    entries = tuple(entry.id for force in forces for entry in force.entries)
    if not forces:
        return Verdict("not known", f"the calendar has no entry on {rule.kind}")
    first = together([_until(force, from_) for force in forces], from_, rule.holds)
    if isinstance(first, str):
        return Verdict("not known", f"on the first day {first}", entries)
    if first.high == 0:
        return Verdict("not known", f"nobody was there on the first day, {from_}", entries)
    shares = [_share(forces, day, first, rule.holds) for day in _days(forces, from_, to)]
    limit = min(to, months_later(from_, rule.within))
    return Verdict(*_judge(rule, shares, limit), entries)


def _until(force: Force, day: date) -> Force:
    """The force by entries on what can have happened by a day: the measure is not changed by what came later."""
    then = (
        entry
        for entry in force.entries
        if all(when.earliest <= day for step in HAPPENED if (when := entry.date_of(step)))
    )
    return replace(force, entries=tuple(then))


def months_later(day: date, months: int) -> date:
    """The day so many months later, or the last of that month.

    >>> months_later(date(2011, 8, 31), 6)
    datetime.date(2012, 2, 29)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _days(forces: Iterable[Force], from_: date, to: date) -> list[date]:
    """The days on which the size can have changed, the same day of each month, and the last day."""
    turns = {day for force in forces for one in force.events for day in (one.when.earliest, one.when.latest)}
    months = (to.year - from_.year) * 12 + to.month - from_.month
    turns |= {months_later(from_, month) for month in range(1, months + 1)} | {to}
    return sorted(day for day in turns if from_ < day <= to)


def _share(forces: Sequence[Force], day: date, first: Strength, holds: int) -> _Share:
    now = together(forces, day, holds)
    if isinstance(now, str):
        return _Share(day, unknown=now)
    if now.unit and now.unit != first.unit:
        return _Share(day, unknown=f"{day} is counted in {now.unit}, the first day in {first.unit}")
    if now.sure and first.sure and now.counts == first.counts:
        return _Share(day, 1.0, 1.0)  # the very count of the first day still holds, whatever its bounds
    high = 0.0 if now.high == 0 else now.high / first.low if first.low else float("inf")
    return _Share(day, now.low / first.high, high)


def _judge(rule: BranchRule, shares: Sequence[_Share], limit: date) -> tuple[Answer, str]:
    gone = [one for one in shares if one.high < rule.off or one.high == 0]
    if rule.branch == "comes off":
        inside = [one for one in shares if one.day <= limit]
        if gone and gone[0].day <= limit:
            return "taken", f"under {rule.off:.0%} of the first day's on {gone[0].day}"
        return _unless_unknown(inside, rule.off, "not taken", f"never under {rule.off:.0%} by {limit}")
    fallen = [one for one in shares if one.high < rule.stays]
    if rule.branch == "stays":
        if fallen:
            return "not taken", f"under {rule.stays:.0%} of the first day's on {fallen[0].day}"
        return _unless_unknown(shares, rule.stays, "taken", f"never under {rule.stays:.0%}")
    if gone:
        return "not taken", f"under {rule.off:.0%} of the first day's on {gone[0].day}"
    if fallen:
        why = f"under {rule.stays:.0%} of the first day's on {fallen[0].day}, and never under {rule.off:.0%}"
        return _unless_unknown(shares, rule.off, "taken", why)
    return _unless_unknown(shares, rule.stays, "not taken", f"never under {rule.stays:.0%}")


def _unless_unknown(shares: Sequence[_Share], least: float, answer: Answer, why: str) -> tuple[Answer, str]:
    """The answer that holds if no share was under the least, or that this is not known."""
    for one in shares:
        if one.unknown:
            return "not known", one.unknown
        if one.low < least:
            return "not known", f"on {one.day} it can have been under {least:.0%} of the first day's, or not"
    return answer, why
