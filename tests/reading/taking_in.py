"""Reading one file as a load does, without a store."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pandas as pd

from smoulder.reading.check import Checked, check
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import find_source


@dataclass(frozen=True)
class Taken:
    """What came in: sound rows, rejects by the file's column names, and what was said."""

    rows: pd.DataFrame
    rejects: list[tuple[int, str, str]]
    checked: Checked
    staged: Staged

    @property
    def said(self) -> str:
        """All assumptions and warnings."""
        return " | ".join((*self.staged.assumptions, *self.checked.assumptions, *self.checked.warnings))


def take_in(path: Path, options: ReadOptions | None = None, source: str = "ucdp") -> Taken:
    """Read and check one file; row by row where DuckDB cannot."""
    options = options or ReadOptions(vintage="26.1")
    found = find_source(source)
    with tempfile.TemporaryDirectory() as work, duckdb.connect() as engine:
        try:
            staged = found.load_reader()(engine, path, found, options, Path(work))
            checked = check(engine, staged, path.name, Path(work))
        except duckdb.Error:
            careful = replace(options, careful=True)
            staged = found.load_reader()(engine, path, found, careful, Path(work))
            checked = check(engine, staged, path.name, Path(work))
        rows = engine.sql("select * exclude (pos) from incoming order by pos").df()
        rejects = engine.execute("select row, name, reason from rejects order by row").fetchall()
    return Taken(
        rows, [(row, staged.names.get(name, name), why) for row, name, why in rejects], checked, staged
    )
