"""What a reader of event files makes of a file, for tests."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from smoulder.reading.check import check
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import find_source

Row = dict[str, Any]  # Any: text, numbers and days of the event table


def stage(source: str, path: Path, **options: Any) -> tuple[list[Row], Staged]:  # Any: fields of ReadOptions
    """The staged rows, all text."""
    engine = duckdb.connect()
    with TemporaryDirectory() as work:
        found = find_source(source)
        staged = found.load_reader()(engine, path, found, ReadOptions(**options), Path(work))
        rows = _rows(engine, "staged")
    assert set(rows[0]) >= staged.columns if rows else True
    return rows, staged


def checked(source: str, path: Path, **options: Any) -> tuple[list[Row], list[Row], Staged]:  # Any: as above
    """The sound rows as the event table holds them, and the rejects, by the check all sources share."""
    engine = duckdb.connect()
    with TemporaryDirectory() as work:
        found = find_source(source)
        staged = found.load_reader()(engine, path, found, ReadOptions(**options), Path(work))
        check(engine, staged, path.name, Path(work))
        return (
            _rows(engine, "(select * exclude (pos) from incoming order by pos)"),
            _rows(engine, "rejects"),
            staged,
        )


def _rows(engine: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    answer = engine.execute(f"select * from {table}")
    names = [one[0] for one in answer.description]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
