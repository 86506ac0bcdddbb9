"""One file of events, read and checked: what of it can be taken, by the same rules wherever that is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.check import Checked, check
from smoulder.reading.cover import cover
from smoulder.reading.csv_table import quoted
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import Source
from smoulder.records.errors import BadData
from smoulder.records.event import Coverage, LoadReport, Reject

if TYPE_CHECKING:
    import duckdb

MEMORY = "1GB"
"""What DuckDB may hold at once; more goes to disk beside the drafts."""
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """What was found in a file whose sound rows stand in `incoming`, and its others in `rejects`.

    reasons: the first rejects, with the file's own names of columns.
    notes:   what was assumed for what it covers.
    """

    staged: Staged
    checked: Checked
    reasons: tuple[Reject, ...]
    coverage: tuple[Coverage, ...]
    notes: tuple[str, ...]

    def report(self, file: str, source: Source) -> LoadReport:
        """What is known before the rows are held against the store: nothing is added, replaced or unchanged yet."""
        return LoadReport(
            file=file,
            source=source.name,
            rows=self.checked.rows,
            added=0,
            replaced=0,
            unchanged=0,
            rejected=self.checked.rejected,
            repeated=self.checked.repeated,
            reasons=self.reasons,
            assumptions=(*self.staged.assumptions, *self.checked.assumptions, *self.notes),
            warnings=self.checked.warnings,
            coverage=self.coverage,
        )


def take_in(
    engine: duckdb.DuckDBPyConnection,
    source: Source,
    path: Path,
    options: ReadOptions,
    work: Path,
    skip_bad: bool,
) -> Taken:
    """Read and check a file: the views `incoming` and `rejects` are made, as `check` makes them.

    skip_bad: take the rest of a file with bad rows; else any such row is an error.
    raises:   BadData where the file, or without `skip_bad` one of its rows, cannot be taken.
    """
    staged, checked = _stage(engine, source, path, options, work)
    reasons = _reasons(engine, staged)
    if checked.rejected and not skip_bad:
        raise BadData(_refusal(path.name, reasons, checked.rejected))
    if not checked.sound:
        raise BadData(f"{path.name} has no row that can be taken; the first: {_told(path.name, reasons[0])}")
    coverage, notes = cover(engine, staged, options, path.name)
    return Taken(staged, checked, reasons, coverage, notes)


def check_file(path: Path) -> None:
    """raises: BadData where a file is not there or empty."""
    if not path.is_file():
        raise BadData(f"{path} is no file; check the name")
    if path.stat().st_size == 0:
        raise BadData(f"{path.name} is empty (0 bytes); download it again")


@contextmanager
def intake_engine(work: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A session with DuckDB for one load; what it cannot hold goes to a folder in `work`."""
    import duckdb

    engine = duckdb.connect()
    try:
        engine.execute("set enable_progress_bar = false")  # it would stand among the words of the load
        engine.execute(f"set memory_limit = '{MEMORY}'")
        engine.execute(f"set temp_directory = {quoted(work / 'spill')}")
        yield engine
    finally:
        engine.close()


def name_columns(engine: duckdb.DuckDBPyConnection, staged: Staged) -> str:
    """A query for all rejects, row by row, with the columns called what the file calls them."""
    engine.execute("create or replace temp table called (ours varchar, theirs varchar)")
    for ours, theirs in staged.names.items():
        engine.execute("insert into called values (?, ?)", [ours, theirs])
    return """select row, coalesce(theirs, name) as "column", reason
        from rejects left join called on ours = name order by row"""


def _stage(
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


def _reasons(engine: duckdb.DuckDBPyConnection, staged: Staged) -> tuple[Reject, ...]:
    rows = engine.execute(f"select row, name, reason from rejects order by row limit {SHOWN}").fetchall()
    return tuple(Reject(int(row), staged.names.get(name, name), str(reason)) for row, name, reason in rows)


def _refusal(file: str, reasons: tuple[Reject, ...], count: int) -> str:
    more = f" ({count:,} such rows in all)" if count > 1 else ""
    return f"{_told(file, reasons[0])}{more}; fix the row, or pass --skip-bad to load the rest"


def _told(file: str, one: Reject) -> str:
    return f"row {one.row} of {file}: " + " ".join(f"{one.column} {one.reason}".split())
