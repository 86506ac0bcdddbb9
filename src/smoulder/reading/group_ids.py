"""The group behind a name in an event file, where the register knows it without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from smoulder.reading.groups import load_registry

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/-]{1,11}")


def group_ids(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Ids of groups by name and country; a name that is not known, or of several groups, is left out.

    names: pairs of a name as an event file has it, 'JNIM: Group for Support of Islam and Muslims', and the
           country, as UCDP names it, of the events. Years and countries in brackets are left out.
    source: the register of groups. An acronym alone counts only where the group is known in the country, and
            a name with a country in brackets only for a group that is known there.

    >>> group_ids([("LTTE: Liberation Tigers of Tamil Eelam", "Sri Lanka"), ("Unidentified Gunmen", "Mali")])
    {('LTTE: Liberation Tigers of Tamil Eelam', 'Sri Lanka'): 320}
    """
    found = {(name, country): _group_id(name, country) for name, country in names}
    return {key: group_id for key, group_id in found.items() if group_id is not None}


@cache
def _group_id(name: str, country: str) -> int | None:
    registry = load_registry()
    sure = {ids[0] for one in _spellings(name) if len(ids := registry.ids(one)) == 1}
    if not sure:
        short = (ids for one in _ACRONYM.findall(name) if len(ids := registry.ids(one)) == 1)
        sure = {ids[0] for ids in short if country in registry.group(ids[0]).countries}
    if len(sure) != 1:
        return None
    group_id = sure.pop()
    named = {registry.countries[one] for one in _BRACKETS.findall(name) if one in registry.countries}
    return group_id if named <= set(registry.group(group_id).countries) else None


def _spellings(name: str) -> Iterator[str]:
    """The name, without brackets, and the full name in 'ACRONYM: full name' and 'full name - branch'."""
    bare = _BRACKETS.sub("", name).strip()
    for whole in dict.fromkeys((name.strip(), bare)):
        before, _, after = whole.partition(": ")
        full = after if after and _ACRONYM.fullmatch(before) else whole
        for one in dict.fromkeys((full, full.partition(" - ")[0])):
            if one and not _ACRONYM.fullmatch(one):
                yield one
