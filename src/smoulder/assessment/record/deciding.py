"""The months that decide a question: A(t) as the label of the comeback model counts it, with source and vintage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from smoulder.reading.groups import Registry
from smoulder.reading.holdings import load_whole_years, victories
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.sources import find_source
from smoulder.records.asked import Asked
from smoulder.records.errors import NoData, NoGroup
from smoulder.records.event import Coverage, Inflation
from smoulder.records.month import month_text
from smoulder.records.series import Floats, Ints, Measure, Series
from smoulder.series.chain import follow_chains
from smoulder.series.provisional import candidate_from
from smoulder.series.twelve import WINDOW, twelve_month_deaths
from smoulder.store.counts import Counts

FAR = 10**6
"""A month index that no data reach."""
MONTHLY: tuple[Measure, ...] = ("all kinds", "state-based", "non-state", "one-sided")
"""Measures that are counted by month."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a horizon.

    deaths:  in the month; twelve: A(t); both None where they are unknown.
    holes:   unknown months in the window of A(t), for which it is scaled up.
    release: source and vintage of the month's rows; provisional: True where they are candidate rows.
    """

    month: str
    deaths: float | None
    twelve: float | None
    holes: int
    release: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Deciding:
    """What decides the questions of one group in one country, of one measure.

    series: None where there is none, for the reason in `why`.
    twelve: shape (month,), A(t) by month of the series; holes: shape (month,), unknown months in its window.
    candidate: index of the first month that rests on candidate releases, or FAR; inflation: what these add later.
    won:    month index since which the group was known to be the government, or FAR.
    years:  last calendar year of yearly rows, 0 without any.
    """

    series: Series | None
    twelve: Floats
    holes: Ints
    candidate: int = FAR
    inflation: Inflation | None = None
    won: int = FAR
    years: int = 0
    releases: tuple[Coverage, ...] = ()
    why: str = ""

    def twelve_of(self, first: int, last: int) -> Floats:
        """A(t) of the months from `first` to `last`, shape (month,); NaN where it is unknown."""
        found = np.full(last - first + 1, np.nan)
        if self.series is None:
            return found
        start, stop = max(first, self.series.first), min(last, self.series.last)
        if start <= stop:
            found[start - first : stop - first + 1] = self.twelve[
                start - self.series.first : stop - self.series.first + 1
            ]
        return found

    def month(self, index: int) -> Month:
        """One month with all that is known of it."""
        one = self.series
        if one is None or not one.first <= index <= one.last:
            return Month(month_text(index), None, None, 0, "", False)
        at = index - one.first
        return Month(
            month=month_text(index),
            deaths=_known(float(one.deaths[at])),
            twelve=_known(float(self.twelve[at])),
            holes=int(self.holes[at]),
            release=self.release(index),
            provisional=index >= self.candidate,
        )

    def release(self, index: int) -> str:
        """The release whose rows count in a month: a final one before a candidate, a newer before an older."""
        if self.series is None:
            return ""
        here = [
            one
            for one in self.releases
            if one.first <= index <= one.last and (not one.countries or self.series.country in one.countries)
        ]
        if not here:
            return f"{self.series.source} {self.series.vintage.removesuffix(', with loaded events')}".strip()
        best = max(here, key=lambda one: (one.final, one.released, one.vintage))
        return f"{find_source(best.source).short} {best.vintage}"


@dataclass(slots=True)
class Decider:
    """Looks up what decides each question; the months of a group are put together once.

    counts:   figures with the user's own events over them; registry: groups with their links.
    today:    links and victories that are known by this day count.
    """

    counts: Counts
    registry: Registry
    own: OwnGroups
    today: date
    _found: dict[tuple[object, ...], Deciding] = field(default_factory=dict)
    _won: dict[tuple[int, str], int] | None = None

    def of(self, asked: Asked) -> Deciding:
        """The months that decide a question, by its own measure and settings."""
        key = (asked.group_id, asked.country, asked.measure, asked.unknown_months, asked.chains)
        if key not in self._found:
            self._found[key] = self._look_up(asked)
        return self._found[key]

    def _look_up(self, asked: Asked) -> Deciding:
        if self._won is None:
            self._won = victories(self.today, self.own)
        years = max((row.year for row in load_whole_years(asked.group_id, asked.country)), default=0)
        try:
            series = _series(asked, self.counts.series, self.registry, self.today)
        except (NoData, NoGroup) as reason:
            nothing = np.empty(0)
            return Deciding(None, nothing, nothing.astype(np.int64), years=years, why=str(reason))
        coverage = self.counts.coverage()
        start = candidate_from(coverage, asked.country)
        return Deciding(
            series=series,
            twelve=twelve_month_deaths(series.deaths, asked.unknown_months),
            holes=_holes(series.deaths),
            candidate=FAR if start is None else start,
            inflation=self.counts.inflation(asked.country),
            won=self._won.get((asked.group_id, asked.country), FAR),
            years=years,
            releases=coverage,
        )


def _series(
    asked: Asked, load: Callable[[int, str, Measure], Series], registry: Registry, today: date
) -> Series:
    """The series that the question is about, joined with what is booked under other names as it says.

    raises: NoData where there is none; NoGroup where the group is no longer known.
    """
    measure = next((one for one in MONTHLY if one == asked.measure), None)
    if measure is None:
        raise NoData(f"the question counts {asked.measure}, of which there are only yearly rows")
    series = load(asked.group_id, asked.country, measure)
    links = registry.group(asked.group_id).links
    return follow_chains(
        series, links, lambda other, country: load(other, country, measure), today, asked.chains
    )[0]


def _holes(deaths: Floats) -> Ints:
    """Unknown months in the window of each month, shape (month,)."""
    sums = np.concatenate([[0], np.cumsum(np.isnan(deaths))])
    before = np.maximum(np.arange(1, len(deaths) + 1) - WINDOW, 0)
    found: Ints = (sums[1:] - sums[before]).astype(np.int64)
    return found


def _known(value: float) -> float | None:
    return None if np.isnan(value) else value
