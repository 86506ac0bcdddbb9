"""How organised each group is, by UCDP's actor list."""

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
