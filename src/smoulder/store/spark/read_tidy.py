"""A folder of readings kept clean: of a report that was read again, the later reading stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from smoulder.reading.archive import Filters
from smoulder.reading.rows import COLUMNS, FOR_NOW, LAST
from smoulder.store.spark.read_job import Taking, work_whole
from smoulder.store.spark.read_output import READINGS, Piece, ReadingsFolder, hand_in, name_of_piece
from smoulder.store.spark.read_place import open_file
from smoulder.store.spark.read_rows import write_table
from smoulder.store.spark.read_settled import last_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def tidy(
    spark: SparkSession, folder: ReadingsFolder, before: list[Piece], reader: str, filters: Filters
) -> None:
    """Take out what a run has read again.

    before:  the pieces that stood at its beginning. reader, filters: what it read by.
    raises:  RuntimeError where Spark gives up; the folder is then as it was.
    """
    # a round that was taken up again can have doubled what failed for now, in the first run too
    if not any(_may_be_read_again(one, reader, filters) for one in folder.pieces.values()):
        return
    stale = _stale(last_rows(spark, folder), _numbers(folder, before)).persist()
    pieces = list(folder.pieces.values())
    touched = [pieces[row["piece"]] for row in stale.select("piece").distinct().collect()]
    if touched:
        taking = Taking(folder, lambda piece: None)
        place, held = taking.place, {number: one for number, one in enumerate(pieces) if one in touched}
        files = {number: folder.place(one.file) for number, one in held.items()}

        def work(batches: Iterator[Any], task: int, attempt: int) -> None:  # Any: Arrow's batches
            gone: dict[int, set[str]] = {}
            for row in (row for batch in batches for row in batch.to_pylist()):
                gone.setdefault(row["piece"], set()).add(row["sha256"])
            for number, digests in gone.items():
                _without(held[number], number, files[number], digests, place)

        work_whole(stale.repartition(min(len(touched), 1000), "piece"), work)
        taking.take([one.name for one in touched])
    stale.unpersist()


def _may_be_read_again(piece: Piece, reader: str, filters: Filters) -> bool:
    if piece.table != READINGS:
        return False
    others = [] if filters.language else ["other language"]
    others += [] if filters.about else ["not about conflict"]
    return piece.reader != reader or any(piece.counts.get(one) for one in (FOR_NOW, *others))


def _numbers(folder: ReadingsFolder, some: list[Piece]) -> list[int]:
    names = {one.name for one in some}
    return [number for number, name in enumerate(folder.pieces) if name in names]


def _stale(rows: DataFrame, before: list[int]) -> DataFrame:
    """Piece and digest of what a later piece holds too, and of what failed for then and was met again by its name."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    latest = F.max("piece").over(Window.partitionBy("sha256"))
    known = rows.select("piece", "sha256", "kind", "report").withColumn("latest", latest)
    # Where a file has been mended its content has another digest; one of another archive was not tried by this run.
    tried = known.where((F.col("kind") == FOR_NOW) & F.col("piece").isin(before))
    own = known.where(~F.col("piece").isin(before))
    names = F.array("report", F.regexp_replace("report", "#.*$", ""))
    met = tried.join(own.select(F.explode(names).alias("report")), "report", "left_semi")
    doubled = known.where(F.col("piece") < F.col("latest"))
    return doubled.select("piece", "sha256").union(met.select("piece", "sha256")).distinct()


def _without(piece: Piece, number: int, file: str, gone: set[str], place: str) -> None:
    """Write a piece again without some of its reports; nothing, where none is left."""
    import pyarrow as pa
    import pyarrow.compute as pc
    from pyarrow.parquet import read_table

    with open_file(file) as held:
        table = read_table(held, columns=list(COLUMNS))
    kept = table.filter(pc.invert(pc.is_in(table["sha256"], value_set=pa.array(sorted(gone), pa.string()))))
    if not kept.num_rows:
        return
    last = kept.filter(pc.is_in(kept["item"], value_set=pa.array(LAST))).select(["item", "kind"]).to_pylist()
    whole = replace(piece, name=name_of_piece(number), task=number, counts=_counts(last), failed=())
    write_table(f"{place}/{whole.draft}", kept, COLUMNS)
    hand_in(whole, place)


def _counts(last: list[dict[str, str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in last:
        became = {"report": "read", "failure": "failed"}.get(row["item"], row["kind"])
        counts[became] = counts.get(became, 0) + 1
        if row["kind"] == FOR_NOW:
            counts[FOR_NOW] = counts.get(FOR_NOW, 0) + 1
    return counts
