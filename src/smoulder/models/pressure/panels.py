"""Panels for group-time effects: places of peacekeepers by year, and countries by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.phase import IN_FORCE, Phases
from smoulder.models.pressure.places import Happened, PlaceYear, events_near
from smoulder.models.pressure.staggered import NEVER
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class Panel:
    """Units over years.

    outcome: shape (unit, year), NaN where unknown. left: shape (unit,), position of the first year without the
    pressure, NEVER for units that keep it. cluster: shape (unit,).
    """

    first: int
    outcome: Floats
    left: Ints
    cluster: tuple[str, ...]


def place_panel(
    places: Sequence[PlaceYear],
    happened: Happened,
    spans: Mapping[str, Sequence[tuple[int, int]]],
    axis: tuple[int, int],
) -> Panel:
    """Whether anything happened within 50 km of each place, by year.

    places:  as `place_years` gives them. A place counts as left in the year after its last one, if it was left then.
    spans:   by country, month indices between which events are complete; other years are unknown.
    axis:    first and last year.
    returns: places of countries with a complete year, the mission as cluster.
    """
    last: dict[tuple[str, str], PlaceYear] = {}
    for one in places:
        key = (one.country, one.place)
        if one.country in spans and (key not in last or last[key].year < one.year):
            last[key] = one
    units = [last[key] for key in sorted(last)]
    years = np.arange(axis[0], axis[1] + 1)
    outcome = np.full((len(units), len(years)), np.nan)
    for row, one in enumerate(units):
        known = np.zeros(len(years), dtype=bool)
        for begin, end in spans[one.country]:
            known |= (years * 12 >= begin) & (years * 12 + 11 <= end)
        counts = events_near([one], happened, [int(year) - one.year for year in years])[0]
        outcome[row, known] = (counts > 0).astype(float)[known]
    left = [one.year + 1 - axis[0] if one.left and one.year < axis[1] else NEVER for one in units]
    return Panel(axis[0], outcome, np.array(left, dtype=np.int64), tuple(one.mission for one in units))


def country_panel(phases: Phases, deaths: Mapping[str, tuple[int, Floats]], axis: tuple[int, int]) -> Panel:
    """Log of 1 + deaths by country and year, for countries that ever had this kind of pressure in force.

    deaths:  by country, month index of the first month and deaths by month, NaN where unknown.
    axis:    first and last year.
    returns: a country is left in the first year that begins after its first departure on the axis, or in the
             year itself if it was left in January; years with an unknown month are unknown.
    """
    years = np.arange(axis[0], axis[1] + 1)
    gone = dict(reversed([(c, m) for c, m in phases.departures() if m // 12 >= axis[0]]))
    units = [
        country
        for country in sorted(phases.by_country)
        if country in deaths and (phases.at(country, np.arange(axis[0] * 12, axis[1] * 12)) == IN_FORCE).any()
    ]
    outcome = np.full((len(units), len(years)), np.nan)
    for row, country in enumerate(units):
        first, monthly = deaths[country]
        for column, year in enumerate(years):
            start = int(year) * 12 - first
            if start >= 0 and start + 12 <= len(monthly):
                outcome[row, column] = np.log1p(monthly[start : start + 12].sum())
    left = [-(-gone[one] // 12) - axis[0] if one in gone else NEVER for one in units]
    left = [at if at < len(years) else NEVER for at in left]
    return Panel(axis[0], outcome, np.array(left, dtype=np.int64), tuple(units))
