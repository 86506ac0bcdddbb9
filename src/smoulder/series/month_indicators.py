"""Indicators by month from what ships for every group: tempo, lethality, whose deaths, footprint.

docs/methods/indicators.md
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from smoulder.records.event_map import Placed, PlacedCount
from smoulder.records.indicator import Indicator
from smoulder.records.month import month_index
from smoulder.records.series import Floats
from smoulder.records.situation import MonthPoint

WINDOW = 12
"""Months that each value looks back over: steady enough for a group with few events."""
FIT: tuple[Placed, ...] = ("place", "district")
"""How well an event must be placed to tell its cell."""


def month_indicators(points: Sequence[MonthPoint], source: str) -> tuple[Indicator, ...]:
    """Events, deaths per event and the inflicted share of the deaths, each over twelve months.

    points:  months without gaps, oldest first; source: name and vintage of the rows.
    returns: 'events', 'lethality', 'inflicted_low' and 'inflicted_high' (the share without and with the deaths whose
             side is not known), from the twelfth month on; None where one of the twelve months has no monthly row, or
             nothing to divide by. No indicator without a value.
    """
    sums = {
        name: _over_window([getattr(point, name) for point in points])
        for name in ("events", "deaths", "inflicted", "unknown")
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        values: list[tuple[str, str, str, Floats]] = [
            ("events", "events in 12 months", "events", sums["events"]),
            ("lethality", "deaths per event", "deaths per event", sums["deaths"] / sums["events"]),
            (
                "inflicted_low",
                "inflicted by the group, at least",
                "share",
                sums["inflicted"] / sums["deaths"],
            ),
            (
                "inflicted_high",
                "inflicted by the group, at most",
                "share",
                np.minimum(1.0, (sums["inflicted"] + sums["unknown"]) / sums["deaths"]),
            ),
        ]
    months = [point.month for point in points]
    return tuple(
        Indicator(
            name=name, words=words, unit=unit, window=WINDOW, months=named(months, found), source=source
        )
        for name, words, unit, found in values
        if np.isfinite(found).any()
    )


def footprint(
    points: Sequence[MonthPoint], places: Sequence[PlacedCount], source: str
) -> tuple[Indicator, ...]:
    """Grid cells of half a degree with events, over twelve months; none without an event that is placed so well.

    points: as for `month_indicators`; places: of the same group and country, by month and cell.
    """
    by_month: dict[int, set[tuple[float | None, float | None]]] = {}
    for one in places:
        if one.placed in FIT and one.events > 0:
            by_month.setdefault(one.month, set()).add((one.latitude, one.longitude))
    if not by_month:
        return ()
    known = np.isfinite(_over_window([point.events for point in points]))
    held: Counter[tuple[float | None, float | None]] = Counter()
    values = np.full(len(points), np.nan)
    for at, point in enumerate(points):
        month = month_index(point.month)
        held.update(by_month.get(month, ()))
        held.subtract(by_month.get(month - WINDOW, ()) if at >= WINDOW else ())
        if known[at]:
            values[at] = sum(count > 0 for count in held.values())
    months = named([point.month for point in points], values)
    words = "places: cells of about 55 km with events in 12 months"
    return (Indicator(name="cells", words=words, unit="cells", window=WINDOW, months=months, source=source),)


def named(months: Sequence[str], values: Floats) -> tuple[tuple[str, float | None], ...]:
    """Values with their months, from the first that is known to the last month; three decimals.

    >>> named(["2001-01", "2001-02", "2001-03"], np.array([np.nan, 0.12345, np.nan]))
    (('2001-02', 0.123), ('2001-03', None))
    """
    known = np.isfinite(values)
    start = int(np.argmax(known)) if known.any() else len(months)
    return tuple(
        (month, round(float(value), 3) if np.isfinite(value) else None)
        for month, value in zip(months[start:], values[start:], strict=True)
    )


def _over_window(values: Sequence[float | None]) -> Floats:
    """Sums over the twelve months that end with each, NaN where one is not known."""
    given = np.array([np.nan if value is None else value for value in values], dtype=np.float64)
    sums: Floats = np.full(len(given), np.nan)
    if len(given) >= WINDOW:
        sums[WINDOW - 1 :] = np.lib.stride_tricks.sliding_window_view(given, WINDOW).sum(axis=1)
    return sums
