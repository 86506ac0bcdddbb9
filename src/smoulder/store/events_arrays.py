"""Counts by month become arrays: zeros where a release covers the month, unknown elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smoulder.records.event import CountryMonths
from smoulder.records.series import Bools, Floats, Measure, Series

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

    def span(self, code: int) -> tuple[int, Bools]:
        """First covered month of a country, and which months from it to the last one are covered."""
        start, stop = np.searchsorted(self.code, (code, code + 1))
        months = self.month[start:stop]
        covered = np.zeros(int(months[-1] - months[0]) + 1, dtype=bool)
        covered[months - months[0]] = True
        return int(months[0]), covered


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
    spans = {int(code): months.span(int(code)) for code in np.unique(codes)}
    own_spans = [spans[int(code)] for code in codes[starts]]
    stops = np.cumsum([len(covered) for _, covered in own_spans])
    places = np.r_[0, stops[:-1]]
    values = np.zeros((len(COUNTS), stops[-1]))
    for place, (_, covered) in zip(places, own_spans, strict=True):
        if not covered.all():
            values[:, place + np.flatnonzero(~covered)] = np.nan
    firsts = np.array([first for first, _ in own_spans])
    _lay(values, counts, COUNTS, np.repeat(places - firsts, rows))
    series = []
    for row, place, stop, first in zip(starts, places, stops, firsts, strict=True):
        code, group_id = int(codes[row]), int(groups[row])
        source, vintage = told[code]
        series.append(
            Series(
                group_id=group_id,
                group=names[group_id],
                country=months.countries[code],
                first=int(first),
                measure=measure,
                source=source,
                vintage=vintage,
                **dict(zip(COUNTS, values[:, place:stop], strict=True)),
            )
        )
    return series


def fill_country(counts: Table, months: Months, country: str, kind: str) -> CountryMonths:
    """The months of one country that a release covers; counts as for `fill_series` without groups and sides."""
    code = months.countries.index(country)
    names = COUNTS[:4]
    first, covered = months.span(code)
    values = np.where(covered, np.zeros((len(names), 1)), np.nan)
    _lay(values, counts, names, -first)
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


def _lay(values: Floats, counts: Table, names: Sequence[str], shift: int | NDArray[np.int64]) -> None:
    """Write counts into rows, each at its month plus a shift; the rows are then closed."""
    at = np.asarray(counts["month"], dtype=np.int64) + shift
    for row, name in zip(values, names, strict=True):
        row[at] = counts[name]
    values.flags.writeable = False


def _told(releases: list[tuple[str, str]]) -> tuple[str, str]:
    """Sources and vintages in words."""
    sources = ", ".join(dict.fromkeys(source for source, _ in releases))
    return sources, ", ".join(dict.fromkeys(vintage for _, vintage in releases))
