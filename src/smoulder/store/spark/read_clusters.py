"""Near copies among all reports of a folder: the same clusters as on one machine, found by many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from smoulder.reading.near_copies import Member, bands, links, name_clusters
from smoulder.reading.rows import WHOLE
from smoulder.store.spark.read_job import Taking, work_whole
from smoulder.store.spark.read_output import CLUSTERS, READINGS, Piece, ReadingsFolder, hand_in, name_of_piece
from smoulder.store.spark.read_rows import write_table
from smoulder.store.spark.read_settled import last_rows

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

COLUMNS = {"sha256": "VARCHAR", "cluster": "VARCHAR"}
"""Of the table of clusters: a report, and the first report of its cluster."""
HERE = 1_000_000
"""Pairs of near copies that are joined up on the machine that asks; more are joined up by the cluster."""
_MEMBER = "sha256 string, published string, fingerprint string"
_PAIR = "first string, second string"
_PER_FILE = 1_000_000


def write_clusters(spark: SparkSession, folder: ReadingsFolder, reader: str, here: int = HERE) -> None:
    """Write which reports of a folder are near copies of each other, where that has changed.

    reader: what read the reports last. here: as `HERE`.
    raises: RuntimeError where Spark gives up; the folder is then as it was.
    """
    pieces = folder.pieces.values()
    whole = sum(one.counts.get("read", 0) for one in pieces if one.table == READINGS)
    standing = [one for one in pieces if one.table == CLUSTERS]
    if standing and all(one.counts["reports"] == whole and one.reader == reader for one in standing):
        return
    members = last_rows(spark, folder).where(f"item = '{WHOLE}'").select("sha256", "published", "fingerprint")
    found = clusters_of(members.persist(), here).persist()
    sizes = (
        found.groupBy("cluster")
        .count()
        .where("count > 1")
        .selectExpr("count(*) AS n", "sum(count) AS reports")
    )
    near = sizes.collect()[0]
    counts = {"reports": whole, "clusters": int(near["n"]), "copies": int(near["reports"] or 0)}
    taking = Taking(folder, lambda piece: None)
    place = taking.place

    def work(batches: Iterator[Any], task: int, attempt: int) -> None:  # Any: Arrow's batches
        import pyarrow as pa

        piece = Piece(name_of_piece(task), task, reader, table=CLUSTERS, counts=counts)
        held = list(batches)
        if held:
            write_table(f"{place}/{piece.draft}", pa.Table.from_batches(held), COLUMNS)
            hand_in(piece, place)

    work_whole(found.repartition(1 + whole // _PER_FILE), work)
    taking.take([one.name for one in standing])
    members.unpersist()
    found.unpersist()


def clusters_of(members: DataFrame, here: int = HERE) -> DataFrame:
    """The cluster of each report, as `near_copies.find_clusters` names it.

    members: rows with sha256, published, fingerprint. here: as `HERE`.
    returns: rows of `COLUMNS`.
    """
    from pyspark.sql import functions as F

    pairs = _pairs(members).distinct().persist()
    named = _named_here(members, pairs) if pairs.count() <= here else _named_there(members, pairs)
    whole = members.select("sha256").join(named, "sha256", "left")
    return whole.select("sha256", F.coalesce("cluster", "sha256").alias("cluster"))


def _pairs(members: DataFrame) -> DataFrame:
    """Pairs of near copies; only bands that several reports share are looked at with their fingerprints."""
    keys = members.select("sha256", "fingerprint").mapInArrow(_bands, "band string, sha256 string")
    shared = keys.groupBy("band").count().where("count > 1").select("band")
    met = keys.join(shared, "band").join(members, "sha256")
    return met.groupBy("band").applyInArrow(_links, _PAIR)


def _bands(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        rows = [
            (band, row["sha256"]) for row in batch.to_pylist() for band in bands(row["fingerprint"] or "")
        ]
        columns = [pa.array([row[at] for row in rows], pa.string()) for at in range(2)]
        yield pa.RecordBatch.from_arrays(columns, names=["band", "sha256"])


def _links(table: pa.Table) -> pa.Table:
    import pyarrow as pa

    pairs = links([_member(row) for row in table.to_pylist()])
    return pa.table({name: pa.array([pair[at] for pair in pairs], pa.string())
                     for at, name in enumerate(("first", "second"))})  # fmt: skip


def _member(row: dict[str, Any]) -> Member:  # Any: values of a row
    return Member(row["published"] or "", row["sha256"], row["fingerprint"] or "")


def _named_here(members: DataFrame, pairs: DataFrame) -> DataFrame:
    """Clusters of reports that have a copy, joined up on this machine."""
    import pyarrow as pa

    linked = [(row["first"], row["second"]) for row in pairs.collect()]
    ends = pairs.selectExpr("first AS sha256").union(pairs.selectExpr("second AS sha256")).distinct()
    known = members.join(ends, "sha256").select("sha256", "published").collect()
    named = name_clusters([Member(row["published"] or "", row["sha256"], "") for row in known], linked)
    table = pa.table({"sha256": pa.array(list(named), pa.string()),
                      "cluster": pa.array(list(named.values()), pa.string())})  # fmt: skip
    return members.sparkSession.createDataFrame(table, "sha256 string, cluster string")


def _named_there(members: DataFrame, pairs: DataFrame) -> DataFrame:
    """The same on the cluster: each report takes the earliest name among its copies', until none changes."""
    from pyspark.sql import functions as F

    both = pairs.union(pairs.select("second", "first")).distinct().toDF("sha256", "other").persist()
    # A name that sorts as reports do: by day, those without one last, then by digest.
    day = F.when(F.coalesce("published", F.lit("")) == "", F.lit("9999")).otherwise(F.col("published"))
    start = members.select("sha256", F.concat(day, F.lit(" "), F.col("sha256")).alias("name"))
    names = both.select("sha256").distinct().join(start, "sha256").localCheckpoint()
    while True:
        heard = both.join(names.toDF("other", "name"), "other").select("sha256", "name")
        fresh = names.union(heard).groupBy("sha256").agg(F.min("name").alias("name")).localCheckpoint()
        if not fresh.join(names.toDF("sha256", "old"), "sha256").where("name <> old").limit(1).count():
            return fresh.select("sha256", F.substring_index("name", " ", -1).alias("cluster"))
        names = fresh
