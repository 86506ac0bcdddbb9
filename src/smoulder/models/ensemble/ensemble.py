"""The ensemble: a linear pool of models of counts (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from smoulder.models.counts.contract import CountModel
from smoulder.models.ensemble.cells import REACHES, REGIMES, reaches, regimes
from smoulder.models.ensemble.members import ensemble_members
from smoulder.models.ensemble.paths import tie_months
from smoulder.models.ensemble.pool import linear_pool
from smoulder.models.ensemble.stored import Units, stored_weights
from smoulder.models.ensemble.weights import Weights
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class Ensemble:
    """Members pooled by stored weights that differ by regime and reach; a model of counts itself.

    units: what is forecast, since countries and groups have weights of their own.
    """

    units: Units = "countries"
    members: tuple[CountModel, ...] = field(default_factory=ensemble_members)
    name: str = "ensemble"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`; the weights are those that were known at the end of the panel, and draws are paths."""
        weights = stored_weights(self.units, tuple(each.name for each in self.members), past.last)
        made = member_draws(self.members, past, ahead, draws, rng)
        return tie_months(pool_draws(made, weights, past, ahead, draws, rng), past, ahead, rng)


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
