"""Writing tables so that the same input gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb


def open_engine() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that adds up in one order: several threads would round differently each run."""
    engine = duckdb.connect()
    engine.execute("set threads = 1")
    return engine


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write rows as CSV with Unix line ends; missing values are empty.

    returns: how many rows were written.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    return count


def write_parquet(engine: duckdb.DuckDBPyConnection, table: str, path: Path) -> int:
    """Write a table of the engine, in the order it has, as Parquet.

    returns: how many rows were written.
    """
    engine.execute(f"copy {table} to '{path}' (format parquet, compression zstd, row_group_size 1000000)")
    return int(engine.execute(f"select count(*) from {table}").fetchall()[0][0])


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file as text by column name."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
