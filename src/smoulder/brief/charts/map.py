"""Small maps of where the events were, one for each period: each position drawn as sure as it is known."""

from __future__ import annotations

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.map_frame import box_of
from smoulder.brief.charts.map_spec import Ground, map_spec
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount, joined, sentence
from smoulder.brief.place_words import counts_words, deaths_words, period_name, span_words, spread_words
from smoulder.reading.outlines import SOURCE, country_outlines, outlines_within
from smoulder.records.case import Assessment
from smoulder.records.event_map import EventMap
from smoulder.records.outlines import Box, Outlines

AROUND = 15.0
"""Degrees around a country from which neighbours are taken: a map that is wider than its country shows more of them."""


def map_chart(assessment: Assessment, outlines: Outlines | None = None) -> Chart | None:
    """Small maps by period; None where no positions are at hand, and no outline to draw an empty map with.

    outlines: the reader's own, in place of those that ship.
    """
    found = assessment.places
    if found is None or not found.periods:
        return None
    ground, box = lay_ground(found, outlines)
    if box is None:
        return None
    return Chart(
        name="map",
        title=say("Deaths by place and period"),
        says=spread_words(found),
        instead=_instead(assessment, found),
        source=say(
            "Source: {source}; n = {n} events; outlines: {outlines}. A circle lies at the middle of a cell of half a "
            "degree, and its area stands for deaths; what is known to the province lies anywhere around its point.",
            source=found.source,
            n=joined([amount(period.events) for period in found.periods]),
            outlines=ground.source,
        ),
        data=_data(found),
        spec=lambda size: map_spec(found, ground, box, size),
        broad=True,
    )


def lay_ground(found: EventMap, outlines: Outlines | None) -> tuple[Ground, Box | None]:
    """Outlines of the country and of what lies around it, and what a map must show; None where that is nothing.

    Of a reader's own shapes those that bear the country's name are the country; where none does, all are.
    """
    points = [(cell.longitude, cell.latitude) for period in found.periods for cell in period.cells]
    own = country_outlines(found.country)
    if outlines is not None:
        names = {found.country.casefold(), *(one.name.casefold() for one in own[:1])}
        own = tuple(one for one in outlines.shapes if one.name.casefold() in names) or outlines.shapes
        near = tuple(one for one in outlines.shapes if one not in own)
        source = say("the reader's own, {file}", file=outlines.source)
        return Ground(own, near, source), box_of(own, points)
    box = box_of(own, points)
    if box is None:
        return Ground((), (), ""), None
    west, south, east, north = box
    wide = (west - AROUND, south - AROUND, east + AROUND, north + AROUND)
    near = tuple(one for one in outlines_within(wide) if one not in own)
    return Ground(own, near, SOURCE), box


def _instead(assessment: Assessment, found: EventMap) -> str:
    group = assessment.question.group
    parts = [
        say(
            "Maps of {country} with the events of {group}.", country=country_words(found.country), group=group
        )
    ]
    for period in found.periods:
        parts.append(
            say(
                "{name}, {span}, {counts}.",
                name=sentence(period_name(period.name)),
                span=span_words(period),
                counts=counts_words(period),
            )
        )
        most = max(period.cells, key=lambda cell: cell.deaths, default=None)
        if most is not None and most.deaths > 0:
            parts.append(
                say(
                    "Most in one cell: {deaths} at latitude {latitude}°, longitude {longitude}°.",
                    deaths=deaths_words(most.deaths),
                    latitude=f"{most.latitude:g}",
                    longitude=f"{most.longitude:g}",
                )
            )
    return " ".join(filter(None, (*parts, spread_words(found))))


def _data(found: EventMap) -> DataTable:
    columns = (
        Column("period", say("Period")),
        Column("first_month", say("First month")),
        Column("last_month", say("Last month")),
        Column("latitude", say("Latitude of the middle of the cell"), "degrees"),
        Column("longitude", say("Longitude of the middle of the cell"), "degrees"),
        Column("placed", say("How sure the place is")),
        Column("events", say("Events"), "events"),
        Column("deaths", say("Deaths"), "deaths"),
    )
    rows = tuple(
        (one.name, one.first, one.last, cell.latitude, cell.longitude, cell.placed, cell.events, cell.deaths)
        for one in found.periods
        for cell in one.cells
    )
    return DataTable("map", say("Where the events were"), columns, rows, found.source)
