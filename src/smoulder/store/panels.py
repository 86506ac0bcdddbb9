"""Panels to forecast from: the figures that ship, with the user's own loaded events laid over them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from smoulder.reading.panels import GroupCount, load_country_panel, panel_of_groups
from smoulder.records.event import CountryMonths, Coverage
from smoulder.records.month import month_of
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats
from smoulder.store.counts import Counts, without_island
from smoulder.store.events import Asked, EventStore


def country_panel(store: EventStore) -> Panel:
    """State-based deaths of all countries by month.

    store:   the user's events. A month that a release covers which came out after the shipped panel ended is
             counted from its rows by the month of an event's last day, as VIEWS counts, and takes the place of the
             shipped figure; without a row it is nought. Older releases are left aside: the panel has revised them.
    returns: the units, ids and first month of `load_country_panel`; loaded months behind a gap are left off as in
             the series of groups.
    """
    shipped, coverage = load_country_panel(), releases_after_panel(store)
    if not coverage:
        return shipped
    loaded = {one.country: one for one in store.all_country_months("state-based", Asked(rule="end"))}
    width = max(shipped.last, *(one.last for one in coverage)) - shipped.first + 1
    counts = np.full((len(shipped.units), width), np.nan)
    counts[:, : shipped.counts.shape[1]] = shipped.counts
    for name, row in zip(shipped.units, counts, strict=True):
        covered = np.zeros(width, dtype=bool)
        for one in coverage:
            if not one.countries or name in one.countries:
                covered[max(one.first - shipped.first, 0) : max(one.last - shipped.first + 1, 0)] = True
        # the panel says from when on a country is counted as one
        covered[: int(np.flatnonzero(~np.isnan(row))[0])] = False
        _lay(row, covered, loaded.get(name), shipped.first)
        row[without_island(~np.isnan(row)) :] = np.nan
    known = np.flatnonzero(~np.isnan(counts).all(axis=0))
    return replace(shipped, counts=counts[:, : int(known[-1]) + 1])


def releases_after_panel(store: EventStore) -> tuple[Coverage, ...]:
    """Months that loaded releases cover which came out after the last month of the country panel that ships."""
    last = load_country_panel().last
    return tuple(one for one in Counts(store).coverage() if month_of(one.released) > last)


def group_panel(store: EventStore, what: GroupCount) -> Panel:
    """Counts of all groups in each country by month, but for the cartels of Mexico; see `panel_of_groups`."""
    return panel_of_groups(Counts(store).all_series(), what)


def newest_month(panel: Panel) -> int:
    """The last month in which at least half as many units are covered as in the best month.

    >>> counts = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, np.nan], [1.0, 2.0, np.nan]])
    >>> newest_month(Panel(("A", "B", "C"), np.arange(3), 100, counts, np.zeros((3, 3), dtype=bool)))
    101
    """
    covered = np.sum(~np.isnan(panel.counts), axis=0)
    return panel.first + int(np.flatnonzero(covered * 2 >= covered.max())[-1])


def _lay(row: Floats, covered: Bools, loaded: CountryMonths | None, first: int) -> None:
    """Put loaded deaths into the covered months of a row that begins at `first`."""
    row[covered] = 0.0
    if loaded is None:
        return
    at = np.arange(len(loaded.deaths)) + loaded.first - first
    inside = (at >= 0) & (at < len(row)) & ~np.isnan(loaded.deaths)
    inside[inside] = covered[at[inside]]
    row[at[inside]] = loaded.deaths[inside]
