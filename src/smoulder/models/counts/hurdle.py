"""A hidden level that wanders, a hurdle before the first death, and a negative binomial behind it.

docs/methods/counts.md#hurdle
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.counts.hurdle_filter import Filtered, Hurdle, filter_levels
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints

FITTED = Hurdle(
    step=0.1172,
    jump=1.337,
    jump_chance=0.04183,
    chance=-5.686,
    again=0.3699,
    per_level=2.77,
    size=0.1505,
    size_per_level=0.6976,
    burst=0.2106,
    burst_height=1.091,
)
"""By likelihood on all countries, 1990-01 to 2016-10: `benchmarks/count_constants.py hurdle --fit`."""


@dataclass(frozen=True, slots=True)
class HurdleNegativeBinomial:
    """Each draw walks month by month from what the filter knows.

    shared: numbers shared by all units, for the filter and for the months.
    calmer: what the walk's spreads are multiplied by ahead, and rarer what the chance of a jump is. The
            likelihood looks one month ahead, where a wide walk costs little; over a year it puts too many draws
            far up. Chosen on January to December of 2005 to 2017 by `benchmarks/count_constants.py hurdle`.
    """

    shared: Hurdle = FITTED
    calmer: float = 0.5
    rarer: float = 0.3
    name: str = "hurdle"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        known = filter_levels(past.counts, self.shared)
        level = _draw_levels(known, draws, rng)
        before = np.repeat(known.before[:, np.newaxis], draws, axis=1)
        # A walk of logs has an endless mean: once in a thousand draws it would pass any war there was, and one
        # such draw decides a mean. So no draw lies above the worst month that any unit of the panel has seen.
        most = float(np.nanmax(past.counts, initial=0.0))
        places = {months: place for place, months in enumerate(ahead.tolist())}
        out = np.zeros((len(past.units), len(ahead), draws))
        for months in range(1, int(ahead.max()) + 1):
            level = np.clip(level + self._step(level.shape, rng), known.points[0], known.points[-1])
            before = rng.random(level.shape) < self.shared.any_chance(level, before)
            if months in places:
                out[:, places[months]][before] = np.minimum(self._emit(level[before], rng), most)
        return out

    def _step(self, shape: tuple[int, ...], rng: np.random.Generator) -> Floats:
        """One month's change of the level."""
        jumps = rng.random(shape) < self.rarer * self.shared.jump_chance
        spread = self.calmer * np.where(jumps, self.shared.jump, self.shared.step)
        return np.asarray(spread * rng.standard_normal(shape), dtype=float)

    def _emit(self, level: Floats, rng: np.random.Generator) -> Floats:
        """Counts of months with deaths."""
        bursts = rng.random(level.shape) < self.shared.burst
        level = level + np.where(bursts, rng.exponential(self.shared.burst_height, level.shape), 0.0)
        size = self.shared.sizes(level)
        mean = rng.gamma(size) * np.exp(level) / size
        return np.asarray(1 + rng.poisson(mean), dtype=float)


def _draw_levels(known: Filtered, draws: int, rng: np.random.Generator) -> Floats:
    """Levels as likely as the filter has them, anywhere between the points; shape (unit, draw)."""
    units, points = known.shares.shape
    rows = np.arange(units)[:, np.newaxis]
    upto = np.cumsum(known.shares, axis=1)
    # one search over all units: each one's running sum is lifted by its row
    lifted = np.minimum(upto / upto[:, -1:], 1) + rows
    drawn = np.searchsorted(lifted.ravel(), (rng.random((units, draws)) + rows).ravel(), side="left")
    place = np.clip(drawn.reshape(units, draws) - rows * points, 0, points - 1)
    step = known.points[1] - known.points[0]
    return np.asarray(known.points[place] + step * (rng.random((units, draws)) - 0.5), dtype=float)
