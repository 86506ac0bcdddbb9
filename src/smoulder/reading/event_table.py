"""Anybody's own table of events, read by a map of its columns and words."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.columns import plain_name
from smoulder.reading.country_names import country_table
from smoulder.reading.csv_table import text_view
from smoulder.reading.event_map import COLUMNS, TableMap, nearest, read_map
from smoulder.reading.group_ids import Matched, match_groups, write_matches
from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.opening import Opened, open_table
from smoulder.reading.persons import looks_like_person
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData
from smoulder.records.event import Coverage

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

STAGED = frozenset({*COLUMNS, "row", "trouble", "source", "vintage", "side_a_id", "side_b_id"})


def read_table(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> Staged:
    """Stage a table by its map (contract: `intake.EventReader`).

    raises: BadData where the table or the map cannot be read, or the map names what the table has not.
    """
    if options.mapping is None:
        raise BadData(
            f"{path.name} needs a map of its columns; add --map map.toml (docs/data/table.md shows how, "
            "examples/incidents.toml is one)"
        )
    registry = load_registry(options.own)
    table_map = read_map(options.mapping, registry)
    opened = open_table(engine, path, work, options.careful)
    places = _places(opened, table_map, path.name)
    _cell_table(engine, opened, places, table_map)
    engine.execute(
        "create or replace temp table meanings as select '' as part, '' as theirs, '' as ours where false"
    )
    if table_map.meanings:
        engine.executemany("insert into meanings values (?, ?, ?)", table_map.meanings)
    unknown = country_table(engine, "cells", "country")
    explained = {theirs for part, theirs, _ in table_map.meanings if part == "countries"}
    notes = _actor_tables(engine, registry)
    vintage = options.vintage or table_map.vintage
    if not vintage or "'" in vintage:
        raise BadData(
            f"map {table_map.name}, [file]: vintage is missing; "
            'write vintage = "2026-02" for the state of this table, or add --vintage'
        )
    engine.execute(query_text("check_macros"))
    engine.execute(query_text("event_table_macros"))
    staged = query_text("event_table").replace("$map", table_map.name.replace("'", "''"))
    engine.execute(
        f"create or replace temp table staged as {staged}",
        {
            "own": bool(table_map.date_format),
            "date_format": table_map.date_format or "%Y-%m-%d",
            "comma": table_map.decimal_comma,
            "vintage": vintage,
        },
    )
    strange = [name for name in unknown if name.lower() not in explained]
    notes += [f"countries kept under the table's name: {', '.join(strange[:10])}"] if strange else []
    return Staged(
        columns=STAGED,
        first_row=None,
        assumptions=(*opened.notes, *notes),
        coverage=() if options.coverage else _coverage(engine, source, table_map, vintage, options),
        month_first=False,
        names={ours: theirs for ours, theirs in table_map.columns.items() if ours != theirs},
    )


def _places(opened: Opened, table_map: TableMap, shown: str) -> dict[str, int]:
    """Where each mapped column stands.

    raises: BadData that names the key of the map and what the table has instead.
    """
    there = {
        plain_name(name): place for place, name in reversed(list(enumerate(opened.header))) if name.strip()
    }
    found = {}
    for ours, theirs in table_map.columns.items():
        exact = [place for place, name in enumerate(opened.header) if name.strip() == theirs.strip()]
        place = exact[0] if exact else there.get(plain_name(theirs)) if plain_name(theirs) else None
        if place is None:
            raise BadData(
                f"map {table_map.name}, [columns]: {ours} = {theirs!r} is no column of {shown}; "
                f"{nearest(theirs, filter(None, opened.header))}"
            )
        found[ours] = place
    return found


def _cell_table(
    engine: duckdb.DuckDBPyConnection, opened: Opened, places: dict[str, int], table_map: TableMap
) -> None:
    """Make the table `cells`: our columns with the table's words, blanks left empty."""
    blank = "".join(f", {_quoted(word)}" for word in table_map.blank)
    columns = {"row": opened.row, "trouble": opened.trouble}
    for ours in COLUMNS:
        columns[ours] = "cast(null as varchar)"
        if ours in places:
            cell = f"trim(f{places[ours]}, ' ' || chr(9) || chr(10) || chr(13) || chr(160))"
            columns[ours] = f"case when lower({cell}) not in (''{blank}) then {cell} end"
        if ours in table_map.fixed:
            given = _quoted(table_map.fixed[ours])
            columns[ours] = f"coalesce({columns[ours]}, {given})" if ours in places else given
    engine.execute(f"create or replace temp table cells as select {text_view(columns)} from file")
    # an empty row between others, or a line that only holds a sum under an unmapped column, is no event
    said = ", ".join(ours for ours in places)
    engine.execute(f"delete from cells where trouble is null and coalesce({said}) is null")


def _actor_tables(engine: duckdb.DuckDBPyConnection, registry: Registry) -> list[str]:
    """Make the tables `actor_ids` and `shown_sides` (name, country, shown); gives notes.

    A person's name is not kept.
    """
    pairs = engine.execute(
        """select distinct side, coalesce(m.ours, c.ours, country), g.ours from (
            select side_a as side, country from cells union select side_b, country from cells
        )
        left join meanings as m on m.part = 'countries' and m.theirs = lower(country)
        left join country_names as c on c.theirs = country
        left join meanings as g on g.part = 'groups' and g.theirs = lower(side)
        where side is not null and country is not null"""
    ).fetchall()
    matched = [
        Matched(name, land, "", "9999-12", int(mapped)) for name, land, mapped in pairs if mapped is not None
    ]
    matched += match_groups(((name, land) for name, land, mapped in pairs if mapped is None), registry)
    write_matches(engine, matched)
    named = {(one.name, one.country) for one in matched if one.group_id is not None}
    unknown = {(name, land) for name, land, _ in pairs} - named
    persons = {name for name, _ in unknown if looks_like_person(name)}
    nameless = {name for name, _ in unknown} - persons
    engine.execute("create or replace temp table shown_sides (name varchar, country varchar, shown varchar)")
    shown = [(name, land, name) for name, land, _ in pairs if (name, land) in named or name not in persons]
    if shown:
        engine.executemany("insert into shown_sides values (?, ?, ?)", shown)
    notes = [f"{len(persons)} sides read like persons' names, which are not kept"] if persons else []
    first = ", ".join(sorted(nameless)[:5])
    notes += [f"sides without a group id: {first}{', …' if len(nameless) > 5 else ''}"] if nameless else []
    return notes


def _coverage(
    engine: duckdb.DuckDBPyConnection, source: Source, table_map: TableMap, vintage: str, options: ReadOptions
) -> tuple[Coverage, ...]:
    """What the map says the table covers; empty where it says nothing."""
    if table_map.covers is None:
        return ()
    first, last = table_map.covers
    named = engine.execute(
        "select distinct country from staged where country is not null order by 1"
    ).fetchall()
    countries = options.countries if options.countries is not None else tuple(str(one[0]) for one in named)
    known = options.released or date((last + 1) // 12, (last + 1) % 12 + 1, 1)
    return (Coverage(source.name, vintage, source.final, known, countries, first, last),)


def _quoted(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"
