"""An archive that is a table: Parquet with a column of texts, read by Spark itself wherever Spark can reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from smoulder.reading.inputs import Source
from smoulder.records.errors import BadReport
from smoulder.records.report import Report
from smoulder.store.spark.read_place import one_line

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import Column, DataFrame, SparkSession

TEXTS = ("text", "content", "body", "html")
"""Names by which the column of texts is found, where none is given."""
_BESIDE = {
    "address": ("address", "url", "link"),
    "published": ("published", "date", "published_date", "date_publish"),
    "title": ("title", "headline"),
}
"""Columns that say something of a report besides, by their usual names."""


class Table:
    """A Parquet file, a folder of them or a pattern (contract: `read.Archive`).

    source: path or address, as Spark opens it. text: the column of texts, '' for one of `TEXTS`.
    raises: BadReport where there is no such table or column.
    """

    def __init__(self, spark: SparkSession, source: str, text: str = "") -> None:
        from pyspark.errors import AnalysisException
        from pyspark.sql import functions as F

        place = source if "://" in source else f"file://{os.path.abspath(source)}"
        try:
            table = spark.read.parquet(place)
        except AnalysisException as reason:
            raise BadReport(
                f"{source} cannot be read as Parquet ({one_line(reason)}); check the path"
            ) from reason
        column, beside = _columns(source, table.columns, text)
        file = F.regexp_replace(F.col("_metadata.file_path"), "^file:/*", "/")
        row = F.col("_metadata.row_index")
        where = F.concat_ws("#", file, row.cast("string"))
        content = F.col(f"`{column}`").cast("binary")
        told = [_told(name, beside.get(name)).alias(name) for name in _BESIDE]
        rows = table.select(
            F.concat_ws("\0", file, F.lpad(row.cast("string"), 20, "0")).alias("place"),
            where.alias("where"), F.coalesce(content, F.lit(b"")).alias("content"), *told,
        )  # fmt: skip
        named = rows.withColumn(
            "name", F.when(F.col("address") != "", F.col("address")).otherwise(F.col("where"))
        )
        key = F.when(F.length("content") > 0, F.col("content")).otherwise(F.col("name").cast("binary"))
        self._rows = named.drop("where").withColumn("sha256", F.sha2(key, 256))
        self.found = self._rows.select("place", "sha256")

    def texts_of(self, left: DataFrame) -> DataFrame:
        return self._rows.join(left.select("place"), "place", "left_semi")

    @staticmethod
    def sources(batches: Iterator[pa.RecordBatch]) -> Iterator[Source]:
        for batch in batches:
            for row in batch.to_pylist():
                known = [row[name] or "" for name in _BESIDE]
                yield TableRow(row["name"], bytes(row["content"]), "", 0, *known)


@dataclass(frozen=True, slots=True)
class TableRow(Source):
    """A report from a row of a table, of which other columns say where and when it came out."""

    address: str = ""
    published: str = ""
    title: str = ""

    def open(self) -> Report:
        """What the text itself says goes before what stands beside it."""
        report = super(
            TableRow, self
        ).open()  # a class with slots is made anew, which a bare super() does not see
        more: dict[str, Any] = {}  # Any: values of fields
        if not report.published:
            with suppress(ValueError):
                more = {"published": date.fromisoformat(self.published[:10]), "published_from": "table"}
        more |= {"title": self.title} if self.title and not report.title else {}
        more |= {"address": self.address} if self.address and not report.address else {}
        return report.model_copy(update=more)


def _columns(source: str, found: list[str], text: str) -> tuple[str, dict[str, str]]:
    """The column of texts, and those that stand beside it."""
    known = {name.casefold(): name for name in found}
    wanted = (text,) if text else TEXTS
    column = next((known[name.casefold()] for name in wanted if name.casefold() in known), "")
    if not column:
        told = f"no column {text!r}" if text else "no column of texts by a usual name"
        raise BadReport(f"{source} has {told}; name one of its columns with --text: {', '.join(found)}")
    beside = {
        what: known[name]
        for what, names in _BESIDE.items()
        for name in reversed(names)
        if name in known and known[name] != column
    }
    return column, beside


def _told(name: str, column: str | None) -> Column:
    from pyspark.sql import functions as F

    return F.coalesce(F.col(f"`{column}`").cast("string"), F.lit("")) if column else F.lit("")
