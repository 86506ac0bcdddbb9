"""Deaths that a data set books under another name: joined back or left apart, and said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from smoulder.records.errors import NoData
from smoulder.records.group import Link
from smoulder.records.month import month_of, month_text
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Chains

Load = Callable[[int, str], Series]
"""The series of a group id in a country; raises NoData where there is none."""


def follow_chains(
    series: Series, links: Sequence[Link], load: Load, as_of: date, chains: Chains
) -> tuple[Series, tuple[str, ...]]:
    """The series with the group's successor chains joined in or left apart, as the setting says.

    returns: the series, and one sentence for each link that was used or left; see `join_counted_as`.
    """
    if chains == "joined":
        return join_counted_as(series, links, load, as_of)
    return series, tuple(
        f"{_span(start, stop)}: deaths counted as {other.group} in {series.country} are left out, "
        f"because chains are apart. {link.note}"
        for link, other, start, stop in booked_elsewhere(series, links, load, as_of)
    )


def join_counted_as(
    series: Series, links: Sequence[Link], load: Load, as_of: date
) -> tuple[Series, tuple[str, ...]]:
    """Add the months in which the group's deaths are counted under another group's id.

    links:   of the group; only those of kind 'counted as' in this country, known by the as-of day.
    load:    the series of a group id in a country.
    returns: the joined series, and one sentence for each link that was used.
    """
    notes = []
    for link, other, start, stop in booked_elsewhere(series, links, load, as_of):
        series = _add(series, other, start, stop)
        notes.append(
            f"{_span(start, stop)}: deaths counted as {other.group} in {series.country} are joined in. {link.note}"
        )
    return series, tuple(notes)


def booked_elsewhere(
    series: Series, links: Sequence[Link], load: Load, as_of: date
) -> Iterator[tuple[Link, Series, int, int]]:
    """Links by which months of the series are under another id: link, the other's series, first and last month."""
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
        ended = link.until is not None and link.until <= as_of
        until = month_of(link.until) if link.until is not None and ended else series.last
        stop = min(until, series.last, other.last, month_of(as_of) - 1)
        if start <= stop:
            yield link, other, start, stop


def _span(start: int, stop: int) -> str:
    return f"{month_text(start)} to {month_text(stop)}"


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
