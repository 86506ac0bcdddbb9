"""Boosted trees that learn the chance to reach any count (docs/methods/counts.md#exceedance)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from smoulder.models.counts.history import History, Singles, histories
from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats, Ints

if TYPE_CHECKING:
    from lightgbm import Booster

STEPS = np.array(
    [
        1,
        2,
        3,
        4,
        6,
        8,
        11,
        16,
        26,
        36,
        51,
        72,
        101,
        150,
        251,
        350,
        501,
        700,
        1001,
        1500,
        2500,
        4000,
        7000,
        12e3,
        25e3,
    ]
)
"""Counts whose chance to be reached is learnt; the edges of the challenge's bins are among them."""
MOST = 1e5
"""No draw lies above: deaths a month."""
_LEVELS = ("last", "mean 3", "mean 12", "mean 60", "most 12", "middle 12")
"""Columns to which a step is set in ratio, so that what is learnt on small wars holds for large ones."""


@dataclass(frozen=True, slots=True)
class Exceedance:
    """P(count >= step) of one forest for all units, months ahead and steps, falling in the step.

    Every row of the past is a question: standing in month t with this history, will month t + h reach the step?
    seasoned: months of history before a row counts.
    half_life: months after which an old row weighs half.
    picks, steps: how many horizons are asked of a unit-month, and how many steps of each.
    most: how many unit-months are asked about at most; more teach no more, and cost time and memory.
    quiet_share: share kept, and weighed up, of rows without a death in ten years.
    forests: how many are grown, each on questions of its own, and averaged.
    """

    name: str = "boosted"
    seasoned: int = 36
    half_life: float = 120.0
    picks: int = 3
    steps: int = 3
    most: int = 250_000
    near_share: float = 0.5
    spread: float = 1.0
    quiet_share: float = 0.25
    forests: int = 3
    trees: int = 200
    rate: float = 0.05
    leaves: int = 15
    least_rows: int = 200

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        """See `CountModel`."""
        # in the order of their ids, so that the order in which units come decides nothing
        order = np.argsort(past.ids, kind="stable")
        history = histories(past.take(order))
        counts = past.counts[order]
        reached = np.zeros((len(order), len(ahead), len(STEPS)))
        for _ in range(self.forests):
            forest = self._fit(counts, history, int(ahead.max()), rng)
            for at, months in enumerate(ahead):
                reached[order, at] += (
                    _share(counts) if forest is None else _reach(forest, history, int(months))
                )
        return draw_counts(reached / self.forests, draws, rng)

    def _fit(
        self, counts: Floats, history: History, furthest: int, rng: np.random.Generator
    ) -> Booster | None:
        """Grow a forest, or none where no month of the past can be asked about."""
        import lightgbm

        unit, month, months = self._ask(counts, history, furthest, rng)
        if not len(unit):
            return None
        values, came = history.values[unit, month], counts[unit, month + months]
        weight = 0.5 ** ((counts.shape[1] - 1 - month) / self.half_life)
        weight = np.where(_long_quiet(values, history), weight / self.quiet_share, weight)
        rows, reached = [], []
        for _ in range(self.steps):
            step = self._steps(np.expm1(values[:, history.column("mean 12")]), rng)
            rows.append(_questions(values, months, step, history))
            reached.append(came >= step)
        data = lightgbm.Dataset(
            np.concatenate(rows), np.concatenate(reached).astype(float), weight=np.tile(weight, self.steps)
        )
        return lightgbm.train(self._settings(len(history.names), rng), data, self.trees)

    def _ask(
        self, counts: Floats, history: History, furthest: int, rng: np.random.Generator
    ) -> tuple[Ints, Ints, Ints]:
        """Units, months and months ahead that are asked about: those whose answer is known."""
        unit, month = np.nonzero(~np.isnan(counts[:, self.seasoned : -1]))
        month = month + self.seasoned
        kept = ~_long_quiet(history.values[unit, month], history) | (rng.random(len(unit)) < self.quiet_share)
        unit, month = np.tile(unit[kept], self.picks), np.tile(month[kept], self.picks)
        months = rng.integers(1, furthest + 1, size=len(unit))
        told = month + months < counts.shape[1]
        unit, month, months = unit[told], month[told], months[told]
        told = np.flatnonzero(~np.isnan(counts[unit, month + months]))
        if len(told) > self.most:
            told = rng.choice(told, self.most, replace=False)
        return unit[told], month[told], months[told]

    def _steps(self, level: Floats, rng: np.random.Generator) -> Floats:
        """A step for each row: any of them, or, for a share of the rows, one near the level of the row."""
        any_ = rng.choice(STEPS, size=len(level))
        near = np.exp(np.log1p(level) + rng.normal(0, self.spread, size=len(level)))
        return np.where(rng.random(len(level)) < self.near_share, np.maximum(np.rint(near), 1), any_)

    def _settings(self, columns: int, rng: np.random.Generator) -> dict[str, object]:
        return {
            "objective": "binary",
            "learning_rate": self.rate,
            "num_leaves": self.leaves,
            "min_data_in_leaf": self.least_rows,
            "feature_fraction": 0.7,
            "bagging_fraction": 0.7,
            "bagging_freq": 1,
            "max_bin": 127,
            # the chance to reach a step never grows with the step
            "monotone_constraints": [0] * (columns + 2) + [-1] * (1 + len(_LEVELS)),
            "seed": int(rng.integers(2**31)),
            "deterministic": True,
            "force_row_wise": True,
            "num_threads": 1,
            "verbose": -1,
        }


