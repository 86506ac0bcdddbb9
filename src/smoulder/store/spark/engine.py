"""The engine of a cluster: Spark, with the queries translated by sqlglot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smoulder.records.cluster import Cluster
from smoulder.store.engine import Answer, Columns, Values
from smoulder.store.spark.session import spark_session


class SparkEngine:
    """A session with Spark (contract: `store.engine.Engine`)."""

    def __init__(self, cluster: Cluster) -> None:
        self._spark = spark_session(cluster)

    def see(self, view: str, files: Sequence[str], columns: Columns) -> None:
        raise NotImplementedError

    def fill(self, table: str, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
        raise NotImplementedError

    def make(self, view: str, sql: str, values: Values | None = None) -> None:
        raise NotImplementedError

    def ask(self, sql: str, values: Values | None = None) -> Answer:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError
