"""Weights of a pool, learnt on earlier forecasts (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.ensemble.cells import REACHES, REGIMES
from smoulder.models.ensemble.terms import Terms
from smoulder.records.series import Bools, Floats, Ints

SHRINK = 0.2
"""What one unit of squared distance from even weights costs, in shares of the even pool's own score."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the members by kind of cell.

    members: names; values: shape (regime, reach, member), adding up to one over the members.
    """

    members: tuple[str, ...]
    values: Floats

    def __post_init__(self) -> None:
        wanted = (len(REGIMES), len(REACHES), len(self.members))
        if self.values.shape != wanted or not np.allclose(self.values.sum(axis=-1), 1):
            raise ValueError(f"weights of shape {self.values.shape} do not add up to one in shape {wanted}")


@dataclass(frozen=True, slots=True)
class Lesson:
    """One earlier forecast, by the cells whose months have come to pass.

    terms:  of its cells.
    regime, reach, month: shape (cell,), kinds of the cell and the month that was forecast.
    """

    terms: Terms
    regime: Ints
    reach: Ints
    month: Ints

    def until(self, month: int) -> Lesson:
        """What of it was known at the end of that month."""
        kept = self.month <= month
        return Lesson(self.terms.take(kept), self.regime[kept], self.reach[kept], self.month[kept])


def even(members: tuple[str, ...]) -> Weights:
    """The same weight on every member in every kind of cell."""
    return Weights(members, np.full((len(REGIMES), len(REACHES), len(members)), 1 / len(members)))


def learn(lessons: Sequence[Lesson], members: tuple[str, ...], shrink: float = SHRINK) -> Weights:
    """Find, for each kind of cell, the weights that would have done best, drawn towards even ones.

    What is made small is the mean over lessons of log CRPS and IGN, each as a share of the even pool's own mean score
    in that lesson, so that no war and no year decides; plus `shrink` times the squared distance from even weights,
    because what did best in one era need not do so in the next. A kind of cell without lessons stays even.
    """
    weights = even(members)
    for regime in range(len(REGIMES)):
        for reach in range(len(REACHES)):
            anchor = weights.values[regime, reach]
            parts = [
                _Part.of(lesson, (lesson.regime == regime) & (lesson.reach == reach), anchor)
                for lesson in lessons
            ]
            held = [part for part in parts if len(part.terms.hit)]
            if held:
                weights.values[regime, reach] = _best(held, anchor.copy(), shrink)
    return weights


@dataclass(frozen=True, slots=True)
class _Part:
    """Some cells of a lesson, and what the even pool scored there."""

    terms: Terms
    scale: Floats

    @classmethod
    def of(cls, lesson: Lesson, cells: Bools, anchor: Floats) -> _Part:
        terms = lesson.terms.take(cells)
        return cls(terms, np.maximum(_scores(terms, anchor), 1e-3) if len(terms.hit) else np.ones(2))

    def loss(self, weights: Floats) -> float:
        return float(np.mean(_scores(self.terms, weights) / self.scale))


def _scores(terms: Terms, weights: Floats) -> Floats:
    return np.array([each(weights).mean() for each in (terms.log_crps, terms.ignorance)])


def _best(parts: Sequence[_Part], anchor: Floats, shrink: float) -> Floats:
    from scipy.optimize import LinearConstraint, minimize

    def loss(weights: Floats) -> float:
        return float(
            np.mean([part.loss(weights) for part in parts]) + shrink * np.sum((weights - anchor) ** 2)
        )

    whole = LinearConstraint(np.ones((1, len(anchor))), 1.0, 1.0)
    found = minimize(loss, anchor, method="SLSQP", bounds=[(0, 1)] * len(anchor), constraints=whole)
    best = np.clip(found.x, 0, 1)
    return np.asarray(best / best.sum(), dtype=float)
