"""`smoulder read --engine spark`: an archive read by a cluster into a folder of tables."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from smoulder.cli.read_failures import SOME_FAILED, tell_failures
from smoulder.cli.terminal import progress, say
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting

if TYPE_CHECKING:
    from smoulder.cli.read_folder import Reader
    from smoulder.store.spark.read import Done

TextColumn = Annotated[
    str,
    typer.Option(
        "--text",
        metavar="COLUMN",
        help="The column of a Parquet table that holds the texts, for Spark [text].",
    ),
]


def for_spark(engine: str | None, out: str | None) -> bool:
    """Whether Spark is to read, where the settings name it: it writes folders, and a single report is read here."""
    return engine is not None or (out is not None and not PurePath(out).suffix)


def read_on_spark(source: str, out: str | None, reader: Reader, cluster: Cluster, text: str) -> None:
    """Read an archive into a folder.

    raises: BadSetting where no folder is named or what is asked cannot be done there; MissingExtra.
    """
    if out is None or PurePath(out).suffix == ".parquet":
        raise BadSetting(
            "Spark writes readings to a folder that all its machines see; name it with --out DIR"
        )
    if source == "-":
        raise BadSetting("Spark reads no pipe; name a folder or a file that all its machines see")
    if reader.model is not None:
        raise BadSetting("a language model does not read on Spark; leave out --model, or --engine spark")
    done = _read(source, out, reader, cluster, text)
    tell_failures(done.failed, done.counts.get("failed", 0))
    say(f"Readings: {out} ({words(done)})")
    if done.shares.total:
        say(f"The folder: {done.shares.words(reader.filters)}")
    if done.counts.get("failed"):
        raise typer.Exit(SOME_FAILED)


def words(done: Done) -> str:
    """What a run has done so far, in words."""
    failed, read = done.counts.get("failed", 0), done.counts.get("read", 0)
    over = done.total - read - failed
    counts = ((done.known, "read before"), (over, "passed over"), (failed, "could not be read"))
    return ", ".join([f"{read:,} reports read", *(f"{count:,} {what}" for count, what in counts if count)])


def _read(source: str, out: str, reader: Reader, cluster: Cluster, text: str) -> Done:
    import time

    from smoulder.reading.own_groups import read_own_groups
    from smoulder.reading.parser import load_parser
    from smoulder.store.spark.session import spark_session
    from smoulder.store.spark.told import telling

    # a worker has a working folder of its own
    source, out = (one if "://" in one else os.path.abspath(one) for one in (source, out))
    own = read_own_groups(reader.data)
    load_parser(reader.parser)
    spark = spark_session(cluster)
    from smoulder.store.spark.read import open_archive, read_archive
    from smoulder.store.spark.read_output import ReadingsFolder
    from smoulder.store.spark.read_worker import Reading

    if page := spark.sparkContext.uiWebUrl:
        say(f"Spark's own page: {page}")
    how = Reading(own, reader.parser, reader.name, reader.filters)
    began = time.monotonic()
    with telling(), closing(ReadingsFolder(out)) as folder, progress("Looking for reports") as tell:

        def told(done: Done) -> None:
            rate = done.total / max(time.monotonic() - began, 1e-9)
            tell(f"{words(done)}, {done.total:,} of {done.of:,}, {rate:,.1f} a second")

        folder.start()
        return read_archive(open_archive(spark, source, text), folder, how, told)