def _long_quiet(values: Singles, history: History) -> Bools:
    """Which rows have no death in ten years; there are many of them, and they are all alike."""
    return np.asarray(values[:, history.column("since 1")] > np.log1p(120))


def _share(counts: Floats) -> Floats:
    """Share of all known months that reached each step, for a past too short to learn from; shape (step,)."""
    known = counts[~np.isnan(counts)]
    return np.asarray((known[:, np.newaxis] >= STEPS).mean(axis=0))


def _questions(values: Singles, months: Ints, step: Floats, history: History) -> Singles:
    """Rows for the forest: history, months ahead, month of the year it asks for, step, and step to past levels."""
    season = (values[:, history.column("calendar")] + months) % 12
    size = np.log(step).astype(np.float32)[:, np.newaxis]
    ratios = size - values[:, [history.column(name) for name in _LEVELS]]
    when = np.stack([months, season], axis=1).astype(np.float32)
    return np.concatenate([values, when, size, ratios], axis=1)


def _reach(forest: Booster, history: History, months: int) -> Floats:
    """Chance to reach each step so many months after the last, shape (unit, step), falling in the step."""
    now = history.values[:, -1]
    units = len(now)
    step = np.repeat(STEPS, units)
    asked = _questions(np.tile(now, (len(STEPS), 1)), np.full(len(step), months), step, history)
    chance = np.asarray(forest.predict(asked), dtype=float).reshape(len(STEPS), units).T
    return np.minimum.accumulate(chance, axis=1)


def draw_counts(reached: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Counts at evenly spread chances, from the chance to reach each of `STEPS`.

    reached: shape (unit, month, step), falling in the step; between two steps the logarithm is even.
    returns: shape (unit, month, draw), whole numbers, rising in the draw.
    """
    below = np.concatenate([1 - reached, np.ones((*reached.shape[:-1], 1))], axis=-1)
    logs = np.log(np.append(STEPS, MOST))
    chances = (np.arange(draws) + rng.random((*reached.shape[:-1], 1))) / draws
    counts = np.empty((*reached.shape[:-1], draws))
    for at in np.ndindex(reached.shape[:-1]):
        counts[at] = np.exp(np.interp(chances[at], below[at], logs))
    return np.where(chances < below[..., :1], 0.0, np.floor(counts + 1e-9))
