"""Where the events were in the times that speak to the question: at the peak, before the lull, in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.ground import Ground
from smoulder.reading.group_places import province_reach
from smoulder.records.event_map import EventMap, MapCell, MapPeriod, Placed, PlacedCount
from smoulder.records.month import month_text
from smoulder.records.series import Floats, Lull
from smoulder.records.settings import Settings
from smoulder.series.placed import find_placed
from smoulder.series.twelve import WINDOW, twelve_month_deaths

PEAK, BEFORE, LULL, YEAR_BEFORE, YEAR = (
    "the peak",
    "before the lull",
    "the lull so far",
    "the 12 months before",
    "the last 12 months",
)
LONG = 24
"""Months of a lull from which its last 12 have a map of their own."""
LEAST = 3
"""Months that a period must keep beside the others."""

Period = tuple[str, int, int]
"""Name, first and last month index."""


def place_events(ground: Ground, settings: Settings) -> EventMap | None:
    """The events by period and cell, of months that the question may see; None where no positions are at hand.

    A period holds months with a monthly row alone; a year that bridges has no places.
    """
    cut, subject = ground.standing.cut, ground.subject
    placed = find_placed(cut, subject.group.links, ground.counts, subject.as_of, settings.chains)
    if not placed:
        return None
    twelve = twelve_month_deaths(cut.deaths, settings.unknown_months)
    running = ground.standing.lulls[-1] if ground.standing.lulls else None
    lull = running if running is not None and running.end == "open" else None
    asked = find_periods(twelve, cut.first, lull)
    periods = [_period(name, first, last, placed) for name, first, last in asked]
    if not any(one.events for one in periods):
        return None
    wide = any(cell.placed == "province" for one in periods for cell in one.cells)
    return EventMap(
        country=subject.country,
        periods=tuple(periods),
        unplaced={one.name: _nowhere(one) for one in periods},
        source=f"{cut.source} {cut.vintage}".strip(),
        reach_km=province_reach(subject.country) if wide else None,
    )


def find_periods(twelve: Floats, first: int, lull: Lull | None) -> list[Period]:
    """Up to four periods, oldest first; none overlaps another, but for the last 12 months of a long lull.

    twelve: shape (n,), A(t) by month; first: month index of the first. lull: the one that runs, or None.
    """
    end = first + len(twelve) - 1
    if lull is None or lull.began > end:
        return _active_periods(twelve, first, end)
    known = np.flatnonzero(np.isclose(twelve[: max(lull.known - first + 1, 0)], lull.peak))
    found: list[Period] = []
    # deaths that all fell in one month hold A up for eleven more, which may be months of the lull
    top = min(first + int(known[-1]), lull.began - 1) if len(known) else None
    if top is not None and top >= first:
        found.append((PEAK, *_year_to(top, first)))
    begin = max(lull.began - WINDOW, first if top is None else top + 1)
    if lull.began - begin >= LEAST:
        found.append((BEFORE, begin, lull.began - 1))
    found.append((LULL, max(lull.began, first), end))
    if end - lull.began + 1 >= LONG:
        found.append((YEAR, *_year_to(end, first)))
    return found


def _active_periods(twelve: Floats, first: int, end: int) -> list[Period]:
    """The last two years, and the highest one before them, or beside the last one."""
    last = _year_to(end, first)
    known = np.flatnonzero(~np.isnan(twelve))
    found: list[Period] = [(YEAR, *last)] if len(twelve) else []
    top = first + int(known[np.argmax(twelve[known])]) if len(known) else end
    peak = _year_to(top, first)
    free = first
    if top < last[0]:
        found.insert(0, (PEAK, *peak))
        free = top + 1
    before = max(last[0] - WINDOW, free)
    if last[0] - before >= LEAST:
        found.insert(len(found) - 1, (YEAR_BEFORE, before, last[0] - 1))
    return found


def _year_to(last: int, first: int) -> tuple[int, int]:
    return max(first, last - WINDOW + 1), last


def _period(name: str, first: int, last: int, placed: Sequence[PlacedCount]) -> MapPeriod:
    inside = [one for one in placed if first <= one.month <= last]
    sums: dict[tuple[float, float, Placed], list[float]] = {}
    for one in inside:
        if one.latitude is not None and one.longitude is not None:
            held = sums.setdefault((one.latitude, one.longitude, one.placed), [0.0, 0.0])
            held[0] += one.events
            held[1] += one.deaths
    return MapPeriod(
        name=name,
        first=month_text(first),
        last=month_text(last),
        cells=tuple(
            MapCell(
                latitude=key[0],
                longitude=key[1],
                placed=key[2],
                events=round(counts[0], 3),
                deaths=round(counts[1], 3),
            )
            for key, counts in sorted(sums.items())
        ),
        events=round(sum(one.events for one in inside), 3),
        deaths=round(sum(one.deaths for one in inside), 3),
    )


def _nowhere(period: MapPeriod) -> float:
    return round(period.events - sum(cell.events for cell in period.cells), 3)
