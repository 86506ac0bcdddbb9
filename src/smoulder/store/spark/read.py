"""An archive read on a cluster: what is new is found, read in parts, and taken in part by part."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import TYPE_CHECKING

from smoulder.reading.inputs import Source
from smoulder.reading.rows import FOR_NOW, LAST
from smoulder.records.errors import BadReport
from smoulder.store.spark.read_listing import found_in, opened, readable
from smoulder.store.spark.read_output import READINGS, Piece, ReadingsFolder
from smoulder.store.spark.read_place import open_file
from smoulder.store.spark.read_worker import TOGETHER, Reading, write_outcomes

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

EACH = (256, 2048)
"""Reports of a task, at least and at most: so many are lost with a worker, and one file of a table holds them."""
TRIES = 4
"""Times that the work is taken up again after Spark has given up."""
_KEYS = "sha256 string"


@dataclass(slots=True)
class Done:
    """What a run has done so far; `of` is how many reports are to be read, `known` how many were read before."""

    of: int = 0
    known: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        for became, count in piece.counts.items():
            self.counts[became] = self.counts.get(became, 0) + count
        self.failed += piece.failed

    @property
    def total(self) -> int:
        """Reports that are done with, whatever became of them."""
        return sum(count for became, count in self.counts.items() if became != FOR_NOW)


def read_archive(
    spark: SparkSession,
    source: str,
    folder: ReadingsFolder,
    how: Reading,
    tell: Callable[[Done], None],
    every: float = 2.0,
) -> Done:
    """Read what a source holds and a folder does not.

    source: a file, a folder or a pattern, as path or address. folder: has been started.
    tell:   hears what is done, at least every so many seconds.
    raises: BadReport where nothing is there, or where Spark cannot come to an end.
    """
    found = found_in(spark, source).persist()
    done = Done()
    for number in range(TRIES):
        left = _left(spark, found, folder, how).persist()
        count = left.count()
        if not number:
            done.of, done.known = count, found.count() - count
        if not count:
            break
        tell(done)
        trouble = _one_round(
            _in_tasks(left, count), folder, replace(how, careful=number > 0), done, tell, every
        )
        left.unpersist()
        if trouble is None:
            break
    else:
        raise BadReport(f"Spark gave up reading {source} ({trouble}); what was read is kept, run it again")
    folder.finish()
    return done


def _left(spark: SparkSession, found: DataFrame, folder: ReadingsFolder, how: Reading) -> DataFrame:
    """The first of each content that is not settled, by the order of the names."""
    from pyspark.sql import functions as F

    others = [name for name in found.columns if name not in ("sha256", "place")]
    first = found.groupBy("sha256").agg(F.min(F.struct("place", *others)).alias("first"))
    return first.select("sha256", "first.*").join(settled(spark, folder, how), "sha256", "left_anti")


def settled(spark: SparkSession, folder: ReadingsFolder, how: Reading) -> DataFrame:
    """Digests of the reports that need not be looked at again by this reader, with these filters."""
    import pyarrow as pa

    files = folder.files(READINGS, how.reader)
    names = spark.createDataFrame(pa.table({"file": pa.array(files, pa.string())}), "file string")
    filters = how.filters

    def keys(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for file in (file for batch in batches for file in batch.column("file").to_pylist()):
            last = last_rows(file, ["sha256", "kind"]).to_pylist()
            kept = [row["sha256"] for row in last if filters.settles(row["item"], row["kind"] or "")]
            yield pa.record_batch({"sha256": pa.array(kept, pa.string())})

    tasks = max(1, min(len(files), 4 * spark.sparkContext.defaultParallelism))
    return names.repartition(tasks).mapInArrow(keys, _KEYS)


def last_rows(file: str, columns: list[str]) -> pa.Table:
    """The last row of each report in a file of readings, which says what became of it."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.parquet import read_table

    with open_file(file) as held:
        table = read_table(held, columns=[*columns, "item"])
    return table.filter(pc.is_in(table["item"], value_set=pa.array(LAST)))


