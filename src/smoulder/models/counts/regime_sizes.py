"""How many deaths a month brings in a regime, around a unit's own recent level in it.

docs/methods/counts.md#regimes
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats, Ints

_HELD = np.array([0.5, 2.0, 4.0])
"""Bounds between classes of how much a unit's own level rests on, in months of full weight."""
_LEAST = 20
"""Misses below which a class takes those of all classes."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is known of the counts in one regime.

    level:  shape (unit,), log of the count to be expected.
    held:   shape (unit,), class of what that level rests on.
    misses: by class, logs of count over the level some months earlier, as they came in all units: they bring
            the heavy tails, and more spread where a level rests on little.
    """

    level: Floats
    held: Ints
    misses: tuple[Floats, ...]

    def draw(self, draws: int, blur: float, rng: np.random.Generator) -> Floats:
        """Draw counts, not yet whole, shape (unit, draw)."""
        pool = np.concatenate(self.misses)
        if not len(pool):
            return np.repeat(np.exp(self.level)[:, np.newaxis], draws, axis=1)
        counts = np.array([len(one) for one in self.misses])
        first = (np.cumsum(counts) - counts)[self.held][:, np.newaxis]
        pick = first + (rng.random((len(self.level), draws)) * counts[self.held][:, np.newaxis]).astype(
            np.int64
        )
        noise = blur * rng.standard_normal(pick.shape)
        return np.asarray(np.exp(self.level[:, np.newaxis] + pool[pick] + noise), dtype=float)


def find_sizes(counts: Floats, here: Bools, half_life: float, pull: float, lag: int) -> Sizes:
    """Learn the counts of one regime.

    counts:    shape (unit, month); here: True where the unit is in the regime and known.
    half_life: months after which a month weighs half in the unit's own level.
    pull:      months that stand for the panel's mean level against the unit's own.
    lag:       months between a count and the level it is held against.
    """
    logs = np.log(np.maximum(np.nan_to_num(counts), 1.0))
    mean = float(logs[here].mean()) if here.any() else 0.0
    weight, total = _faded(here.astype(float), half_life), _faded(np.where(here, logs, 0.0), half_life)
    level = (total + pull * mean) / (weight + pull)
    held = np.searchsorted(_HELD, weight)
    after = here[:, lag:]
    miss = (logs[:, lag:] - level[:, :-lag])[after]
    kind = held[:, :-lag][after]
    misses = tuple(_class_or_all(miss, kind == one) for one in range(len(_HELD) + 1))
    return Sizes(level[:, -1], held[:, -1], misses)


def _class_or_all(miss: Floats, of_class: Bools) -> Floats:
    return miss[of_class] if of_class.sum() >= _LEAST else miss


def _faded(values: Floats, half_life: float) -> Floats:
    """Sum of each month and those before it, each halving in weight every `half_life` months."""
    from scipy.signal import lfilter

    return np.asarray(lfilter([1.0], [1.0, -(0.5 ** (1 / half_life))], values, axis=1), dtype=float)
