"""How strong pressure was on a day, as far as a calendar of dated counts can tell: bounds, or why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smoulder.records.force import Count, Force, comparable
from smoulder.records.month import month_of

PRESENCE = "presence"
"""The unit of a force that nobody counted: 1 while it is there, 0 when it is gone."""


@dataclass(frozen=True, slots=True)
class Strength:
    """The size of one force or of several on a day.

    low, high: bounds, in `unit`; both 0 and no unit where none are there.
    counts:    ids of the entries whose counts these are. sure: whether it is one count that still holds.
    """

    low: float
    high: float
    unit: str = ""
    counts: tuple[str, ...] = ()
    sure: bool = True


def strength_of(force: Force, day: date, holds: int) -> Strength | str:
    """The size of a force on a day, or in words why it is not known.

    holds:   months for which a count says how many there are, after the day it was counted.
    returns: between two counts, anything between them, unless the later one is dated as a reduction; from 0
             where it can have left, or was reduced by an unknown number since the count.
    """
    possible = force.possible(day)
    if possible == ("departed",):
        return Strength(0, 0)
    if possible == ("none",):
        began = bool(force.events) and force.events[0].step == "began"
        return Strength(0, 0) if began else f"nothing is told of {force.by} by {day}"
    counts = _of_this_stay(force, day)
    found = _between(force, counts, day, holds) if counts else _presence(force, day, holds)
    if isinstance(found, Strength) and ("departed" in possible or _reduced_since(force, found, day)):
        return Strength(0, found.high, found.unit, found.counts, sure=False)
    return found


def together(forces: Sequence[Force], day: date, holds: int) -> Strength | str:
    """The size of several forces on a day, or in words why it is not known.

    Forces that nobody counted are not added up: they are all there, all gone, or something between.
    """
    found = [strength_of(force, day, holds) for force in forces]
    known = [one for one in found if isinstance(one, Strength)]
    for one in found:
        if isinstance(one, str):
            return one
    there = [one for one in known if one.unit]
    units = {one.unit for one in there}
    if len(units) > 1:
        return f"sizes in {' and '.join(sorted(units))} cannot be added up; name the presser in the rule"
    counts = tuple(id_ for one in there for id_ in one.counts)
    sure = all(one.sure for one in there)
    if units == {PRESENCE}:
        low = 1.0 if len(there) == len(known) and all(one.low for one in there) else 0.0
        return Strength(low, 1.0, PRESENCE, counts, sure)
    unit = units.pop() if units else ""
    return Strength(sum(one.low for one in there), sum(one.high for one in there), unit, counts, sure)


def _of_this_stay(force: Force, day: date) -> list[Count]:
    """The counts of the stay that a day lies in, later ones too."""
    gone = [one.when for one in force.events if one.step == "departed" and one.when.latest <= day]
    since = max((one.earliest for one in gone), default=date.min)
    following = [one.when for one in force.events if one.step == "departed" and one.when.earliest > day]
    until = min((one.latest for one in following), default=date.max)
    return [
        one for one in force.counts if (not gone or one.when.earliest > since) and one.when.latest <= until
    ]


def _between(force: Force, counts: Sequence[Count], day: date, holds: int) -> Strength | str:
    before = [one for one in counts if one.when.latest <= day]
    across = [one for one in counts if one.when.earliest <= day < one.when.latest]
    after = [one for one in counts if one.when.earliest > day]
    last = [one for one in before if one.when.latest == before[-1].when.latest]
    if not last and not across:
        return f"nobody counted {force.by} by {day}"
    stale = not across and month_of(day) - month_of(last[-1].when.latest) > holds
    # a count of a month is told on its last day, and on that day nothing else is
    told_today = bool(last) and last[-1].when.latest == day
    following = after[:1] if after and not told_today and not _dated(force, after[0]) else []
    if stale and not (following and month_of(following[0].when.earliest) - month_of(day) <= holds):
        return f"the last count of {force.by} by {day} is of {last[-1].when}"
    used = [*last, *across, *following]
    units = {comparable(one.unit) for one in used}
    if len(units) > 1:
        return f"{force.by} is counted in {' and '.join(sorted(units))}"
    low, high = min(one.low for one in used), max(one.high for one in used)
    same = len({(one.low, one.high) for one in used}) == 1
    return Strength(low, high, units.pop(), tuple(one.entry for one in used), sure=same or len(used) == 1)


def _dated(force: Force, count: Count) -> bool:
    """Whether a count is dated as the change that brought it, so that what was before it held until then."""
    return any(
        one.entry.id == count.entry and one.step in ("reduced", "began") and one.when == count.when
        for one in force.events
    )


def _presence(force: Force, day: date, holds: int) -> Strength | str:
    told = [one for one in force.events if one.when.earliest <= day and one.step != "departed"]
    if not told or month_of(day) - month_of(min(told[-1].when.latest, day)) > holds:
        return f"nothing is told of {force.by} in the {holds} months before {day}"
    return Strength(1, 1, PRESENCE, (told[-1].entry.id,))


def _reduced_since(force: Force, found: Strength, day: date) -> bool:
    """Whether it was reduced, nobody knows by how many, after what its size rests on."""
    counted = [
        one.when.latest for one in force.counts if one.entry in found.counts and one.when.latest <= day
    ]
    since = max(counted, default=date.min)
    return any(
        one.step == "reduced"
        and one.entry.size is None
        and one.when.earliest <= day
        and one.when.latest > since
        for one in force.events
    )
