"""GDELT 2.0 event exports, cut to attacks with an armed group or a military in them."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.countries import Countries
from smoulder.reading.group_ids import match_groups, write_matches
from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.opening import take_out
from smoulder.reading.plain_text import to_utf8
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData, NoCountry

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

VINTAGE = "2.0"
"""GDELT adds rows and does not revise them, so that all its files are pieces of one release."""
FIELDS = 61
_OTHERS = {57: "GDELT 1.0", 58: "GDELT 1.0", 16: "GDELT's mentions", 27: "GDELT's knowledge graph"}
COLUMNS = frozenset(
    {
        *("row", "trouble", "source", "vintage", "id", "kind", "side_a_id", "side_a", "side_b_id", "side_b"),
        *("country", "adm_1", "where_prec", "latitude", "longitude", "date_start", "date_end", "sources"),
    }
)


def read_gdelt(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> Staged:
    """Stage a GDELT 2.0 event export (contract: `intake.EventReader`).

    returns: events without deaths. A file covers no month by itself: it is a quarter of an hour.
    raises:  BadData where the file is none, or holds no such event.
    """
    table, notes = take_out(path, work)
    table, note = to_utf8(table, work)
    _check_width(table, path.name)
    engine.execute(query_text("gdelt_macros"))
    engine.execute(query_text("gdelt_rows"), {"path": str(table)})
    share = _share(engine, path.name)
    _country_table(engine)
    _actor_table(engine, load_registry(options.own))
    engine.execute(query_text("check_macros"))
    vintage = options.vintage or VINTAGE
    engine.execute(f"create or replace temp table staged as {query_text('gdelt')}", {"vintage": vintage})
    return Staged(
        columns=COLUMNS,
        first_row=None,
        assumptions=tuple(filter(None, (*notes, note, *share))),
        whole=False,
        names={"date_start": "SQLDATE", "latitude": "ActionGeo_Lat", "longitude": "ActionGeo_Long"},
    )


def _check_width(table: Path, shown: str) -> None:
    """raises: BadData where the first row is none of an event export."""
    with table.open(encoding="utf-8") as file:
        first = file.readline(4_000_000)
    width = first.rstrip("\n").count("\t") + 1
    if width != FIELDS:
        what = (
            f"this is {_OTHERS[width]}"
            if width in _OTHERS
            else f"its first row has {width} fields, not {FIELDS}"
        )
        raise BadData(f"{shown} is no event export of GDELT 2.0: {what}; give a file …export.CSV.zip")
    if not first.split("\t", 1)[0].isdigit():
        raise BadData(f"{shown} begins with a header, which GDELT's own files have not; remove its first row")


def _share(engine: duckdb.DuckDBPyConnection, shown: str) -> tuple[str, ...]:
    """What share of the rows is kept, and why the others are not."""
    counts = dict(
        engine.execute(
            "select coalesce(left_out, ''), count(*) from gdelt_rows group by all order by 2 desc, 1"
        ).fetchall()
    )
    kept, every = counts.pop("", 0), sum(counts.values())
    every += kept
    counts.pop("broken", None)
    why = ", ".join(f"{reason} {count:,}" for reason, count in counts.items())
    if not kept:
        raise BadData(
            f"{shown} holds no attack with an armed group or a military in it ({why}); load another file"
        )
    return (
        f"kept {kept:,} of {every:,} rows ({kept / every:.1%}): assault, fight or mass violence with an armed "
        f"group or a military in it; left out: {why or 'none'}",
        "GDELT counts reports and no deaths; one event can stand in several rows; its names of actors are kept "
        "only where they are a known group's",
    )


def _country_table(engine: duckdb.DuckDBPyConnection) -> None:
    """Make the table `fips`: FIPS 10-4 code, and the country as UCDP names it."""
    known = Countries()
    text = (files("smoulder.reading") / "fips.csv").read_text(encoding="utf-8")
    rows = []
    for row in csv.DictReader(text.splitlines()):
        try:
            rows.append((row["code"], known.country(row["country"])))
        except NoCountry:
            rows.append((row["code"], row["country"]))
    engine.execute("create or replace temp table fips (code varchar, country varchar)")
    engine.executemany("insert into fips values (?, ?)", rows)


def _actor_table(engine: duckdb.DuckDBPyConnection, registry: Registry) -> None:
    """Make the tables `actor_ids`, of armed actors, and `shown_groups`: a group's id and its name."""
    pairs = engine.execute(
        """select distinct name, country from (
            select name1 as name, fips from gdelt_rows where left_out is null and role1 = 'armed'
            union select name2, fips from gdelt_rows where left_out is null and role2 = 'armed'
        ) as armed join fips on code = fips where name is not null"""
    ).fetchall()
    matched = match_groups(pairs, registry)
    write_matches(engine, matched)
    engine.execute("create or replace temp table shown_groups (id integer, shown varchar)")
    for group_id in {one.group_id for one in matched if one.group_id is not None}:
        engine.execute("insert into shown_groups values (?, ?)", [group_id, registry.group(group_id).name])
