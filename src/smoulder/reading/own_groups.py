"""The user's own groups, names and links, from `groups.toml` in the data folder (docs/data/groups.md)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from smoulder.reading.own_entries import FILE_NAME, OwnAlias, OwnGroup, OwnGroups, OwnLink
from smoulder.reading.persons import looks_like_person
from smoulder.reading.tables import read_rows
from smoulder.reading.wrong_entry import nearest, told
from smoulder.records.base import Record
from smoulder.records.errors import BadSetting, PersonGiven

__all__ = ["OwnAlias", "OwnGroup", "OwnGroups", "OwnLink", "read_own_groups"]


def read_own_groups(folder: Path) -> OwnGroups:
    """The user's own groups, names and links.

    folder:  the data folder; without `groups.toml` in it nothing is added.
    raises:  BadSetting that names the file, the entry and the key, and says what may stand there;
             PersonGiven where a group is given a person's name.

    >>> bool(read_own_groups(Path("nowhere")))
    False
    """
    path = folder / FILE_NAME
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return OwnGroups()
    except OSError as reason:
        raise BadSetting(f"{path} cannot be read ({reason.strerror}); mend or remove it") from reason
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadSetting(f"{path} is no TOML ({reason}); mend that line") from reason
    for key in content:
        if key not in OwnGroups.model_fields:
            raise BadSetting(f"{path}: {key} is not known; {nearest(key, list(OwnGroups.model_fields))}")
    own = OwnGroups(
        group=tuple(_entries(path, "group", content, OwnGroup)),
        alias=tuple(_entries(path, "alias", content, OwnAlias)),
        link=tuple(_entries(path, "link", content, OwnLink)),
    )
    _check_ids(path, own)
    _refuse_persons(path, own)
    return own


_Entry = TypeVar("_Entry", bound=Record)


def _entries(
    path: Path, kind: str, content: dict[str, Any], model: type[_Entry]
) -> Iterator[_Entry]:  # Any: whatever TOML holds
    entries = content.get(kind, [])
    if not isinstance(entries, list):
        raise BadSetting(f"{path}: {kind} is no list; write [[{kind}]] on a line of its own, in two brackets")
    for at, entry in enumerate(entries, 1):
        place = f"{path}, [[{kind}]] {at}"
        if not isinstance(entry, dict):
            raise BadSetting(f"{place} is no table; write [[{kind}]] and its keys on lines below")
        keys = [field.alias or name for name, field in model.model_fields.items()]
        for key in entry:
            if key not in keys:
                raise BadSetting(f"{place}: {key} is not known; {nearest(key, keys)}")
        try:
            yield model.model_validate(entry)
        except ValidationError as reason:
            raise BadSetting(f"{place}{told(reason)}") from reason


def _check_ids(path: Path, own: OwnGroups) -> None:
    """raises: BadSetting where an id is taken or stands for no group."""
    shipped = {int(row["group_id"]): row["name"] for row in read_rows("groups.csv")}
    seen: dict[int, str] = {}
    for at, group in enumerate(own.group, 1):
        holder = shipped.get(group.id) or seen.get(group.id)
        if holder is not None:
            raise BadSetting(
                f"{path}, [[group]] {at}: id {group.id} is that of {holder}; write another number"
            )
        seen[group.id] = group.name
    named: list[tuple[str, Sequence[tuple[str, int | None]]]] = [
        *((f"[[alias]] {at}", [("group", one.group)]) for at, one in enumerate(own.alias, 1)),
        *(
            (f"[[link]] {at}", [("group", one.group), ("other", one.other)])
            for at, one in enumerate(own.link, 1)
        ),
    ]
    for place, ids in named:
        for key, group_id in ids:
            if group_id is not None and group_id not in shipped and group_id not in seen:
                raise BadSetting(
                    f"{path}, {place}: {key} is {group_id}, and no group has that id; "
                    "look it up with smoulder group NAME, or add a [[group]]"
                )


def _refuse_persons(path: Path, own: OwnGroups) -> None:
    """raises: PersonGiven where a name reads like a person's."""
    for at, group in enumerate(own.group, 1):
        for key, name in (("name", group.name), ("full_name", group.full_name)):
            _refuse_person(f"{path}, [[group]] {at}: {key}", name)
    for at, alias in enumerate(own.alias, 1):
        _refuse_person(f"{path}, [[alias]] {at}: name", alias.name)


def _refuse_person(place: str, name: str) -> None:
    if looks_like_person(name):
        raise PersonGiven(
            f"{place} is {name!r}, which reads like a person's name; Smoulder has cases about groups, "
            "never persons: write the group's name"
        )
