"""Groups for a text that somebody is still typing, or has written nearly right."""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

from smoulder.reading.group_names import news_aliases, ucdp_aliases
from smoulder.reading.groups import Registry
from smoulder.reading.names import fold_name
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.tables import read_rows

LIKE = 0.8
"""How like a name must be, by difflib's ratio."""


def suggest(registry: Registry, own: OwnGroups, text: str, most: int = 20) -> tuple[int, ...]:
    """Ids of the groups that a text can mean: by that very name, with it in a name, or with a name like it.

    own: the groups and names that the user added to the registry.

    >>> from smoulder.reading.groups import load_registry
    >>> suggest(load_registry(), OwnGroups(), "tamil tig")[0]
    320
    """
    key = fold_name(text)
    if not key:
        return ()
    names = _folded(own)
    held = [group_id for name, group_id in names if f" {key}" in f" {name}"]
    near = [] if held else get_close_matches(key, {name for name, _ in names}, n=6, cutoff=LIKE)
    alike = [group_id for name, group_id in names if name in near]
    return tuple(dict.fromkeys([*registry.ids(text), *held, *alike]))[:most]


@lru_cache(maxsize=4)
def _folded(own: OwnGroups) -> tuple[tuple[str, int], ...]:
    """Every name with its group, folded; names that groups go by now first."""
    rows = read_rows("groups.csv")
    told = [(row[key], int(row["group_id"])) for key in ("name", "full_name") for row in rows]
    told += [(name, one.id) for one in own.group for name in (one.name, one.full_name) if name]
    told += [(one.alias, one.group_id) for one in (*news_aliases(), *ucdp_aliases())]
    told += [(one.name, one.group) for one in own.alias]
    return tuple(dict.fromkeys((fold_name(name), group_id) for name, group_id in told))
