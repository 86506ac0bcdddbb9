"""The table of readings, written whole from the table before and the journal of a run, with its clusters of copies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from smoulder.reading.near_copies import Member, find_clusters
from smoulder.reading.rows import COLUMNS, LAST, WHOLE
from smoulder.reading.shares import Shares, count_shares
from smoulder.records.errors import CannotWrite
from smoulder.store.sql import loading_query, sql_text

if TYPE_CHECKING:
    import pandas as pd
    from duckdb import DuckDBPyConnection

MEMORY = "256MB"
"""What DuckDB may take for it, however many rows there are; what copies are found by comes on top, 0.5 kB a report."""
_TYPES = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
_TAKEN = 10_000
"""Rows that are fetched at once."""


def settled_rows(path: Path, reader: str) -> list[tuple[str, str, str]]:
    """SHA-256, item and kind of the last row of each report that a table holds of one reader.

    raises: CannotWrite if the file is no table of readings.
    """
    if not path.exists():
        return []
    query = "SELECT sha256, item, coalesce(kind, '') FROM read_parquet(?) WHERE reader = ? AND item IN ?"
    try:
        with duckdb.connect() as connection:
            return connection.execute(query, [str(path), reader, list(LAST)]).fetchall()
    except duckdb.Error as reason:
        raise CannotWrite(
            f"{path} stands there and is no table of readings; choose another place with --out"
        ) from reason


def write_readings(path: Path, journal: Path, reader: str) -> Shares:
    """Write the table, whole or not at all.

    path:    of the Parquet file, with the rows of earlier runs if it is there; older tables get the columns they lack.
    journal: rows as JSON, one object a line. reader: whose rows are kept.
    returns: what became of the reports in the table.
    raises:  CannotWrite.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        with duckdb.connect() as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 1")
            connection.execute(f"SET temp_directory = {sql_text(f'{draft}.d')}")
            connection.execute(f"CREATE TEMP VIEW found AS {_found(path, journal)}")
            connection.register("clusters", _clusters(connection, reader))
            copy = f"COPY ({loading_query('readings')}) TO {sql_text(str(draft))} (FORMAT parquet)"
            connection.execute(copy, {"reader": reader})
        os.replace(draft, path)
        return _shares(path)
    except (OSError, duckdb.Error) as reason:
        draft.unlink(missing_ok=True)
        raise CannotWrite(
            f"{path} cannot be written ({reason}); what was read is kept, and the same command goes on"
        ) from reason


def _found(path: Path, journal: Path) -> str:
    """A query for the rows of the table, if it is there, and of the journal after them."""
    columns = f"format = 'newline_delimited', columns = {_TYPES}"
    rows = f"SELECT * FROM read_json({sql_text(str(journal))}, {columns})"
    if not path.exists():
        return rows
    # The journal's columns come first; one row of nothing names them before the older rows.
    empty = f"SELECT * FROM read_json({sql_text(str(journal))}, {columns}) WHERE false"
    return f"{empty} UNION ALL BY NAME SELECT * FROM read_parquet({sql_text(str(path))}) UNION ALL BY NAME {rows}"


def _clusters(connection: DuckDBPyConnection, reader: str) -> pd.DataFrame:
    """SHA-256 (`key`) of each report that is a near copy of another, and of the first of its cluster."""
    import pandas as pd

    query = "SELECT published, sha256, fingerprint FROM found WHERE item = ? AND reader = ?"
    answer = connection.execute(query, [WHOLE, reader])
    members = []
    while rows := answer.fetchmany(_TAKEN):
        members += [Member(published or "", sha256, found or "") for published, sha256, found in rows]
    copies = [pair for pair in find_clusters(members).items() if pair[0] != pair[1]]
    return pd.DataFrame(copies, columns=["key", "cluster"], dtype=str)


def _shares(path: Path) -> Shares:
    last = "SELECT item, coalesce(kind, ''), coalesce(language, if(item = ?, 'en', '')), count(*)"
    sizes = "SELECT count(*) FROM read_parquet(?) WHERE item = ? GROUP BY cluster HAVING count(*) > 1"
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"{last} FROM read_parquet(?) WHERE item IN ? GROUP BY ALL", [WHOLE, str(path), list(LAST)]
        ).fetchall()
        several = connection.execute(sizes, [str(path), WHOLE]).fetchall()
    return count_shares(rows, [size for (size,) in several])
