"""One file into the store of events: all of it or nothing, and never a row twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.check import Checked, check
from smoulder.reading.cover import cover
from smoulder.reading.csv_table import quoted
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import Source
from smoulder.records.errors import BadData, CannotWrite
from smoulder.records.event import Coverage, LoadReport, Reject
from smoulder.store.events_lock import writing
from smoulder.store.events_manifest import Manifest, read_manifest, write_manifest
from smoulder.store.events_migrations import bring_up_to_date
from smoulder.store.events_segments import Change, count_superseded, store_rows

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
"""What DuckDB may hold at once; more goes to disk beside the store."""
SHOWN = 10
Tell = Callable[[str], None]


def load_file(
    folder: Path,
    source: Source,
    path: Path,
    options: ReadOptions,
    rejects: Path | None = None,
    tell: Tell = lambda words: None,
) -> LoadReport:
    """Load one file into the folder of events.

    rejects: where to write the rows that are not taken (CSV: row, column, reason), so that the rest can be
             loaded; None: any such row stops the load, and nothing is taken.
    tell:    called with what is under way.
    raises:  BadData where the file or one of its rows cannot be taken; CannotWrite; BadStore.
    """
    if not path.is_file():
        raise BadData(f"{path} is no file; check the name")
    if path.stat().st_size == 0:
        raise BadData(f"{path.name} is empty (0 bytes); download it again")
    with writing(folder), _drafts(folder) as work:
        bring_up_to_date(folder)
        manifest = read_manifest(folder)
        _clear_leftovers(folder, manifest)
        with _engine(work) as engine:
            tell(f"reading {path.name}")
            staged, checked = _take_in(engine, source, path, options, work)
            reasons = _reasons(engine, staged)
            if checked.rejected and rejects is None:
                raise BadData(_refusal(path.name, reasons, checked.rejected))
            if not checked.sound:
                raise BadData(
                    f"{path.name} has no row that can be taken; the first: {_told(path.name, reasons[0])}"
                )
            coverage, notes = cover(engine, staged, options, path.name)
            tell(f"storing {checked.sound:,} events of {path.name}")
            change = store_rows(engine, folder, work, manifest, checked.rows)
            superseded = count_superseded(engine, folder, manifest, coverage)
            _publish(folder, manifest, change, coverage)
            if rejects is not None and checked.rejected:
                _write_rejects(engine, staged, rejects)
    return LoadReport(
        file=str(path),
        source=source.name,
        rows=checked.rows,
        added=change.added,
        replaced=change.replaced,
        unchanged=change.unchanged,
        rejected=checked.rejected,
        repeated=checked.repeated,
        superseded=superseded,
        reasons=reasons,
        assumptions=(*staged.assumptions, *checked.assumptions, *notes),
        warnings=checked.warnings,
        coverage=coverage,
    )


def _take_in(
    engine: duckdb.DuckDBPyConnection, source: Source, path: Path, options: ReadOptions, work: Path
) -> tuple[Staged, Checked]:
    """Stage and check; a file that DuckDB cannot read is gone through row by row."""
    import duckdb

    reader = source.load_reader()
    try:
        staged = reader(engine, path, source, options, work)
        return staged, check(engine, staged, path.name, work)
    except duckdb.Error:
        try:
            staged = reader(engine, path, source, replace(options, careful=True), work)
            return staged, check(engine, staged, path.name, work)
        except duckdb.Error as reason:
            first = str(reason).splitlines()[0]
            raise BadData(
                f"{path.name} cannot be read as a table ({first}); save it again as CSV"
            ) from reason


@contextmanager
def _engine(work: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    import duckdb

    engine = duckdb.connect()
    try:
        engine.execute("set enable_progress_bar = false")  # it would stand among the words of the load
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute(f"set temp_directory = {quoted(work / 'spill')}")
        yield engine
    finally:
        engine.close()


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, for one load; what a killed load left in it goes first."""
    work = folder / "drafts"
    shutil.rmtree(work, ignore_errors=True)
    try:
        for name in ("drafts", "rows", "sides"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        yield work
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be written ({reason.strerror or reason}); free some space, "
            "or choose another folder with --data"
        ) from reason
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _clear_leftovers(folder: Path, manifest: Manifest) -> None:
    """Remove files that no manifest names, from killed loads and from two generations ago."""
    kept = {one.name for one in manifest.segments} | set(manifest.retired)
    for part in ("rows", "sides"):
        for path in (folder / part).glob("*.parquet"):
            if path.stem not in kept:
                path.unlink(missing_ok=True)


def _publish(folder: Path, manifest: Manifest, change: Change, coverage: tuple[Coverage, ...]) -> None:
    """Make the load seen, by one rename; nothing is written where nothing changed."""
    covered = (*manifest.coverage, *(one for one in coverage if one not in manifest.coverage))
    if change.segments == manifest.segments and covered == manifest.coverage:
        return
    kept = {one.name for one in change.segments}
    after = Manifest(
        generation=manifest.generation + 1,
        segments=change.segments,
        coverage=covered,
        retired=tuple(one.name for one in manifest.segments if one.name not in kept),
    )
    write_manifest(folder, after)
    _clear_leftovers(folder, after)


def _reasons(engine: duckdb.DuckDBPyConnection, staged: Staged) -> tuple[Reject, ...]:
    rows = engine.execute(f"select row, name, reason from rejects order by row limit {SHOWN}").fetchall()
    return tuple(Reject(int(row), staged.names.get(name, name), str(reason)) for row, name, reason in rows)


def _refusal(file: str, reasons: tuple[Reject, ...], count: int) -> str:
    more = f" ({count:,} such rows in all)" if count > 1 else ""
    return f"{_told(file, reasons[0])}{more}; fix the row, or pass --skip-bad to load the rest"


def _told(file: str, one: Reject) -> str:
    return f"row {one.row} of {file}: " + " ".join(f"{one.column} {one.reason}".split())


def _write_rejects(engine: duckdb.DuckDBPyConnection, staged: Staged, path: Path) -> None:
    """All rejects as CSV, whole or not at all, the columns called what the file calls them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    engine.execute("create or replace temp table called (ours varchar, theirs varchar)")
    for ours, theirs in staged.names.items():
        engine.execute("insert into called values (?, ?)", [ours, theirs])
    engine.execute(
        f"""copy (select row, coalesce(theirs, name) as "column", reason
        from rejects left join called on ours = name order by row) to {quoted(draft)} (header)"""
    )
    os.replace(draft, path)
