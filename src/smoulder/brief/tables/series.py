"""Months, years, lulls, and what stands beside them on the time axis, as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.records.case import Assessment

DEATHS = "deaths"


def series_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """The rows behind the counts."""
    return (
        _months(assessment),
        _years(assessment),
        _bridge(assessment),
        _lulls(assessment),
        _timeline(assessment),
        _indicators(assessment),
        _places(assessment),
    )


def _months(assessment: Assessment) -> DataTable:
    rows = tuple(
        (
            one.month, one.events, one.deaths, one.low, one.high, one.inflicted, one.suffered, one.unknown,
            one.twelve, one.twelve_low, one.twelve_high, one.basis,
        )
        for one in assessment.months
    )  # fmt: skip
    columns = (
        Column("month", "Month"),
        Column("events", "Events", "events"),
        Column("deaths", "Deaths, best estimate", DEATHS),
        Column("deaths_low", "Deaths, low estimate", DEATHS),
        Column("deaths_high", "Deaths, high estimate", DEATHS),
        Column("inflicted", "Deaths inflicted by the group", DEATHS),
        Column("suffered", "The group's own dead", DEATHS),
        Column("unknown_side", "Deaths whose side is not known", DEATHS),
        Column("deaths_12_months", "Deaths in the 12 months that end with it", DEATHS),
        Column("deaths_12_months_low", "Of these, lower bound", DEATHS),
        Column("deaths_12_months_high", "Of these, upper bound", DEATHS),
        Column("basis", "Where the month comes from"),
    )
    says = "Every month of the series; empty cells are unknown, zeros are counted."
    return DataTable("months", "Events and deaths by month", columns, rows, says=says)


def _years(assessment: Assessment) -> DataTable:
    rows = tuple(
        (one.year, one.kind, one.where, one.deaths, one.used, one.source) for one in assessment.years
    )
    columns = (
        Column("year", "Year", "calendar year"),
        Column("kind", "Kind of count"),
        Column("place", "Where"),
        Column("deaths", "Deaths", DEATHS),
        Column("used", "Whether it stands in for months of this answer"),
        Column("source", "Source"),
    )
    return DataTable("years", "Deaths by year", columns, rows)


def _bridge(assessment: Assessment) -> DataTable:
    bridge = assessment.bridge
    years = " ".join(str(year) for year in bridge.years) if bridge is not None else ""
    rows: tuple[tuple[Cell, ...], ...] = (
        ((bridge.kind, bridge.ratio, bridge.low, bridge.high, years, bridge.note),)
        if bridge is not None
        else ()
    )
    columns = (
        Column("kind", "Kind of yearly count"),
        Column("ratio", "Deaths of the series for each of the yearly kind", "ratio"),
        Column("low", "90 % interval for one new year, from", "ratio"),
        Column("high", "90 % interval for one new year, to", "ratio"),
        Column("years", "Years that have both"),
        Column("note", "What it is"),
    )
    return DataTable("bridge", "How yearly rows stand in for months", columns, rows)


def _lulls(assessment: Assessment) -> DataTable:
    rows = tuple(
        (one.known, one.began, one.peak, one.lowest, one.months, one.end, one.ended)
        for one in assessment.lulls
    )
    columns = (
        Column("known_month", "Month in which it was known"),
        Column("began_month", "Month to which it is dated back"),
        Column("peak_deaths_12_months", "Peak before it, deaths in 12 months", DEATHS),
        Column("lowest_deaths_12_months", "Lowest of it, deaths in 12 months", DEATHS),
        Column("length_months", "Length since it was known", "months"),
        Column("end", "How it ended"),
        Column("ended_month", "Month in which it ended"),
    )
    return DataTable("lulls", "Lulls of this group in this country", columns, rows)


def _timeline(assessment: Assessment) -> DataTable:
    rows = tuple(
        (one.lane, one.kind, one.words, one.phase, one.first, one.last, one.sign if one.lane == "opportunity" else None,
         one.source)
        for one in assessment.timeline
    )  # fmt: skip
    columns = (
        Column("lane", "Pressure or opportunity"),
        Column("kind", "Kind in its calendar"),
        Column("words", "What it is"),
        Column("phase", "Phase of pressure"),
        Column("first_day", "First day"),
        Column("last_day", "Last day, empty where it goes on"),
        Column("expected_sign", "Of an opportunity: +1 more acts expected, -1 fewer", "sign"),
        Column("source", "Source"),
    )
    return DataTable("timeline", "Pressure and opportunities", columns, rows)


def _indicators(assessment: Assessment) -> DataTable:
    rows = tuple(
        (one.name, one.words, month, value, one.unit, one.window, one.source)
        for one in assessment.indicators
        for month, value in one.months
    )
    columns = (
        Column("indicator", "Indicator"),
        Column("words", "What it measures"),
        Column("month", "Month"),
        Column("value", "Value, in the unit beside it", "see unit"),
        Column("unit", "Unit"),
        Column("window_months", "Months that it looks back over", "months"),
        Column("source", "Source"),
    )
    return DataTable("indicators", "Indicators by month", columns, rows)


def _places(assessment: Assessment) -> DataTable:
    found = assessment.places
    rows: list[tuple[Cell, ...]] = []
    for period in found.periods if found is not None else ():
        span = (period.name, period.first, period.last)
        rows += [
            (*span, one.latitude, one.longitude, one.placed, one.events, one.deaths) for one in period.cells
        ]
        unplaced = found.unplaced.get(period.name, 0) if found is not None else 0
        if unplaced:
            rows.append((*span, None, None, "country", unplaced, None))
    columns = (
        Column("period", "Period"),
        Column("first_month", "First month"),
        Column("last_month", "Last month"),
        Column("latitude", "Latitude of the middle of the cell", "degrees"),
        Column("longitude", "Longitude of the middle of the cell", "degrees"),
        Column("placed", "How sure the place is"),
        Column("events", "Events", "events"),
        Column("deaths", "Deaths", DEATHS),
    )
    source = found.source if found is not None else ""
    says = "Cells of half a degree; a row without a position holds events known only to the country."
    return DataTable("places", "Where the events were", columns, tuple(rows), source, says=says)
