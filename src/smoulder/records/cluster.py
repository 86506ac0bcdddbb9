"""A Spark cluster that is asked to do the work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where Spark is, and how it is to be set.

    master: its address, such as 'spark://127.0.0.1:7077'; '' for all cores of this machine.
    conf:   settings of Spark by name, such as ('spark.executor.memory', '4g').
    """

    master: str = ""
    conf: tuple[tuple[str, str], ...] = ()
