"""A Parquet file as a DuckDB view of text columns, as a CSV is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.records.errors import BadData

if TYPE_CHECKING:
    import duckdb


def view_parquet(engine: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, ...]:
    """Make the view `file`: a text column `f0`, `f1`, … for each column, and give their names.

    raises: BadData where it is no Parquet file.
    """
    import duckdb

    try:
        header = [
            str(row[0]) for row in engine.execute(f"describe from read_parquet({quoted(path)})").fetchall()
        ]
    except duckdb.Error as reason:
        raise BadData(f"{path.name} is no Parquet file that can be read; download it again") from reason
    named = [
        f'cast("{name.replace(chr(34), chr(34) * 2)}" as varchar) as f{at}' for at, name in enumerate(header)
    ]
    engine.execute(
        f"create or replace temp view file as select {', '.join(named)} from read_parquet({quoted(path)})"
    )
    return tuple(header)
