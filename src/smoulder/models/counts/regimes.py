"""A chain over no, few and many deaths, with sizes of its own in each (docs/methods/counts.md#regimes).

source: after Randahl & Vegelius 2022, Predicting escalating and de-escalating violence in Africa using Markov
        models (International Interactions 48(4)); own form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from smoulder.models.counts.regime_changes import (
    FEW,
    MANY,
    age_classes,
    change_chances,
    months_in,
    regimes,
)
from smoulder.models.counts.regime_sizes import find_sizes
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints


@dataclass(frozen=True, slots=True)
class Regimes:
    """Each draw walks month by month; the longer a regime has lasted, the less likely it ends.

    parted:     quantile of the panel's months with deaths that parts few from many.
    change_half_life, change_pull: of a unit's own changes, see `change_chances`.
    size_half_life, size_pull, lag: of a unit's own level in a regime, see `find_sizes`.
    blur:       spread of the log of the ratio by which a count is blurred.
    The constants were chosen on January to December of 2005 to 2017, two months after the data end, by
    `benchmarks/count_constants.py regimes`.
    """

    parted: float = 0.5
    change_half_life: float = 24.0
    change_pull: float = 0.2
    size_half_life: float = 3.0
    size_pull: float = 0.1
    lag: int = 6
    blur: float = 0.1
    name: str = "regimes"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        counts = past.counts
        fought = counts[counts > 0]
        out = np.zeros((len(past.units), len(ahead), draws))
        if not len(fought):
            return out
        bound = float(np.rint(np.quantile(fought, self.parted)))
        known = ~np.isnan(counts)
        states = regimes(counts, bound)
        sizes = [
            find_sizes(counts, known & (states == one), self.size_half_life, self.size_pull, self.lag)
            for one in (FEW, MANY)
        ]
        # no draw lies above the worst month any unit has seen: tails of a ratio have no end of their own
        limits = (1.0, bound), (bound + 1, max(float(fought.max()), bound + 1))
        chances = change_chances(states, known, self.change_half_life, self.change_pull)
        for place, state in walk(states, chances, ahead, draws, rng):
            for regime, size, (least, most) in zip((FEW, MANY), sizes, limits, strict=True):
                drawn = np.clip(np.rint(size.draw(draws, self.blur, rng)), least, most)
                out[:, place] = np.where(state == regime, drawn, out[:, place])
        return out


def walk(
    states: Ints, chances: Floats, ahead: Ints, draws: int, rng: np.random.Generator
) -> Iterator[tuple[int, Ints]]:
    """Walk all units and draws on; give the place in `ahead` and the regimes, shape (unit, draw)."""
    places = {months: place for place, months in enumerate(ahead.tolist())}
    unit = np.arange(len(states))[:, np.newaxis]
    state = np.repeat(states[:, -1:], draws, axis=1)
    age = np.repeat(months_in(states)[:, -1:], draws, axis=1)
    upto = np.cumsum(chances, axis=-1)[..., :2]
    for months in range(1, int(ahead.max()) + 1):
        bounds = upto[unit, age_classes(age), state]
        after = np.sum(rng.random(state.shape)[..., np.newaxis] > bounds, axis=-1)
        age = np.where(after == state, age + 1, 1)
        state = after
        if months in places:
            yield places[months], state
