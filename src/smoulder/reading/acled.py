"""ACLED exports: the API's CSV and JSON, Excel, and the older set of columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.acled_json import json_to_csv
from smoulder.reading.columns import match_columns, require
from smoulder.reading.country_names import country_table
from smoulder.reading.csv_table import text_view
from smoulder.reading.group_ids import match_groups, write_matches
from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.opening import open_table, take_out
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData
from smoulder.records.event import Coverage
from smoulder.records.month import month_of, parse_day

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("event_id_cnty", "event_id_no_cnty", "data_id"),
    "event_date": ("event_date",),
    "time_precision": ("time_precision", "time_prec"),
    "event_type": ("event_type",),
    "actor1": ("actor1", "actor_1"),
    "inter1": ("inter1", "inter_1"),
    "actor2": ("actor2", "actor_2"),
    "inter2": ("inter2", "inter_2"),
    "civilian_targeting": ("civilian_targeting",),
    "country": ("country",),
    "adm_1": ("admin1", "admin_1"),
    "adm_2": ("admin2", "admin_2"),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "geo_precision": ("geo_precision", "geo_prec"),
    "reports": ("source",),
    "fatalities": ("fatalities",),
    "timestamp": ("timestamp",),
}
"""What ACLED has called each column; the best name first. Notes, tags and associated actors are not read."""
CODES = ("inter1", "inter2", "time_precision", "geo_precision")
NEEDED = ("id", "event_date", "event_type", "actor1", "actor2", "country", "fatalities")
THEIRS = {"best": "fatalities", "date_start": "event_date", "kind": "event_type", "side_a": "actor1"}
COLUMNS = frozenset(
    {
        *("row", "trouble", "source", "vintage", "id", "kind", "side_a_id", "side_a", "side_b_id", "side_b"),
        *("country", "adm_1", "adm_2", "where_prec", "latitude", "longitude", "date_start", "date_end"),
        *("date_prec", "sources", "best"),
    }
)
KEPT = "battles, explosions and violence against civilians"


def read_acled(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> Staged:
    """Stage an ACLED export (contract: `intake.EventReader`).

    raises: BadData where the file cannot be read, lacks a column that matters, counts events once per actor,
            or does not say when it was exported.
    """
    table, notes = take_out(path, work)
    if table.suffix.lower() == ".json":
        table, more = json_to_csv(table, path.name, work)
        notes = (*notes, *more)
    opened = open_table(engine, table, work, options.careful)
    places = match_columns(opened.header, NAMES)
    if "actor2" not in places and "actor1" in places:
        raise BadData(f"{path.name} has one actor a row and so each event twice; export it with both actors")
    require(places, {ours: NAMES[ours] for ours in NEEDED}, opened.header, path.name)
    fields = {ours: _cell(ours, places[ours]) if ours in places else "null" for ours in NAMES}
    fields |= {"row": opened.row, "trouble": opened.trouble}
    engine.execute(f"create or replace temp table acled_rows as select {text_view(fields)} from file")
    vintage = _vintage(engine, path, options)
    unknown = country_table(engine, "acled_rows", "country")
    nameless = _actor_table(engine, load_registry(options.own))
    engine.execute(query_text("check_macros"))
    engine.execute(query_text("acled_macros"))
    staged = query_text("acled").replace("$vintage", f"'{vintage}'")
    engine.execute(f"create or replace temp table staged as {staged}")
    notes = (*notes, *opened.notes, _share(engine, path), *_assumed(unknown, nameless))
    return Staged(
        columns=COLUMNS,
        first_row=None,
        assumptions=tuple(filter(None, notes)),
        coverage=() if options.coverage else _coverage(engine, source, options, vintage),
        month_first=False,
        names=THEIRS,
    )


def _cell(ours: str, place: int) -> str:
    """A field as SQL. Tables saved again by R have NA for nothing, those by pandas 2.0 for the code 2."""
    cell = f"case when trim(f{place}) <> 'NA' then f{place} end"
    return f"regexp_replace({cell}, '[.]0$', '')" if ours in CODES else cell


def _vintage(engine: duckdb.DuckDBPyConnection, path: Path, options: ReadOptions) -> str:
    """The day of the last change in the file, unless the user gives the day of the export."""
    if options.vintage:
        return parse_day(options.vintage).isoformat()
    last = engine.execute(
        "select cast(to_timestamp(max(try_cast(timestamp as double))) at time zone 'UTC' as date) from acled_rows "
        "where try_cast(timestamp as double) between 1e9 and 4e9"
    ).fetchone()
    if not last or last[0] is None:
        raise BadData(
            f"{path.name} does not say when its rows were last changed; "
            "add the day of the export, for example --vintage 2026-02-28"
        )
    return str(last[0])


def _actor_table(engine: duckdb.DuckDBPyConnection, registry: Registry) -> int:
    """Make the table `actor_ids`; gives how many names stay without an id."""
    pairs = engine.execute(
        """select distinct actor, coalesce(ours, country) from (
            select actor1 as actor, country from acled_rows union select actor2, country from acled_rows
        ) left join country_names on theirs = country where actor is not null and country is not null"""
    ).fetchall()
    matched = match_groups(pairs, registry)
    write_matches(engine, matched)
    return len({name for name, _ in pairs} - {one.name for one in matched if one.group_id is not None})


def _share(engine: duckdb.DuckDBPyConnection, path: Path) -> str:
    """What share of the rows is kept, and what the others are."""
    counts = engine.execute(
        "select lower(event_type), is_attack(event_type), count(*) from acled_rows where trouble is null "
        "group by all order by 3 desc, 1"
    ).fetchall()
    every, kept = sum(one[2] for one in counts), sum(one[2] for one in counts if one[1])
    if not kept:
        raise BadData(f"{path.name} holds no {KEPT}; export these event types from ACLED")
    others = ", ".join(f"{name or 'of no type'} {count:,}" for name, attack, count in counts if not attack)
    left = f"; left out as no fighting or attack: {others}" if others else ""
    return f"kept {kept:,} of {every:,} rows ({kept / every:.0%}): {KEPT}{left}"


def _assumed(unknown: tuple[str, ...], nameless: int) -> tuple[str, ...]:
    return (
        "the kind of violence follows from who is involved; ACLED does not split fatalities by side, "
        "so that all are of unknown side",
        f"{nameless:,} actor names are kept without a group id" if nameless else "",
        f"countries kept under ACLED's name: {', '.join(unknown[:10])}" if unknown else "",
    )


def _coverage(
    engine: duckdb.DuckDBPyConnection, source: Source, options: ReadOptions, vintage: str
) -> tuple[Coverage, ...]:
    """The months from the first to the last row of each country, whatever the event; a month that was not
    over on the day of the vintage is not covered."""
    known = date.fromisoformat(vintage)
    rows = engine.execute(
        """select coalesce(ours, country), min(day), max(day) from (
            select country, as_day(trim(event_date), false) as day from acled_rows
        ) left join country_names on theirs = country where day is not null and country is not null
        group by all order by 1"""
    ).fetchall()
    spans = [
        (country, month_of(first), min(month_of(last), month_of(known) - 1)) for country, first, last in rows
    ]
    return tuple(
        Coverage(source.name, vintage, source.final, options.released or known, (country,), first, last)
        for country, first, last in spans
        if first <= last and (not options.countries or country in options.countries)
    )
