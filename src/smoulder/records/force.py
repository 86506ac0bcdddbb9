"""One force as a calendar has it: all entries on one presser of one kind, and the phase it is in on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from smoulder.records.pressure import PressureEntry, PressureKind, Step
from smoulder.records.when import When

Phase = Literal["none", "in force", "announced", "handed over", "departed"]
PRESSING: tuple[Phase, ...] = ("in force", "announced", "handed over", "departed", "none")
"""Phases from the most pressing to the least."""

_PEOPLE = frozenset(
    "troop troops soldier soldiers personnel peacekeeper peacekeepers people men advisers police".split()  # noqa: SIM905
)
_ORDER: tuple[Step, ...] = ("began", "seen", "reduced", "announced", "handed_over", "departed")
_AFTER: dict[Step, Phase] = {
    "began": "in force",
    "announced": "announced",
    "handed_over": "handed over",
    "departed": "departed",
}


@dataclass(frozen=True, slots=True)
class Count:
    """So many at a time, by one entry."""

    when: When
    low: float
    high: float
    unit: str
    entry: str


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a force."""

    step: Step
    when: When
    entry: PressureEntry


@dataclass(frozen=True)  # no slots: what is worked out once is kept
class Force:
    """The entries on one presser of one kind in one place; those of one group and of all groups together."""

    kind: PressureKind
    by: str
    place: str
    entries: tuple[PressureEntry, ...]

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Its steps in the order of their days, the latest that each can be; a count of 0 is a departure."""
        found = [event for entry in self.entries for event in _events(entry)]
        return tuple(sorted(found, key=lambda one: (one.when.latest, _ORDER.index(one.step))))

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Its sizes in the order of their days."""
        found = [
            Count(when, *entry.size, entry.unit, entry.id)
            for entry in self.entries
            if entry.size is not None and (when := entry.counted) is not None
        ]
        return tuple(sorted(found, key=lambda one: (one.when.latest, one.when.earliest, one.entry)))

    def phase(self, day: date) -> Phase:
        """The phase on a day by the steps that had surely happened then.

        A force that departed is there again only from a new `began`: a later size alone is a contradiction.
        """
        return self._last([one for one in self.events if one.when.latest <= day])

    def possible(self, day: date) -> tuple[Phase, ...]:
        """Every phase it can be in on a day, as far as dates are known; the most pressing first."""
        events = self.events
        sure = [one for one in events if one.when.latest <= day]
        maybe = [one for one in events if one.when.earliest <= day < one.when.latest]
        found = {self._last([*sure, *maybe[:some]]) for some in range(len(maybe) + 1)}
        return tuple(phase for phase in PRESSING if phase in found)

    @staticmethod
    def _last(events: list[Event]) -> Phase:
        phase: Phase = "none"
        for event in events:
            if event.step == "began" or phase != "departed":
                following = _AFTER.get(event.step, "in force")
                # to see or to reduce it says that it is there, and takes back no announcement
                phase = following if event.step in _AFTER or phase == "none" else phase
        return phase


def comparable(unit: str) -> str:
    """What a unit counts, so that sizes can be compared: all words for people in uniform are 'people'.

    >>> comparable("US military personnel"), comparable("troops"), comparable("Sorties a month")
    ('people', 'people', 'sorties a month')
    """
    words = unit.casefold().split()
    return "people" if _PEOPLE.intersection(words) else " ".join(words)


def _events(entry: PressureEntry) -> Iterator[Event]:
    for step in _ORDER:
        when = entry.date_of(step)
        if when is not None:
            gone = entry.none_there and when == entry.counted
            yield Event("departed" if gone else step, when, entry)
