"""What was read in reports, as tables: one row for each passage, with its place in the report's raw text.

Persons stand in them as speakers of a published sentence only; no table lists them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Day

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.brief.taken import taken_from
from smoulder.records.case import Assessment
from smoulder.records.statement import Passage, Reading

REPORT = Column("report", "Number of the report, as in reports", "number of a report")
SPAN = (
    Column("start", "First character in the report's raw text", "characters"),
    Column("end", "Character after its last", "characters"),
)
WORDS = Column("words", "Its words in the report")
SPEAKER = Column("speaker", "Who says it")
HEDGE = Column("hedge", "Hedging words")


def reading_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """The reports, and what was taken from each."""
    readings = assessment.readings
    return (
        _reports(readings),
        _taken(readings),
        _statements(readings),
        _claims(readings),
        _quantities(readings),
        _events(readings),
        _pressure(readings),
        _dates(readings),
        _groups(readings),
        _places(readings),
    )


def _reports(readings: tuple[Reading, ...]) -> DataTable:
    rows = tuple(
        (
            at, one.report.title, one.report.publisher, _day(one.report.published), one.report.published_from,
            one.report.address, one.report.name, one.report.sha256, one.country, one.group_id,
        )
        for at, one in enumerate(readings, start=1)
    )  # fmt: skip
    columns = (
        REPORT,
        Column("title", "Title"),
        Column("publisher", "Publisher"),
        Column("published_day", "Day of publication"),
        Column("published_from", "What gave the day"),
        Column("address", "Address"),
        Column("file", "File"),
        Column("sha256", "SHA-256 of the file"),
        Column("country", "Country that it is about"),
        Column("group_id", "Armed group that it is about, by UCDP's number", "identifier"),
    )
    return DataTable("reports", "Reports", columns, rows)


def _taken(readings: tuple[Reading, ...]) -> DataTable:
    rows = tuple(
        (at + 1, one.label, one.what, one.words, one.start, one.end)
        for at, reading in enumerate(readings)
        for one in taken_from(reading, at)
    )
    label = (Column("label", "Label in the brief"), Column("what", "What it is"), WORDS)
    return DataTable("taken", "What was read in the reports", (REPORT, *label, *SPAN), rows)


def _table(
    readings: tuple[Reading, ...],
    name: str,
    title: str,
    columns: tuple[Column, ...],
    rows: Callable[[Reading], list[tuple[Passage, tuple[Cell, ...]]]],
) -> DataTable:
    """A table of passages: number of the report, cells of its own, the words and their span."""
    found: list[tuple[Cell, ...]] = []
    for at, reading in enumerate(readings, start=1):
        found += [(at, *cells, one.text, one.start, one.end) for one, cells in rows(reading)]
    return DataTable(name, title, (REPORT, *columns, WORDS, *SPAN), tuple(found))


def _day(day: Day | None) -> str | None:
    return None if day is None else day.isoformat()


def _statements(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        SPEAKER,
        Column("role", "In which role"),
        Column("day", "When"),
        Column("kind", "Quote or paraphrase"),
        HEDGE,
        Column("certainty", "How sure"),
        Column("condition", "Under which condition"),
        Column("negated", "Whether it is negated"),
        Column("anonymous", "Whether the speaker is not named"),
    )
    return _table(
        readings,
        "statements",
        "Who said what",
        columns,
        lambda reading: [
            (one, (one.speaker, one.role, _day(one.date), one.kind, one.hedge, one.certainty, one.condition,
                   one.negated, one.anonymous))
            for one in reading.statements
        ],
    )  # fmt: skip


def _claims(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("stance", "States, asserts or denies"),
        Column("hypotheses", "Which explanations"),
        Column("called", "How the report puts it"),
        SPEAKER,
        HEDGE,
    )
    return _table(
        readings,
        "claims",
        "Explanations that are put forward",
        columns,
        lambda reading: [
            (one, (one.stance, " or ".join(one.hypotheses), one.name, one.speaker, one.hedge))
            for one in reading.claims
        ],
    )


def _quantities(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("value", "Number, or lower end of a range", "see counted"),
        Column("high", "Upper end of a range", "see counted"),
        Column("comparator", "About, at least, more than, …"),
        Column("role", "Killed, wounded, troops, …"),
        Column("counted", "What is counted"),
    )
    return _table(
        readings,
        "quantities",
        "Figures in the reports",
        columns,
        lambda reading: [
            (one, (one.value, one.high, one.comparator, one.role, one.counted)) for one in reading.quantities
        ],
    )


def _events(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("what", "What happened"),
        Column("actor", "Who"),
        Column("target", "To whom"),
        Column("place", "Where"),
        Column("first_day", "From"),
        Column("last_day", "To"),
        Column("killed", "Killed, as told", "people"),
        Column("status", "Happened, planned, denied, …"),
    )
    return _table(
        readings,
        "report_events",
        "Events in the reports",
        columns,
        lambda reading: [
            (one, (one.what, one.actor, one.target, one.where, _day(one.from_), _day(one.to),
                   None if one.killed is None else one.killed.value, one.status))
            for one in reading.events
        ],
    )  # fmt: skip


def _pressure(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("kind", "Kind of pressure"),
        Column("step", "Step"),
        Column("by", "By whom"),
        Column("on", "On whom"),
        Column("place", "Where"),
        Column("size", "Size, in the unit beside it", "see unit"),
        Column("unit", "Unit"),
        Column("day", "Day of the step"),
    )
    return _table(
        readings,
        "report_pressure",
        "Pressure in the reports",
        columns,
        lambda reading: [
            (one, (one.kind, one.step, one.by, one.on, one.where, one.size, one.unit, _day(one.date)))
            for one in reading.pressure
        ],
    )


def _dates(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("first_day", "From, empty where it is open"),
        Column("last_day", "To, empty where it is open"),
        Column("granularity", "How finely it is named"),
    )
    return _table(
        readings,
        "report_dates",
        "Dates and times in the reports",
        columns,
        lambda reading: [(one, (_day(one.from_), _day(one.to), one.granularity)) for one in reading.dates],
    )


def _groups(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("name", "Name"),
        Column("kind", "Kind"),
        Column("group_id", "Armed group, by UCDP's number", "identifier"),
    )
    return _table(
        readings,
        "report_groups",
        "Groups, governments and forces in the reports",
        columns,
        lambda reading: [
            (one, (one.name, one.kind, one.group_id)) for one in reading.actors if one.kind != "person"
        ],
    )


def _places(readings: tuple[Reading, ...]) -> DataTable:
    columns = (
        Column("name", "Name"),
        Column("kind", "Place or country"),
        Column("country", "Country"),
        Column("latitude", "Latitude", "degrees"),
        Column("longitude", "Longitude", "degrees"),
        Column("precision", "How sure, as UCDP's where_prec", "code"),
    )
    return _table(
        readings,
        "report_places",
        "Places in the reports",
        columns,
        lambda reading: [
            (one, (one.name, one.kind, one.country, one.latitude, one.longitude, one.precision))
            for one in reading.places
        ],
    )
