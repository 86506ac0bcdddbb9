"""One file of events in one task: the machine that does it reads and checks it as a load on one machine does."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import Source
from smoulder.records.errors import BadData, SmoulderError
from smoulder.records.event import EVENT_COLUMNS, LoadReport
from smoulder.store.events_intake import Taken, intake_engine, name_columns, take_in
from smoulder.store.spark.read_place import one_line, open_file

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

EXTRA = {"file": "INTEGER", "row": "BIGINT", "name": "VARCHAR", "reason": "VARCHAR", "said": "VARCHAR"}
"""Columns beside those of an event: the number of the file; of a reject its row, column and reason; what is said of
the file as a whole. A row is an event (it has an id), a reject (it has a reason) or the last one of its file."""
COLUMNS = EXTRA | dict(EVENT_COLUMNS)
AT_ONCE = 20_000
"""Rows that go from a task to Spark together."""


@dataclass(frozen=True, slots=True)
class Job:
    """What every task knows.

    files:    paths that all machines see, or addresses; shown: what the user called them.
    beside:   name and content of the files that the options name, which lie on the driver's machine.
    """

    source: Source
    files: tuple[str, ...]
    shown: tuple[str, ...]
    options: ReadOptions
    skip_bad: bool
    beside: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """What a task says of its file.

    trouble: why nothing can be taken, '' where something was.
    parts:   source, vintage and number of the rows that it holds.
    """

    trouble: str = ""
    report: LoadReport | None = None
    parts: tuple[tuple[str, str, int], ...] = ()


SAID = TypeAdapter(Said)


def take_files(job: Job, numbers: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows of `COLUMNS` for the files of a task, each after the other, a batch at a time."""
    for batch in numbers:
        for number in batch.column(0).to_pylist():
            yield from _take_file(job, number)


def shipped(options: ReadOptions) -> tuple[ReadOptions, dict[str, tuple[str, bytes]]]:
    """Options without paths of this machine, and the content of the files they name.

    A file that is not there stays in the options, so that whoever reads it says so.
    """
    beside = {
        name: (path.name, path.read_bytes())
        for name, path in (("mapping", options.mapping), ("coverage", options.coverage))
        if path is not None and path.is_file()
    }
    return replace(
        options,
        mapping=None if "mapping" in beside else options.mapping,
        coverage=None if "coverage" in beside else options.coverage,
    ), beside


def _take_file(job: Job, number: int) -> Iterator[pa.RecordBatch]:
    with tempfile.TemporaryDirectory(prefix="smoulder-load-") as made, intake_engine(Path(made)) as engine:
        work = Path(made)
        _use_cores(engine)
        try:
            with _at_hand(job.files[number], work) as path:
                options = _with_files(job, work)
                taken = take_in(engine, job.source, path, options, work, job.skip_bad)
        except SmoulderError as trouble:
            yield from _last(engine, number, Said(str(trouble)))
            return
        yield from _batches(engine, number, f"select {', '.join(EVENT_COLUMNS)} from incoming")
        rejects = name_columns(engine, taken.staged)
        yield from _batches(engine, number, f'select row, "column" as name, reason from ({rejects})')
        yield from _last(engine, number, _said(job, number, engine, taken))


def _said(job: Job, number: int, engine: duckdb.DuckDBPyConnection, taken: Taken) -> Said:
    parts = engine.execute(
        "select source, vintage, count(*) from incoming group by all order by all"
    ).fetchall()
    return Said(report=taken.report(job.shown[number], job.source), parts=tuple(parts))


def _batches(engine: duckdb.DuckDBPyConnection, number: int, chosen: str) -> Iterator[pa.RecordBatch]:
    """The rows of a query, with null for the columns that it lacks."""
    found = engine.execute(f"describe {chosen}").fetchall()
    has = {str(one[0]) for one in found} | {"file"}
    listed = ", ".join(
        f"cast({name if name in has else 'null'} as {kind}) as {name}" for name, kind in COLUMNS.items()
    )
    sql = f"select {listed} from (select {number} as file, * from ({chosen}))"
    yield from engine.sql(sql).to_arrow_reader(AT_ONCE)


def _last(engine: duckdb.DuckDBPyConnection, number: int, said: Said) -> Iterator[pa.RecordBatch]:
    engine.execute("create or replace temp table told (said varchar)")
    engine.execute("insert into told values (?)", [SAID.dump_json(said).decode()])
    yield from _batches(engine, number, "select said from told")


@contextmanager
def _at_hand(file: str, work: Path) -> Iterator[Path]:
    """A file that DuckDB can open: the one of a path, or a copy of the one at an address.

    raises: BadData where it is not to be had.
    """
    if "://" not in file:
        if not Path(file).is_file():
            raise BadData(
                f"{file} is not seen by {os.uname().nodename}, a machine of the cluster; put the files where all "
                "its machines see them, or give their address"
            )
        yield Path(file)
        return
    copy = work / "fetched" / file.rpartition("/")[2]
    copy.parent.mkdir()
    try:
        with open_file(file) as held, copy.open("wb") as out:
            shutil.copyfileobj(held, out, 1 << 22)
    except OSError as reason:
        raise BadData(f"{file} cannot be fetched ({one_line(reason)}); check the address") from reason
    if not copy.stat().st_size:
        raise BadData(f"{copy.name} is empty (0 bytes); download it again")
    yield copy


def _with_files(job: Job, work: Path) -> ReadOptions:
    """The options with the files they name, written beside the drafts."""
    paths = {}
    for option, (name, content) in job.beside.items():
        paths[option] = work / option / name
        paths[option].parent.mkdir()
        paths[option].write_bytes(content)
    options = job.options
    return replace(
        options,
        mapping=paths.get("mapping", options.mapping),
        coverage=paths.get("coverage", options.coverage),
    )


def _use_cores(engine: duckdb.DuckDBPyConnection) -> None:
    """Let DuckDB take as many cores as Spark gives the task."""
    from pyspark import TaskContext

    task = TaskContext.get()
    engine.execute(f"set threads = {task.cpus() if task else 1}")
