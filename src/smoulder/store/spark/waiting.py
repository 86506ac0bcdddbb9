"""Work that waits for the cluster's cores says so, where Spark would wait in silence."""

from __future__ import annotations

import logging
from threading import Event, Thread
from typing import TYPE_CHECKING

from smoulder.store.spark.master import is_cluster

if TYPE_CHECKING:
    from pyspark import SparkContext

EVERY = 3.0
"""Seconds from one look to the next."""
LOOKS = 5
"""So many looks in a row at work without a core before it is told, once for each such spell."""


def tell_of_waiting(context: SparkContext) -> None:
    """Watch a cluster as long as the session stands, and log a warning when work waits for cores."""
    if is_cluster(context.master or ""):
        Thread(target=_watch, args=(context,), daemon=True, name="waiting for cores").start()


def _watch(context: SparkContext) -> None:
    idle, pause = 0, Event()
    while not pause.wait(EVERY):
        try:
            idle = idle + 1 if _waits(context) else 0
        except Exception:  # the session has ended, in whatever way: nothing is left to watch
            return
        if idle == LOOKS:
            logging.getLogger("smoulder").warning(waiting_words(context.master or "", context.uiWebUrl or ""))


def waiting_words(master: str, page: str) -> str:
    """What is said of work that waits.

    >>> waiting_words("yarn", "http://desk:4040")[:52]
    'smoulder: the cluster at yarn has given no cores yet'
    """
    return (
        f"smoulder: the cluster at {master} has given no cores yet: others hold them, no worker is up, or none has "
        f"the memory that spark.executor.memory asks for. Waiting on; Ctrl-C ends it. Spark's page: {page}"
    )


def _waits(context: SparkContext) -> bool:
    """True where there is work, and nobody but the driver to do it."""
    tracker = context._jsc.sc().statusTracker()  # Python's own has no executors
    return bool(context.statusTracker().getActiveJobsIds()) and len(tracker.getExecutorInfos()) < 2
