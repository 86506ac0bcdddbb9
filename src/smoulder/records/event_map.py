"""Where the events of a group were, by period, with how sure their places are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from smoulder.records.base import Record

Placed = Literal["place", "district", "province", "unsaid", "country"]
"""How sure a position is, by UCDP's precision code: 'place' 1 and 2 (exact, or within 25 km), 'district' 3,
'province' 4 and 5 (a point that stands for it), 'unsaid' where the source gives a position and no code, 'country' 6
and 7 (a point that stands for the whole country: it is counted, never drawn)."""


@dataclass(frozen=True, slots=True)
class PlacedCount:
    """Events and deaths of one group in one country, month and cell.

    month: index (records.month); latitude, longitude: degrees, the middle of the cell of half a degree, None where only
    the country is known.
    events, deaths: an event that goes on over several months counts in each by the share of its days.
    """

    month: int
    latitude: float | None
    longitude: float | None
    placed: Placed
    events: float
    deaths: float


class MapCell(Record):
    """Events and deaths at one position: the middle of a cell of half a degree (as PRIO-GRID), degrees.

    events: not whole where an event goes on beyond the period: it counts by the share of its days.
    """

    latitude: float
    longitude: float
    placed: Placed
    events: float
    deaths: float


class MapPeriod(Record):
    """Months `first` to `last` (YYYY-MM, both included) and what happened in them.

    name:           what the period is to the question: 'the peak', 'the lull so far', ….
    events, deaths: of the period, those known only to the country among them.
    """

    name: str
    first: str
    last: str
    cells: tuple[MapCell, ...]
    events: float = 0.0
    deaths: float = 0.0


class EventMap(Record):
    """Events of one group in one country by period.

    unplaced: events by period name that are known only to the country.
    source:   name and vintage of the rows.
    reach_km: distance from the point that stands for a province within which two in three of its events with a known
              place lie, by the rows of the country; None where no point stands for a province.
    """

    country: str
    periods: tuple[MapPeriod, ...]
    unplaced: dict[str, float]
    source: str
    reach_km: float | None = None
