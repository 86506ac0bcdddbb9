"""Which rows of a loaded table are a group's: by UCDP's id of today, else by name and country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.reading.group_columns import columns_of
from smoulder.reading.group_names import news_aliases, ucdp_aliases
from smoulder.reading.names import fold_name
from smoulder.reading.yearly import ALL_KINDS, BY_DYAD
from smoulder.records.errors import NoCountry, NoGroup
from smoulder.records.group_facts import Matched
from smoulder.store.group_tables import release_order

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.groups import Registry
    from smoulder.records.group import Group

FIRST_NUMBERED = "17.1"
"""From this release on UCDP's tables have the ids of today; the ids of older ones stand for other groups now."""
_TYPES = {"whole": "integer", "number": "double", "date": "date", "month": "varchar", "text": "varchar"}


@dataclass(frozen=True, slots=True)
class About:
    """How the rows of a table name groups.

    ids:   for each side that can be the group, the column of its id or ids; none: found by name always.
    names: columns of names, looked at where there is no id of today's numbering; for each side its own, or the
           first whose name is known.
    place: column of the country or countries.
    only:  the one group that the whole table is about.
    kind:  what its deaths by year count, '' where it has none.
    facts: False where deaths by year are all it says.
    """

    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    place: str = "location"
    only: int = 0
    kind: str = ""
    facts: bool = True


ABOUT = {
    "ucdp-brd": About(("side_b_id",), ("side_b",), kind=BY_DYAD),
    "ucdp-onesided": About(("actor_id",), ("actor_name",), kind="one-sided", facts=False),
    "ucdp-nonstate": About(("side_a_id", "side_b_id"), ("side_a", "side_b"), kind="non-state"),
    "group-year": About(("group_id",), kind=ALL_KINDS, facts=False),
    "ucdp-actors": About(("actor_id",), ("name_data",)),
    "ucdp-dyadic": About(("side_b_id",), ("side_b",)),
    "ucdp-acd": About(("side_b_id",), ("side_b",)),
    "ucdp-termination": About(("side_b_id",), ("side_b",)),
    "ucdp-agreements": About(("actor_id",), ("actor_name",), "conflict_name"),
    "nsa": About((), ("side_b",), "side_a"),
    "rebel-origins": About((), ("name_orig", "name_data")),
    "acd2epr": About((), ("sideb",), "statename"),
    "group-month": About(("group_id",)),
    "group-coverage": About(("group_id",)),
    "ged-coverage": About((), (), "country"),
    "is-attacks": About(only=234),
}
"""Every table with how it names groups, in the order in which a group's facts are shown."""


def find_rows(
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    source: str,
    about: About,
    group: Group,
    registry: Registry,
) -> Matched:
    """Make `loaded`, the table with every column we know, and `mine`, its rows on the group with its `side`."""
    there = {str(one[0]) for one in engine.execute(f"describe from read_parquet({quoted(path)})").fetchall()}
    empty = [
        f'cast(null as {_TYPES[c.kind]}) as "{c.name}"' for c in columns_of(source) if c.name not in there
    ]
    engine.execute(
        f"create temp view loaded as select {', '.join(['*', *empty])} from read_parquet({quoted(path)})"
    )
    numbered = not source.startswith("ucdp-") or release_order(path.stem) >= release_order(FIRST_NUMBERED)
    if about.only:
        _keep(engine, ["true" if group.group_id == about.only else "false"])
        return "id"
    if about.ids and numbered:
        listed = [f"', ' || cast(\"{ids}\" as varchar) || ', '" for ids in about.ids]
        _keep(engine, [f"{ids} like '%, {group.group_id}, %'" for ids in listed])
        return "id"
    engine.execute("create temp table known (names varchar, place varchar)")
    if known := list(_named(engine, about, group, registry)):
        engine.executemany("insert into known values (?, ?)", known)
    alike = [f"known.names = {_names(side)} and known.place = {_place(about)}" for side in _sides(about)]
    _keep(engine, [f"exists (select 1 from known where {rule})" for rule in alike])
    return "name" if about.names else "country"


def _keep(engine: duckdb.DuckDBPyConnection, rules: list[str]) -> None:
    """Make `mine`: the rows that a rule holds for, the number of the rule as `side`."""
    parts = [f"select *, {side} as side from loaded where {rule}" for side, rule in enumerate(rules, start=1)]
    engine.execute(f"create temp table mine as {' union all '.join(parts)}")


def _names(columns: tuple[str, ...]) -> str:
    return " || ', ' || ".join(f"coalesce(\"{one}\", '')" for one in columns) or "''"


def _place(about: About) -> str:
    return f"coalesce(\"{about.place}\", '')"


def _named(
    engine: duckdb.DuckDBPyConnection, about: About, group: Group, registry: Registry
) -> Iterator[tuple[str, str]]:
    """The names and places, as the table writes them, that stand for the group."""
    called = _names_of(group)
    for of_side in _sides(about):
        listed = ", ".join((f"{_names(of_side)}, {_place(about)}", *(f'"{one}"' for one in of_side)))
        for names, place, *cells in engine.execute(f"select distinct {listed} from loaded").fetchall():
            places = place.partition(":")[0].split(", ")
            lands = [land for one in places for land in _country(one, registry) if land in group.countries]
            own = [one for one in _known_names(cells, registry) if fold_name(one) in called]
            if lands and (not of_side or any(_is(group, one, lands, registry) for one in own)):
                yield names, place


def _names_of(group: Group) -> set[str]:
    """The folded names of a group; an acronym of the news is none, because older tables have it for others."""
    ucdp = {one.alias for one in ucdp_aliases() if one.group_id == group.group_id}
    news = {one.alias for one in news_aliases() if one.group_id == group.group_id and one.alias.isupper()}
    return {fold_name(one) for one in (group.name, group.full_name, *group.aliases) if one not in news - ucdp}


def _sides(about: About) -> list[tuple[str, ...]]:
    """The columns of names of each side that can be the group."""
    return [(name,) for name in about.names] if len(about.ids) > 1 else [about.names]


def _known_names(cells: Sequence[str | None], registry: Registry) -> list[str]:
    """The names in the first cell that holds one the register knows."""
    for cell in cells:
        names = (cell or "").split(", ")
        if any(registry.ids(one) for one in names):
            return names
    return []


def _country(name: str, registry: Registry) -> Iterator[str]:
    with suppress(NoCountry):
        yield registry.country(name)


def _is(group: Group, name: str, lands: list[str], registry: Registry) -> bool:
    """Whether a name stands for this group in one of the countries, and for no other."""
    for land in lands:
        with suppress(NoGroup):
            if registry.find_where(name, land).group_id == group.group_id:
                return True
    return False
