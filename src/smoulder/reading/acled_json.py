"""An ACLED answer in JSON as a CSV."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from smoulder.records.errors import BadData

LARGEST = 400_000_000
"""Bytes of JSON that are read at once; more is better exported as CSV."""
PAGE = 5000
"""Rows that the API gives in one answer."""
_TEXTS = ("notes", "tags")
"""Columns of free text that are not even copied."""


def json_to_csv(path: Path, shown: str, work: Path) -> tuple[Path, tuple[str, ...]]:
    """Write the rows of an answer of ACLED's API, or a plain list of rows, to `work` as CSV.

    shown:   the name of the file in messages.
    returns: the path of the CSV, and what was assumed.
    raises:  BadData where it is no JSON, holds an error in place of rows, or rows of another form.
    """
    if path.stat().st_size > LARGEST:
        raise BadData(f"{shown} is over {LARGEST / 1e6:.0f} MB of JSON; export it from ACLED as CSV")
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as reason:
        raise BadData(f"{shown} is no JSON ({reason}); export it from ACLED again") from reason
    rows = content.get("data") if isinstance(content, dict) else content
    if not isinstance(rows, list):
        raise BadData(f"{shown} holds no rows but {_said(content)}; ask ACLED again")
    if not rows:
        raise BadData(f"{shown} holds no rows; widen the export and load it again")
    wrong = next((at for at, row in enumerate(rows, 1) if not isinstance(row, dict)), None)
    if wrong is not None:
        raise BadData(f"{shown}: row {wrong} has no named values; export it from ACLED again")
    names = [name for name in dict.fromkeys(key for row in rows for key in row) if name not in _TEXTS]
    target = work / "answer.csv"
    with target.open("w", encoding="utf-8", newline="", errors="replace") as out:
        writer = csv.writer(out)
        writer.writerow(names)
        writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    whole = len(rows) == PAGE
    note = f"it holds {PAGE:,} rows, which is one page of ACLED's answers: load the further pages too"
    return target, (note,) if whole else ()


def _cell(value: Any) -> str:  # Any: whatever JSON may hold
    if value is None:
        return ""
    return value.replace("\0", "") if isinstance(value, str) else json.dumps(value)


def _said(content: Any) -> str:  # Any: whatever JSON may hold
    """What an answer without rows says."""
    if isinstance(content, dict):
        for name in ("message", "error", "messages", "status"):
            if content.get(name):
                return repr(json.dumps(content[name], ensure_ascii=False)[:120])
    return "something else"
