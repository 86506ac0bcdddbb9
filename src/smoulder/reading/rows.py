"""A reading as rows of one table: one for the report, and one for each thing found in it."""

from __future__ import annotations

from json import dumps
from typing import Any

from smoulder.reading.read import reading_json
from smoulder.records.statement import Reading

COLUMNS = {
    "report": "VARCHAR", "sha256": "VARCHAR", "reader": "VARCHAR", "published": "VARCHAR", "item": "VARCHAR",
    "number": "INTEGER", "text": "VARCHAR", "start": "INTEGER", "end": "INTEGER", "speaker": "VARCHAR",
    "date": "VARCHAR", "kind": "VARCHAR", "detail": "VARCHAR",
}  # fmt: skip
"""Columns and their types, as DuckDB names them."""
WHOLE = "report"
"""What stands under `item` in the row of a report itself; every report that was read has one, its last."""


def rows_of(
    reading: Reading, name: str, sha256: str, reader: str
) -> list[dict[str, Any]]:  # Any: JSON values
    """The rows of a reading, the report's own last.

    name: where the report was found. sha256: of its content. reader: what it was read by.
    returns: for each row the keys of `COLUMNS`. `number` counts the items of a kind within the report, `start` and
             `end` are characters of the raw text; `detail` holds all further fields as JSON.
    """
    found = reading_json(reading)
    document = found.pop("document")
    common = {"report": name, "sha256": sha256, "reader": reader, "published": document["published"]}
    head = {"group": reading.group_id, "country": reading.country, "publisher": reading.report.publisher}
    rows = [
        _row(common, item, number, value)
        for item, values in found.items()
        for number, value in enumerate(values)
    ]
    whole = {"text": document["title"], "address": reading.report.address, **head}
    return [*rows, _row(common, WHOLE, 0, whole)]


def _row(common: dict[str, Any], item: str, number: int, value: dict[str, Any]) -> dict[str, Any]:
    own = ("text", "start", "end", "speaker", "date", "kind")
    rest = {key: one for key, one in value.items() if key not in own and one not in (None, "", [])}
    columns = {key: value.get(key) for key in own}
    detail = dumps(rest, ensure_ascii=False) if rest else None
    return {**common, "item": item, "number": number, **columns, "detail": detail}
