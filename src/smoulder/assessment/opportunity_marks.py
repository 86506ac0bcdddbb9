"""Times in which a group that could act would be expected to act more, or less, to set beside its months."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from smoulder.assessment.once import WINDOW
from smoulder.assessment.window_item import window_of
from smoulder.models.opportunity.kinds import Kind, load_kinds
from smoulder.records.evidence import Item
from smoulder.records.month import parse_day
from smoulder.records.statement import Reading
from smoulder.records.timeline import TimelineMark

UNUSED = "unused opportunity"
OTHER = "other"
"""The kind of an opportunity whose sentence names none that is known."""
_NAMED = {
    "protests": r"\b(?:protest|demonstrat|unrest|riot|uprising)",
    "election": r"\b(?:elections?\b|polling|polls?\b|ballot|voters?\b|voting\b)",
    "holiday": r"\b(?:holidays?\b|festivals?\b|ramadan\b|eid\b|pilgrimage)",
    "departure": r"\b(?:withdraw|pull-?out\b|departure|handover\b)",
}


def opportunity_marks(
    items: Sequence[Item], readings: Sequence[Reading], as_of: date
) -> tuple[TimelineMark, ...]:
    """The windows that items of evidence speak of, by first day.

    items:   of the answer; those that are left out of it are left out here.
    returns: windows of tests as they were given; of a sentence on an opportunity the times it names, else those that
             its paragraph names, and nothing where neither names one: a window that is only assumed is not drawn.
    """
    found: list[TimelineMark] = []
    for item in items:
        if item.left_out:
            continue
        if item.kind == WINDOW:
            found += _tested(item)
        elif item.kind.removeprefix("denied: ") == UNUSED:
            found += _told(item, readings)
    seen = [
        one.model_copy(update={"last": min(one.last or one.first, as_of.isoformat())})
        for one in found
        if one.first <= as_of.isoformat()
    ]
    return tuple(sorted(seen, key=lambda one: (one.first, one.kind, one.to)))


def _tested(item: Item) -> Iterator[TimelineMark]:
    """The window of a test: one mark, or one for each phase of it."""
    window = window_of(item.source.row)
    if window is None:
        return
    first, last, turn = window
    kind = next((one for one in load_kinds().values() if item.text.startswith(f"{one.words}, ")), None)
    signs = kind.signs if kind is not None else (0,)
    if len(signs) == 2 and turn is not None:
        yield _mark(item, kind, signs[0], first, turn)
        yield _mark(item, kind, signs[1], turn, last)
    else:
        yield _mark(item, kind, signs[0] if len(signs) == 1 else 0, first, last)


def _told(item: Item, readings: Sequence[Reading]) -> Iterator[TimelineMark]:
    """The window of a sentence on an opportunity."""
    source = item.source
    if source.kind != "report" or source.report is None or not 0 <= source.report < len(readings):
        if item.months is not None:
            first = date.fromisoformat(f"{item.months[0]}-01")
            last = parse_day(item.months[1]) - timedelta(days=1)
            yield _mark(item, _kind(item.text), None, first, last)
        return
    reading, start, end = readings[source.report], source.start or 0, source.end or 0
    for begin, stop in ((start, end), reading.report.block_around(start, end) or (start, end)):
        times = [
            (one.from_, one.to)
            for one in reading.dates
            if begin <= one.start and one.end <= stop and one.from_ is not None and one.to is not None
        ]
        if times:
            kind = _kind(item.text) or _kind(reading.report.raw[begin:stop])
            yield _mark(item, kind, None, min(one for one, _ in times), max(one for _, one in times))
            return


def _mark(item: Item, kind: Kind | None, sign: int | None, first: date, last: date) -> TimelineMark:
    signs = kind.signs if kind is not None else (1,)
    return TimelineMark(
        lane="opportunity",
        kind=kind.name if kind is not None else OTHER,
        words=item.kind,
        first=first.isoformat(),
        last=last.isoformat(),
        # of a departure that a sentence tells of the day that parts it is not known
        sign=sign if sign is not None else signs[0] if len(signs) == 1 else 0,
        source=item.source.name if item.source.kind == "report" else f"{item.source.name}, {item.source.row}",
        to=f"item-{item.id}",
    )


def _kind(text: str) -> Kind | None:
    """The kind of opportunity that a text names first."""
    found = {name: re.search(pattern, text, re.IGNORECASE) for name, pattern in _NAMED.items()}
    first = min((hit.start(), name) for name, hit in found.items() if hit) if any(found.values()) else None
    return load_kinds()[first[1]] if first is not None else None
