"""The figures that ship: monthly series of groups here, and the doors to all other packaged tables.

Everything is read from the package once and kept for the process.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import numpy as np

from smoulder.reading.background import (
    data_use,
    load_episodes,
    load_links,
    load_pressure_cases,
    vintage,
)
from smoulder.reading.tables import figures_query, query_figures, read_rows
from smoulder.reading.yearly import ALL_KINDS, BY_DYAD, load_country_months, load_years
from smoulder.records.errors import NoData
from smoulder.records.month import month_index
from smoulder.records.series import Floats, Measure, Series

__all__ = [
    "ALL_KINDS",
    "BY_DYAD",
    "data_use",
    "load_all_series",
    "load_country_months",
    "load_episodes",
    "load_links",
    "load_pressure_cases",
    "load_series",
    "load_years",
    "series_countries",
    "vintage",
]

_COLUMNS = ("events", "deaths", "low", "high", "inflicted", "suffered")

Key = tuple[int, str]
"""Group id and country."""


def load_series(group_id: int, country: str, measure: Measure = "all kinds") -> Series:
    """The monthly series of one group in one country.

    group_id: UCDP actor id.
    country:  as UCDP names it.
    measure:  the one kind of count in the series.
    returns:  zeros in covered months without an event, NaN in months that no source covers.
    raises:   NoData if there is no such series; it names the countries that have one.
    source:   UCDP GED, release by country in figures/coverage.csv.

    >>> iraq = load_series(234, "Iraq")
    >>> float(iraq.deaths[-12:].sum()), float(load_series(234, "Iraq", "state-based").deaths[-12:].sum())
    (968.0, 795.0)
    """
    found = _all_series(measure).get((group_id, country))
    if found is None:
        raise NoData(_no_series(group_id, country))
    return found


def load_all_series(measure: Measure = "all kinds", include_mexico: bool = False) -> list[Series]:
    """Every series that ships, by group id and country.

    include_mexico: True to keep the cartels of Mexico, which base rates leave out.

    >>> len(load_all_series()), len(load_all_series(include_mexico=True))
    (571, 643)
    """
    kept = {key for key, spans in _spans().items() if spans[0]["base_rates"] == "yes" or include_mexico}
    return [series for key, series in _all_series(measure).items() if key in kept]


def series_countries(group_id: int) -> tuple[str, ...]:
    """Countries in which a group has a monthly series.

    >>> series_countries(532)
    ('Sierra Leone',)
    """
    return _countries().get(group_id, ())


@cache
def _countries() -> dict[int, tuple[str, ...]]:
    """Countries with a series, by group id."""
    found: dict[int, list[str]] = defaultdict(list)
    for group_id, country in _spans():
        found[group_id].append(country)
    return {group_id: tuple(names) for group_id, names in found.items()}


@cache
def _spans() -> dict[Key, list[dict[str, str]]]:
    """Covered spans by series, in the order of the file."""
    spans: dict[Key, list[dict[str, str]]] = defaultdict(list)
    for row in read_rows("coverage.csv"):
        spans[int(row["group_id"]), row["country"]].append(row)
    return dict(spans)


@cache
def _all_series(measure: Measure) -> dict[Key, Series]:
    """Every series of one measure; the arrays cannot be written to, because they are shared."""
    events: dict[Key, list[tuple[float, ...]]] = defaultdict(list)
    rows = query_figures(
        "load_series", figures_query("series_months"), "group_month.parquet", {"measure": measure}
    )
    for group_id, country, *numbers in rows:
        events[group_id, country].append(tuple(numbers))
    return {key: _fill(key, spans, events.get(key, []), measure) for key, spans in _spans().items()}


def _fill(key: Key, spans: list[dict[str, str]], events: list[tuple[float, ...]], measure: Measure) -> Series:
    """One series: NaN everywhere, zeros in covered spans, counts where there were events."""
    covered = [(month_index(span["first"]), month_index(span["last"])) for span in spans]
    first, last = min(start for start, _ in covered), max(end for _, end in covered)
    values = np.full((len(_COLUMNS), last - first + 1), np.nan)
    for start, end in covered:
        values[:, start - first : end - first + 1] = 0.0
    if events:
        table = np.array(events, dtype=np.float64)
        values[:, table[:, 0].astype(np.int64) - first] = table[:, 1:].T
    columns = {name: _frozen(values[row].copy()) for row, name in enumerate(_COLUMNS)}
    known = columns["inflicted"] + columns["suffered"]
    return Series(
        group_id=key[0],
        group=spans[0]["group"],
        country=key[1],
        first=first,
        unknown=_frozen(np.maximum(np.round(columns["deaths"] - known, 9), 0.0)),
        measure=measure,
        source=spans[0]["source"],
        vintage=", ".join(dict.fromkeys(span["version"] for span in spans)),
        **columns,
    )


def _frozen(values: Floats) -> Floats:
    values.flags.writeable = False
    return values


def _no_series(group_id: int, country: str) -> str:
    countries = series_countries(group_id)
    if not countries:
        return (
            f"group {group_id} has no monthly series for any country; "
            "give a group with one, or load event data for it"
        )
    return f"group {group_id} has no monthly series for {country}; it has one for {', '.join(countries)}"
