"""What stands in a folder of CSV files, for programs: a Frictionless data package."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.inert import one_line
from smoulder.records.case import Assessment

MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def package_text(
    assessment: Assessment, tables: Sequence[DataTable], drawn: Mapping[str, Sequence[str]]
) -> str:
    """The text of `datapackage.json`: each table with its columns, types, units, source and licence.

    drawn: the charts that show a table, by the table's name.
    """
    asked = assessment.question
    whole = {
        "profile": "tabular-data-package",
        "name": "smoulder-brief",
        "title": one_line(f"{asked.group} in {asked.country}, as of {asked.as_of.isoformat()}"),
        "description": one_line(assessment.headline),
        "created": f"{asked.as_of.isoformat()}T00:00:00Z",
        "version": assessment.smoulder_version,
        "licenses": _licences(assessment),
        "sources": [{"title": one_line(f"{one.name} {one.vintage}")} for one in assessment.data],
        "resources": [_resource(table, drawn.get(table.name, ())) for table in tables],
    }
    if not whole["sources"]:
        del whole["sources"]
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _licences(assessment: Assessment) -> list[dict[str, str]]:
    found = dict.fromkeys(one_line(one.licence) for one in assessment.data if one.licence.strip())
    return [_licence(words) for words in found] or [_licence("none stated")]


def _licence(words: str) -> dict[str, str]:
    """A licence as a data package has it: a name without spaces, and its words."""
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", words).strip("-")[:60] or "other"
    return {"name": name, "title": words}


def _resource(table: DataTable, charts: Sequence[str]) -> dict[str, Any]:  # Any: JSON values
    shown = {"charts": list(charts)} if charts else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": one_line(table.title),
        "description": one_line(table.says) or one_line(table.title),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [{"title": one_line(table.source)}],
        "licenses": [_licence(one_line(table.licence))],
        **shown,
        "schema": {
            "fields": [_field(table, at, column) for at, column in enumerate(table.columns)],
            "missingValues": [""],
        },
    }


def _field(table: DataTable, at: int, column: Column) -> dict[str, str]:
    title = one_line(column.title)
    field = {"name": column.name, "type": column_type(table, at), "title": title, "description": title}
    return {**field, "unit": column.unit} if column.unit else field


def column_type(table: DataTable, at: int) -> str:
    """The Table Schema type of a column.

    >>> from smoulder.brief.data_table import Column, DataTable
    >>> rows = (("2018-07", 3), ("2018-08", None))
    >>> both = DataTable("months", "", (Column("month", ""), Column("deaths", "", "deaths")), rows)
    >>> column_type(both, 0), column_type(both, 1)
    ('yearmonth', 'number')
    """
    cells = [row[at] for row in table.rows if row[at] is not None and row[at] != ""]
    if cells and all(isinstance(cell, bool) for cell in cells):
        return "boolean"
    if table.columns[at].unit or (cells and all(isinstance(cell, int | float) for cell in cells)):
        return "number"
    words = [cell for cell in cells if isinstance(cell, str)]
    if words and len(words) == len(cells):
        if all(MONTH.fullmatch(word) for word in words):
            return "yearmonth"
        if all(DAY.fullmatch(word) for word in words):
            return "date"
    return "string"
