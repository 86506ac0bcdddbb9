"""What was known of the pressure on a group, as stretches and days to set beside its months."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from smoulder.reading.pressure_told import NOT_NAMED
from smoulder.records.calendar import Calendar, kind_phase
from smoulder.records.force import Event, Force, Phase
from smoulder.records.pressure import KINDS, PressureEntry, PressureKind
from smoulder.records.statement import Reading
from smoulder.records.timeline import TimelineMark

PHASES: dict[Phase, str] = {
    "in force": "present",
    "announced": "announced",
    "handed over": "handed over",
}
"""Phases that last, by what a mark calls them."""
NAMED = 3
"""Pressers that a stretch names; the others it counts."""


def pressure_marks(
    calendar: Calendar, group_id: int, country: str, as_of: date, readings: Sequence[Reading]
) -> tuple[TimelineMark, ...]:
    """Stretches by phase for each kind of pressure, and the days on which it was demanded away, reduced or left.

    calendar: nothing of it that could not be known on the day is looked at.
    readings: in the order of the answer, so that a mark finds its sentence.
    returns:  by kind and first day. A stretch has the phase that the greater part is in (`records.calendar`).
    """
    known = calendar.known_by(as_of).on(group_id, country)
    forces = known.forces()
    standing = known.standing().entries
    found: list[TimelineMark] = []
    for kind in KINDS:
        own = [force for force in forces if force.kind == kind]
        marks = [
            *_stretches(kind, own, as_of, readings),
            *_days(kind, own, as_of, readings),
            *_demands(kind, [one for one in standing if one.kind == kind], as_of, readings),
        ]
        found += sorted(marks, key=lambda one: (one.first, one.phase, one.words))
    return tuple(found)


def _stretches(
    kind: PressureKind, forces: list[Force], as_of: date, readings: Sequence[Reading]
) -> Iterator[TimelineMark]:
    events = [event for force in forces for event in force.events if event.when.latest <= as_of]
    turns: list[tuple[date, Phase]] = []
    for day in sorted({event.when.latest for event in events}):
        phase = kind_phase(kind, forces, day).phase
        if not turns or turns[-1][1] != phase:
            turns.append((day, phase))
    ends: list[date | None] = [*(day for day, _ in turns[1:]), None]
    for (day, phase), end in zip(turns, ends, strict=False):
        if phase not in PHASES:
            continue
        within = [one for one in events if day <= one.when.latest and (end is None or one.when.latest < end)]
        begun = [one for one in events if one.when.latest == day]
        there = [one for one in forces if one.phase(day) in PHASES or any(e in one.events for e in within)]
        yield _mark(kind, PHASES[phase], day, end, _who(there, end or as_of, begun), begun, readings)


def _days(
    kind: PressureKind, forces: list[Force], as_of: date, readings: Sequence[Reading]
) -> Iterator[TimelineMark]:
    """Days on which a force was reduced or left."""
    for force in forces:
        for event in force.events:
            if event.step in ("reduced", "departed") and event.when.latest <= as_of:
                words = _said(event.entry)
                yield _mark(kind, event.step, event.when.latest, event.when.latest, words, [event], readings)


def _demands(
    kind: PressureKind, entries: Sequence[PressureEntry], as_of: date, readings: Sequence[Reading]
) -> Iterator[TimelineMark]:
    """Days on which others asked for its end, which changes no phase."""
    for entry in entries:
        when = entry.demanded
        if when is not None and when.latest <= as_of:
            event = Event("demanded", when, entry)
            yield _mark(kind, "demanded", when.latest, when.latest, _said(entry), [event], readings)


def _mark(
    kind: PressureKind,
    phase: str,
    first: date,
    last: date | None,
    words: str,
    begun: Sequence[Event],
    readings: Sequence[Reading],
) -> TimelineMark:
    return TimelineMark(
        lane="pressure",
        kind=kind,
        words=words,
        phase=phase,
        first=first.isoformat(),
        last=None if last is None else last.isoformat(),
        source="; ".join(dict.fromkeys(_source(one.entry) for one in begun)),
        to=next((to for one in begun if (to := _anchor(one.entry, readings))), ""),
    )


def _who(forces: Sequence[Force], until: date, begun: Sequence[Event]) -> str:
    """Who presses, with the last size where one alone is counted, and the day on which an end is due."""
    names = list(dict.fromkeys(force.by for force in forces if force.by != NOT_NAMED))
    more = len(names) - NAMED
    words = ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
    told = [[one for one in force.counts if one.when.latest <= until] for force in forces]
    counted = [counts for counts in told if counts]
    if len(counted) == 1:
        last = counted[0][-1]
        size = f"{last.low:,.0f}" if last.low == last.high else f"{last.low:,.0f} to {last.high:,.0f}"
        words = f"{words}, {size} {last.unit} ({last.when})".removeprefix(", ")
    due = next((one.entry.due for one in begun if one.entry.due is not None), None)
    return f"{words}; due {due}".removeprefix("; ") if due is not None else words


def _said(entry: PressureEntry) -> str:
    return ", ".join(part for part in (entry.by if entry.by != NOT_NAMED else "", entry.note) if part)


def _source(entry: PressureEntry) -> str:
    name = entry.source or "the calendar of this case"
    return name if entry.row is None else f"{name}, row {entry.row}"


def _anchor(entry: PressureEntry, readings: Sequence[Reading]) -> str:
    """The id of the sentence in the reports that an entry was read from."""
    for report, reading in enumerate(readings, start=1):
        if reading.report.sha256 != entry.document:
            continue
        for at, mention in enumerate(reading.pressure, start=1):
            if (mention.start, mention.end) == (entry.start, entry.end):
                return f"report-{report}-read-p{at}"
    return ""
