"""The four benchmarks of the VIEWS 2023/24 prediction challenge (docs/methods/counts.md#benchmarks).

source: Hegre et al. 2025, The 2023/24 VIEWS prediction challenge, Journal of Peace Research 62(6).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class Zero:
    """Nothing happens."""

    name: str = "zero"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        return np.zeros((len(past.units), len(ahead), draws))


@dataclass(frozen=True, slots=True)
class LastMonth:
    """Poisson with the last observed month as its mean."""

    name: str = "last month"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        shape = (len(past.units), len(ahead), draws)
        return rng.poisson(past.counts[:, -1, np.newaxis, np.newaxis], shape).astype(float)


@dataclass(frozen=True, slots=True)
class Conflictology:
    """The unit's own last months, equally likely, whatever the horizon."""

    months: int = 12
    name: str = "conflictology"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        held = np.nan_to_num(past.counts[:, np.newaxis, -self.months :])
        return np.repeat(held, len(ahead), axis=1)


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """All units' last months in one pool."""

    months: int = 240
    name: str = "bootstrap"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        # the challenge's pool holds nought for months before a unit existed
        pool = np.nan_to_num(past.counts[:, -self.months :]).ravel()
        return rng.choice(pool, size=(len(past.units), len(ahead), draws))
