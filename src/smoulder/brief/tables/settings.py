"""The question, the settings and the data sets as tables."""

from __future__ import annotations

from smoulder.brief.data_table import Cell, Column, DataTable
from smoulder.records.case import Assessment

OPEN = "facts and settings, free to use"


def settings_tables(assessment: Assessment) -> tuple[DataTable, ...]:
    """What would have to be the same for the same answer."""
    return (_question(assessment), _data(assessment), _settings(assessment))


def _question(assessment: Assessment) -> DataTable:
    asked = assessment.question
    columns = (
        Column("group_id", "Group, by UCDP's number", "identifier"),
        Column("group", "Group"),
        Column("country", "Country"),
        Column("as_of_day", "As-of day"),
        Column("mode", "Mode"),
        Column("measure", "What is counted"),
        Column("peak_deaths_12_months", "Peak before the lull, deaths in 12 months", "deaths"),
        Column("lowest_deaths_12_months", "Lowest of the lull, deaths in 12 months", "deaths"),
        Column("line_deaths_12_months", "A comeback is so many deaths in 12 months", "deaths"),
        Column("major_line_deaths_12_months", "A major one so many", "deaths"),
        Column("headline", "The answer in words"),
        Column("confidence", "Confidence"),
        Column("made_with", "Made with"),
    )
    row = (
        asked.group_id, asked.group, asked.country, asked.as_of.isoformat(), asked.mode, asked.measure, asked.peak,
        asked.lowest, asked.line, asked.major_line, assessment.headline, assessment.confidence.level,
        f"Smoulder {assessment.smoulder_version}",
    )  # fmt: skip
    return DataTable("question", "The question and the answer in words", columns, (row,), licence=OPEN)


def _data(assessment: Assessment) -> DataTable:
    rows = tuple((one.name, one.vintage, one.what, one.licence, one.citation) for one in assessment.data)
    columns = (
        Column("data_set", "Data set"),
        Column("vintage", "Vintage"),
        Column("used_for", "Used for"),
        Column("licence", "Licence"),
        Column("citation", "How to cite it"),
    )
    return DataTable("data_sources", "Data behind this brief", columns, rows, licence=OPEN)


def _settings(assessment: Assessment) -> DataTable:
    values: dict[str, str | float | int] = {
        "smoulder": assessment.smoulder_version,
        "as_of": assessment.question.as_of.isoformat(),
        "mode": assessment.question.mode,
        "measure": assessment.question.measure,
        "seed": assessment.seed,
        **assessment.settings,
    }
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, value if isinstance(value, int | float) else None, value if isinstance(value, str) else None)
        for name, value in values.items()
    )
    columns = (
        Column("setting", "Setting"),
        Column("value", "Its value where it is a number", "see setting"),
        Column("text", "Its value where it is a word"),
    )
    return DataTable("settings", "Settings", columns, rows, licence=OPEN)
