"""Where the events of a group were, from the figures that ship."""

from __future__ import annotations

from functools import cache

from smoulder.reading.tables import figures_query, query_figures, read_rows
from smoulder.records.event_map import PlacedCount

CELL = 0.5
"""Degrees of a cell."""


@cache
def load_places(group_id: int, country: str) -> tuple[PlacedCount, ...]:
    """Events and deaths of one group in one country by month and cell, oldest first.

    They add up, month by month, to the series of `figures.load_series`.
    source: UCDP GED, release by country in figures/coverage.csv.

    >>> round(sum(one.deaths for one in load_places(234, "Iraq") if one.month >= 2018 * 12))
    968
    """
    rows = query_figures(
        "load_places",
        figures_query("place_months"),
        "group_place.parquet",
        {"group_id": group_id, "country": country},
    )
    return tuple(placed_count(*row) for row in rows)


def placed_count(
    month: int, row: int | None, col: int | None, placed: str, events: float, deaths: float
) -> PlacedCount:
    """A count at the middle of its cell; row and col count half degrees from the equator and from Greenwich."""
    nowhere = placed == "country" or row is None or col is None
    return PlacedCount(
        month=int(month),
        latitude=None if nowhere or row is None else (row + 0.5) * CELL,
        longitude=None if nowhere or col is None else (col + 0.5) * CELL,
        placed="country" if nowhere else placed,  # type: ignore[arg-type]  # one of the five words
        events=float(events),
        deaths=float(deaths),
    )


def province_reach(country: str) -> float:
    """How far events lie from the point that stands for their province, kilometres: two in three lie nearer.

    A country without enough events of its own gets the distance of all countries together.

    >>> province_reach("Iraq"), province_reach("Peru")
    (52.0, 95.0)
    """
    reach = {row["country"]: float(row["reach_km"]) for row in read_rows("province_reach.csv")}
    return reach.get(country, reach[""])
