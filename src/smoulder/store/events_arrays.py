"""Counts by month become arrays: zeros where a release covers the month, unknown elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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

    counts: columns group_id, code, month, COUNTS; sorted by group_id and code, each covered month at most once.
    names:  of groups by id.
    """
    groups, codes = np.asarray(counts["group_id"]), np.asarray(counts["code"])
    if not len(groups):
        return []
    told = {code: _told(releases) for code, releases in months.releases.items()}
    edges = np.flatnonzero((np.diff(groups) != 0) | (np.diff(codes) != 0)) + 1
    starts, rows = np.r_[0, edges], np.diff(np.r_[0, edges, len(groups)])
    empty = {int(code): _empty(months, int(code), len(COUNTS)) for code in np.unique(codes)}
    blanks = [empty[int(code)] for code in codes[starts]]
    ends = np.cumsum([blank.shape[1] for _, blank in blanks])
    places = np.r_[0, ends[:-1]] - [first for first, _ in blanks]
    values = np.concatenate([blank for _, blank in blanks], axis=1)
    values[:, np.repeat(places, rows) + np.asarray(counts["month"], dtype=np.int64)] += _stack(counts, COUNTS)
    values.flags.writeable = False
    series = []
    for place, (row, (first, blank)) in enumerate(zip(starts, blanks, strict=True)):
        code, group_id = int(codes[row]), int(groups[row])
        source, vintage = told[code]
        own = values[:, ends[place] - blank.shape[1] : ends[place]]
        series.append(
            Series(
                group_id=group_id,
                group=names[group_id],
                country=months.countries[code],
                first=first,
                measure=measure,
                source=source,
                vintage=vintage,
                **dict(zip(COUNTS, own, strict=True)),
            )
        )
    return series


def fill_country(counts: Table, months: Months, country: str, kind: str) -> CountryMonths:
    """The months of one country that a release covers; counts as for `fill_series` without groups and sides."""
    code = months.countries.index(country)
    names = COUNTS[:4]
    first, blank = _empty(months, code, len(names))
    values = blank.copy()
    values[:, np.asarray(counts["month"], dtype=np.int64) - first] += _stack(counts, names)
    values.flags.writeable = False
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


def _stack(counts: Table, names: Sequence[str]) -> Floats:
    return np.stack([np.asarray(counts[name], dtype=np.float64) for name in names])


def _told(releases: list[tuple[str, str]]) -> tuple[str, str]:
    """Sources and vintages in words."""
    sources = ", ".join(dict.fromkeys(source for source, _ in releases))
    return sources, ", ".join(dict.fromkeys(vintage for _, vintage in releases))
