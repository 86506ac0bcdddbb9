"""The user's own columns about groups, countries and years (docs/methods/base-rates.md#your-own-columns)."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smoulder.reading.csv_shape import find_shape
from smoulder.reading.groups import Registry
from smoulder.records.errors import BadData, NoCountry, NoGroup, PersonGiven

GROUP, COUNTRY, YEAR = "group", "country", "year"
_NOTHING = ("", "NA", "NaN", "n/a", "null", "unknown", "?", "-")
"""Cells that say that the value is not known."""

Key = tuple[int | None, str | None]
"""Group id and country; None where the file does not go by it."""


@dataclass(frozen=True, slots=True)
class OwnCovariates:
    """Columns of a user's file, to be looked up for a group in a country in a year.

    file:  as it was named; names: the columns.
    cells: by column and key, the values with the year from which each was known (oldest first; 0 without
           a column of years); None where a cell is empty.
    """

    file: str
    names: tuple[str, ...]
    by: tuple[str, ...]
    cells: Mapping[str, Mapping[Key, Sequence[tuple[int, float | str | None]]]]

    def value(self, name: str, group_id: int, country: str, year: int) -> float | str | None:
        """What was known in a year: the newest row that is not of a later year; None where there is none."""
        key = (group_id if GROUP in self.by else None, country if COUNTRY in self.by else None)
        rows = self.cells[name].get(key, ())
        return next((value for since, value in reversed(rows) if since <= year), None)

    def numbers(self, name: str) -> list[float]:
        """Every number of a column, lowest first; none where it holds words."""
        return sorted(one for one in self._values(name) if isinstance(one, float))

    def words(self, name: str) -> tuple[str, ...]:
        """Every word of a column, in alphabetical order; none where it holds numbers."""
        return tuple(sorted({one for one in self._values(name) if isinstance(one, str)}))

    def _values(self, name: str) -> Iterator[float | str | None]:
        return (value for rows in self.cells[name].values() for _, value in rows)


def read_own_covariates(path: Path, registry: Registry, taken: Sequence[str] = ()) -> OwnCovariates:
    """Read a CSV with the columns `group` or `country`, or both, perhaps `year`, and any others.

    group:  a name or a UCDP id; country: any English name; year: the year from whose January on it was known.
    taken:  names that columns may not have.
    returns: each other column; numbers where every filled cell is one, else words.
    raises: BadData that names the file, the row, the column and the cure.
    """
    header, rows = _read(path)
    by = tuple(name for name in (GROUP, COUNTRY) if name in header)
    if not by:
        raise BadData(
            f"{path} has neither a column group nor a column country (it has {', '.join(header)}); rename one"
        )
    names = [name for name in header if name not in (GROUP, COUNTRY, YEAR, "")]
    if not names:
        raise BadData(f"{path} has no column beside {', '.join(header)}; add one to choose past lulls by")
    if clash := next((name for name in names if name in taken), None):
        raise BadData(f"{path}: {clash} is a name that Smoulder has itself; rename the column")
    if twice := next((name for name in header if header.count(name) > 1), None):
        raise BadData(f"{path} has two columns {twice}; rename one")
    keys = [_key(path, number, row, by, registry) for number, row in rows]
    years = [_year(path, number, row) for number, row in rows]
    _refuse_doubles(path, [number for number, _ in rows], list(zip(keys, years, strict=True)))
    order = sorted(range(len(rows)), key=lambda at: years[at])
    cells = {}
    for name in names:
        values = _column([row[name] for _, row in rows])
        found: dict[Key, list[tuple[int, float | str | None]]] = {}
        for at in order:
            found.setdefault(keys[at], []).append((years[at], values[at]))
        cells[name] = found
    return OwnCovariates(str(path), tuple(names), by, cells)


def _read(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Column names in small letters, and each row with the number a spreadsheet gives it."""
    try:
        shape = find_shape(path, str(path))
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, delimiter=shape.separator))[shape.first_line :]
    except OSError as reason:
        raise BadData(f"{path} cannot be read ({reason.strerror}); give another file with --with") from reason
    except (UnicodeDecodeError, csv.Error) as reason:
        raise BadData(f"{path} is no CSV in UTF-8 ({reason}); save it as CSV UTF-8") from reason
    header = [name.strip().lstrip("\ufeff").casefold() for name in shape.header]
    rows = []
    for number, cells in enumerate(lines, start=shape.first_row):
        if any(cell.strip() for cell in cells):
            if len(cells) != len(header):
                raise BadData(
                    f"row {number} of {path} has {len(cells)} fields where the header has {len(header)}; mend it"
                )
            rows.append((number, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
    return header, rows


def _key(path: Path, number: int, row: Mapping[str, str], by: Sequence[str], registry: Registry) -> Key:
    try:
        country = registry.country(row[COUNTRY]) if COUNTRY in by else None
        if GROUP not in by:
            return None, country
        named = row[GROUP]
        group = registry.find_where(named, country) if country else registry.find(named)
    except (NoGroup, NoCountry, PersonGiven) as reason:
        raise BadData(f"row {number} of {path}: {reason}") from reason
    return group.group_id, country


def _year(path: Path, number: int, row: Mapping[str, str]) -> int:
    if YEAR not in row:
        return 0
    if not (row[YEAR].isdigit() and len(row[YEAR]) == 4):
        raise BadData(f"row {number} of {path}: year {row[YEAR]!r} is no year; write it as 2015")
    return int(row[YEAR])


def _refuse_doubles(path: Path, numbers: Sequence[int], keys: Sequence[tuple[Key, int]]) -> None:
    seen: dict[tuple[Key, int], int] = {}
    for number, key in zip(numbers, keys, strict=True):
        if key in seen:
            raise BadData(
                f"rows {seen[key]} and {number} of {path} are of the same group, country and year; leave one out"
            )
        seen[key] = number


def _column(cells: Sequence[str]) -> list[float | str | None]:
    filled = [None if cell in _NOTHING else cell for cell in cells]
    try:
        numbers = [None if cell is None else float(cell) for cell in filled]
    except ValueError:
        return list(filled)
    if any(one is not None and one - one != 0 for one in numbers):  # infinite
        return list(filled)
    return list(numbers)
