"""An archive read on a cluster: what is new is found, read in parts, and taken in part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, Protocol

from smoulder.reading.inputs import Source
from smoulder.reading.rows import FOR_NOW
from smoulder.reading.shares import Shares
from smoulder.records.errors import BadReport
from smoulder.store.spark.read_clusters import write_clusters
from smoulder.store.spark.read_files import Files
from smoulder.store.spark.read_job import Job, Taking
from smoulder.store.spark.read_output import Piece, ReadingsFolder
from smoulder.store.spark.read_place import top_of
from smoulder.store.spark.read_settled import settled, shares_in
from smoulder.store.spark.read_table import Table
from smoulder.store.spark.read_tidy import tidy
from smoulder.store.spark.read_worker import TOGETHER, Reading, write_outcomes

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

EACH = (256, 2048)
"""Reports of a task, at least and at most: so many are lost with a worker, and so many share a file."""
TRIES = 4
"""Times that the work is taken up again after Spark has given up."""
ROWS_AT_ONCE = "64"
"""Texts that Spark hands to Python at once: they are long."""


class Archive(Protocol):
    """Where reports come from.

    found: a row for each report, with `sha256` of its content and `place`, by which reports are ordered.
    """

    found: DataFrame

    def texts_of(self, left: DataFrame) -> DataFrame:
        """What workers need to read some of the reports found: rows with `place`."""
        ...

    @staticmethod
    def sources(batches: Iterator[Any]) -> Iterator[Source]:  # Any: Arrow's batches, which have no types
        """The reports that such rows stand for, on a worker."""
        ...


@dataclass(slots=True)
class Done:
    """What a run has done so far.

    of: reports that are to be read. known: of which the folder had the answer before, or which hold what another
        holds. counts: by what became of them. failed: reasons of some that could not be read. shares: of the whole
    folder, at the end.
    """

    of: int = 0
    known: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    shares: Shares = Shares()  # noqa: RUF009  # it is frozen

    def add(self, piece: Piece) -> None:
        for became, count in piece.counts.items():
            self.counts[became] = self.counts.get(became, 0) + count
        self.failed += piece.failed

    @property
    def total(self) -> int:
        """Reports that are done with, whatever became of them."""
        return sum(count for became, count in self.counts.items() if became != FOR_NOW)


def open_archive(spark: SparkSession, source: str, text: str = "") -> Archive:
    """What a source holds: a table where a column is named or its files are Parquet, else files.

    raises: BadReport where nothing is there.
    """
    if text or fnmatch(source.rpartition("/")[2], "*.parquet"):
        return Table(spark, source, text)
    files, folders = top_of(source)
    if files and not folders and all(name.endswith(".parquet") for name in files):
        return Table(spark, source, text)
    return Files(spark, source)


def read_archive(
    archive: Archive,
    folder: ReadingsFolder,
    how: Reading,
    tell: Callable[[Done], None] = lambda done: None,
    every: float = 2.0,
) -> Done:
    """Read what an archive holds and a folder does not.

    folder: has been started.
    tell:   hears what is done, every so many seconds.
    raises: BadReport where Spark cannot come to an end; what was read until then is kept.
    """
    found = archive.found.persist()
    spark, before, done = found.sparkSession, list(folder.pieces.values()), Done()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS_AT_ONCE)
    for number in range(TRIES):
        left = _left(found, folder, how).persist()
        count = left.count()
        done.of = done.total + count
        done.known = done.known if number else found.count() - count
        work = _in_tasks(archive.texts_of(left), count)
        trouble = None
        if count:
            trouble = _one_round(archive, work, folder, replace(how, careful=number > 0), done, tell, every)
            trouble = trouble or _unseen(done, folder)
        left.unpersist()
        if trouble is None:
            break
    else:
        raise BadReport(f"Spark gave up ({trouble}); what was read is kept, and the same command goes on")
    try:
        tidy(spark, folder, before, how.reader, how.filters)
        write_clusters(spark, folder, how.reader)
    except RuntimeError as reason:
        raise BadReport(
            f"Spark gave up ({reason}); all was read, and the same command ends the work"
        ) from reason
    done.shares = shares_in(spark, folder)
    found.unpersist()
    folder.finish()
    return done


def _left(found: DataFrame, folder: ReadingsFolder, how: Reading) -> DataFrame:
    """The first of each content that is not settled, by the order of the names."""
    from pyspark.sql import functions as F

    others = [name for name in found.columns if name not in ("sha256", "place")]
    first = found.groupBy("sha256").agg(F.min(F.struct("place", *others)).alias("first"))
    known = settled(found.sparkSession, folder, how.reader, how.filters)
    return first.select("sha256", "first.*").join(known, "sha256", "left_anti")


def _unseen(done: Done, folder: ReadingsFolder) -> str | None:
    """What to say where workers came to an end, and what they wrote is not all to be seen here."""
    if done.total == done.of:
        return None
    return (
        f"what workers wrote of {done.of - done.total:,} of {done.of:,} reports is not to be seen in "
        f"{folder.address}, which must be a folder that all machines see"
    )


def _in_tasks(rows: DataFrame, count: int) -> DataFrame:
    """The reports in parts of about equal size, those of one file beside each other."""
    cores = rows.sparkSession.sparkContext.defaultParallelism
    each = min(EACH[1], max(EACH[0], count // (64 * cores)))
    tasks = max(1, -(-count // each), min(2 * cores, -(-count // TOGETHER)))
    return rows.repartitionByRange(tasks, "place").sortWithinPartitions("place")


def _one_round(
    archive: Archive,
    rows: DataFrame,
    folder: ReadingsFolder,
    how: Reading,
    done: Done,
    tell: Callable[[Done], None],
    every: float,
) -> str | None:
    """Let the workers read, and take in what they have written as it comes.

    returns: why Spark gave up, None where all is read.
    """
    taking = Taking(folder, done.add)
    sources, place = archive.sources, taking.place

    def work(batches: Iterator[Any], task: int, attempt: int) -> None:  # Any: Arrow's batches
        write_outcomes(sources(batches), how, place, task, attempt)

    job = Job(rows, work)
    try:
        while job.runs(every):
            taking.take()
            tell(done)
    finally:
        taking.take()
        tell(done)
    return job.trouble
