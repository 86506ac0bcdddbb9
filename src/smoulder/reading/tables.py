"""The packaged tables as rows: Parquet through DuckDB, CSV through the standard library."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any


def query_figures(
    name: str, sql: str, table: str, parameters: dict[str, str | int] | None = None
) -> list[tuple[Any, ...]]:  # Any: columns differ by query
    """Rows of a query over one packaged Parquet table, which the query calls `figures`.

    name:  what the query is for, used in the error.
    sql:   a query in DuckDB's dialect.
    table: file name in `smoulder.figures`, ending in .parquet.
    parameters: further values of the query, by name.
    raises: FileNotFoundError if the package lacks the table.
    """
    import duckdb

    with as_file(files("smoulder.figures") / table) as path:
        if not Path(path).is_file():
            raise FileNotFoundError(f"{name}: the package holds no figures/{table}; install smoulder again")
        engine = duckdb.connect()
        try:
            engine.read_parquet(str(path)).create_view("figures")
            return engine.execute(sql, parameters).fetchall()
        finally:
            engine.close()


def figures_folder() -> Path:
    """Where the packaged tables and fits lie: for what reads files, not rows."""
    return Path(str(files("smoulder.figures")))


def query_text(name: str) -> str:
    """The text of `duckdb/NAME.sql`: SQL that reads files in, for DuckDB alone."""
    return (files("smoulder.reading") / "duckdb" / f"{name}.sql").read_text(encoding="utf-8")


def figures_query(name: str) -> str:
    """The text of `queries/NAME.sql`: SQL over the packaged tables that other engines understand too."""
    return (files("smoulder.reading") / "queries" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def read_rows(table: str) -> tuple[dict[str, str], ...]:
    """The rows of one packaged CSV table as text by column name, read once per process.

    table: file name in `smoulder.figures`, ending in .csv.

    >>> read_rows("coverage.csv")[1]["country"]
    'Syria'
    """
    text = (files("smoulder.figures") / table).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
