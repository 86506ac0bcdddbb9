"""`smoulder read`: what one report says."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import Annotated, Any

import typer

from smoulder.cli.options import AsJson, DataFolder, SettingsFile
from smoulder.cli.output import write_whole
from smoulder.cli.source import open_source
from smoulder.cli.terminal import say, table, width

COLUMNS = {
    "statements": ("speaker", "date", "kind", "hedge"),
    "quantities": ("value", "comparator", "role"),
    "dates": ("from", "to"),
    "actors": ("kind", "name"),
    "places": ("kind", "name"),
    "events": ("what", "actor", "target", "status"),
    "claims": ("hypotheses", "stance", "name"),
    "evidence": ("kind", "favours", "over"),
    "pressure": ("kind", "by", "step"),
}
"""What the table shows of each kind of item, before its text."""
OWN_LINE = {"statements", "events", "claims", "evidence", "pressure"}
"""Kinds whose text is a sentence, and stands on a line below."""


def read(
    report: Annotated[str, typer.Argument(metavar="FILE", help="A text or HTML file; - reads from a pipe.")],
    json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F", help="Write the JSON to this file instead.")
    ] = None,
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show what a report says: statements, quantities, dates, claims and evidence, with their places."""
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.read import read as read_report
    from smoulder.reading.read import reading_json

    registry = load_registry(read_own_groups(choose_settings({}, file=settings, data=data).data))
    found = reading_json(read_report(open_source(report), registry))
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
        if items := found.get(kind, []):
            body = _with_sentences if kind in OWN_LINE else _with_words
            parts.append(f"{kind.upper()} ({len(items)})\n{body(heads, items, columns)}")
    return "\n\n".join(parts)


def _with_words(heads: tuple[str, ...], items: list[dict[str, Any]], columns: int) -> str:  # Any: JSON
    """One line for each item, its words last."""
    rows = [[_cut(_cell(item.get(head)), 30) for head in (*heads, "text")] for item in items]
    return "\n".join(_cut(line, columns) for line in table((*heads, "text"), rows).splitlines())


def _with_sentences(heads: tuple[str, ...], items: list[dict[str, Any]], columns: int) -> str:  # Any: JSON
    """A line for each item and its sentence below, cut to the line."""
    rows = [[_cut(_cell(item.get(head)), 30) for head in heads] for item in items]
    first, *lines = table(heads, rows).splitlines()
    sentences = [f"    {_cell(item['text'])}" for item in items]
    pairs = [line for pair in zip(lines, sentences, strict=True) for line in pair]
    return "\n".join(_cut(line, columns) for line in [first, *pairs])


def _cell(value: object) -> str:
    """One value in one line."""
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
    return " ".join(str(value).split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
