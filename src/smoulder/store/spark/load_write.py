"""Segments written by many hands: folders of Parquet, in an order in which one country or group is read cheaply."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.records.errors import BadStore
from smoulder.records.event import EVENT_COLUMNS
from smoulder.store.events_manifest import Segment
from smoulder.store.events_segments import GROUP_ROWS, PART
from smoulder.store.spark.engine import spark_path
from smoulder.store.spark.translate import SPARK_TYPES, translated
from smoulder.store.sql import query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pyspark.sql import DataFrame, SparkSession

ROWS_ORDER = ("country", "dyad_id", "date_end", "id")
SIDES_ORDER = ("group_id", "country", "month")
EVENTS = ", ".join(f"`{name}` {SPARK_TYPES[kind]}" for name, kind in EVENT_COLUMNS.items())
_NAME = r"rows/([^/]+)\.parquet"


def read_rows(spark: SparkSession, place: str, segments: Sequence[Segment]) -> DataFrame:
    """The rows of segments: the columns of events, and the segment's name in `segment`."""
    from pyspark.sql import functions as f

    if not segments:
        return spark.createDataFrame([], f"{EVENTS}, segment string")
    files = [spark_path(f"{place}/rows/{one.name}.parquet") for one in segments]
    rows = read(spark, EVENTS, files)
    name = f.regexp_extract(f.col("_metadata.file_path"), _NAME, 1).alias("segment")
    return rows.select(*EVENT_COLUMNS, name)


def read(spark: SparkSession, schema: str, files: Sequence[str]) -> DataFrame:
    """Parquet of known types, so that no file is opened to find them."""
    return spark.read.schema(schema).option("recursiveFileLookup", "true").parquet(*files)


def write_segment(spark: SparkSession, place: str, rows: DataFrame, many: int, blank: Segment) -> Segment:
    """Write the two folders of a segment, and fill in what it holds; nobody sees them before the manifest names them.

    rows:   columns of events; many: how many there are.
    raises: BadStore where they are not all there afterwards.
    """
    from pyspark.sql import functions as f

    target = f"{place}/rows/{blank.name}.parquet"
    write_sorted(rows, target, ROWS_ORDER, many)
    written = read(spark, EVENTS, [spark_path(target)])
    written.createOrReplaceTempView("written")
    sides = spark.sql(translated(query("sides")))
    write_sorted(sides, f"{place}/sides/{blank.name}.parquet", SIDES_ORDER, 2 * many, GROUP_ROWS)
    month = f.year("date_end") * 12 + f.month("date_end") - 1
    found = written.agg(f.count("*"), f.collect_set("country"), f.min(month), f.max(month)).collect()[0]
    if found[0] != many:
        raise unseen(place)
    return Segment(
        name=blank.name,
        source=blank.source,
        vintage=blank.vintage,
        rows=int(found[0]),
        countries=tuple(sorted(found[1])),
        first=int(found[2]),
        last=int(found[3]),
    )


def write_sorted(
    rows: DataFrame, target: str, order: Sequence[str], many: int, together: int | None = None
) -> None:
    """Write rows in one order over all files of a folder, so that what is asked for lies in few places.

    many: about how many rows there are; together: how many of them are read together, None as Spark has it.
    """
    options: Mapping[str, str] = {} if together is None else {"parquet.block.row.count.limit": str(together)}
    parts = max(1, math.ceil(many / PART))
    placed = rows.coalesce(1) if parts == 1 else rows.repartitionByRange(parts, *order)
    placed.sortWithinPartitions(*order).write.options(**options).mode("error").parquet(plain_address(target))


def unseen(place: str) -> BadStore:
    """What to raise where machines of the cluster have written what is not to be seen here."""
    return BadStore(
        f"what the machines of the cluster wrote to {place} is not to be seen here; put the events in a folder that "
        "all of them and this one see under the same path, or at an address such as s3a://; nothing was changed"
    )


def plain_address(target: str) -> str:
    """A path or address to write to: one that Spark does not look for in the cluster's own file system."""
    return target if "://" in target else f"file://{Path(target).absolute().as_posix()}"
