"""What does not fit in a pressure calendar: entries that contradict each other or themselves, and what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from smoulder.reading.groups import Registry
from smoulder.records.calendar import Calendar
from smoulder.records.errors import NoCountry, NoGroup
from smoulder.records.force import comparable
from smoulder.records.pressure import HAPPENED, PressureEntry, Step
from smoulder.records.when import When

TOLERANCE = 0.2
"""Two sizes differ if the gap between them is a larger share than this of the greater one."""
_SAME_TIME = 31
"""Two times at most so many days long each, that overlap, count as the same time."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit.

    nature:  'contradiction': not all of it can be true, and only a correction takes that away, or an entry that
             says when a force came back; 'open': something that is missing or still to come.
    entries: their ids, in the order of the calendar. sources: of each, '' where it has none.
    """

    nature: Literal["contradiction", "open"]
    words: str
    entries: tuple[str, ...]
    sources: tuple[str, ...]


def check_calendar(
    calendar: Calendar, as_of: date, registry: Registry, tolerance: float = TOLERANCE
) -> list[Finding]:
    """Everything that does not fit among the standing entries, contradictions first.

    as_of:     no date but a planned one can be later.
    tolerance: share of the greater of two sizes by which they may differ, 0 to 1.

    >>> from smoulder.reading.groups import load_registry
    >>> check_calendar(Calendar(), date(2020, 1, 23), load_registry())
    []
    """
    entries = calendar.standing().entries
    found = list(_double_corrections(calendar))
    for one in entries:
        found += _within(one, as_of, registry)
    for force in _forces(entries):
        begins = list(dict.fromkeys(one.began for one in force if one.began))
        for one, other in combinations(force, 2):
            if None in (one.group_id, other.group_id) or one.group_id == other.group_id:
                found += _between(one, other, begins, tolerance)
        found += _unconfirmed(force, as_of)
    return sorted(found, key=lambda finding: finding.nature != "contradiction")


def _finding(nature: Literal["contradiction", "open"], words: str, *entries: PressureEntry) -> Finding:
    return Finding(nature, words, tuple(one.id for one in entries), tuple(one.source for one in entries))


def _double_corrections(calendar: Calendar) -> Iterator[Finding]:
    corrections = defaultdict(list)
    for entry in calendar.every:
        if entry.supersedes:
            corrections[entry.supersedes].append(entry)
    for corrected, several in corrections.items():
        if len({one.id for one in several}) > 1:
            words = f"{len(several)} entries correct {corrected}; correct all but one of them again"
            yield _finding("contradiction", words, *several)


def _forces(entries: Iterable[PressureEntry]) -> list[list[PressureEntry]]:
    """Entries on the same presser, in the same country and place, that may press on one group."""
    found = defaultdict(list)
    for one in entries:
        found[one.kind, one.by.casefold(), one.country, one.place.casefold()].append(one)
    return list(found.values())


_AFTER: tuple[tuple[Step, Step], ...] = (
    ("began", "departed"),
    ("began", "handed_over"),
    ("began", "reduced"),
    ("handed_over", "departed"),
    ("announced", "departed"),
    ("reduced", "departed"),
)
"""Steps of one entry, of which the first cannot come after the second."""


def _within(one: PressureEntry, as_of: date, registry: Registry) -> Iterator[Finding]:
    for early, late in _AFTER:
        first, second = one.date_of(early), one.date_of(late)
        if first and second and second.surely_before(first):
            words = f"{_step(late)} {second} comes before {_step(early)} {first}"
            yield _finding("contradiction", words, one)
    gone = one.departed
    if gone and one.seen and gone.surely_before(one.seen) and not one.none_there:
        yield _finding("contradiction", f"departed {gone}, and seen {one.seen}", one)
    for step in HAPPENED:
        when = one.date_of(step)
        if when and when.earliest > as_of:
            yield _finding(
                "contradiction", f"{_step(step)} {when} lies after {as_of}; what is planned is due", one
            )
    try:
        if one.group_id is not None:
            registry.group(one.group_id)
    except NoGroup:
        yield _finding("contradiction", f"no group has the id {one.group_id}", one)
    try:
        if one.country and registry.country(one.country) != one.country:
            raise NoCountry
    except NoCountry:
        yield _finding("contradiction", f"no country is called {one.country}", one)
    if not one.source:
        yield _finding("open", "it has no source", one)


def _between(
    one: PressureEntry, other: PressureEntry, begins: Sequence[When], tolerance: float
) -> Iterator[Finding]:
    """What two entries on one force contradict each other in.

    begins: when the force began, by any of its entries: what departed may have come back.
    """
    yield from _sizes(one, other, tolerance)
    for first, second in ((one, other), (other, one)):
        yield from _after_departure(first, second, begins)
    for early, late in ((one, other), (other, one)):
        ends = (early.departed, late.departed)
        if ends[0] and ends[1] and ends[0].surely_before(ends[1]) and not _came_back(early, ends[1], begins):
            yield _finding(
                "contradiction", f"departed {ends[0]} by one and {ends[1]} by the other", early, late
            )


def _came_back(gone: PressureEntry, by: When, begins: Sequence[When]) -> bool:
    """Whether it can have begun again after a departure, by some time."""
    return any(
        began != gone.began
        and gone.departed is not None
        and not began.surely_before(gone.departed)
        and not by.surely_before(began)
        for began in begins
    )


def _sizes(one: PressureEntry, other: PressureEntry, tolerance: float) -> Iterator[Finding]:
    """Two sizes at the same time: of times known to the month or better, or of times written alike."""
    first, second = one.counted, other.counted
    if not (one.size and other.size and first and second) or comparable(one.unit) != comparable(other.unit):
        return
    short = first.days <= _SAME_TIME and second.days <= _SAME_TIME
    lower, upper = sorted((one.size, other.size))
    if ((short and first.overlaps(second)) or first == second) and upper[0] - lower[1] > tolerance * upper[0]:
        words = f"{_size(one)} in {first} by one and {_size(other)} in {second} by the other"
        yield _finding("contradiction", words, one, other)


def _after_departure(gone: PressureEntry, later: PressureEntry, begins: Sequence[When]) -> Iterator[Finding]:
    """What the later entry says of a time after the other's departure, where nothing says that it came back."""
    if gone.departed is None:
        return
    seen = later.counted or later.seen
    for when, what in ((seen, _seen(later)), (later.handed_over, "handed over")):
        if when is None or not gone.departed.surely_before(when):
            continue
        if (when == seen and later.none_there) or _came_back(gone, when, begins):
            continue
        words = f"departed {gone.departed}, and {what} {when}; if it came back, say when it began again"
        yield _finding("contradiction", words, gone, later)


def _seen(entry: PressureEntry) -> str:
    return f"{_size(entry)} in" if entry.counted else "seen"


def _unconfirmed(force: list[PressureEntry], as_of: date) -> Iterator[Finding]:
    """Departures that were due and that nothing tells of."""
    for one in force:
        if one.due is None or one.due.latest >= as_of:
            continue
        told = [other for other in force if other.departed and _since(one, other.departed)]
        if not told:
            yield _finding(
                "open", f"was due to leave by {one.due.latest}, and no entry says that it did", one
            )


def _since(one: PressureEntry, departed: When) -> bool:
    """Whether a departure can be the one that was announced."""
    return one.announced is None or not departed.surely_before(one.announced)


def _step(step: Step) -> str:
    return step.replace("_", " ")


def _size(entry: PressureEntry) -> str:
    low, high = entry.size or (0.0, 0.0)
    many = f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"
    return f"{many} {entry.unit}"
