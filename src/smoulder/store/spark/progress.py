"""How far a job of Spark has come, told while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EVERY = 0.5
"""Seconds from one look to the next."""
_GROUP = "spark.jobGroup.id"


@contextmanager
def progress_of(spark: SparkSession, tell: Callable[[int], None]) -> Iterator[None]:
    """Tell how many tasks of the jobs that start in this context have ended; use it for jobs of one stage."""
    context, ended = spark.sparkContext, Event()
    name = f"smoulder-{id(ended)}"
    context.setJobGroup(name, "Smoulder")

    def look() -> None:
        tracker, told = context.statusTracker(), -1
        while not ended.wait(EVERY):
            stages = [
                tracker.getStageInfo(stage)
                for job in tracker.getJobIdsForGroup(name)
                if (info := tracker.getJobInfo(job))
                for stage in info.stageIds
            ]
            done = sum(one.numCompletedTasks for one in stages if one)
            if done != told:
                told = done
                tell(done)

    looking = Thread(target=look, daemon=True)
    looking.start()
    try:
        yield
    finally:
        ended.set()
        looking.join()
        context.setLocalProperty(_GROUP, None)  # type: ignore[arg-type]  # which is how it is let go
