"""A unit's own past months, young ones more often, with a share from what followed like months anywhere.

docs/methods/counts.md#recent
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.counts.level import levels
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats, Ints

_CLASSES = np.concatenate([2.0 ** np.arange(-9, 0), np.arange(1.0, 5.1, 0.5), [6.0]])
"""Bounds between classes of level: halvings while a unit is quiet, steps of about 1.6 times while it fights."""


@dataclass(frozen=True, slots=True)
class Recent:
    """Draws each month for itself: what one draw holds in two months is not tied.

    half_life, half_life_step: a month so many months old, plus so many for each month ahead, is drawn half as
               often as the last one. Short ones win on counts, long ones on ignorance.
    ratio:     spread of the log of the ratio by which an own month is blurred.
    like:      share of draws taken from like months: any unit's count as many months after a month in the same
               class of level, so that a quiet unit may flare up and a war may end as others did.
    level_half_life: months, of the level by which months are alike.
    The constants were chosen on January to December of 2005 to 2017, two months after the data end, by
    `benchmarks/count_constants.py recent`.
    """

    half_life: float = 3.0
    half_life_step: float = 0.1
    ratio: float = 0.5
    like: float = 0.3
    level_half_life: float = 3.0
    name: str = "recent"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        held, known = _latest_first(past.counts)
        classes = np.searchsorted(_CLASSES, levels(past.counts, self.level_half_life), side="right")
        out = np.empty((len(past.units), len(ahead), draws))
        for place, months in enumerate(ahead.tolist()):
            own = self._own(held, known, months, draws, rng)
            like, found = _like(past.counts, classes, months, draws, rng)
            out[:, place] = np.where((rng.random(own.shape) < self.like) & found, like, own)
        return out

    def _own(self, held: Floats, known: Ints, months: int, draws: int, rng: np.random.Generator) -> Floats:
        """Own months by the inverse of a geometric distribution of their age, cut at the oldest one."""
        keep = 0.5 ** (1 / (self.half_life + self.half_life_step * months))
        chance = rng.random((len(held), draws))
        age = np.log1p(-chance * (1 - keep ** known[:, np.newaxis])) / np.log(keep)
        last = np.maximum(known - 1, 0)[:, np.newaxis]
        counts = np.take_along_axis(held, np.minimum(age.astype(np.int64), last), axis=1)
        return np.rint(counts * np.exp(self.ratio * rng.standard_normal(counts.shape)))


def _latest_first(counts: Floats) -> tuple[Floats, Ints]:
    """Known months of each unit, the latest first and 0 behind them, and how many are known."""
    unknown = np.isnan(counts[:, ::-1])
    order = np.argsort(unknown, axis=1, kind="stable")
    held = np.take_along_axis(counts[:, ::-1], order, axis=1)
    return np.nan_to_num(held), np.sum(~unknown, axis=1)


def _like(
    counts: Floats, classes: Ints, months: int, draws: int, rng: np.random.Generator
) -> tuple[Floats, Bools]:
    """Counts so many months after months of the class in which each unit stands, and whether any are known.

    returns: shape (unit, draw), and shape (unit, 1) of booleans.
    """
    before, after = counts[:, :-months], counts[:, months:]
    both = ~np.isnan(before) & ~np.isnan(after)
    stood = classes[:, : before.shape[1]][both]
    order = np.argsort(stood, kind="stable")
    pool = after[both][order]
    bounds = np.searchsorted(stood[order], np.arange(len(_CLASSES) + 2))
    now = classes[:, -1]
    first, end = bounds[now][:, np.newaxis], bounds[now + 1][:, np.newaxis]
    if not len(pool):
        return np.zeros((len(counts), draws)), end > first
    pick = first + (rng.random((len(counts), draws)) * (end - first)).astype(np.int64)
    return pool[np.minimum(pick, len(pool) - 1)], end > first
