"""Monthly series to work with: the figures that ship, with the user's own loaded events laid over them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np

from smoulder.reading.figures import load_all_series, load_series, series_countries
from smoulder.reading.group_places import load_places
from smoulder.reading.sources import sources_of
from smoulder.records.errors import NoData
from smoulder.records.event import Coverage, Inflation
from smoulder.records.event_map import PlacedCount
from smoulder.records.month import last_full_month
from smoulder.records.series import Bools, Floats, Measure, Series
from smoulder.store.events import Asked, EventStore, Mode

GAP = 2
"""Unknown months that a series may run over; loaded months beyond a wider gap need a year of their own."""
ISLAND = 12

Key = tuple[int, str]


class Counts:
    """Series of groups by country and month.

    store: the user's events, or None for the figures alone. Where a loaded release covers a month it
           takes the place of the shipped figure; a covered month without an event is nought.
    asked: mode and day the store is asked with; months are counted by days, as the figures are.
    """

    def __init__(self, store: EventStore | None = None, asked: Asked | None = None) -> None:
        self._store = store if store is not None and store.coverage() else None
        self._asked = replace(asked or Asked(), rule="days")
        self._loaded: dict[Measure, dict[Key, Series]] = {}
        self._on: dict[Asked, Counts] = {}

    def on(self, mode: Mode, as_of: date) -> Counts:
        """The same store asked for what may be seen on a day; the same object for the same mode and day."""
        asked = replace(self._asked, mode=mode, as_of=as_of)
        if self._store is None or asked == self._asked:
            return self
        if asked not in self._on:
            self._on[asked] = Counts(self._store, asked)
        return self._on[asked]

    @property
    def own_data(self) -> bool:
        """True where the user has loaded events."""
        return self._store is not None

    def series(self, group_id: int, country: str, measure: Measure = "all kinds") -> Series:
        """The monthly series of one group in one country.

        raises: NoData if neither the figures nor the store have one.
        """
        loaded = self._of_store(measure).get((group_id, country))
        try:
            shipped = load_series(group_id, country, measure)
        except NoData:
            if loaded is None:
                raise
            return loaded
        return self._laid_over(shipped, loaded)

    def all_series(self, measure: Measure = "all kinds", include_mexico: bool = False) -> list[Series]:
        """Every series by group id and country; Mexico's cartels only where asked for."""
        shipped = load_all_series(measure, include_mexico)
        loaded = dict(self._of_store(measure))
        both = [self._laid_over(one, loaded.pop((one.group_id, one.country), None)) for one in shipped]
        more = [one for one in loaded.values() if include_mexico or one.country != "Mexico"]
        return sorted([*both, *more], key=lambda one: (one.group_id, one.country))

    def countries(self, group_id: int) -> tuple[str, ...]:
        """Countries in which a group has a monthly series."""
        own = [country for known, country in self._of_store("all kinds") if known == group_id]
        return tuple(dict.fromkeys((*series_countries(group_id), *own)))

    def places(self, group_id: int, country: str) -> tuple[PlacedCount, ...]:
        """Where the events of one group in one country were, by month and cell.

        Each month adds up to that of `series`, which leaves some months off.
        """
        shipped = load_places(group_id, country)
        spans = self._covered(country)
        if self._store is None or not spans:
            return shipped
        kept = [one for one in shipped if not any(first <= one.month <= last for first, last in spans)]
        loaded = self._store.places(group_id, country, self._asked)
        return tuple(sorted([*kept, *loaded], key=lambda one: one.month))

    def coverage(self) -> tuple[Coverage, ...]:
        """Months that loaded releases of the family cover, as far as they may be seen.

        Other families count other things: their covered months say nothing of these.
        """
        if self._store is None:
            return ()
        asked = self._asked
        family = sources_of(asked.family)
        return tuple(
            one
            for one in self._store.coverage()
            if one.source in family
            and (asked.mode == "revised" or asked.as_of is None or one.released <= asked.as_of)
        )

    def inflation(self, country: str) -> Inflation | None:
        """By how much final figures exceed candidate ones in a country, at the longest lag that is counted."""
        found = [one for one in self._factors if one.country in ("", country)]
        return max(found, key=lambda one: (one.country == country, one.lag), default=None)

    def _of_store(self, measure: Measure) -> dict[Key, Series]:
        if self._store is None:
            return {}
        if measure not in self._loaded:
            found = self._store.all_series(measure, self._asked)
            self._loaded[measure] = {(one.group_id, one.country): one for one in found}
        return self._loaded[measure]

    @cached_property
    def _factors(self) -> tuple[Inflation, ...]:
        if self._store is None:
            return ()
        return self._store.inflation(as_of=self._asked.as_of if self._asked.mode == "known-then" else None)

    @cached_property
    def _spans(self) -> list[tuple[tuple[str, ...], int, int]]:
        """Countries and months that loaded releases cover, as far as they are seen: a later month is not nought."""
        day = self._asked.as_of
        spans = [(one.countries, one.first, one.last) for one in self.coverage()]
        if day is None:
            return spans
        seen = last_full_month(day)
        return [(countries, first, min(last, seen)) for countries, first, last in spans if first <= seen]

    def _covered(self, country: str) -> list[tuple[int, int]]:
        return [(a, b) for countries, a, b in self._spans if not countries or country in countries]

    def _laid_over(self, shipped: Series, loaded: Series | None) -> Series:
        spans = self._covered(shipped.country)
        if not spans:
            return shipped
        return lay_over(shipped, loaded, spans)


