"""How organised each group is, and in which alliances it fought, by UCDP's actor list."""

from __future__ import annotations

from smoulder.reading.tables import read_rows


def organisation_levels() -> dict[int, str]:
    """UCDP's level of organisation by group id: '1' formally organised, '2' supporters of a body, '3' communities.

    returns: only groups for which the list gives a level.
    source:  UCDP Actor list 22.1, column `org`.

    >>> organisation_levels()[234], organisation_levels()[607]
    ('1', '3')
    """
    return {int(row["group_id"]): row["org"] for row in read_rows("groups.csv") if row["org"]}


def alliances() -> dict[int, tuple[int, ...]]:
    """Ids of the alliances each group was a member of; deaths of an alliance are not counted as the member's.

    returns: by group id; when a group was a member is not on record.
    source:  UCDP Actor list 22.1, column `ActorIdAlliance`.

    >>> alliances()[468]
    (470, 1162)
    """
    found: dict[int, tuple[int, ...]] = {}
    for row in read_rows("alliances.csv"):
        group_id = int(row["group_id"])
        found[group_id] = (*found.get(group_id, ()), int(row["alliance_id"]))
    return found
