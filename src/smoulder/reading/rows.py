"""What became of a report as rows of one table: one for the report, and one for each thing found in it."""

from __future__ import annotations

from json import dumps
from typing import Any

from smoulder.reading.fingerprint import body_of, fingerprint
from smoulder.reading.read import reading_json
from smoulder.records.statement import Reading

COLUMNS = {
    "report": "VARCHAR", "sha256": "VARCHAR", "reader": "VARCHAR", "published": "VARCHAR", "item": "VARCHAR",
    "number": "INTEGER", "text": "VARCHAR", "start": "INTEGER", "end": "INTEGER", "speaker": "VARCHAR",
    "date": "VARCHAR", "kind": "VARCHAR", "detail": "VARCHAR", "language": "VARCHAR", "fingerprint": "VARCHAR",
    "cluster": "VARCHAR",
}  # fmt: skip
"""Columns and their types, as DuckDB names them. The last three stand in the row of a report alone."""
WHOLE = "report"
"""What stands under `item` in the row of a report itself; every report that was read has one, its last."""
PASSED_OVER = "passed over"
"""The same for a report that a filter left out; `kind` says which, `text` why."""
FAILURE = "failure"
"""The same for one that could not be read; `text` says why, and `kind` is `FOR_NOW` where the next run may read it."""
FOR_NOW = "for now"
LAST = (WHOLE, PASSED_OVER, FAILURE)
"""What stands under `item` in the last row of a report; each report has one such row."""


def rows_of(
    reading: Reading, name: str, sha256: str, reader: str, language: str = "en"
) -> list[dict[str, Any]]:  # Any: JSON values
    """The rows of a reading, the report's own last.

    name: where the report was found. sha256: of its content. reader: what it was read by. language: its ISO 639 code.
    returns: for each row the keys of `COLUMNS`. `number` counts the items of a kind within the report, `start` and
             `end` are characters of the raw text; `detail` holds all further fields as JSON; `cluster` is left open
             until all reports are known.
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
    whole = _row(common, WHOLE, 0, {"text": document["title"], "address": reading.report.address, **head})
    whole |= {"language": language, "fingerprint": fingerprint(body_of(reading.report))}
    return [*rows, whole]


def row_without(
    item: str, name: str, sha256: str, reader: str, *, reason: str, kind: str = "", language: str = ""
) -> dict[str, Any]:  # Any: JSON values
    """The one row of a report that was not read.

    item: `PASSED_OVER` or `FAILURE`. kind: what kind of reason it is. The rest as for `rows_of`.
    """
    common = {"report": name, "sha256": sha256, "reader": reader, "published": None}
    return _row(common, item, 0, {"text": reason, "kind": kind or None}) | {"language": language or None}


def _row(common: dict[str, Any], item: str, number: int, value: dict[str, Any]) -> dict[str, Any]:
    own = ("text", "start", "end", "speaker", "date", "kind")
    rest = {key: one for key, one in value.items() if key not in own and one not in (None, "", [])}
    columns = {key: value.get(key) for key in own}
    later = dict.fromkeys(("language", "fingerprint", "cluster"))
    detail = dumps(rest, ensure_ascii=False) if rest else None
    return {**common, "item": item, "number": number, **columns, "detail": detail, **later}
