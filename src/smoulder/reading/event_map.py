"""A map: what the columns and words of somebody's own table mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from smoulder.reading.groups import Registry
from smoulder.records.errors import BadData, BadDate, NoCountry, NoGroup, PersonGiven
from smoulder.records.month import month_index

KINDS = ("state-based", "non-state", "one-sided")
COLUMNS = (
    *("id", "kind", "conflict", "dyad", "side_a", "side_b", "country", "adm_1", "adm_2", "where_prec"),
    *("latitude", "longitude", "date_start", "date_end", "date_prec", "event_clarity", "sources"),
    *("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high"),
)
"""Columns of ours that a table can fill; texts about events are none of them."""
NEEDED = ("date_start", "country", "kind")
FILE_KEYS = ("vintage", "date_format", "decimal_comma", "blank", "covers_from", "covers_to")
SECTIONS = ("file", "columns", "fixed", "kinds", "groups", "countries", "where_prec", "date_prec")
_DIRECTIVE = re.compile(r"%[dmyYbBjHMSpI]|[^%]")
_CODES = {"where_prec": 7, "date_prec": 5}


@dataclass(frozen=True, slots=True)
class TableMap:
    """A map that was checked.

    columns:  our column to the table's; fixed: our column to one value for all rows.
    meanings: (section, the table's word in small letters, our word).
    covers:   first and last month that the table covers, or None.
    """

    name: str
    vintage: str
    date_format: str
    decimal_comma: bool
    blank: tuple[str, ...]
    columns: Mapping[str, str]
    fixed: Mapping[str, str]
    meanings: tuple[tuple[str, str, str], ...]
    covers: tuple[int, int] | None


def read_map(path: Path, registry: Registry) -> TableMap:
    """Read and check a map.

    registry: the groups that its names may stand for.

    raises: BadData that names the file, the section and the key, and says what may stand there.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as reason:
        raise BadData(f"map {path} cannot be read ({reason.strerror}); give another with --map") from reason
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadData(f"map {path.name} is no TOML ({reason}); mend that line") from reason
    for section, entries in content.items():
        _known(section, SECTIONS, f"map {path.name}: section")
        if not isinstance(entries, dict):
            raise BadData(f"map {path.name}: {section} is no section; write [{section}] on a line of its own")
    file = content.get("file", {})
    for key in file:
        _known(key, FILE_KEYS, f"map {path.name}, [file]: key")
    columns = _texts(path.name, "columns", content.get("columns", {}))
    fixed = _texts(path.name, "fixed", content.get("fixed", {}))
    for name in NEEDED:
        if name not in columns and name not in fixed:
            raise BadData(
                f"map {path.name}, [columns]: {name} is missing; "
                f'write {name} = "the name of its column", or one value for all rows in [fixed]'
            )
    return TableMap(
        name=path.name,
        vintage=_text(path.name, file, "vintage"),
        date_format=_date_format(path.name, file),
        decimal_comma=_flag(path.name, file),
        blank=_blank(path.name, file),
        columns=columns,
        fixed=fixed,
        meanings=tuple(_meanings(path.name, content, registry)),
        covers=_covers(path.name, file),
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """A question for a name that is not there: the nearest ones, or all."""
    every = list(known)
    near = get_close_matches(name, every, n=2, cutoff=0.5)
    return (
        f"did you mean {' or '.join(map(repr, near))}?"
        if near
        else f"there are {', '.join(map(repr, every[:40]))}"
    )


def _known(name: str, known: tuple[str, ...], place: str) -> None:
    if name not in known:
        raise BadData(f"{place} {name} is not known; {nearest(name, known)}")


def _texts(file: str, section: str, entries: Mapping[str, Any]) -> dict[str, str]:  # Any: whatever TOML holds
    found = {}
    for key, value in entries.items():
        _known(key, COLUMNS, f"map {file}, [{section}]:")
        if isinstance(value, bool) or not isinstance(value, str | int | float) or str(value).strip() == "":
            raise BadData(f"map {file}, [{section}]: {key} = {value!r}; write a text in quotation marks")
        found[key] = str(value)
    return found


def _text(file: str, entries: Mapping[str, Any], key: str) -> str:  # Any: whatever TOML holds
    value = entries.get(key, "")
    if not isinstance(value, str):
        raise BadData(f"map {file}, [file]: {key} = {value!r}; write a text in quotation marks")
    return value


def _date_format(file: str, entries: Mapping[str, Any]) -> str:  # Any: whatever TOML holds
    value = _text(file, entries, "date_format")
    rest = _DIRECTIVE.sub("", value)
    if value and (rest or not any(one in value for one in ("%d", "%j"))):
        raise BadData(f'map {file}, [file]: date_format = {value!r}; write it as "%d.%m.%Y" for 31.12.2024')
    return value


def _flag(file: str, entries: Mapping[str, Any]) -> bool:  # Any: whatever TOML holds
    value = entries.get("decimal_comma", False)
    if not isinstance(value, bool):
        raise BadData(f"map {file}, [file]: decimal_comma = {value!r}; write true or false")
    return value


def _blank(file: str, entries: Mapping[str, Any]) -> tuple[str, ...]:  # Any: whatever TOML holds
    value = entries.get("blank", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BadData(f'map {file}, [file]: blank = {value!r}; write a list of words, such as ["-", "n/a"]')
    return tuple(one.strip().lower() for one in value)


def _covers(file: str, entries: Mapping[str, Any]) -> tuple[int, int] | None:  # Any: whatever TOML holds
    ends = [_text(file, entries, key) for key in ("covers_from", "covers_to")]
    if not any(ends):
        return None
    try:
        first, last = (month_index(end) for end in ends)
    except BadDate as reason:
        raise BadData(f"map {file}, [file]: covers_from and covers_to: {reason}") from reason
    if first > last:
        raise BadData(
            f"map {file}, [file]: covers_from {ends[0]} is after covers_to {ends[1]}; turn them round"
        )
    return first, last


def _meanings(
    file: str, content: Mapping[str, Any], registry: Registry
) -> Iterable[tuple[str, str, str]]:  # Any: as above
    """What words of the table mean, by section."""
    for section in ("kinds", "groups", "countries", *_CODES):
        for theirs, ours in content.get(section, {}).items():
            place = f"map {file}, [{section}]: {theirs!r} = {ours!r}"
            if section == "kinds" and ours not in KINDS:
                raise BadData(f"{place} is no kind of violence; write {', '.join(KINDS[:-1])} or {KINDS[-1]}")
            if section in _CODES and not (type(ours) is int and 1 <= ours <= _CODES[section]):
                raise BadData(f"{place} is no code; write a whole number from 1 to {_CODES[section]}")
            if section == "groups":
                ours = _group(place, ours, registry)
            if section == "countries":
                ours = _country(place, ours)
            yield section, theirs.strip().lower(), str(ours)


def _group(place: str, ours: Any, registry: Registry) -> int:  # Any: whatever TOML holds
    try:
        return registry.find(str(ours)).group_id
    except (NoGroup, PersonGiven, NoCountry) as reason:
        raise BadData(f"{place}: {reason}") from reason


def _country(place: str, ours: Any) -> str:  # Any: whatever TOML holds
    from smoulder.reading.countries import Countries

    try:
        return Countries().country(str(ours))
    except NoCountry as reason:
        raise BadData(f"{place}: {reason}") from reason
