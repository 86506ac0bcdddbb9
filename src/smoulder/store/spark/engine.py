"""The engine of a cluster: Spark, with the queries translated by sqlglot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.cluster import Cluster
from smoulder.store.engine import Columns, Values, gone
from smoulder.store.spark.answer import SparkAnswer
from smoulder.store.spark.master import is_cluster
from smoulder.store.spark.session import spark_session
from smoulder.store.spark.told import telling
from smoulder.store.spark.translate import SPARK_TYPES, translated

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

PARTS = "spark.sql.shuffle.partitions"
"""The setting of how many parts rows are sorted into on their way between hands."""
ON_A_CLUSTER = 64
"""Parts where the cores are not known yet. Rows are added up before they move, so that Spark's own 200 are mostly empty
and take most of the time; it joins what is small."""


class SparkEngine:
    """A session with Spark (contract: `store.engine.Engine`).

    Tables and views are those of a session of its own within the one that the process has, so that engines that are
    open at once do not see each other's.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._spark = spark_session(cluster).newSession()
        # a text in a query is not to be taken for the name of a setting of Spark's: '${HOME}'
        self._spark.conf.set("spark.sql.variable.substitute", "false")
        if PARTS not in dict(cluster.conf):
            context = self._spark.sparkContext
            parts = ON_A_CLUSTER if is_cluster(context.master or "") else 2 * context.defaultParallelism
            self._spark.conf.set(PARTS, str(parts))
        self._views: set[str] = set()

    def see(self, view: str, files: Sequence[str], columns: Columns) -> None:
        from pyspark.errors import AnalysisException

        schema = _schema(columns)
        if files:
            # the types are known, so that no file is opened to find them; a folder's name is never a column
            reader = self._spark.read.schema(schema).option("recursiveFileLookup", "true")
            try:
                self._name(view, reader.parquet(*map(spark_path, files)))
            except AnalysisException as reason:
                raise gone(files, str(reason)) from reason
        else:
            self._name(view, self._spark.createDataFrame([], schema))

    def fill(self, table: str, columns: Columns, rows: Iterable[Sequence[object]]) -> None:
        import pyarrow as pa

        types = {
            "VARCHAR": pa.string(),
            "INTEGER": pa.int32(),
            "BIGINT": pa.int64(),
            "DOUBLE": pa.float64(),
            "BOOLEAN": pa.bool_(),
            "DATE": pa.date32(),
        }
        lists = [list(one) for one in zip(*rows, strict=True)] or [[] for _ in columns]
        arrays = [pa.array(one, types[kind]) for one, kind in zip(lists, columns.values(), strict=True)]
        # by way of Arrow it becomes a table that Spark knows to be small, and sends to all hands in a join
        self._name(
            table, self._spark.createDataFrame(pa.table(arrays, names=list(columns)), _schema(columns))
        )

    def make(self, view: str, sql: str, values: Values | None = None) -> None:
        found = self._answer(sql, values)
        if values is not None:
            # made of small tables, it is one itself: kept here, sent to all hands in a join, lost with no worker
            with telling():
                found = self._spark.createDataFrame(found.toArrow(), found.schema)
        self._name(view, found)

    def ask(self, sql: str, values: Values | None = None) -> SparkAnswer:
        return SparkAnswer(self._answer(sql, values))

    def close(self) -> None:
        for view in self._views:
            self._spark.catalog.dropTempView(view)
        self._views = set()

    def _answer(self, sql: str, values: Values | None) -> DataFrame:
        return self._spark.sql(translated(sql), dict(values) if values else None)

    def _name(self, view: str, found: DataFrame) -> None:
        """Give a frame a name in place of what had it."""
        found.createOrReplaceTempView(view)
        self._views.add(view)


def spark_path(file: str) -> str:
    """A file or folder as Spark takes it: an address, whose every sign stands for itself.

    A path is one on each machine, whatever the cluster's own file system is.

    >>> spark_path("/data/a[1].parquet"), spark_path("s3a://desk/events/rows/a.parquet")
    ('file:///data/a\\\\[1\\\\].parquet', 's3a://desk/events/rows/a.parquet')
    """
    full = file if "://" in file else f"file://{Path(file).absolute().as_posix()}"
    return re.sub(r"([\\{}\[\]*?^])", r"\\\1", full)


def _schema(columns: Columns) -> str:
    return ", ".join(f"`{name}` {SPARK_TYPES[kind]}" for name, kind in columns.items())
