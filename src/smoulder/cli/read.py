"""`smoulder read`: what one report says."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

from smoulder.cli.options import AsJson
from smoulder.cli.output import write_whole
from smoulder.cli.source import open_source
from smoulder.cli.terminal import say, table, width

COLUMNS = {
    "statements": ("speaker", "date", "kind", "hedge", "text"),
    "quantities": ("value", "comparator", "role", "text"),
    "dates": ("from", "to", "text"),
    "actors": ("kind", "name", "text"),
    "places": ("kind", "name", "text"),
    "events": ("what", "actor", "target", "status", "text"),
    "claims": ("hypotheses", "stance", "name", "text"),
    "evidence": ("kind", "favours", "over", "text"),
    "pressure": ("kind", "by", "step", "text"),
}
"""What the table shows of each kind of item; the last column takes the room that is left."""


def read(
    report: Annotated[str, typer.Argument(metavar="FILE", help="A text or HTML file; - reads from a pipe.")],
    json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write the JSON to this file instead.")
    ] = None,
) -> None:
    """Show what a report says: statements, quantities, dates, claims and evidence, with their places."""
    from smoulder.reading.groups import load_registry
    from smoulder.reading.read import read as read_report
    from smoulder.reading.read import reading_json

    found = reading_json(read_report(open_source(report), load_registry()))
    text = dumps(found, ensure_ascii=False, indent=2)
    if out is not None:
        write_whole(out, text + "\n")
        say(f"Reading: {out}")
    elif json:
        print(text)
    else:
        print(reading_table(found, width()))


def reading_table(found: dict[str, Any], columns: int) -> str:  # Any: the JSON form of a reading
    """A reading for a person, one table for each kind of item that is there.

    columns: characters in a line.
    """
    document = found["document"]
    parts = [f"{document['title'] or 'No title'}\npublished {document['published'] or 'on an unknown day'}"]
    for kind, heads in COLUMNS.items():
        rows = [[_cell(item.get(head)) for head in heads] for item in found.get(kind, [])]
        if rows:
            parts.append(f"{kind.upper()} ({len(rows)})\n{_fitted(heads, rows, columns)}")
    return "\n\n".join(parts)


def _cell(value: object) -> str:
    """One value in one line."""
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return " ".join(f"{value:g}".split() if isinstance(value, float) else str(value).split())


def _fitted(heads: tuple[str, ...], rows: list[list[str]], columns: int) -> str:
    """A table whose last column is cut to the line, and the others to 24 characters."""
    short = [[_cut(cell, 24) for cell in row[:-1]] for row in rows]
    taken = sum(max(len(row[at]) for row in [list(heads[:-1]), *short]) + 2 for at in range(len(heads) - 1))
    last = max(20, columns - taken)
    return table(heads, [[*row, _cut(whole[-1], last)] for row, whole in zip(short, rows, strict=True)])


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
