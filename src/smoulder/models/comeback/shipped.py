"""The weights that ship, by line and by the year in which they are used."""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np

from smoulder.models.comeback.stack import even_weights
from smoulder.reading.tables import read_rows
from smoulder.records.series import Floats

Line = Literal["comeback", "major"]
FILE = "comeback_weights.csv"
COLUMNS = ("line", "year", "member", "weight")


def shipped_weights(line: Line, members: tuple[str, ...], year: int) -> Floats:
    """The weights of the stack for a year, learned on origins whose outcome was known before it.

    returns: shape (member,); those of the newest year in the file that is not later; even ones before the first.
    raises:  ValueError where the file was made for other members.

    >>> shipped_weights("comeback", ("one", "two"), 1980).tolist()
    [0.5, 0.5]
    """
    held = _table().get(line, {})
    newest = max((one for one in held if one <= year), default=None)
    if newest is None:
        return even_weights(len(members))
    if set(held[newest]) != set(members):
        raise ValueError(
            f"{FILE} holds weights for {sorted(held[newest])}, not {sorted(members)}; make it again"
        )
    values = np.array([held[newest][member] for member in members])
    shares: Floats = values / values.sum()
    return shares


@cache
def _table() -> dict[str, dict[int, dict[str, float]]]:
    found: dict[str, dict[int, dict[str, float]]] = {}
    for row in read_rows(FILE):
        found.setdefault(row["line"], {}).setdefault(int(row["year"]), {})[row["member"]] = float(
            row["weight"]
        )
    return found