def lay_over(shipped: Series, loaded: Series | None, spans: list[tuple[int, int]]) -> Series:
    """A shipped series with the months that a loaded release covers taken from there.

    spans: month indices, both included, that the release covers for this country.
    returns: the union; loaded months behind a wide gap are left off unless they make a year.
    """
    first = min(shipped.first, *(start for start, _ in spans))
    last = max(shipped.last, *(end for _, end in spans))
    months = np.arange(first, last + 1)
    covered = np.zeros(len(months), dtype=bool)
    for start, end in spans:
        covered |= (months >= start) & (months <= end)

    def joined(name: str) -> Floats:
        out = np.full(len(months), np.nan)
        out[shipped.first - first : shipped.last - first + 1] = getattr(shipped, name)
        out[covered] = 0.0
        if loaded is not None:
            inside = (loaded.months >= first) & (loaded.months <= last)
            at = loaded.months[inside] - first
            values = getattr(loaded, name)[inside]
            take = covered[at] & ~np.isnan(values)
            out[at[take]] = values[take]
        return out

    deaths = joined("deaths")
    end = without_island(~np.isnan(deaths))
    begin = int(np.flatnonzero(~np.isnan(deaths))[0])
    vintage = f"{shipped.vintage}, with loaded events" if covered[:end].any() else shipped.vintage
    return replace(
        shipped,
        first=first + begin,
        events=joined("events")[begin:end],
        deaths=deaths[begin:end],
        low=joined("low")[begin:end],
        high=joined("high")[begin:end],
        inflicted=joined("inflicted")[begin:end],
        suffered=joined("suffered")[begin:end],
        unknown=joined("unknown")[begin:end],
        vintage=vintage,
    )


def without_island(known: Bools) -> int:
    """Where the series ends: behind its last month, or before a gap that only an island follows.

    >>> without_island(np.array([True] * 30 + [False] * 5 + [True] * 2))
    30
    """
    end = len(known)
    while end and not known[end - 1]:
        end -= 1
    holes = np.flatnonzero(~known[:end])
    for hole in holes[::-1]:
        start = hole
        while start and not known[start - 1]:
            start -= 1
        wide = _run(known, int(start)) > GAP
        if wide and start and end - (start + _run(known, int(start))) < ISLAND:
            return without_island(known[:start])
    return end


def _run(known: Bools, start: int) -> int:
    """How many unknown months follow each other from a month on."""
    later = np.flatnonzero(known[start:])
    return int(later[0]) if len(later) else len(known) - start
