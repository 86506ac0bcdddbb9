"""The ensemble: a linear pool of models of counts (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.counts.contract import CountModel
from smoulder.models.ensemble.cells import REACHES, REGIMES, reaches, regimes
from smoulder.models.ensemble.pool import linear_pool
from smoulder.models.ensemble.weights import Weights
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Members pooled by weights that differ by regime and reach; a model of counts itself."""

    members: tuple[CountModel, ...]
    weights: Weights
    name: str = "ensemble"

    def __post_init__(self) -> None:
        names = tuple(member.name for member in self.members)
        if names != self.weights.members:
            raise ValueError(f"weights for {self.weights.members} do not fit the members {names}")

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        made = member_draws(self.members, past, ahead, draws, rng)
        return pool_draws(made, self.weights, past, ahead, draws, rng)


def member_draws(
    members: Sequence[CountModel], past: Panel, ahead: Ints, draws: int, rng: np.random.Generator
) -> list[Floats]:
    """Draws of each member, each with a stream of chance of its own, so that one more changes no other."""
    seeds = rng.integers(2**63, size=len(members))
    return [
        member.draws(past, ahead, draws, np.random.default_rng(int(seed)))
        for member, seed in zip(members, seeds, strict=True)
    ]


def pool_draws(
    made: Sequence[Floats], weights: Weights, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator
) -> Floats:
    """Pool draws of the members, each of shape (unit, month, draw), by the kinds of their cells."""
    regime, reach = regimes(past), reaches(ahead)
    out = np.empty((len(past.units), len(ahead), draws))
    for one in range(len(REGIMES)):
        for other in range(len(REACHES)):
            cells = np.ix_(regime == one, reach == other)
            out[cells] = linear_pool([each[cells] for each in made], weights.values[one, other], draws, rng)
    return out
