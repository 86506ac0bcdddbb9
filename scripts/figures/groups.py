"""Groups with their names: from the UCDP actor list, and from data files for groups newer than it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import duckdb

from figures.output import read_csv, write_csv

ACTORS = "ucdp/ucdp_actor_v22.1.csv"
NOT_GROUPS = re.compile(r"^(Government of |XXX\d+$|Civilians$)")
"""Governments, and stand-ins for an actor that is not known."""

NAME_COLUMNS = {
    "NameData": "name",
    "NameOrig": "former name",
    "NameOrigFullEng": "full name",
    "NameOrigFull": "original name",
    "NewName": "former name",
    "NewNameFullEng": "full name",
    "NewNameFullMotherTongue": "original name",
}


def build_groups(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `groups.csv` and `aliases.csv`.

    The news names kept by hand lie in `news_names.csv`; here are only names from the data files.
    returns: rows by file name.
    """
    actors = [row for row in read_csv(data / ACTORS) if not NOT_GROUPS.match(row["NameData"])]
    newer = _newer_groups(engine, data, {int(row["ActorId"]) for row in read_csv(data / ACTORS)})
    groups = [_actor_group(row) for row in actors] + [
        (group_id, names[0], "", "", "|".join(countries)) for group_id, (names, countries) in newer.items()
    ]
    deaths = _with_deaths(engine)
    aliases = {alias for row in actors for alias in _actor_aliases(row)}
    aliases |= {(name, group_id, "name") for group_id, (names, _) in newer.items() for name in names}
    aliases |= _names_in_files(engine, data, {group[0] for group in groups})
    return {
        "groups.csv": write_csv(
            out / "groups.csv",
            ["group_id", "name", "full_name", "org", "countries", "deaths"],
            [(*group, "yes" if group[0] in deaths else "no") for group in sorted(groups)],
        ),
        "aliases.csv": write_csv(
            out / "aliases.csv",
            ["alias", "group_id", "kind"],
            sorted(_one_kind(aliases), key=lambda row: (row[1], row[2], row[0])),
        ),
    }


def _tidy(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("´", "'").split())


def _pieces(row: dict[str, str], column: str) -> list[str]:
    """The names in a cell; new names are separated by commas where the short names say how many there are."""
    text = row[column]
    if not text.strip():
        return []
    if column == "NewName":
        return [_tidy(piece) for piece in text.split(",")]
    if column.startswith("NewName"):
        pieces = [_tidy(piece) for piece in text.split(",")]
        if len(pieces) == len(row["NewName"].split(",")):
            return pieces
    return [_tidy(text)]


def _actor_group(row: dict[str, str]) -> tuple[int, str, str, str, str]:
    newest = _pieces(row, "NewNameFullEng") or _pieces(row, "NameOrigFullEng") or [""]
    countries = [_tidy(country) for country in row["Location"].split(",") if country.strip()]
    return int(row["ActorId"]), _tidy(row["NameData"]), newest[-1], row["Org"], "|".join(countries)


def _actor_aliases(row: dict[str, str]) -> set[tuple[str, int, str]]:
    return {
        (name, int(row["ActorId"]), kind)
        for column, kind in NAME_COLUMNS.items()
        for name in _pieces(row, column)
        if name
    }


def _one_kind(aliases: set[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """Keep the first kind, in the order of the columns, where a name stands in several."""
    order = list(dict.fromkeys(NAME_COLUMNS.values()))
    kinds: dict[tuple[str, int], str] = {}
    for name, group_id, kind in sorted(aliases, key=lambda row: order.index(row[2])):
        kinds.setdefault((name, group_id), kind)
    return [(name, group_id, kind) for (name, group_id), kind in kinds.items()]


def _newer_groups(
    engine: duckdb.DuckDBPyConnection, data: Path, known: set[int]
) -> dict[int, tuple[list[str], list[str]]]:
    """Names and countries of groups that the actor list does not hold yet."""
    found: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for group_id, name, country in _named_in_files(engine, data):
        if group_id in known or NOT_GROUPS.match(name):
            continue
        names, countries = found[group_id]
        if name not in names:
            names.append(name)
        if country and country not in countries:
            countries.append(country)
    return dict(found)


def _with_deaths(engine: duckdb.DuckDBPyConnection) -> set[int]:
    """Groups with deaths in a monthly or yearly table that ships: 1989 and later."""
    rows = engine.execute(
        "select group_id from group_month union select group_id from group_year "
        "union select group_id from dyad_year"
    ).fetchall()
    return {group_id for (group_id,) in rows}


def _names_in_files(
    engine: duckdb.DuckDBPyConnection, data: Path, groups: set[int]
) -> set[tuple[str, int, str]]:
    """Names that the yearly and monthly files use for groups."""
    return {
        (name, group_id, "name")
        for group_id, name, _ in _named_in_files(engine, data)
        if group_id in groups and not NOT_GROUPS.match(name)
    }


def _named_in_files(engine: duckdb.DuckDBPyConnection, data: Path) -> list[tuple[int, str, str]]:
    """Group id, name and country as the monthly, yearly and event files give them, in that order."""
    query = Path(__file__).with_name("names.sql").read_text(encoding="utf-8")
    rows = engine.execute(
        query,
        {
            "years": str(data / "groups" / "group_year.parquet"),
            "dyads": str(data / "ucdp" / "ucdp_brd_dyadic_v24.1_1989_2023.csv"),
            "events": str(data / "groups" / "ged_events_1989-01_2026-02.parquet"),
        },
    ).fetchall()
    return [(group_id, _tidy(name), _tidy(country)) for group_id, name, country in rows]
