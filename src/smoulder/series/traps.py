"""Traps: why a group may look quiet, or look like itself, and not be (docs/methods/watch.md#traps)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from smoulder.records.group import Link
from smoulder.records.month import month_of, month_text
from smoulder.series.all_lulls import Histories, Key
from smoulder.series.lull import ACTIVE
from smoulder.series.spell import Spell

TrapKind = Literal[
    "won",
    "deal",
    "counted as",
    "holds others",
    "moved",
    "in an alliance",
    "elsewhere",
    "alliance",
    "two sides",
    "one month",
    "provisional",
]
LEAST_DEATHS = 25
"""Deaths of an alliance from which its members are said to have gone on in it."""
ONE_MONTH = 0.9
"""Share of the peak's deaths in one month from which it is called the work of one month."""


@dataclass(frozen=True, slots=True)
class Trap:
    """One thing to know before a row is believed."""

    kind: TrapKind
    words: str


def first_day_after(month: int) -> date:
    """The day after a month ended: on it, the month is the last full one.

    >>> str(first_day_after(24227))
    '2019-01-01'
    """
    return date((month + 1) // 12, (month + 1) % 12 + 1, 1)


def victory(links: Sequence[Link], country: str, day: date) -> Link | None:
    """The victory by which a group is the government of a country on a day, as known on it; else None."""
    won = [
        link
        for link in links
        if link.kind == "won" and link.known <= day and link.country in ("", country)
        if link.until is None or link.until > day
    ]
    return won[-1] if won else None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of all groups by a day.

    links, alliances: by group id; joined: notes on months that were joined from another id, by group and country.
    day: the day after the last month that may be seen.
    """

    links: Mapping[int, Sequence[Link]]
    alliances: Mapping[int, Sequence[int]]
    joined: Mapping[Key, Sequence[str]]
    day: date


def name_traps(histories: Histories, unit: int, spell: Spell, known: Known) -> tuple[Trap, ...]:
    """What is known by a day that may explain a lull of one unit, or make it none."""
    one, day = histories.series[unit], known.day
    own = [link for link in known.links.get(one.group_id, ()) if link.known <= day]
    notes = known.joined.get((one.group_id, one.country), ())
    traps = [*_won(own, one.country, day), *(Trap("counted as", note) for note in notes)]
    traps += [_linked(link, day) for link in own if _speaks(link, one.country, spell, day)]
    traps += _holds_others(known.links, one.group_id, one.country, spell, day)
    traps += _in_alliance(histories, unit, spell, known.alliances.get(one.group_id, ()))
    traps += _elsewhere(histories, unit)
    traps += _alliance(histories, unit, known.alliances)
    traps += _two_sides(histories, unit)
    traps += _one_month(spell, float(histories.path.peak[unit, int(histories.last[unit])]))
    return tuple(traps)


def _won(own: Sequence[Link], country: str, day: date) -> list[Trap]:
    """A victory in force, here or in another country."""
    found = []
    for link in own:
        if link.kind == "won" and (link.until is None or link.until > day):
            where = "" if link.country in ("", country) else f" in {link.country}"
            found.append(Trap("won", f"it won{where}, {link.since}: {link.note}"))
    return found


def _speaks(link: Link, country: str, spell: Spell, day: date) -> bool:
    """Whether a link bears on the spell or the lull: a deal on the lull, a split or merger on both."""
    if link.country not in ("", country):
        return False
    since = month_of(link.since)
    until = month_of(link.until) if link.until else month_of(day)
    if link.kind == "deal":
        return until >= spell.ended - 12
    if link.kind in ("split", "merged", "successor") and link.group_id is not None:
        return since >= spell.began - 12 or (link.until is not None and until >= spell.ended - 12)
    return False


def _linked(link: Link, day: date) -> Trap:
    over = f" to {link.until}" if link.until and link.until <= day else ""
    kind: TrapKind = "deal" if link.kind == "deal" else "moved"
    return Trap(kind, f"{link.kind} {link.since}{over}: {link.note}")


def _holds_others(
    links: Mapping[int, Sequence[Link]], group_id: int, country: str, spell: Spell, day: date
) -> list[Trap]:
    """Months of this id that are another group's."""
    found = []
    for others in links.values():
        for link in others:
            here = link.kind == "counted as" and link.group_id == group_id and link.country == country
            if here and link.known <= day and (link.until is None or month_of(link.until) >= spell.began):
                over = f" to {link.until}" if link.until and link.until <= day else ""
                found.append(Trap("holds others", f"holds another's deaths {link.since}{over}: {link.note}"))
    return found


def _elsewhere(histories: Histories, unit: int) -> list[Trap]:
    """Countries in which the same id is active at its last known month there."""
    one, path = histories.series[unit], histories.path
    active = [
        f"{other.country} ({path.twelve[at, last]:,.0f} deaths in 12 months to {month_text(histories.first + last)})"
        for at, other in enumerate(histories.series)
        if at != unit and other.group_id == one.group_id
        if (last := int(histories.last[at])) >= 0 and path.state[at, last] == ACTIVE
    ]
    if not active:
        return []
    return [Trap("elsewhere", f"one id for the group in all countries; active in {', '.join(active)}")]


def _in_alliance(histories: Histories, unit: int, spell: Spell, alliances: Sequence[int]) -> list[Trap]:
    """Alliances of the group with deaths of their own in the country since its lull began."""
    one, end = histories.series[unit], histories.first + int(histories.last[unit])
    found = []
    for other in histories.series:
        if other.group_id not in alliances or other.country != one.country:
            continue
        since = other.deaths[max(0, spell.ended - other.first) : max(0, end - other.first + 1)]
        deaths = float(np.nansum(since))
        if deaths >= LEAST_DEATHS:
            since_text = month_text(spell.ended)
            words = (
                f"its alliance {other.group} has an id of its own: {deaths:,.0f} deaths since {since_text}"
            )
            found.append(Trap("in an alliance", f"{words} are counted there"))
    return found


def _alliance(histories: Histories, unit: int, alliances: Mapping[int, Sequence[int]]) -> list[Trap]:
    """An id for several groups: by the names in its name, or by the members on record in the country."""
    one = histories.series[unit]
    members = one.group.split(", ")
    if len(members) == 1:
        members = [
            other.group
            for other in histories.series
            if other.country == one.country and one.group_id in alliances.get(other.group_id, ())
        ]
        if not members:
            return []
        names = ", ".join(members)
        return [Trap("alliance", f"an alliance; its members may go on under ids of their own: {names}")]
    return [
        Trap("alliance", f"{len(members)} groups that fought side by side; each may go on under its own id")
    ]


def _two_sides(histories: Histories, unit: int) -> list[Trap]:
    """Another group of the country with the same months: the other side of the same fight."""
    one, path, last = histories.series[unit], histories.path, int(histories.last[unit])
    same = [
        other.group
        for at, other in enumerate(histories.series)
        if at != unit and other.country == one.country and other.group_id != one.group_id
        if int(histories.last[at]) == last
        and path.peak[at, last] == path.peak[unit, last]
        and np.array_equal(path.known[at], path.known[unit])
    ]
    return [Trap("two sides", f"the same fight seen from the side of {name}") for name in same[:1]]


def _one_month(spell: Spell, peak: float) -> list[Trap]:
    if not spell.loudest_deaths >= ONE_MONTH * peak:
        return []
    count = "" if spell.events is None else f"{spell.events:,.0f} event{'' if spell.events == 1 else 's'}"
    events = f" ({count} in these twelve months)" if count else ""
    words = f"{spell.loudest_deaths:,.0f} of the {peak:,.0f} deaths of its peak fell in {month_text(spell.loudest)}"
    return [Trap("one month", f"{words}{events}: the spell was hardly a campaign")]
