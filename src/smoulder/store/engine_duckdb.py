"""The engine of one machine: DuckDB."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from glob import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from smoulder.reading.csv_table import quoted
from smoulder.store.engine import Columns, Values, gone

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MEMORY = "2GB"
"""What DuckDB may hold for a session: left alone it takes four fifths of the machine. More goes to disk."""


class DuckEngine:
    """A session with DuckDB (contract: `store.engine.Engine`)."""

    def __init__(self) -> None:
        import duckdb

        self._engine: duckdb.DuckDBPyConnection = duckdb.connect()
        self._engine.execute("set enable_progress_bar = false")  # it would stand among the answers
        # a place of the session's own: left alone DuckDB would take the folder that the command runs in
        self._scratch = TemporaryDirectory(prefix="smoulder-", ignore_cleanup_errors=True)
        self._engine.execute(
            f"set memory_limit = '{MEMORY}'; set temp_directory = {quoted(Path(self._scratch.name))}"
        )

    def see(self, view: str, files: Sequence[str], columns: Columns) -> None:
        if not files:
            nulls = ", ".join(f"cast(null as {kind}) as {name}" for name, kind in columns.items())
            self.make(view, f"select {nulls} where false")
            return
        import duckdb

        listed = ", ".join(quoted(pattern_of(Path(one))) for one in files)
        try:
            self.make(view, f"select {', '.join(columns)} from read_parquet([{listed}])")
        except duckdb.IOException as reason:
            raise gone(files, str(reason)) from reason

    def fill(self, table: str, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
        typed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        self._engine.execute(f"create or replace temp table {table} ({typed})")
        # column by column, which is many times quicker than row by row
        if lists := [list(one) for one in zip(*rows, strict=True)]:
            unnested = ", ".join("unnest(?)" for _ in lists)
            self._engine.execute(f"insert into {table} select {unnested}", lists)

    def make(self, view: str, sql: str, values: Values | None = None) -> None:
        what = "view" if values is None else "table"
        self._engine.execute(f"create or replace temp {what} {view} as {sql}", values)

    def ask(self, sql: str, values: Values | None = None) -> DuckAnswer:
        return DuckAnswer(self._engine.execute(sql, values))

    def close(self) -> None:
        self._engine.close()
        self._scratch.cleanup()


class DuckAnswer:
    """An answer that is still in DuckDB."""

    def __init__(self, found: duckdb.DuckDBPyConnection) -> None:
        self._found = found

    def rows(self) -> list[tuple[Any, ...]]:  # Any: columns of several types
        return self._found.fetchall()

    def columns(self) -> dict[str, NDArray[Any]]:  # Any: columns of several types
        return {
            name: one.filled(np.nan)
            if np.ma.isMaskedArray(one) and one.dtype.kind == "f"
            else np.asarray(one)
            for name, one in self._found.fetchnumpy().items()
        }

    def frame(self) -> pd.DataFrame:
        found: pd.DataFrame = self._found.df()
        return found


def pattern_of(path: Path) -> Path:
    """What DuckDB reads: a file, or all files of a folder that an engine with many hands has written."""
    # what stands in a folder's name is meant as it is written, a bracket or a star too
    return Path(escape(str(path))) / "*.parquet" if path.is_dir() else path
