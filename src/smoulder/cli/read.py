"""`smoulder read`: what reports say."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from smoulder.cli.engine_choice import EngineOption, Master
from smoulder.cli.options import AsJson, DataFolder, ModelAddress, ModelName, ParserName, SettingsFile
from smoulder.cli.output import write_whole
from smoulder.cli.read_failures import SOME_FAILED, tell_failures
from smoulder.cli.read_spark import TextColumn, for_spark, read_on_spark
from smoulder.cli.source import reports_of
from smoulder.cli.terminal import say, table, width
from smoulder.records.errors import BadReport, BadSetting

if TYPE_CHECKING:
    from smoulder.cli.read_folder import Reader
    from smoulder.reading.inputs import Source


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


Reports = Annotated[
    str,
    typer.Argument(
        metavar="PATH",
        help="A text, web page, feed or WARC file, or a folder of them; - reads from a pipe. With Spark also an "
        "address, a pattern, or a Parquet table.",
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="F",
        help="Write to this file instead: a table if it ends in .parquet, else JSON. With Spark: a folder.",
    ),
]
InLanguage = Annotated[
    str,
    typer.Option(
        "--language", metavar="CODE", help="Pass over reports that are not in this language, en; for a table."
    ),
]
About = Annotated[
    str,
    typer.Option(
        "--about", metavar="SUBJECT", help="Pass over reports that are not about it, conflict; for a table."
    ),
]


def read(
    report: Reports,
    json: AsJson = False,
    out: Out = None,
    parser: ParserName = "",
    model: ModelName = "",
    model_address: ModelAddress = "",
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that read, for a table.")] = 1,
    language: InLanguage = "",
    about: About = "",
    engine: EngineOption = None,
    master: Master = None,
    text: TextColumn = "",
    data: DataFolder = None,
    settings: SettingsFile = None,
) -> None:
    """Show what a report says: statements, quantities, dates, claims and evidence, with their places.

    Of many reports a table is written, or one line of JSON for each.
    """
    from smoulder.cli.model import choose_model
    from smoulder.cli.read_folder import Reader
    from smoulder.cli.settings import choose_settings
    from smoulder.reading.archive import Filters

    chosen = choose_settings({}, file=settings, data=data, engine=engine, master=master)
    filters = Filters(language, about)
    reader = Reader(chosen.data, parser, choose_model(model, model_address), filters)
    if chosen.cluster and for_spark(engine, out):
        read_on_spark(report, out, reader, chosen.cluster, text)
        return
    if text:
        raise BadSetting("--text names a column of a table, which Spark reads; add --engine spark")
    file = Path(out) if out else None
    if file is not None and file.suffix == ".parquet":
        _to_table(report, file, reader, jobs)
        return
    if filters != Filters():
        raise BadSetting("--language and --about choose the reports of a table; add --out FILE.parquet")
    several = report != "-" and Path(report).is_dir()
    found = reports_of(report)
    first = next(found, None)
    second = next(found, None)
    if first is None:
        raise BadReport(f"{report} holds no report; name a folder or a feed with reports in it")
    if several or second is not None:
        _as_lines(chain((one for one in (first, second) if one), found), reader, file)
    else:
        _one(first, reader, json, file)


def _to_table(name: str, out: Path, reader: Reader, jobs: int) -> None:
    from smoulder.cli.read_folder import read_to_table

    tally = read_to_table(reports_of(name), out, reader, jobs)
    tell_failures(tally.failed, len(tally.failed))
    say(f"Readings: {out} ({tally.words()})")
    if tally.shares and tally.shares.total:
        say(f"The table: {tally.shares.words(reader.filters)}")
    if tally.failed:
        raise typer.Exit(SOME_FAILED)


def _as_lines(found: Iterator[Source], reader: Reader, out: Path | None) -> None:
    """One JSON object a line for each report; those that fail are told at the end."""
    from smoulder.cli.read_folder import Tally, readings
    from smoulder.reading.read import reading_json

    tally = Tally()
    with open(out, "w", encoding="utf-8") if out else nullcontext(sys.stdout) as file:
        for one in readings(found, reader):
            if one.reading is None:
                tally.failed.append(one.reason)
            else:
                line = {"report": one.source.name, **reading_json(one.reading)}
                print(dumps(line, ensure_ascii=False), file=file)
                tally.read += 1
    tell_failures(tally.failed, len(tally.failed))
    say(tally.words() + (f": {out}" if out else ""))
    if tally.failed:
        raise typer.Exit(SOME_FAILED)


def _one(source: Source, reader: Reader, json: bool, out: Path | None) -> None:
    from smoulder.cli.read_folder import readings
    from smoulder.reading.read import reading_json

    one = next(readings(iter((source,)), reader))
    if one.reading is None:
        raise BadReport(one.reason)
    found = reading_json(one.reading)
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
