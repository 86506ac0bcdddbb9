"""Rows of many files as if the files had been loaded one after the other: which count, and what each was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.records.event import EVENT_COLUMNS, LoadReport
from smoulder.store.events_manifest import Manifest
from smoulder.store.events_segments import under_final
from smoulder.store.spark.translate import translated
from smoulder.store.sql import sql_text

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

KEY = ["source", "vintage", "id"]
HELD = -1
"""The number of the file of rows that the store holds already: they come before those of all files."""
_AT_ONCE = 200
"""Files whose superseded rows are counted in one query."""

Part = tuple[str, str]
"""Source and vintage."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What the rows of a load were.

    what:  by number of the file and 'added', 'replaced' or 'unchanged'.
    fresh: rows to be written, by source and vintage; whole: those of which every row that came is written.
    gone:  rows to be left out, by the segment that holds them.
    """

    what: Mapping[tuple[int, str], int]
    fresh: Mapping[Part, int]
    whole: frozenset[Part]
    gone: Mapping[str, int]


def turns(incoming: DataFrame, held: DataFrame) -> DataFrame:
    """Each time that an id is said, in the order of the files, and what that was to the store before it.

    incoming: columns of events and `file`, its number; held: columns of events and `segment`.
    returns:  `file`, the key, `segment`, `what`, `last` (nothing is said of the id after it) and `changed` (something
              new was said of the id in one of the files).
    """
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    content = f.xxhash64(*_told_apart()).alias("content")
    ids = incoming.select(*KEY).distinct()
    old = held.select(f.lit(HELD).alias("file"), *KEY, "segment", content).join(ids, KEY, "left_semi")
    new = incoming.select("file", *KEY, f.lit(None).cast("string").alias("segment"), content)
    own = Window.partitionBy(*KEY)
    order = own.orderBy("file")
    what = (
        f.when(f.col("file") == HELD, "held")
        .when(f.lag("file").over(order).isNull(), "added")
        .when(f.lag("content").over(order) == f.col("content"), "unchanged")
        .otherwise("replaced")
    )
    said = new.unionByName(old).withColumn("what", what)
    return said.select(
        "file",
        *KEY,
        "segment",
        "what",
        f.lead("file").over(order).isNull().alias("last"),
        f.max(f.col("what").isin("added", "replaced")).over(own).alias("changed"),
    )


def count(turned: DataFrame) -> Counts:
    """Add up what `turns` gave; only counts leave the cluster."""
    from pyspark.sql import functions as f

    came = f.col("file") != HELD
    by_file = turned.where(came).groupBy("file", "source", "vintage", "what").count().collect()
    written = turned.where(came & f.col("last") & f.col("changed")).groupBy("source", "vintage").count()
    gone = turned.where(~came & f.col("changed")).groupBy("segment").count().collect()
    what: dict[tuple[int, str], int] = {}
    came_at_all: dict[Part, int] = {}
    for file, source, vintage, word, number in by_file:
        what[(file, word)] = what.get((file, word), 0) + number
        came_at_all[(source, vintage)] = came_at_all.get((source, vintage), 0) + number
    fresh = {(source, vintage): number for source, vintage, number in written.collect()}
    whole = frozenset(one for one, number in fresh.items() if came_at_all[one] == number)
    return Counts(what, fresh, whole, dict(gone))


def fresh_rows(incoming: DataFrame, turned: DataFrame, part: Part, whole: bool) -> DataFrame:
    """The rows of a source and vintage that a load writes: of each id that is new or changed, the last that came."""
    from pyspark.sql import functions as f

    own = (f.col("source") == part[0]) & (f.col("vintage") == part[1])
    rows = incoming.where(own)
    if not whole:
        chosen = turned.where(own & (f.col("file") != HELD) & f.col("last") & f.col("changed"))
        rows = rows.join(chosen.select("file", *KEY), ["file", *KEY], "left_semi")
    return rows.select(*EVENT_COLUMNS)


def left_rows(held: DataFrame, turned: DataFrame) -> DataFrame:
    """Rows of segments that stay as they are, without those that give way."""
    from pyspark.sql import functions as f

    gone = turned.where((f.col("file") == HELD) & f.col("changed")).select(*KEY)
    return held.join(gone, KEY, "left_anti").select(*EVENT_COLUMNS)


def superseded(
    manifest: Manifest, reports: Sequence[LoadReport], parts: Sequence[Sequence[Part]], rows: DataFrame
) -> list[int]:
    """For each file, the candidate rows before it in whose months a final release of it now stands.

    parts: sources and vintages of each file.
    rows:  of what came and what is held: the columns of events, and `file`.
    """
    rules = _rules(manifest, reports, parts)
    if not any(rules):
        return [0] * len(rules)
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    old = sorted({one for rule in rules if rule for one in rule[0]})
    order = Window.partitionBy(*KEY).orderBy("file")
    states = rows.where(_condition(" or ".join(map(_is, old)))).select(*KEY, "file", "country", "date_end")
    states = states.withColumn("later", f.lead("file").over(order))
    found = [0] * len(rules)
    asked = [number for number, rule in enumerate(rules) if rule]
    for start in range(0, len(asked), _AT_ONCE):
        some = asked[start : start + _AT_ONCE]
        sums = [f.sum(_standing(number, *rules[number])).alias(f"n{number}") for number in some]  # type: ignore[misc]
        row = states.agg(*sums).first()
        for place, number in enumerate(some):
            found[number] = int((row[place] if row else 0) or 0)
    return found


def _rules(
    manifest: Manifest, reports: Sequence[LoadReport], parts: Sequence[Sequence[Part]]
) -> list[tuple[list[Part], str] | None]:
    """For each file, the candidate parts that are held before it and what a final release of it covers."""
    known = {(one.source, one.vintage): one.final for one in manifest.coverage}
    there = {(one.source, one.vintage) for one in manifest.segments}
    found: list[tuple[list[Part], str] | None] = []
    for report, own in zip(reports, parts, strict=True):
        known |= {(one.source, one.vintage): one.final for one in report.coverage}
        old = sorted(one for one in there if not known.get(one, True))
        rule = under_final(report.coverage)
        found.append((old, rule) if old and rule else None)
        there |= set(own)
    return found


def _standing(number: int, old: Sequence[Part], rule: str) -> Column:
    """1 for a row that the store holds before a file, of a candidate, where a final release of the file stands."""
    before = f"file < {number} and (later is null or later >= {number})"
    return _condition(f"case when {before} and ({' or '.join(map(_is, old))}) and ({rule}) then 1 else 0 end")


def _condition(sql: str) -> Column:
    """An expression of DuckDB's dialect for Spark."""
    from pyspark.sql import functions as f

    return f.expr(translated(f"select {sql}").removeprefix("SELECT "))


def _is(part: Part) -> str:
    return f"(source = {sql_text(part[0])} and vintage = {sql_text(part[1])})"


def _told_apart() -> list[Column]:
    """All that a row says, with a mark for what it leaves open: Spark's hash passes over nulls."""
    from pyspark.sql import functions as f

    return [one for name in EVENT_COLUMNS for one in (f.col(name).isNull(), f.col(name))]
