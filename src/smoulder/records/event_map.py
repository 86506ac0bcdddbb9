"""Where the events of a group were, by period, with how sure their places are."""

from __future__ import annotations

from typing import Literal

from smoulder.records.base import Record

Placed = Literal["place", "district", "province", "country"]
"""How sure a position is, by UCDP's precision code: 'place' 1 and 2 (exact, or within 25 km), 'district' 3,
'province' 4 and 5, 'country' 6 and 7 (a point that stands for the whole country: it is counted, never drawn)."""


class MapCell(Record):
    """Events and deaths at one position: the middle of a cell of half a degree (as PRIO-GRID), degrees."""

    latitude: float
    longitude: float
    placed: Placed
    events: int
    deaths: float


class MapPeriod(Record):
    """Months `first` to `last` (YYYY-MM, both included) and what happened in them."""

    name: str
    first: str
    last: str
    cells: tuple[MapCell, ...]


class EventMap(Record):
    """Events of one group in one country by period.

    unplaced: events by period name that are known only to the country.
    source:   name and vintage of the rows.
    """

    country: str
    periods: tuple[MapPeriod, ...]
    unplaced: dict[str, int]
    source: str
