"""Where exactly two analysts part: the gap between them, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from smoulder.assessment.panel.coherent import LEAST, Coherent
from smoulder.assessment.panel.held import Held
from smoulder.assessment.panel.pool import off_nought

START = ""
"""In the place of an item: where an analyst starts from, and whatever else is held beside the items."""


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a gap.

    item:       its id, START for what no item explains.
    one, other: what it says to each, in log-odds of the first leaf over the second, tempered by its weight.
    """

    item: str
    one: float
    other: float

    @property
    def gap(self) -> float:
        """What it adds to the gap, one less other."""
        return self.one - self.other


@dataclass(frozen=True, slots=True)
class Parting:
    """How two analysts part over two leaves.

    odds:  log-odds of the first leaf over the second, of each.
    steps: the largest piece first; they add up to the gap.
    """

    analysts: tuple[str, str]
    leaves: tuple[str, str]
    odds: tuple[float, float]
    steps: tuple[Step, ...]

    @property
    def gap(self) -> float:
        """Log-odds of one less those of the other."""
        return self.odds[0] - self.odds[1]

    def share(self, step: Step) -> float | None:
        """What part of the gap a step explains, below nought where it pulls against it; None without a gap."""
        return step.gap / self.gap if abs(self.gap) > 1e-9 else None


@dataclass(frozen=True, slots=True)
class Split:
    """How far a whole panel is apart on one item, or on where they start from.

    spread: standard deviation over analysts, in log-odds. lowest, highest: who reads it so.
    """

    item: str
    spread: float
    lowest: tuple[str, float]
    highest: tuple[str, float]


def part_ways(
    panel: Sequence[Coherent], held: Held, leaves: tuple[str, str]
) -> tuple[tuple[Parting, ...], tuple[Split, ...]]:
    """Where each pair of analysts parts, and what splits the panel most.

    panel:   those with shares.
    leaves:  the two leading ones.
    returns: pairs with the widest gap first; items and start with the widest spread first, where there is any.
             log-odds = start + Σ weight · log(P(item | first) / P(item | second)), exactly, because the start is
             what the items leave. An item that an analyst did not judge says to that one what it says in the case.
    """
    judged = sorted({name for one in panel for name in one.judged.items}, key=list(held.items).index)
    said = {one.analyst: _said(one, held, leaves, judged) for one in panel}
    pairs = [_pair(one, other, said, leaves) for one, other in combinations(said, 2)]
    splits = [_split(name, said) for name in (*judged, START)] if len(said) > 1 else []
    return (
        tuple(sorted(pairs, key=lambda one: -abs(one.gap))),
        tuple(sorted((one for one in splits if one.spread > 1e-9), key=lambda one: -one.spread)),
    )


def _said(one: Coherent, held: Held, leaves: tuple[str, str], judged: Sequence[str]) -> dict[str, float]:
    """What each item says to one analyst, and what is left to the start, in log-odds."""
    assert one.shares is not None
    places = [held.leaves.index(leaf) for leaf in leaves]
    first, second = off_nought(one.shares, LEAST)[places]
    said = {}
    for name in judged:
        item = held.items[name]
        chances = held.spread(one.judged.items.get(name, {}), item.likelihoods)[places]
        logs = np.log(np.maximum(chances, LEAST))
        said[name] = item.weight * float(logs[0] - logs[1])
    said[START] = float(np.log(first / second)) - sum(said.values())
    return said


def _pair(one: str, other: str, said: dict[str, dict[str, float]], leaves: tuple[str, str]) -> Parting:
    steps = [Step(name, said[one][name], said[other][name]) for name in said[one]]
    return Parting(
        analysts=(one, other),
        leaves=leaves,
        odds=(sum(said[one].values()), sum(said[other].values())),
        steps=tuple(sorted(steps, key=lambda step: -abs(step.gap))),
    )


def _split(name: str, said: dict[str, dict[str, float]]) -> Split:
    values = {analyst: parts[name] for analyst, parts in said.items()}
    low, high = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    return Split(name, float(np.std(list(values.values()))), (low, values[low]), (high, values[high]))
