"""What loaded tables say about a group: named queries over the rows that are the group's."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smoulder.reading.sources import find_source
from smoulder.records.errors import BadData
from smoulder.records.group_facts import Fact, Told
from smoulder.records.series import YearRow
from smoulder.store.group_rows import ABOUT, About, find_rows
from smoulder.store.group_tables import newest_tables

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.groups import Registry
    from smoulder.records.group import Group


def told_of(folder: Path, group: Group, registry: Registry) -> tuple[Told, ...]:
    """What the newest loaded release of each table says about a group; tables that are silent are left out.

    folder: the data folder.
    raises: BadData where a table in it cannot be read.
    """
    import duckdb

    found = []
    tables = newest_tables(folder)
    for source, about in ABOUT.items():
        if source not in tables:
            continue
        path = tables[source]
        with duckdb.connect() as engine:
            try:
                matched = find_rows(engine, path, source, about, group, registry)
                years, covered_to = _years(engine, path, source, about, group.group_id)
                facts = tuple(_facts(engine, source)) if about.facts else ()
            except duckdb.Error as reason:
                raise BadData(f"{path} cannot be read; remove it and load {source} again") from reason
        if years or facts:
            one = find_source(source)
            found.append(Told(source, path.stem, one.title, one.citation, matched, covered_to, years, facts))
    return tuple(found)


def _years(
    engine: duckdb.DuckDBPyConnection, path: Path, source: str, about: About, group_id: int
) -> tuple[tuple[YearRow, ...], int]:
    """Deaths by year and place, oldest first, and the last year of the table."""
    if not about.kind:
        return (), 0
    title = f"{find_source(source).title} {path.stem}"
    rows = engine.execute(_query(f"deaths_{source}")).fetchall()
    last = engine.execute("select coalesce(max(year), 0) from loaded").fetchall()[0][0]
    years = [
        YearRow(group_id, year, about.kind, where, float(deaths), float(low), float(high), title)
        for year, where, deaths, low, high in rows
    ]
    return tuple(years), int(last)


def _facts(engine: duckdb.DuckDBPyConnection, source: str) -> Iterator[Fact]:
    """The rows of the query of a table: since, until, place, then what it says under the names of the columns."""
    answer = engine.execute(_query(source))
    names = [str(one[0]) for one in answer.description or ()][3:]
    for since, until, place, *values in answer.fetchall():
        details: dict[str, Any] = {  # Any: text or number, as the query has it
            name: value for name, value in zip(names, values, strict=True) if value is not None
        }
        yield Fact(since or "", until or "", place or "", details)


def _query(source: str) -> str:
    """The text of a query beside this file, by the name of its source."""
    name = f"{source.replace('-', '_')}.sql"
    return (files("smoulder.store") / "group_queries" / name).read_text(encoding="utf-8")
