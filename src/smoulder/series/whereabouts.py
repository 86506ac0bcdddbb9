"""In which data a group is found, and where and when it was active."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from smoulder.reading.yearly import ALL_KINDS, dyad_countries, last_years, load_years
from smoulder.records.group import Group
from smoulder.records.group_facts import Told
from smoulder.records.month import month_of
from smoulder.records.series import Series, State, YearRow
from smoulder.records.settings import Settings
from smoulder.series.chain import follow_chains
from smoulder.series.lull import state_word, walk
from smoulder.series.twelve import twelve_month_deaths
from smoulder.store.counts import Counts
from smoulder.store.events import EventStore


@dataclass(frozen=True, slots=True)
class Months:
    """One monthly series of a group, as its own id has it.

    first, last: month indices with deaths, None where there are none; covered_from, covered_to: of the series.
    deaths: of all months together.
    """

    country: str
    first: int | None
    last: int | None
    covered_from: int
    covered_to: int
    deaths: float
    source: str
    vintage: str


@dataclass(frozen=True, slots=True)
class Years:
    """Yearly rows of a group of one kind; first, last: calendar years; rows: how many."""

    kind: str
    where: str
    first: int
    last: int
    rows: int
    source: str


@dataclass(frozen=True, slots=True)
class ByYear:
    """Deaths of a group by year of one kind of count; covered_to: the last year of the table, for any group."""

    kind: str
    covered_to: int
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """Events of a group that the user has loaded; first, last: month indices of their last days."""

    country: str
    events: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Active:
    """When a group was active in one country.

    first, last: month indices in which the deaths of 12 months were at or above the line; None for never.
    state: at `as_of`, the last month whose 12 months are known; 'unknown' and None where none are.
    notes: on months that were joined from another id, or left there.
    """

    country: str
    first: int | None
    last: int | None
    state: State
    as_of: int | None
    notes: tuple[str, ...]


def find_months(counts: Counts, group_id: int) -> tuple[Months, ...]:
    """The monthly series of a group by country, most deaths first."""
    found = [_months(counts.series(group_id, country)) for country in counts.countries(group_id)]
    return tuple(sorted(found, key=lambda one: -one.deaths))


def _months(series: Series) -> Months:
    some = np.flatnonzero(np.nan_to_num(series.deaths) > 0)
    return Months(
        country=series.country,
        first=series.first + int(some[0]) if len(some) else None,
        last=series.first + int(some[-1]) if len(some) else None,
        covered_from=series.first,
        covered_to=series.last,
        deaths=round(float(np.nansum(series.deaths)), 2),
        source=series.source,
        vintage=series.vintage,
    )


def deaths_by_year(group_id: int, told: Sequence[Told] = ()) -> tuple[ByYear, ...]:
    """Deaths of a group by year, one entry for each kind of count: those that ship and those of loaded tables.

    told: what loaded tables say. Of two tables of one kind the one that reaches further stands, and the loaded
          one where both reach the same year.

    >>> [(one.kind, one.covered_to) for one in deaths_by_year(320)]
    [('battle-related by dyad', 2023), ('all kinds, all countries', 2022)]
    """
    ends = last_years()
    loaded = [
        ByYear(one.years[0].kind, one.covered_to, one.years)
        for one in told
        if one.years and one.covered_to >= ends.get(one.years[0].kind, 0)
    ]
    stand = {one.kind for one in loaded}
    rows = [row for place in (*dyad_countries(group_id), "") for row in load_years(group_id, place)]
    shipped = [
        ByYear(kind, end, tuple(dict.fromkeys(row for row in rows if row.kind == kind)))
        for kind, end in ends.items()
        if kind not in stand
    ]
    found = [one for one in (*loaded, *shipped) if one.rows]
    return tuple(sorted(found, key=lambda one: (one.kind == ALL_KINDS, one.kind)))


def find_years(tables: Sequence[ByYear]) -> tuple[Years, ...]:
    """Yearly rows of a group by kind and where: all countries together, then those with most years.

    >>> [(one.where, one.first) for one in find_years(deaths_by_year(320))]
    [('all countries', 1989), ('Sri Lanka', 1989)]
    """
    found: dict[tuple[str, str], list[YearRow]] = {}
    for row in (row for one in tables for row in one.rows):
        found.setdefault((row.kind, row.where), []).append(row)
    return tuple(
        Years(kind, where, min(r.year for r in held), max(r.year for r in held), len(held), held[0].source)
        for (kind, where), held in sorted(
            found.items(), key=lambda one: (one[0][1] != "all countries", -len(one[1]))
        )
    )


def find_loaded(store: EventStore, group_id: int) -> tuple[Loaded, ...]:
    """The user's own events of a group by country, most events first; () where nothing is loaded."""
    if not store.coverage():
        return ()
    months: dict[str, list[int]] = {}
    events = store.events(group_id)
    for country, day in zip(events["country"], events["date_end"], strict=True):
        months.setdefault(str(country), []).append(month_of(date(day.year, day.month, day.day)))
    found = [Loaded(country, len(held), min(held), max(held)) for country, held in months.items()]
    return tuple(sorted(found, key=lambda one: -one.events))


def find_active(group: Group, counts: Counts, settings: Settings) -> tuple[Active, ...]:
    """Where and when a group was active, those that it was active in last first.

    Months under another id are joined or left apart as the settings say, by all links known today.
    """
    found = []
    for country in counts.countries(group.group_id):
        series, notes = follow_chains(
            counts.series(group.group_id, country), group.links, counts.series, date.max, settings.chains
        )
        found.append(_active(series, notes, settings))
    return tuple(sorted(found, key=lambda one: -1 if one.last is None else one.last, reverse=True))


def _active(series: Series, notes: tuple[str, ...], settings: Settings) -> Active:
    twelve = twelve_month_deaths(series.deaths, settings.unknown_months)
    loud = np.flatnonzero(np.nan_to_num(twelve) >= settings.active_line)
    known = np.flatnonzero(~np.isnan(twelve))
    state: State = "unknown"
    if len(known):
        end = int(known[-1])
        state = state_word(
            int(walk(twelve[np.newaxis, :], settings).state[0, end]), float(twelve[end]), settings
        )
    return Active(
        country=series.country,
        first=series.first + int(loud[0]) if len(loud) else None,
        last=series.first + int(loud[-1]) if len(loud) else None,
        state=state,
        as_of=series.first + int(known[-1]) if len(known) else None,
        notes=notes,
    )
