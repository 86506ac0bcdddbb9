"""The group behind a name in an event file at the time of the event, where the register knows it without doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smoulder.reading.groups import Registry
from smoulder.records.month import month_index, month_text

if TYPE_CHECKING:
    import duckdb

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9/-]{1,11}")
_LAST = "9999-12"


@dataclass(frozen=True, slots=True)
class Matched:
    """The group that a name stands for in events of a country, over some months.

    since, until: YYYY-MM, both included; those of one name and country follow each other without a gap.
    group_id:     None where the register does not know, or not without doubt.
    """

    name: str
    country: str
    since: str
    until: str
    group_id: int | None


def match_groups(names: Iterable[tuple[str, str]], registry: Registry) -> list[Matched]:
    """The groups of names in event files, shipped ones and the user's own alike.

    names:    pairs of a name as an event file has it, 'JNIM: Group for Support of Islam and Muslims', and the
              country, as UCDP names it, of the events. Years and countries in brackets are left out.
    registry: an acronym alone counts only where its group is known in the country, and a name with a country in
              brackets only for a group that is known there. A name that several groups bore one after the other
              is, in each month, that of the group which bore it then.
    returns:  one entry for each pair, and more where the months make a difference.

    >>> from smoulder.reading.groups import load_registry
    >>> pairs = [("LTTE: Liberation Tigers of Tamil Eelam", "Sri Lanka"), ("Unidentified Gunmen", "Mali")]
    >>> [one.group_id for one in match_groups(pairs, load_registry())]
    [320, None]
    """
    return [one for name, country in names for one in _spans(name, country, registry)]


def write_matches(engine: duckdb.DuckDBPyConnection, matched: Iterable[Matched]) -> None:
    """Make the table `actor_ids`: name, country, since and until (YYYY-MM), id; only what has an id."""
    engine.execute(
        "create or replace temp table actor_ids "
        "(name varchar, country varchar, since varchar, until varchar, id integer)"
    )
    rows = [
        (one.name, one.country, one.since, one.until, one.group_id)
        for one in matched
        if one.group_id is not None
    ]
    if rows:
        engine.executemany("insert into actor_ids values (?, ?, ?, ?, ?)", rows)


def _spans(name: str, country: str, registry: Registry) -> Iterator[Matched]:
    """The matches of one name, months of the same answer joined."""
    starts = ["", *sorted({turn for one in _looked_up(name) for turn in registry.turns(one)})]
    ids = [_group_id(name, country, start or "0000-01", registry) for start in starts]
    first = 0
    for place in range(1, len(starts) + 1):
        if place == len(starts) or ids[place] != ids[first]:
            until = _LAST if place == len(starts) else _before(starts[place])
            yield Matched(name, country, starts[first], until, ids[first])
            first = place


def _before(month: str) -> str:
    return month_text(month_index(month) - 1)


def _group_id(name: str, country: str, month: str, registry: Registry) -> int | None:
    parts = name.split(" and/or ")
    if len(parts) > 1:  # either of two groups: somebody's for sure only where both are the same
        either = {_group_id(part, country, month, registry) for part in parts}
        return either.pop() if len(either) == 1 else None
    sure = {ids[0] for one in _spellings(name) if len(ids := registry.ids(one, month)) == 1}
    if not sure:
        short = (ids for one in _ACRONYM.findall(name) if len(ids := registry.ids(one, month)) == 1)
        sure = {ids[0] for ids in short if country in registry.group(ids[0]).countries}
    if len(sure) != 1:
        return None
    group_id = sure.pop()
    named = {registry.countries[one] for one in _BRACKETS.findall(name) if one in registry.countries}
    return group_id if named <= set(registry.group(group_id).countries) else None


def _looked_up(name: str) -> set[str]:
    return {one for part in name.split(" and/or ") for one in (*_spellings(part), *_ACRONYM.findall(part))}


def _spellings(name: str) -> Iterator[str]:
    """The name, without brackets, and the full name in 'ACRONYM: full name' and 'full name - branch'."""
    bare = _BRACKETS.sub("", name).strip()
    for whole in dict.fromkeys((name.strip(), bare)):
        before, _, after = whole.partition(": ")
        full = after if after and _ACRONYM.fullmatch(before) else whole
        for one in dict.fromkeys((full, full.partition(" - ")[0])):
            if one and not _ACRONYM.fullmatch(one):
                yield one
