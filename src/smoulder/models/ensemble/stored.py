"""The weights that ship, by what is forecast and what was known when they were learnt."""

from __future__ import annotations

from functools import cache
from typing import Literal

from smoulder.models.ensemble.cells import REACHES, REGIMES
from smoulder.models.ensemble.weights import Weights, even
from smoulder.reading.tables import read_rows
from smoulder.records.month import month_index, month_text

Units = Literal["countries", "groups"]
Table = dict[tuple[int, int, str], float]
"""Weight by places in `REGIMES` and `REACHES`, and member."""
FILE = "count_weights.csv"
COLUMNS = ("units", "known", "regime", "reach", "member", "weight")


def stored_weights(units: Units, members: tuple[str, ...], origin: int) -> Weights:
    """The latest weights that were learnt on months up to `origin`; even ones where none are that old.

    raises: ValueError where the file was made for other members.

    >>> stored_weights("countries", ("one", "two"), 1990 * 12).values[0, 0].tolist()
    [0.5, 0.5]
    """
    held = _table().get(units, {})
    known = max((month for month in held if month <= origin), default=None)
    if known is None:
        return even(members)
    made_for = {member for _, _, member in held[known]}
    if made_for != set(members):
        raise ValueError(f"{FILE} holds weights for {sorted(made_for)}, not {sorted(members)}; make it again")
    values = even(members).values
    for (regime, reach, member), weight in held[known].items():
        values[regime, reach, members.index(member)] = weight
    return Weights(members, values / values.sum(axis=-1, keepdims=True))


def weight_rows(units: Units, known: int, weights: Weights) -> list[tuple[str, str, str, int, str, str]]:
    """Rows of the file, in the order of `COLUMNS`."""
    return [
        (units, month_text(known), regime, reach, member, f"{weights.values[one, two, three]:.4f}")
        for one, regime in enumerate(REGIMES)
        for two, reach in enumerate(REACHES)
        for three, member in enumerate(weights.members)
    ]


@cache
def _table() -> dict[str, dict[int, Table]]:
    found: dict[str, dict[int, Table]] = {}
    regimes: dict[str, int] = {name: at for at, name in enumerate(REGIMES)}
    for row in read_rows(FILE):
        cell = regimes[row["regime"]], REACHES.index(int(row["reach"])), row["member"]
        held = found.setdefault(row["units"], {}).setdefault(month_index(row["known"]), {})
        held[cell] = float(row["weight"])
    return found
