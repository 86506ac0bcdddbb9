"""Places of peacekeepers by year: which were left, which were kept, and the violence around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.pressure import PressureRow
from smoulder.records.series import Floats, Ints

NEAR = 50.0
"""Kilometres within which an event is near a place, and another place takes its part."""
EARTH = 6371.0
"""Mean radius in kilometres."""


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """One place with troops in one year.

    left:  True where in neither of the next two years any troops stood within 50 km; False where troops stood
           at the place itself in both. age: years since the mission's first troops in the country.
    """

    country: str
    place: str
    mission: str
    latitude: float
    longitude: float
    year: int
    left: bool
    age: int
    troops: float


@dataclass(frozen=True, slots=True)
class Happened:
    """Events with a place, each by its year: arrays of shape (event,)."""

    latitude: Floats
    longitude: Floats
    year: Ints


def distance(latitude: float, longitude: float, latitudes: Floats, longitudes: Floats) -> Floats:
    """Great-circle kilometres from one point to many.

    >>> round(float(distance(0.0, 0.0, np.array([0.0]), np.array([1.0]))[0]), 1)
    111.2
    """
    a, b = np.radians(latitude), np.radians(latitudes)
    turn = np.sin((b - a) / 2) ** 2
    turn = turn + np.cos(a) * np.cos(b) * np.sin(np.radians(longitudes - longitude) / 2) ** 2
    far: Floats = 2 * EARTH * np.arcsin(np.sqrt(np.clip(turn, 0.0, 1.0)))
    return far


def place_years(rows: Sequence[PressureRow], last: int) -> list[PlaceYear]:
    """Places that were left after a year, and places that were kept.

    rows:    places by year, as Geo-PKO has them; a place with no troops, or an unknown number, is not there.
    last:    last year y looked at: the two after it must be in the file.
    returns: by country, place and year. A year in which troops moved to within 50 km, or came back after a
             year, is neither left nor kept and is not in the list.
    """
    here = [row for row in rows if row.size and row.latitude is not None and row.longitude is not None]
    years: dict[tuple[str, str], dict[int, PressureRow]] = defaultdict(dict)
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    begun: dict[tuple[str, str], int] = {}
    for row in here:
        year = row.first // 12
        held = years[row.country, row.place]
        if year not in held or (held[year].size or 0) < (row.size or 0):
            held[year] = row
        points[year].append((row.latitude or 0.0, row.longitude or 0.0))
        key = (row.country, row.by)
        begun[key] = min(year, begun.get(key, year))
    by_year = {year: np.array(found) for year, found in points.items()}
    found = []
    for (country, place), held in sorted(years.items()):
        for year, row in sorted(held.items()):
            kept = year + 1 in held and year + 2 in held
            gone = not kept and not any(_near(row, by_year.get(then)) for then in (year + 1, year + 2))
            if year <= last and (kept or gone):
                found.append(_place_year(row, country, place, year, gone, year - begun[country, row.by]))
    return found


def _place_year(row: PressureRow, country: str, place: str, year: int, gone: bool, age: int) -> PlaceYear:
    return PlaceYear(
        country=country,
        place=place,
        mission=row.by,
        latitude=row.latitude or 0.0,
        longitude=row.longitude or 0.0,
        year=year,
        left=gone,
        age=age,
        troops=row.size or 0.0,
    )


def _near(row: PressureRow, points: Floats | None) -> bool:
    if points is None:
        return False
    far = distance(row.latitude or 0.0, row.longitude or 0.0, points[:, 0], points[:, 1])
    return bool((far <= NEAR).any())


def covered(places: Sequence[PlaceYear], spans: Mapping[str, Sequence[tuple[int, int]]]) -> list[PlaceYear]:
    """Those whose country's events are complete in the two years before and the two after.

    spans: by country, first and last month index of complete spans.
    """
    return [
        one
        for one in places
        if any(
            first <= (one.year - 1) * 12 and (one.year + 2) * 12 + 11 <= last
            for first, last in spans.get(one.country, ())
        )
    ]


def events_near(
    places: Sequence[PlaceYear], happened: Happened, steps: Sequence[int], within: float = NEAR
) -> Floats:
    """Events within so many kilometres of each place, by year.

    steps:   years relative to the place's year: −1, 0, 1, 2.
    returns: shape (place, step), events.
    """
    counts = np.zeros((len(places), len(steps)))
    at: dict[tuple[float, float], tuple[Ints, Floats]] = {}
    for row, one in enumerate(places):
        key = (one.latitude, one.longitude)
        if key not in at:
            near = distance(*key, happened.latitude, happened.longitude) <= within
            years, number = np.unique(happened.year[near], return_counts=True)
            at[key] = (years.astype(np.int64), number.astype(float))
        when, many = at[key]
        for column, step in enumerate(steps):
            counts[row, column] = many[when == one.year + step].sum()
    return counts
