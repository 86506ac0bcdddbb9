"""What a folder of readings holds of each report, and which reports need not be looked at again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from smoulder.reading.archive import Filters
from smoulder.reading.rows import LAST
from smoulder.reading.shares import Shares, count_shares
from smoulder.store.spark.read_output import CLUSTERS, READINGS, ReadingsFolder
from smoulder.store.spark.read_place import open_file

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

LAST_ROWS = (
    "piece int, sha256 string, report string, item string, kind string, published string, language string, "
    "fingerprint string"
)
"""The last row of each report; `piece` counts in the order in which files were taken in."""


def last_rows(spark: SparkSession, folder: ReadingsFolder, reader: str = "") -> DataFrame:
    """The last row of each report in a folder, which says what became of it, as `LAST_ROWS`.

    reader: only what it has read, where one is named.
    """
    import pyarrow as pa

    pieces = [
        (number, folder.place(one.file))
        for number, one in enumerate(folder.pieces.values())
        if one.table == READINGS and reader in ("", one.reader)
    ]
    kinds = {"piece": pa.int32(), "file": pa.string()}
    table = pa.table(
        {name: pa.array([one[at] for one in pieces], kind) for at, (name, kind) in enumerate(kinds.items())}
    )
    tasks = max(1, min(len(pieces), 4 * spark.sparkContext.defaultParallelism))
    files = spark.createDataFrame(table, "piece int, file string")
    return files.repartition(tasks).mapInArrow(_last_rows, LAST_ROWS)


def settled(spark: SparkSession, folder: ReadingsFolder, reader: str, filters: Filters) -> DataFrame:
    """Digests of the reports that need not be looked at again by a reader with some filters."""

    def keys(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            rows = batch.to_pylist()
            kept = [row["sha256"] for row in rows if filters.settles(row["item"], row["kind"] or "")]
            yield pa.record_batch({"sha256": pa.array(kept, pa.string())})

    return last_rows(spark, folder, reader).mapInArrow(keys, "sha256 string")


def shares_in(spark: SparkSession, folder: ReadingsFolder) -> Shares:
    """What became of all reports of a folder, and how many clusters of near copies are in it."""
    counted = last_rows(spark, folder).groupBy("item", "kind", "language").count().collect()
    rows = [(row["item"], row["kind"] or "", row["language"] or "", int(row["count"])) for row in counted]
    near = next((one.counts for one in folder.pieces.values() if one.table == CLUSTERS), {})
    shares = count_shares(rows, ())
    return replace(shares, clusters=near.get("clusters", 0), copies=near.get("copies", 0))


def _last_rows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.parquet import read_table

    columns = ["sha256", "report", "item", "kind", "published", "language", "fingerprint"]
    for row in (row for batch in batches for row in batch.to_pylist()):
        with open_file(row["file"]) as held:
            table = read_table(held, columns=columns)
        last = table.filter(pc.is_in(table["item"], value_set=pa.array(LAST)))
        piece = pa.array([row["piece"]] * last.num_rows, pa.int32())
        whole = pa.table([piece, *(last[name] for name in columns)], names=["piece", *columns])
        yield from whole.to_batches()
