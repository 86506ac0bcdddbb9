"""Deaths that a data set books under another name: joined back, and said so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from smoulder.records.errors import NoData
from smoulder.records.group import Link
from smoulder.records.month import month_of, month_text
from smoulder.records.series import Floats, Series


def join_counted_as(
    series: Series, links: Sequence[Link], load: Callable[[int, str], Series], as_of: date
) -> tuple[Series, tuple[str, ...]]:
    """Add the months in which the group's deaths are counted under another group's id.

    links:   of the group; only those of kind 'counted as' in this country, known by the as-of day.
    load:    the series of a group id in a country.
    returns: the joined series, and one sentence for each link that was used.
    """
    notes = []
    for link in links:
        if link.kind != "counted as" or link.group_id is None or link.known > as_of:
            continue
        if link.country not in ("", series.country):
            continue
        try:
            other = load(link.group_id, series.country)
        except NoData:
            continue
        start = month_of(link.since)
        stop = min(month_of(link.until) if link.until else series.last, series.last, other.last)
        series = _add(series, other, start, stop)
        notes.append(
            f"{month_text(start)} to {month_text(stop)}: deaths counted as {other.group} in {series.country} "
            f"are joined in. {link.note}"
        )
    return series, tuple(notes)


def _add(series: Series, other: Series, start: int, stop: int) -> Series:
    def joined(name: str) -> Floats:
        mine: Floats = getattr(series, name).copy()
        theirs: Floats = getattr(other, name)
        months = np.arange(max(start, series.first, other.first), stop + 1)
        mine[months - series.first] += theirs[months - other.first]
        return mine

    return replace(
        series,
        events=joined("events"),
        deaths=joined("deaths"),
        low=joined("low"),
        high=joined("high"),
        inflicted=joined("inflicted"),
        suffered=joined("suffered"),
        unknown=joined("unknown"),
    )
