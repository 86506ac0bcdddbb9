"""The columns of each table about groups, and which column of a file is which."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files

from smoulder.reading.columns import plain_name

_OURS = ("row", "trouble", "fault", "earlier")
"""Names that the reader gives to columns of its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: our name for it, its kind, whether it must be there, what else it was called.

    kind: 'whole', 'number', 'date', 'month' (YYYY-MM) or 'text'.
    """

    name: str
    kind: str
    needed: bool
    also: str


@cache
def columns_of(source: str) -> tuple[Column, ...]:
    """The columns of a table, as `group_columns.csv` lists them; the last line for a name holds.

    >>> [one.name for one in columns_of("ucdp-brd") if one.needed]
    ['year', 'dyad_id', 'side_b', 'bd_best']
    """
    text = (files("smoulder.reading") / "group_columns.csv").read_text(encoding="utf-8")
    found: dict[str, Column] = {}
    for row in csv.DictReader(text.splitlines()):
        if fnmatchcase(source, row["source"]):
            found[row["column"]] = Column(row["column"], row["kind"], row["needed"] == "yes", row["also"])
    return tuple(found.values())


def place_columns(header: tuple[str, ...], source: str) -> tuple[dict[str, int], dict[str, int]]:
    """Places of the columns that are known, and of the others under a plain name.

    Signs and case do not count, so that `GWNoA2nd` of 2016 is `gwno_a_2nd` of today.

    >>> place_columns(("Country", "source", "from", "to", "Note"), "ged-coverage")[1]
    {'note': 4}
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
    return places, {name: at for name, at in extra.items() if name not in places and name not in _OURS}


def _bare(name: str) -> str:
    return re.sub(r"[^0-9a-z]", "", name.lower())
