"""Panels of all countries, and of all groups, for forecasts of their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from smoulder.reading.background import load_neighbours
from smoulder.reading.figures import load_all_series, load_country_months
from smoulder.reading.tables import read_rows
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats, Series

GroupCount = Literal["deaths", "inflicted", "events"]
"""What is counted of a group: all deaths of its events, those it inflicted, or the events."""
WORDS: dict[GroupCount, str] = {
    "deaths": "deaths of all kinds, both sides",
    "inflicted": "deaths inflicted",
    "events": "events",
}


def load_country_panel() -> Panel:
    """State-based deaths of all countries by month, 1990-01 to 2024-04, in the order of their VIEWS ids.

    returns: NaN in months before a country's id began; neighbours share a border on land.
    source:  the VIEWS panel of UCDP GED and Candidate, `best` estimates by the month an event ended; borders of
             Natural Earth, as they are today.

    >>> panel = load_country_panel()
    >>> panel.counts.shape, panel.units[:2], panel.ids[:2].tolist()
    ((191, 412), ('Guyana', 'Suriname'), [1, 2])
    """
    rows = read_rows("country_ids.csv")
    names = tuple(row["country"] for row in rows)
    months = [load_country_months(name) for name in names]
    return Panel(
        units=names,
        ids=np.array([int(row["country_id"]) for row in rows]),
        first=months[0][0],
        counts=np.array([deaths for _, deaths in months]),
        near=_neighbours(names),
    )


def load_group_panel(what: GroupCount) -> Panel:
    """Counts of the groups that ship, in each country, by month; Mexico's cartels are left out.

    returns: as `panel_of_groups`.

    >>> panel = load_group_panel("deaths")
    >>> len(panel.units), panel.what
    (571, 'deaths of all kinds, both sides')
    """
    return panel_of_groups(load_all_series(), what)


def panel_of_groups(series: Sequence[Series], what: GroupCount) -> Panel:
    """Series of groups in countries as one panel.

    series:  one for each group and country, at least one.
    returns: units in the order of the series; NaN in months that no source covers, and before a group's first
             event there: nobody could have forecast a group that was not known. Counts are whole
             (`whole_counts`). Two units are near if they lie in one country, or in two that share a border.
    """
    countries = tuple(one.country for one in series)
    names = tuple(dict.fromkeys(countries))
    place = np.array([names.index(country) for country in countries])
    near = (_neighbours(names) | np.eye(len(names), dtype=bool))[np.ix_(place, place)]
    np.fill_diagonal(near, False)
    first, last = min(one.first for one in series), max(one.last for one in series)
    counts = np.full((len(series), last - first + 1), np.nan)
    for row, one in zip(counts, series, strict=True):
        unheard = np.cumsum(np.nan_to_num(one.events)) == 0
        row[one.first - first : one.last - first + 1] = np.where(unheard, np.nan, getattr(one, what))
    return Panel(
        units=tuple(f"{one.group}, {one.country}" for one in series),
        ids=np.array([one.group_id for one in series]),
        first=first,
        counts=whole_counts(counts),
        near=near,
        what=WORDS[what],
        countries=countries,
    )


def whole_counts(counts: Floats) -> Floats:
    """Whole counts for months that hold shares of events which span several.

    counts:  shape (unit, month), >= 0; NaN stays NaN.
    returns: the steps of the rounded running sum, so that what is rounded off in one month is made up in the
             next, any run of months keeps its sum to within one, and no later month is needed.

    >>> whole_counts(np.array([[0.5, 0.5, np.nan, 0.25, 3.0]])).tolist()
    [[1.0, 0.0, nan, 0.0, 3.0]]
    """
    # sums of shares miss .5 by a rounding error; without the small step the same shares would round both ways
    sums = np.floor(np.cumsum(np.nan_to_num(counts), axis=1) + 0.5 + 1e-6)
    steps: Floats = np.where(np.isnan(counts), np.nan, np.diff(sums, axis=1, prepend=0.0))
    return steps


def _neighbours(names: Sequence[str]) -> Bools:
    """Which of these countries share a border, shape (country, country)."""
    beside = load_neighbours()
    return np.array([[other in beside.get(name, ()) for other in names] for name in names], dtype=bool)
