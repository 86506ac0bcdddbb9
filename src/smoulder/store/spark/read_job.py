"""Work of a cluster that writes pieces, and taking them in while it is under way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from threading import Thread
from typing import TYPE_CHECKING, Any

from smoulder.store.spark.read_output import Piece, ReadingsFolder
from smoulder.store.spark.told import cure

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

Work = Callable[[Iterator[Any], int, int], None]  # Any: Arrow's batches, which have no types
"""What a task does: its rows, its number, and how often it has been tried before."""


class Job:
    """Work that runs beside this thread.

    rows: what is to be worked on. work: what each task does with its part; Spark hands what it holds to each worker
          once, broadcast where that is large.
    """

    def __init__(self, rows: DataFrame, work: Work) -> None:
        self.trouble: str | None = None
        self._spark = rows.sparkSession
        self._group = f"smoulder-{os.urandom(4).hex()}"

        def task(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            from pyspark import TaskContext

            context = TaskContext.get()
            assert context is not None
            work(batches, context.partitionId(), context.attemptNumber())
            yield from ()

        self._work = rows.mapInArrow(task, "nothing int")
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def runs(self, seconds: float) -> bool:
        """Wait a while; whether it is still under way. An interrupt of this thread ends it."""
        try:
            self._thread.join(seconds)
        except KeyboardInterrupt:
            self._spark.sparkContext.cancelJobGroup(self._group)
            self._thread.join()
            raise
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._spark.sparkContext.setJobGroup(self._group, "reading", interruptOnCancel=True)
            self._work.write.format("noop").mode("overwrite").save()
        except Exception as reason:  # whatever it is: work that did not end must not pass for done
            words = f"{type(reason).__name__}: {reason}"
            self.trouble = cure(words) or " ".join(words.split())[:300]


class Taking:
    """The pieces that one round of work writes, each taken in once.

    folder: has been started. heard: hears of each piece that was taken in.
    """

    def __init__(self, folder: ReadingsFolder, heard: Callable[[Piece], None]) -> None:
        self.run = os.urandom(8).hex()
        self.place = folder.staging(self.run)
        self._folder, self._heard = folder, heard
        self._tasks: set[int] = set()

    def take(self, removed: list[str] | None = None) -> None:
        """Take in what is whole; of two tries of one task, the one that is seen first.

        removed: names of pieces that go out in the same moment.
        """
        fresh: list[Piece] = []
        for piece in self._folder.waiting(self.run):
            if piece.task in self._tasks:
                self._folder.drop(self.run, piece)
                continue
            self._tasks.add(piece.task)
            fresh.append(piece)
        if fresh or removed:
            self._folder.take(self.run, fresh, removed or [])
        for piece in fresh:
            self._heard(piece)


def work_whole(rows: DataFrame, work: Work) -> None:
    """Have work done to its end.

    raises: RuntimeError where Spark gives up.
    """
    job = Job(rows, work)
    while job.runs(1.0):
        pass
    if job.trouble:
        raise RuntimeError(job.trouble)
