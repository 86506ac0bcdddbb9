"""Kinds of opportunity, and what each hypothesis expects of them: one table, `figures/opportunity_kinds.csv`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Literal, get_args

from smoulder.models.opportunity.spread import Spread
from smoulder.reading.tables import read_rows
from smoulder.records.errors import BadSetting

Leaf = Literal["patience", "degraded", "spent"]
LEAVES: tuple[Leaf, ...] = get_args(Leaf)
"""Hypotheses that the test speaks of, by their names in the tree; the others say nothing of an opportunity."""
_SIGNS = {"more": 1, "less": -1}


@dataclass(frozen=True, slots=True)
class Effect:
    """What one hypothesis expects.

    use:   the chance that the group uses the time at all.
    times: how many times as often it then attacks; where the sign is less, one over that. Never under 1.
    n:     windows of past departures that the ranges rest on, 0 where they are assumed.
    """

    use: Spread
    times: Spread
    basis: Literal["assumed", "estimated"]
    source: str
    n: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of opportunity.

    phases: names, one or two; signs: +1 where a group that uses it does more, -1 where it does less.
    """

    name: str
    words: str
    phases: tuple[str, ...]
    signs: tuple[int, ...]
    effects: Mapping[Leaf, Effect]

    def signs_of(self, phases: tuple[str, ...]) -> tuple[int, ...]:
        """The signs of these of its phases."""
        return tuple(self.signs[self.phases.index(one)] for one in phases)


@cache
def load_kinds() -> dict[str, Kind]:
    """Every kind by name.

    >>> kinds = load_kinds()
    >>> list(kinds), kinds["departure"].phases, kinds["departure"].signs
    (['protests', 'election', 'holiday', 'departure'], ('before', 'after'), (-1, 1))
    """
    found: dict[str, Kind] = {}
    rows = read_rows("opportunity_kinds.csv")
    for row in rows:
        if row["kind"] in found:
            continue
        own = [one for one in rows if one["kind"] == row["kind"]]
        parts = [part.split(":") for part in row["phases"].split()]
        found[row["kind"]] = Kind(
            name=row["kind"],
            words=row["words"],
            phases=tuple(name for name, _ in parts),
            signs=tuple(_SIGNS[sign] for _, sign in parts),
            effects={leaf: _effect(own, leaf) for leaf in LEAVES},
        )
    return found


def choose_kind(name: str) -> Kind:
    """The kind of a name.

    raises: BadSetting with the nearest name, or all of them, where it is not known.
    """
    kinds = load_kinds()
    if name not in kinds:
        near = get_close_matches(name, kinds, n=1)
        cure = f"did you mean {near[0]}?" if near else f"there are {', '.join(kinds)}"
        raise BadSetting(f"--kind {name!r} is no kind of opportunity; {cure}")
    return kinds[name]


def _effect(rows: list[dict[str, str]], leaf: Leaf) -> Effect:
    row = next(one for one in rows if one["leaf"] == leaf)
    use, times = (
        Spread(*(float(row[f"{name}_{part}"]) for part in ("mid", "low", "high")))
        for name in ("use", "times")
    )
    return Effect(use, times, "assumed", row["source"])
