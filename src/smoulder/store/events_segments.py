"""Rows into files that never change: new ones for what a load brings, new ones for what it replaces."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.records.event import EVENT_COLUMNS, Coverage
from smoulder.store.engine_duckdb import pattern_of
from smoulder.store.events_manifest import Manifest, Segment
from smoulder.store.sql import loading_query, query, sql_text

if TYPE_CHECKING:
    import duckdb

GROUP_ROWS = 20_000
"""Rows of `sides` that are read together: about what the most active group has in a full release."""

PART = 600_000
"""Rows that are sorted together: half as much again as a full release, and about half a GB."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a load does: the segments after it, and how many rows it adds, replaces and finds unchanged."""

    segments: tuple[Segment, ...]
    added: int
    replaced: int
    unchanged: int


def store_rows(
    engine: duckdb.DuckDBPyConnection, folder: Path, work: Path, manifest: Manifest, rows: int
) -> Change:
    """Write the files for `incoming`; nobody sees them before the manifest names them.

    rows: of the file, sound or not; a large one is written in parts, which are sorted in memory one by one.
    """
    pairs = engine.execute("select distinct source, vintage from incoming order by all").fetchall()
    segments = list(manifest.segments)
    totals = {"added": 0, "replaced": 0, "unchanged": 0}
    for number, (source, vintage) in enumerate(pairs):
        held = [one for one in segments if (one.source, one.vintage) == (source, vintage)]
        name = segment_name(source, vintage, manifest.generation + 1, number)
        rules = [] if len(pairs) == 1 else [_is(source, vintage)]
        if held:
            counts = _compare(engine, folder, held, source, vintage)
            totals = {what: totals[what] + counts.get(what, 0) for what in totals}
            segments = _without_replaced(engine, folder, work, segments, held, name)
            if counts.get("added", 0) + counts.get("replaced", 0) == 0:
                continue
            rules.append("id in (select id from fresh)")
        for start in range(0, rows, PART):
            part = [*rules, f"pos between {start} and {start + PART - 1}"] if rows > PART else rules
            chosen = f"select {', '.join(EVENT_COLUMNS)} from incoming where {' and '.join(part) or 'true'}"
            if rows > PART and not _count(engine, f"from ({chosen} limit 1)"):
                continue
            blank = Segment(f"{name}.{start // PART}", source, vintage, 0, (), 0, 0)
            made = _write(engine, folder, work, chosen, blank)
            totals["added"] += 0 if held else made.rows
            segments.append(made)
    return Change(tuple(segments), **totals)


def count_superseded(
    engine: duckdb.DuckDBPyConnection, folder: Path, manifest: Manifest, coverage: Sequence[Coverage]
) -> int:
    """Candidate rows held before in whose months a final release now stands."""
    spans = {(one.source, one.vintage): one.final for one in (*manifest.coverage, *coverage)}
    old = [one for one in manifest.segments if not spans.get((one.source, one.vintage), True)]
    rule = under_final(coverage)
    if not old or not rule:
        return 0
    found = engine.execute(f"select count(*) from {_rows_of(folder, old)} where {rule}").fetchall()
    return int(found[0][0])


def under_final(coverage: Sequence[Coverage]) -> str:
    """The condition of rows that lie in a month and country which a final release covers, '' where none does."""
    rules = []
    for one in coverage:
        if one.final:
            months = f"year(date_end) * 12 + month(date_end) - 1 between {one.first} and {one.last}"
            named = f" and country in ({', '.join(map(sql_text, one.countries))})" if one.countries else ""
            rules.append(f"({months}{named})")
    return " or ".join(rules)


def segment_name(source: str, vintage: str, generation: int, number: int) -> str:
    """A name for a new segment, fit for a file.

    >>> segment_name("ucdp", "26.1", 3, 0)
    'ucdp-26.1-000003-0'
    """
    plain = re.sub(r"[^0-9A-Za-z.-]+", "_", f"{source}-{vintage}")
    return f"{plain}-{generation:06d}-{number}"


def _compare(
    engine: duckdb.DuckDBPyConnection, folder: Path, held: Sequence[Segment], source: str, vintage: str
) -> dict[str, int]:
    """Make `fresh` (ids to write) and `gone` (ids to take out of held files); count rows by what they are."""
    engine.execute(f"create or replace temp view held as select * from {_rows_of(folder, held)}")
    sql = loading_query("compare")
    for side in ("incoming", "held"):
        sql = sql.replace(f"{{{side}_columns}}", ", ".join(f"{side}.{name}" for name in EVENT_COLUMNS))
    engine.execute(f"create or replace temp table compared as {sql}", {"source": source, "vintage": vintage})
    engine.execute("create or replace temp table fresh as select id from compared where what <> 'unchanged'")
    engine.execute("create or replace temp table gone as select id from compared where what = 'replaced'")
    counts = engine.execute("select what, count(*) from compared group by what").fetchall()
    return {str(what): int(count) for what, count in counts}


def _without_replaced(
    engine: duckdb.DuckDBPyConnection,
    folder: Path,
    work: Path,
    segments: list[Segment],
    held: Sequence[Segment],
    name: str,
) -> list[Segment]:
    """The segments with the replaced rows left out: files that hold some are written anew under another name."""
    result = []
    for number, one in enumerate(segments):
        rows = _rows_of(folder, [one])
        if one not in held or not _count(engine, f"from {rows} semi join gone using (id)"):
            result.append(one)
            continue
        if left := _count(engine, f"from {rows} anti join gone using (id)"):
            made = replace(one, name=f"{name}-{number}", rows=left)
            result.append(
                _write(engine, folder, work, f"select * from {rows} anti join gone using (id)", made)
            )
    return result


def _write(
    engine: duckdb.DuckDBPyConnection, folder: Path, work: Path, chosen: str, segment: Segment
) -> Segment:
    """Write the two files of a segment, and fill in what it holds."""
    rows = work / f"{segment.name}.rows.parquet"
    sides = work / f"{segment.name}.sides.parquet"
    engine.execute(
        f"copy ({chosen} order by country, dyad_id, date_end, id) to {quoted(rows)} (format parquet)"
    )
    written = f"read_parquet({quoted(rows)})"
    engine.execute(f"create or replace temp view written as select * from {written}")
    engine.execute(
        f"""copy (select * from ({query("sides")}) as seen order by group_id, country, month)
        to {quoted(sides)} (format parquet, row_group_size {GROUP_ROWS})"""
    )
    for draft, place in ((rows, "rows"), (sides, "sides")):
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(draft, folder / place / f"{segment.name}.parquet")
    written = _rows_of(folder, [segment])
    countries = engine.execute(f"select distinct country from {written} order by 1").fetchall()
    month = "year({0}(date_end)) * 12 + month({0}(date_end)) - 1"
    count, first, last = engine.execute(
        f"select count(*), {month.format('min')}, {month.format('max')} from {written}"
    ).fetchall()[0]
    return replace(
        segment,
        rows=int(count),
        countries=tuple(str(one[0]) for one in countries),
        first=int(first),
        last=int(last),
    )


def _rows_of(folder: Path, segments: Sequence[Segment]) -> str:
    listed = ", ".join(quoted(pattern_of(folder / "rows" / f"{one.name}.parquet")) for one in segments)
    return f"read_parquet([{listed}])"


def _is(source: str, vintage: str) -> str:
    return f"source = {sql_text(source)} and vintage = {sql_text(vintage)}"


def _count(engine: duckdb.DuckDBPyConnection, source: str) -> int:
    return int(engine.execute(f"select count(*) {source}").fetchall()[0][0])