def _in_tasks(left: DataFrame, count: int) -> DataFrame:
    """The reports in parts of about equal size, those of one file beside each other."""
    cores = left.sparkSession.sparkContext.defaultParallelism
    each = min(EACH[1], max(EACH[0], count // (64 * cores)))
    tasks = max(-(-count // each), min(2 * cores, -(-count // TOGETHER)))
    return left.repartitionByRange(tasks, "place").sortWithinPartitions("place")


def _one_round(
    work: DataFrame,
    folder: ReadingsFolder,
    how: Reading,
    done: Done,
    tell: Callable[[Done], None],
    every: float,
) -> str | None:
    """Let the workers read, and take in what they have written as it comes.

    returns: why Spark gave up, None where all is read.
    """
    run = os.urandom(8).hex()
    place = folder.staging(run)
    job = _Job(work, how, place)
    taken: set[int] = set()
    while job.runs(every):
        _take(folder, run, taken, done)
        tell(done)
    _take(folder, run, taken, done)
    tell(done)
    return job.trouble


def _take(folder: ReadingsFolder, run: str, taken: set[int], done: Done) -> None:
    """Take in what is whole; of two tries of one task, the one that is seen first."""
    fresh: list[Piece] = []
    for piece in folder.waiting(run):
        if piece.task in taken:
            folder.drop(run, piece)
            continue
        taken.add(piece.task)
        fresh.append(piece)
    if fresh:
        folder.take(run, fresh)
        for piece in fresh:
            done.add(piece)


class _Job:
    """The work of one round, which runs beside this thread; it is ended where this thread is interrupted."""

    def __init__(self, work: DataFrame, how: Reading, place: str) -> None:
        self.trouble: str | None = None
        self._spark = work.sparkSession
        self._group = f"smoulder-read-{os.urandom(4).hex()}"
        shared = self._spark.sparkContext.broadcast((how, place))

        def read(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            from pyspark import TaskContext

            context = TaskContext.get()
            assert context is not None
            told, where = shared.value
            task, attempt = context.partitionId(), context.attemptNumber()
            write_outcomes(sources_of_rows(batches), told, where, task, attempt)
            yield from ()

        self._work = work.mapInArrow(read, _KEYS)
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def runs(self, seconds: float) -> bool:
        """Wait a while; whether it is still under way."""
        try:
            self._thread.join(seconds)
        except KeyboardInterrupt:
            self._spark.sparkContext.cancelJobGroup(self._group)
            self._thread.join()
            raise
        return self._thread.is_alive()

    def _run(self) -> None:
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            self._spark.sparkContext.setJobGroup(self._group, "reading", interruptOnCancel=True)
            self._work.write.format("noop").mode("overwrite").save()
        except (PySparkException, Py4JError) as reason:
            self.trouble = " ".join(str(reason).split())[:200]


def sources_of_rows(batches: Iterator[pa.RecordBatch]) -> Iterator[Source]:
    """The reports that rows of a listing stand for, in their order; each file is opened once."""
    wanted: list[dict[str, object]] = []
    for batch in batches:
        for row in batch.to_pylist():
            if wanted and row["file"] != wanted[0]["file"]:
                yield from _of_one_file(wanted)
                wanted = []
            wanted.append(row)
    if wanted:
        yield from _of_one_file(wanted)


def _of_one_file(rows: list[dict[str, object]]) -> Iterator[Source]:
    wanted = {int(str(row["begin"])): row for row in rows if not row["trouble"]}
    for row in rows:
        if row["trouble"]:
            yield Source(str(row["name"]), trouble=str(row["trouble"]))
    if not wanted:
        return
    file = readable(rows[0]["file"])  # type: ignore[arg-type]
    for one in opened(file, min(wanted)):
        if one.begin in wanted:
            row = wanted.pop(one.begin)
            source = Source(str(row["name"]), one.content, one.trouble)
            changed = f"{row['name']} has changed while it was read; read it again"
            yield (
                source
                if source.sha256 == row["sha256"] or one.trouble
                else Source(source.name, trouble=changed)
            )
        if not wanted:
            return
    for row in wanted.values():
        yield Source(
            str(row["name"]), trouble=f"{row['name']} has gone while the archive was read; read it again"
        )
