"""Which engine does the work: DuckDB here, or Spark on a cluster."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Annotated

import typer

from smoulder.cli.settings_file import SPARK, Written
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadSetting
from smoulder.store.spark.installed import check_installed
from smoulder.store.spark.master import check_master, stays_here

ENGINES = ("duckdb", "spark")

EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine", metavar="NAME", help="What does the work: duckdb on this machine, or spark [duckdb]."
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="Address of the Spark cluster, spark://HOST:7077 [this machine's cores].",
    ),
]


def choose_cluster(engine: str | None, master: str | None, written: Mapping[str, Written]) -> Cluster | None:
    """The cluster that does the work, None where it is done by DuckDB here.

    engine, master: as given with the command; None: the environment's, else those of the settings file.
    raises: BadSetting for another engine, a master without Spark, or a value that is no text or no address;
            MissingExtra where an option asks for Spark and it is not installed.
    """
    name, place = _text("engine", engine, written)
    if name not in ("", *ENGINES):
        raise BadSetting(f"{place} is {name!r}; write {' or '.join(ENGINES)}")
    address, _ = _text("master", master, written)
    if name == "spark":
        check_master(address)
        if engine or master:  # asked for with this command, which need not come to open a session
            check_installed()
        if stays_here(address):  # then Spark's page too listens to this machine alone
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        return Cluster(address, _conf(written))
    if master:
        raise BadSetting(f"--master {master} is for Spark; add --engine spark")
    return None


def _text(name: str, option: str | None, written: Mapping[str, Written]) -> tuple[str, str]:
    """A text from its option, the environment or the file, and where it was found."""
    if option is not None:
        return option.strip(), f"--{name}"
    variable = f"SMOULDER_{name.upper()}"
    if given := os.environ.get(variable):
        return given.strip(), f"environment variable {variable}"
    one = written.get(name, Written("", ""))
    if not isinstance(one.value, str):
        raise BadSetting(f"{one.place} is no text; write it in quotation marks")
    return one.value.strip(), one.place


def _conf(written: Mapping[str, Written]) -> tuple[tuple[str, str], ...]:
    """Spark's own settings, as Spark writes them."""
    own = {key: one for key, one in written.items() if key.startswith(f"{SPARK}.")}
    return tuple((key, _as_spark(one)) for key, one in sorted(own.items()))


def _as_spark(one: Written) -> str:
    if isinstance(one.value, bool):
        return str(one.value).lower()
    if not isinstance(one.value, str | int | float):
        raise BadSetting(f"{one.place} is {one.value!r}; write a text or a number")
    return str(one.value)
