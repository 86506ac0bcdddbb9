"""Entries of the pressure calendar from what a person wrote: names become ids, mistakes are told with their cure."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from smoulder.reading.groups import Registry
from smoulder.reading.persons import looks_like_person
from smoulder.reading.wrong_entry import nearest, told
from smoulder.records.errors import BadData, NoCountry, NoGroup, PersonGiven
from smoulder.records.pressure import PressureEntry

KEYS = (
    "kind",
    "by",
    "group",
    *(one for one in PressureEntry.model_fields if one not in ("kind", "by", "group_id")),
)
"""The keys of an entry in a file: those of the record, with `group` for `group_id`."""


def make_entry(written: Mapping[str, object], registry: Registry, place: str) -> PressureEntry:
    """An entry from its keys as a file or a command has them.

    written:  `group` a name or an id, `country` and `by` any name of a country (`by` also a mission or alliance).
    place:    where it is written, for errors: 'calendar.toml, [[pressure]] 2'.
    raises:   BadData that names place, key and cure; PersonGiven where a person is named as group or presser.

    >>> from smoulder.reading.groups import load_registry
    >>> keys = {"kind": "foreign troops", "by": "US", "group": "IS", "country": "Iraq", "departed": "2011-12-18"}
    >>> entry = make_entry(keys, load_registry(), "here")
    >>> entry.by, entry.group_id
    ('United States of America', 234)
    """
    for key in written:
        if key not in KEYS:
            raise BadData(f"{place}: {key} is not known; {nearest(key, KEYS)}")
    fields = {key: value for key, value in written.items() if key != "group"}
    try:
        if fields.get("country"):
            fields["country"] = registry.country(str(fields["country"]))
        if written.get("group") not in (None, ""):
            fields["group_id"] = _group_id(written["group"], str(fields.get("country") or ""), registry)
    except (NoCountry, NoGroup) as reason:
        raise BadData(f"{place}: {reason}") from reason
    except PersonGiven as reason:
        raise PersonGiven(f"{place}: {reason}") from reason
    if isinstance(by := fields.get("by"), str):
        fields["by"] = presser(by, registry, place)
    try:
        return PressureEntry.model_validate(fields)
    except ValidationError as reason:
        raise BadData(f"{place}{told(reason)}") from reason


def presser(name: str, registry: Registry, place: str) -> str:
    """A presser's name: of a country the one that UCDP uses, else as it stands.

    raises: PersonGiven where it reads like a person's.
    """
    bare = " ".join(name.split())
    try:
        return registry.country(bare.removeprefix("the "))
    except NoCountry:
        pass
    if looks_like_person(bare):
        raise PersonGiven(
            f"{place}: by is {bare!r}, which reads like a person's name; "
            "write the country, the mission or the alliance"
        )
    return bare


def _group_id(group: object, country: str, registry: Registry) -> int:
    if isinstance(group, int) and not isinstance(group, bool):
        return registry.group(group).group_id
    if not isinstance(group, str):
        raise NoGroup(f"group is {group!r}; write a name in quotation marks, or an id")
    return (registry.find_where(group, country) if country else registry.find(group)).group_id
