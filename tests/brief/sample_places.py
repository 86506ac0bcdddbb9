"""Maps of invented events: every class of place, a country alone, a period without an event."""

from __future__ import annotations

from smoulder.records.event_map import EventMap, MapCell, MapPeriod, Placed


def cell(latitude: float, longitude: float, placed: Placed, events: float, deaths: float) -> MapCell:
    return MapCell(latitude=latitude, longitude=longitude, placed=placed, events=events, deaths=deaths)


def period(name: str, first: str, last: str, cells: tuple[MapCell, ...], nowhere: float = 0.0) -> MapPeriod:
    return MapPeriod(
        name=name,
        first=first,
        last=last,
        cells=cells,
        events=sum(one.events for one in cells) + nowhere,
        deaths=sum(one.deaths for one in cells),
    )


def places(country: str = "Iraq") -> EventMap:
    """Iraq at a peak, before a lull and in it."""
    peak = (
        cell(36.25, 43.25, "place", 90, 1807),
        cell(36.25, 43.25, "district", 12, 140),
        cell(33.25, 44.25, "place", 240, 900),
        cell(33.75, 41.25, "province", 8, 310.5),
        cell(35.25, 43.75, "unsaid", 3, 0),
    )
    lull = (cell(35.25, 43.75, "place", 31, 82), cell(34.25, 45.25, "district", 2.5, 6))
    return EventMap(
        country=country,
        periods=(
            period("the peak", "2014-06", "2015-05", peak, 5),
            period("before the lull", "2016-12", "2017-11", lull[:1]),
            period("the lull so far", "2017-12", "2018-12", lull),
        ),
        unplaced={"the peak": 5, "before the lull": 0, "the lull so far": 0},
        source="UCDP GED 19.1",
        reach_km=52,
    )
