"""Counts by month become arrays: zeros where a release covers the month, unknown elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smoulder.records.event import CountryMonths
from smoulder.records.series import Floats, Measure, Series

COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")
Table = Mapping[str, NDArray[Any]]  # Any: columns of several types


@dataclass(frozen=True, slots=True)
class Months:
    """Covered months by country.

    countries:    the place of a name in it is its code.
    code, month:  shape (m,), one entry for each covered country-month, by code and month.
    releases:     source title and vintage by code, in the order of the months they stand for.
    """

    countries: tuple[str, ...]
    code: NDArray[np.int64]
    month: NDArray[np.int64]
    releases: Mapping[int, list[tuple[str, str]]]

    def span(self, code: int) -> tuple[int, NDArray[np.int64]]:
        """First covered month of a country, and the places of its covered months counted from it."""
        start, stop = np.searchsorted(self.code, (code, code + 1))
        months = self.month[start:stop]
        return int(months[0]), months - months[0]


def fill_series(counts: Table, months: Months, names: Mapping[int, str], measure: Measure) -> list[Series]:
    """One series for each group and country with a covered month.

    counts: columns group_id, code, month, COUNTS; sorted by group_id and code, kinds on rows of their own.
    names:  of groups by id.
    """
    groups, codes = np.asarray(counts["group_id"]), np.asarray(counts["code"])
    if not len(groups):
        return []
    edges = np.flatnonzero((np.diff(groups) != 0) | (np.diff(codes) != 0)) + 1
    starts, stops = np.r_[0, edges], np.r_[edges, len(groups)]
    table = np.stack([np.asarray(counts[name], dtype=np.float64) for name in COUNTS])
    at = np.asarray(counts["month"], dtype=np.int64)
    empty = {int(code): _empty(months, int(code), len(COUNTS)) for code in np.unique(codes)}
    series = []
    for start, stop in zip(starts, stops, strict=True):
        code, group_id = int(codes[start]), int(groups[start])
        first, blank = empty[code]
        values = _added(blank, at[start:stop] - first, table[:, start:stop])
        source, vintage = _told(months.releases[code])
        series.append(
            Series(
                group_id=group_id,
                group=names[group_id],
                country=months.countries[code],
                first=first,
                measure=measure,
                source=source,
                vintage=vintage,
                **dict(zip(COUNTS, values, strict=True)),
            )
        )
    return series


def fill_country(counts: Table, months: Months, country: str, kind: str) -> CountryMonths:
    """The months of one country that a release covers; counts as for `fill_series` without groups and sides."""
    code = months.countries.index(country)
    names = COUNTS[:4]
    first, blank = _empty(months, code, len(names))
    table = np.stack([np.asarray(counts[name], dtype=np.float64) for name in names])
    values = _added(blank, np.asarray(counts["month"], dtype=np.int64) - first, table)
    return CountryMonths(country, first, kind, *values)


def without_deaths(series: Series) -> Series:
    """The same months with unknown deaths, for a source that counts events only."""
    none = _unknown(len(series.events))
    return replace(series, deaths=none, low=none, high=none, inflicted=none, suffered=none, unknown=none)


def country_without_deaths(months: CountryMonths) -> CountryMonths:
    """As `without_deaths`, for a country."""
    none = _unknown(len(months.events))
    return replace(months, deaths=none, low=none, high=none)


def _unknown(count: int) -> Floats:
    values = np.full(count, np.nan)
    values.flags.writeable = False
    return values


def _empty(months: Months, code: int, rows: int) -> tuple[int, Floats]:
    """First month, and an array of zeros in covered months and NaN between them."""
    first, places = months.span(code)
    blank = np.full((rows, int(places[-1]) + 1), np.nan)
    blank[:, places] = 0.0
    return first, blank


def _added(blank: Floats, at: NDArray[np.int64], table: Floats) -> Floats:
    """The blank with counts added; months outside it and months not covered stay unknown."""
    values = blank.copy()
    inside = (at >= 0) & (at < values.shape[1])
    for row, numbers in zip(values, table, strict=True):
        np.add.at(row, at[inside], numbers[inside])
    values.flags.writeable = False
    return values


def _told(releases: list[tuple[str, str]]) -> tuple[str, str]:
    """Sources and vintages in words."""
    sources = ", ".join(dict.fromkeys(source for source, _ in releases))
    return sources, ", ".join(dict.fromkeys(vintage for _, vintage in releases))
