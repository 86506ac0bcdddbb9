"""UCDP's yearly files as tables: battle deaths, one-sided, non-state, conflicts, dyads, terminations, actors."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.columns import plain_name, require
from smoulder.reading.intake import ReadOptions
from smoulder.reading.opening import Opened, open_table
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

KEYS = {
    "ucdp-brd": ("dyad_id", "year"),
    "ucdp-onesided": ("actor_id", "year"),
    "ucdp-nonstate": ("dyad_id", "year"),
    "ucdp-acd": ("conflict_id", "year"),
    "ucdp-dyadic": ("dyad_id", "year"),
    "ucdp-termination": ("conflict_id", "year"),
    "ucdp-actors": ("actor_id",),
}
"""What tells one row from another in each file."""
_CASTS = {
    "whole": "as_whole({0})",
    "date": "as_day(trim({0}), true)",
    "text": "nullif(trim({0}, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')",
}
_NOUNS = {"whole": "no whole number", "date": "no date"}
_VINTAGE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,30}")
_IN_NAME = re.compile(r"(?<![0-9])v?([0-9]{2})[._-]?([1-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a yearly file: our name for it, its kind, whether it must be there, what else it was called."""

    name: str
    kind: str
    needed: bool
    also: str


@dataclass(frozen=True, slots=True)
class StagedTable:
    """A yearly file that was read: the tables `sound` (typed) and `rejects` (row, name, reason) hold it.

    key:   columns that tell one row from another.
    names: what the file calls a column, where it is another name.
    """

    vintage: str
    rows: int
    rejected: int
    key: tuple[str, ...]
    names: dict[str, str]
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_ucdp_yearly(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> StagedTable:
    """Read one yearly file into the tables `sound` and `rejects`.

    returns: every column of the file, under one name over all releases; `row` is the spreadsheet's.
    raises:  BadData where the file cannot be read, is another one, or does not say its release.
    """
    opened = open_table(engine, path, work, options.careful)
    places, extra = _match(opened.header, source.name)
    columns = {column.name: column for column in columns_of(source.name)}
    needed = {name: (name, *filter(None, (one.also,))) for name, one in columns.items() if one.needed}
    require(places, needed, opened.header, path.name)
    notes = list(opened.notes)
    notes += [f"columns not known before, kept as text: {', '.join(extra)}"] if extra else []
    engine.execute(query_text("check_macros"))
    kinds = {name: columns[name].kind if name in columns else "text" for name in (*places, *extra)}
    _cast(engine, opened, places | extra, kinds, columns)
    vintage = _vintage(engine, path, options, "version" in places)
    _split(engine, KEYS[source.name])
    rows, rejected = _counts(engine)
    if not rows:
        raise BadData(f"{path.name} holds no rows; download it again")
    names = {name: opened.header[place] for name, place in places.items() if opened.header[place] != name}
    return StagedTable(
        vintage, rows, rejected, KEYS[source.name], names, tuple(notes), _disorder(engine, kinds)
    )


@cache
def columns_of(source: str) -> tuple[Column, ...]:
    """The columns of a yearly file.

    >>> [one.name for one in columns_of("ucdp-brd") if one.needed]
    ['year', 'dyad_id', 'side_b', 'bd_best']
    """
    text = (files("smoulder.reading") / "ucdp_yearly.csv").read_text(encoding="utf-8")
    found: dict[str, Column] = {}
    for row in csv.DictReader(text.splitlines()):
        if row["source"] in ("*", source):
            found[row["column"]] = Column(row["column"], row["kind"], row["needed"] == "yes", row["also"])
    return tuple(found.values())


def _match(header: tuple[str, ...], source: str) -> tuple[dict[str, int], dict[str, int]]:
    """Places of the columns that are known, and of the others under a plain name.

    Signs and case do not count, so that `GWNoA2nd` of 2016 is `gwno_a_2nd` of today.
    """
    bare = {_bare(name): place for place, name in reversed(list(enumerate(header))) if name.strip()}
    places: dict[str, int] = {}
    for column in columns_of(source):
        for name in filter(None, (column.name, column.also)):
            if _bare(name) in bare and bare[_bare(name)] not in places.values():
                places[column.name] = bare[_bare(name)]
                break
    taken = set(places.values())
    extra = {plain_name(name): at for at, name in enumerate(header) if at not in taken and plain_name(name)}
    return places, {
        name: at for name, at in extra.items() if name not in places and name not in ("row", "trouble")
    }


def _bare(name: str) -> str:
    return re.sub(r"[^0-9a-z]", "", name.lower())


def _cast(
    engine: duckdb.DuckDBPyConnection,
    opened: Opened,
    places: dict[str, int],
    kinds: dict[str, str],
    columns: dict[str, Column],
) -> None:
    """Make the table `typed`: each column cast, and the first thing that is wrong with a row."""
    typed = [f'{_CASTS[kinds[name]].format(f"f{place}")} as "{name}"' for name, place in places.items()]
    faults = []
    for name, place in places.items():
        if kinds[name] in _NOUNS:
            cast = _CASTS[kinds[name]].format(f"f{place}")
            why = f"f{place} || ' is {_NOUNS[kinds[name]]}'"
            faults.append(f"when trim(f{place}) <> '' and {cast} is null then ['{name}', {why}]")
        # how an episode ended is known for its last year only
        if name in columns and columns[name].needed and name != "outcome":
            faults.append(f"when coalesce(trim(f{place}), '') = '' then ['{name}', 'is missing']")
    engine.execute(
        f"""create or replace temp table typed as
        select cast({opened.row} as bigint) as "row",
            case when {opened.trouble} is not null then ['', {opened.trouble}] {" ".join(faults)} end as fault,
            {", ".join(typed)}
        from file"""
    )


def _vintage(engine: duckdb.DuckDBPyConnection, path: Path, options: ReadOptions, given: bool) -> str:
    """The release: the user's word, else the file's own column, else its name."""
    found = [options.vintage] if options.vintage else []
    if not found and given:
        said = engine.execute(
            "select distinct version from typed where fault is null and version is not null order by 1"
        )
        found = [str(one[0]) for one in said.fetchall()]
    if not found and (named := _IN_NAME.search(path.stem)):
        found = [f"{named[1]}.{named[2]}"]
    if len(found) > 1:
        raise BadData(f"{path.name} holds several releases ({', '.join(found[:5])}); load a file for each")
    if not found or not _VINTAGE.fullmatch(found[0]):
        raise BadData(
            f"{path.name} does not say which release it is; add --vintage, for example --vintage 24.1"
        )
    return found[0]


def _split(engine: duckdb.DuckDBPyConnection, key: tuple[str, ...]) -> None:
    """Make `rejects` and `sound` from `typed`; a second row of the same key is a reject."""
    keys = ", ".join(key)
    engine.execute(
        f"""create or replace temp table placed as
        select *, first_value("row") over w as earlier
        from typed where fault is null window w as (partition by {keys} order by "row")"""
    )
    engine.execute(
        f"""create or replace temp table rejects as
        select "row", fault[1] as name, fault[2] as reason from typed where fault is not null
        union all
        select "row", '{key[0]}', 'and {" and ".join(key[1:]) or "no more"} stand in row ' || earlier || ' already'
        from placed where earlier <> "row" order by 1"""
    )
    engine.execute(
        "create or replace temp table sound as select * exclude (fault, earlier) from placed "
        'where earlier = "row" order by "row"'
    )


def _counts(engine: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    rows = engine.execute("select (select count(*) from typed), (select count(*) from rejects)").fetchall()[0]
    return int(rows[0]), int(rows[1])


def _disorder(engine: duckdb.DuckDBPyConnection, kinds: dict[str, str]) -> tuple[str, ...]:
    """How many rows have a best estimate outside its own bounds; they are kept as published."""
    for low, best, high in (
        ("bd_low", "bd_best", "bd_high"),
        ("low_fatality_estimate", "best_fatality_estimate", "high_fatality_estimate"),
    ):
        if {low, best, high} <= kinds.keys():
            sql = f"select count(*) from sound where {low} > {best} or {best} > {high}"
            count = engine.execute(sql).fetchall()[0][0]
            return (f"{count:,} rows break low ≤ best ≤ high; kept as they are",) if count else ()
    return ()
