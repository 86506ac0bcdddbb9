"""An archive of files: every report by its file, its place there and a digest of its content."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from smoulder.reading.inputs import Source, sources_of, unreadable
from smoulder.store.spark.read_place import files_below, open_file, order_of, top_of

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

FILES = "file binary"
"""Names of files; as bytes, because a name on disk need not be text."""
PARTS = "file binary, begin long, place string, name string, sha256 string, trouble string"
"""Reports: where they begin in their file, and `place`, by which they sort as one machine would meet them."""
_FILES_AT_ONCE = 1000
"""Small files that one task looks through."""


class Files:
    """Texts, pages, feeds and archives of pages (contract: `read.Archive`).

    source:  a file, a folder or a pattern, as path or address; only its own folder is listed here, the folders below
             by the workers.
    raises:  BadReport where nothing is there.
    """

    def __init__(self, spark: SparkSession, source: str) -> None:
        self.found = _found_in(spark, *top_of(source))

    def texts_of(self, left: DataFrame) -> DataFrame:
        return left

    @staticmethod
    def sources(batches: Iterator[pa.RecordBatch]) -> Iterator[Source]:
        """The reports that rows of `PARTS` stand for, in their order; each file is opened once."""
        wanted: list[dict[str, object]] = []
        for batch in batches:
            for row in batch.to_pylist():
                if wanted and row["file"] != wanted[0]["file"]:
                    yield from _of_one_file(wanted)
                    wanted = []
                wanted.append(row)
        if wanted:
            yield from _of_one_file(wanted)


def _found_in(spark: SparkSession, files: list[str], folders: list[str]) -> DataFrame:
    """Every report of files, and of the files in folders, in rows of `PARTS`."""
    names = _names(spark, files)
    if folders:
        tasks = min(len(folders), 1000)
        names = names.union(_names(spark, folders).repartition(tasks).mapInArrow(_expand, FILES))
    names = names.persist()
    count = names.count()
    cores = spark.sparkContext.defaultParallelism
    tasks = min(max(1, count), max(4 * cores, count // _FILES_AT_ONCE))
    return names.repartition(tasks).mapInArrow(_parts, PARTS)


def _opened(file: str, begin: int = 0) -> Iterator[Source]:
    """The reports of a file, or one that tells why there are none."""
    try:
        with open_file(file) as held:
            yield from sources_of(file, held, begin)
    except OSError as reason:
        yield unreadable(file, reason)


def _readable(file: bytes) -> str:
    """A name as it is opened."""
    return os.fsdecode(file)


def _shown(name: str) -> str:
    """A name as it is written; where it is no text, a mark stands for what is none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _names(spark: SparkSession, some: list[str]) -> DataFrame:
    import pyarrow as pa

    return spark.createDataFrame(pa.table({"file": pa.array(map(os.fsencode, some), pa.binary())}), FILES)


def _expand(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    for batch in batches:
        for folder in batch.column("file").to_pylist():
            names = [os.fsencode(name) for name in files_below(_readable(folder))]
            yield pa.record_batch({"file": pa.array(names, pa.binary())})


def _parts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    columns = ("file", "begin", "place", "name", "sha256", "trouble")
    kinds = (pa.binary(), pa.int64(), pa.string(), pa.string(), pa.string(), pa.string())
    shape = pa.schema(list(zip(columns, kinds, strict=True)))
    for batch in batches:
        for file in batch.column("file").to_pylist():
            held: list[tuple[bytes, int, str, str, str, str]] = []
            for one in _opened(_readable(file)):
                place = f"{order_of(_shown(_readable(file)))}\0{one.begin + 1:020d}"
                held.append((file, one.begin, place, _shown(one.name), one.sha256, _shown(one.trouble)))
                if len(held) == _FILES_AT_ONCE:
                    yield _batch(held, shape)
                    held = []
            if held:
                yield _batch(held, shape)


def _batch(rows: list[tuple[bytes, int, str, str, str, str]], shape: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(
        [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), shape.types, strict=True)],
        schema=shape,
    )


def _of_one_file(rows: list[dict[str, object]]) -> Iterator[Source]:
    wanted = {int(str(row["begin"])): row for row in rows if not row["trouble"]}
    for row in rows:
        if row["trouble"]:
            yield Source(str(row["name"]), trouble=str(row["trouble"]))
    if not wanted:
        return
    file = _readable(rows[0]["file"])  # type: ignore[arg-type]
    for one in _opened(file, min(wanted)):
        if one.begin in wanted:
            row = wanted.pop(one.begin)
            source = Source(str(row["name"]), one.content, one.trouble)
            changed = f"{row['name']} has changed while it was read; read it again"
            yield (
                source
                if source.sha256 == row["sha256"] or one.trouble
                else Source(source.name, trouble=changed)
            )
        if not wanted:
            return
    for row in wanted.values():
        yield Source(
            str(row["name"]), trouble=f"{row['name']} has gone while the archive was read; read it again"
        )
