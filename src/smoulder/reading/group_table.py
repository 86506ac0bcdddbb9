"""Tables about groups as they are published: yearly deaths, dyads, endings, agreements, strength, origin, coverage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.columns import require
from smoulder.reading.group_columns import Column, columns_of, place_columns
from smoulder.reading.intake import ReadOptions
from smoulder.reading.opening import Opened, open_table
from smoulder.reading.tables import query_text
from smoulder.records.errors import BadData

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.sources import Source

_CASTS = {
    "whole": "as_whole({0})",
    "number": "case when not isnan(as_number({0})) then as_number({0}) end",
    "date": "as_day(trim({0}), true)",
    "month": "case when regexp_matches(trim({0}), '^[0-9]{{4}}-(0[1-9]|1[0-2])$') then trim({0}) end",
    "text": "nullif(trim({0}, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '')",
}
_NOUNS = {"whole": "no whole number", "number": "no number", "date": "no date", "month": "no month (YYYY-MM)"}
_VINTAGE = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,30}")
_UCDP = re.compile(r"(?<![0-9])v?([0-9]{2})[._-]?([1-9])(?![0-9])")
"""A release of UCDP's in the name of a file: v24_1."""
_NAMED = re.compile(
    r"(?<![0-9a-z])v([0-9]{1,2})[._]([0-9]{1,2})(?![0-9])|(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])"
)
"""A version or a year in the name of a file of somebody else's: v3.4, 2014."""
_BOUNDS = (
    ("bd_low", "bd_best", "bd_high"),
    ("low_fatality_estimate", "best_fatality_estimate", "high_fatality_estimate"),
    ("deaths_low", "deaths_best", "deaths_high"),
    ("low", "deaths_best", "high"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a table is told apart by row and by release.

    key:      columns that tell one row from another; empty cells count as a value.
    dated_by: the column whose latest value names the release, where neither the file nor its name does.
    """

    key: tuple[str, ...]
    dated_by: str = ""


RULES = {
    "ucdp-brd": Rule(("dyad_id", "year")),
    "ucdp-onesided": Rule(("actor_id", "year")),
    "ucdp-nonstate": Rule(("dyad_id", "year")),
    "ucdp-acd": Rule(("conflict_id", "year")),
    "ucdp-dyadic": Rule(("dyad_id", "year")),
    "ucdp-termination": Rule(("conflict_id", "year")),
    "ucdp-actors": Rule(("actor_id",)),
    "ucdp-agreements": Rule(("paid",)),
    "nsa": Rule(("obsid",)),
    # a link has no id, and the file of 2014 gives two links twice, with and without a code for support
    "acd2epr": Rule(("dyadid", "statename", "gwgroupid", "from_year", "support")),
    "rebel-origins": Rule(("actorid",)),
    "group-month": Rule(("group_id", "country", "month"), "month"),
    "group-year": Rule(("group_id", "year"), "year"),
    "group-coverage": Rule(("group_id", "country"), "last_month"),
    "ged-coverage": Rule(("country", "source", "first_month"), "last_month"),
    "is-attacks": Rule(("series", "period"), "period"),
}


@dataclass(frozen=True, slots=True)
class StagedTable:
    """A table that was read: the tables `sound` (typed) and `rejects` (row, name, reason) hold it.

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


def read_group_table(
    engine: duckdb.DuckDBPyConnection, path: Path, source: Source, options: ReadOptions, work: Path
) -> StagedTable:
    """Read one table about groups into the tables `sound` and `rejects`.

    returns: every column of the file, under one name over all releases; `row` is the spreadsheet's.
    raises:  BadData where the file cannot be read, is another one, or does not say its release.
    """
    opened = open_table(engine, path, work, options.careful)
    places, extra = place_columns(opened.header, source.name)
    columns = {column.name: column for column in columns_of(source.name)}
    needed = {name: (name, *filter(None, (one.also,))) for name, one in columns.items() if one.needed}
    require(places, needed, opened.header, path.name)
    notes = list(opened.notes)
    notes += [f"columns not known before, kept as text: {', '.join(extra)}"] if extra else []
    engine.execute(query_text("check_macros"))
    kinds = {name: columns[name].kind if name in columns else "text" for name in (*places, *extra)}
    _cast(engine, opened, places | extra, kinds, columns)
    rule = RULES[source.name]
    vintage, note = _vintage(engine, path, source.name, options, "version" in places)
    notes.insert(0, f"taken as release {vintage}{note}")
    _split(engine, rule.key, places)
    rows, rejected = _counts(engine)
    if not rows:
        raise BadData(f"{path.name} holds no rows; download it again")
    names = {name: opened.header[place] for name, place in places.items() if opened.header[place] != name}
    return StagedTable(vintage, rows, rejected, rule.key, names, tuple(notes), _disorder(engine, kinds))


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


def _vintage(
    engine: duckdb.DuckDBPyConnection, path: Path, source: str, options: ReadOptions, given: bool
) -> tuple[str, str]:
    """The release and where it is from: the user's word, the file's own column, its name, its last date."""
    found, note = ([options.vintage], "") if options.vintage else ([], "")
    if not found and given:
        found = _distinct(engine, "version")
        if len(found) == 1 and (
            longer := re.search(rf"(?<![0-9.]){re.escape(found[0])}-20[0-9]{{2}}", path.stem)
        ):
            found = [longer[0]]  # the column of '3-2021' says 3, which is older than 2-2015 by number
    if not found and (named := _named_release(path.stem, source)):
        found, note = [named], ", by its name"
    if not found and (column := RULES[source].dated_by):
        found, note = _distinct(engine, column)[-1:], f", the last {column.removeprefix('last_')} in it"
    if len(found) > 1:
        raise BadData(f"{path.name} holds several releases ({', '.join(found[:5])}); load a file for each")
    if not found or not _VINTAGE.fullmatch(found[0]):
        raise BadData(
            f"{path.name} does not say which release it is; add --vintage, for example --vintage 24.1"
        )
    return found[0], note


def _named_release(stem: str, source: str) -> str:
    """The release in the name of a file, '' where there is none.

    >>> _named_release("nsa_v3.4_1946_2011", "nsa"), _named_release("links_1946_2014", "acd2epr")
    ('3.4', '2014')
    """
    if source.startswith("ucdp-"):
        named = _UCDP.search(stem)
        return f"{named[1]}.{named[2]}" if named else ""
    if RULES[source].dated_by:
        return ""
    found = list(_NAMED.finditer(stem))
    versions = [f"{one[1]}.{one[2]}" for one in found if one[1]]
    return (versions or [one[3] for one in reversed(found)] or [""])[0]


def _distinct(engine: duckdb.DuckDBPyConnection, column: str) -> list[str]:
    said = engine.execute(
        f'select distinct "{column}" from typed where fault is null and "{column}" is not null order by 1'
    )
    return [str(one[0]) for one in said.fetchall()]


def _split(engine: duckdb.DuckDBPyConnection, key: tuple[str, ...], places: dict[str, int]) -> None:
    """Make `rejects` and `sound` from `typed`; a second row of the same key is a reject."""
    there = [name for name in key if name in places]
    keys = ", ".join(f'"{name}"' for name in there)
    engine.execute(
        f"""create or replace temp table placed as
        select *, first_value("row") over w as earlier
        from typed where fault is null window w as (partition by {keys} order by "row")"""
    )
    engine.execute(
        f"""create or replace temp table rejects as
        select "row", fault[1] as name, fault[2] as reason from typed where fault is not null
        union all
        select "row", '{there[0]}', '{_shared(there)} in row ' || earlier || ' already'
        from placed where earlier <> "row" order by 1"""
    )
    engine.execute(
        "create or replace temp table sound as select * exclude (fault, earlier) from placed "
        'where earlier = "row" order by "row"'
    )


def _shared(key: list[str]) -> str:
    """What two rows of one key share, behind the name of its first column.

    >>> _shared(["dyad_id", "year"]), _shared(["paid"])
    ('and year stand', 'stands')
    """
    return f"and {' and '.join(key[1:])} stand" if key[1:] else "stands"


def _counts(engine: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    rows = engine.execute("select (select count(*) from typed), (select count(*) from rejects)").fetchall()[0]
    return int(rows[0]), int(rows[1])


def _disorder(engine: duckdb.DuckDBPyConnection, kinds: dict[str, str]) -> tuple[str, ...]:
    """How many rows have a best estimate outside its own bounds; they are kept as published."""
    for low, best, high in _BOUNDS:
        if {low, best, high} <= kinds.keys():
            sql = f"select count(*) from sound where {low} > {best} or {best} > {high}"
            count = engine.execute(sql).fetchall()[0][0]
            return (f"{count:,} rows break low ≤ best ≤ high; kept as they are",) if count else ()
    return ()
