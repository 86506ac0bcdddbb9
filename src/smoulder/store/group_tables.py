"""Tables about groups in the data folder: one Parquet file for each source and release."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.reading.group_table import StagedTable
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import SOURCES, Source
from smoulder.records.errors import BadData, CannotWrite
from smoulder.records.event import LoadReport, Reject

if TYPE_CHECKING:
    import duckdb

FOLDER = "tables"
SHOWN = 10


def load_table(
    folder: Path, source: Source, path: Path, options: ReadOptions, rejects: Path | None = None
) -> LoadReport:
    """Load one table: all of it or nothing; the same file again changes nothing.

    folder:  the data folder.
    rejects: where to write the rows that are not taken (CSV: row, column, reason), so that the rest can be
             loaded; None: any such row stops the load.
    raises:  BadData where the file or one of its rows cannot be taken; CannotWrite.
    """
    import duckdb

    if not path.is_file():
        raise BadData(f"{path} is no file; check the name")
    place = folder / FOLDER / source.name
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix=".draft-") as work, duckdb.connect() as engine:
            staged = _read(engine, source, path, options, Path(work))
            reasons = _reasons(engine, staged)
            if staged.rejected and rejects is None:
                raise BadData(_refusal(path.name, reasons, staged.rejected))
            if staged.rejected == staged.rows:
                raise BadData(
                    f"{path.name} has no row that can be taken; see what it is, or give another file"
                )
            target = place / f"{staged.vintage}.parquet"
            added, replaced, unchanged, gone = _compare(engine, target, staged.key)
            draft = Path(work) / "table.parquet"
            engine.execute(f'copy (select * exclude ("row") from sound) to {quoted(draft)} (format parquet)')
            if added or replaced or gone:
                os.replace(draft, target)
            if rejects is not None and staged.rejected:
                _write_rejects(engine, staged, rejects, Path(work))
    except OSError as reason:
        raise CannotWrite(
            f"{place} cannot be written ({reason.strerror or reason}); choose another folder with --data"
        ) from reason
    return LoadReport(
        file=str(path),
        source=source.name,
        rows=staged.rows,
        added=added,
        replaced=replaced,
        unchanged=unchanged,
        rejected=staged.rejected,
        reasons=reasons,
        assumptions=staged.assumptions,
        warnings=(
            *staged.warnings,
            *([f"{gone:,} rows of an earlier load are no longer in it"] if gone else []),
        ),
    )


def newest_tables(folder: Path) -> dict[str, Path]:
    """The Parquet file of the newest release of each table that is loaded, by source."""
    found: dict[str, Path] = {}
    for name, one in SOURCES.items():
        if one.shelf == "tables":
            loaded = (folder / FOLDER / name).glob("*.parquet")
            found |= {
                path.parent.name: path for path in sorted(loaded, key=lambda it: release_order(it.stem))
            }
    return found


def release_order(vintage: str) -> tuple[int, ...]:
    """What releases are sorted by: their numbers; those by version and year ('1.0-2016', '3-2021') by the year.

    >>> sorted(["24.1", "3-2021", "9.1"], key=release_order)
    ['9.1', '3-2021', '24.1']
    """
    by_year = re.fullmatch(r"(.+)-20([0-9]{2})", vintage)
    numbers = tuple(int(part) for part in re.findall(r"[0-9]+", by_year[1] if by_year else vintage))
    return (int(by_year[2]), *numbers) if by_year else numbers


def _read(
    engine: duckdb.DuckDBPyConnection, source: Source, path: Path, options: ReadOptions, work: Path
) -> StagedTable:
    """Read the file; where DuckDB cannot, row by row."""
    import duckdb

    reader: Callable[..., StagedTable] = source.load_reader()
    try:
        return reader(engine, path, source, options, work)
    except duckdb.Error:
        try:
            return reader(engine, path, source, replace(options, careful=True), work)
        except duckdb.Error as reason:
            first = str(reason).splitlines()[0]
            raise BadData(
                f"{path.name} cannot be read as a table ({first}); save it again as CSV"
            ) from reason


def _compare(
    engine: duckdb.DuckDBPyConnection, target: Path, key: tuple[str, ...]
) -> tuple[int, int, int, int]:
    """Rows that are new, changed, the same, and gone, against what stands."""
    total = _count(engine, "sound")
    if not target.is_file():
        return total, 0, 0, 0
    engine.execute(f"create or replace temp view standing as select * from read_parquet({quoted(target)})")
    ours = [one[0] for one in engine.execute("describe sound").fetchall() if one[0] != "row"]
    theirs = [one[0] for one in engine.execute("describe standing").fetchall()]
    there = [name for name in key if name in ours and name in theirs]
    same = " and ".join(f'ours."{name}" is not distinct from theirs."{name}"' for name in there)
    known = _count(engine, f"sound ours where exists (select 1 from standing theirs where {same})")
    gone = _count(engine, "standing") - known
    if ours != theirs:
        return total - known, known, 0, gone
    unchanged = _count(engine, '(select * exclude ("row") from sound intersect from standing)')
    return total - known, known - unchanged, unchanged, gone


def _count(engine: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(engine.execute(f"select count(*) from {table}").fetchall()[0][0])


def _reasons(engine: duckdb.DuckDBPyConnection, staged: StagedTable) -> tuple[Reject, ...]:
    rows = engine.execute(f'select "row", name, reason from rejects order by 1 limit {SHOWN}').fetchall()
    return tuple(Reject(int(row), staged.names.get(name, name), str(reason)) for row, name, reason in rows)


def _refusal(file: str, reasons: tuple[Reject, ...], count: int) -> str:
    one = reasons[0]
    more = f" ({count:,} such rows in all)" if count > 1 else ""
    return f"row {one.row} of {file}: {one.column} {one.reason}{more}; fix the row, or pass --skip-bad to load the rest"


def _write_rejects(engine: duckdb.DuckDBPyConnection, staged: StagedTable, path: Path, work: Path) -> None:
    """All rejects as CSV, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine.execute("create or replace temp table called (ours varchar, theirs varchar)")
    for ours, theirs in staged.names.items():
        engine.execute("insert into called values (?, ?)", [ours, theirs])
    draft = work / "rejects.csv"
    engine.execute(
        f"""copy (select "row", coalesce(theirs, name) as "column", reason
        from rejects left join called on ours = name order by 1) to {quoted(draft)} (header)"""
    )
    os.replace(draft, path)
