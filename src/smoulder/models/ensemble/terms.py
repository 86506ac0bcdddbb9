"""What the score of a pool needs to know of its members, cell by cell (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.ensemble.pool import even_draws
from smoulder.models.scores.challenge import DRAWS
from smoulder.models.scores.ignorance import EDGES, bins
from smoulder.records.series import Bools, Floats

POINTS = 100
"""Evenly spread draws by which a member is measured here."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Of a linear pool with weights w: log CRPS = w·miss - w·apart·w/2; ignorance follows from w·hit.

    miss:  shape (cell, member), mean distance of a member's draws from the truth, in log(1 + count).
    apart: shape (cell, member, member), mean distance of two members' draws from each other, likewise.
    hit:   shape (cell, member), share of a member's draws in the bin of the truth.
    """

    miss: Floats
    apart: Floats
    hit: Floats

    def log_crps(self, weights: Floats) -> Floats:
        """CRPS of the pool on log(1 + count), shape (cell,)."""
        own: Floats = self.miss @ weights - np.einsum("cij,i,j->c", self.apart, weights, weights) / 2
        return own

    def ignorance(self, weights: Floats) -> Floats:
        """Ignorance of the pool, shape (cell,), bits."""
        held = DRAWS * (self.hit @ weights) + 1
        return np.asarray(-np.log2(held / (DRAWS + len(EDGES) + 1)), dtype=float)

    def take(self, cells: Bools) -> Terms:
        """Only some of the cells."""
        return Terms(self.miss[cells], self.apart[cells], self.hit[cells])


def measure(members: Sequence[Floats], truth: Floats, rng: np.random.Generator) -> Terms:
    """Measure members on cells whose truth is known.

    members: each of shape (cell, draw); truth: shape (cell,).
    """
    logs = [np.log1p(even_draws(member, POINTS, rng)) for member in members]
    fell = bins(truth)[:, np.newaxis]
    return Terms(
        miss=np.stack([np.abs(each - np.log1p(truth)[:, np.newaxis]).mean(axis=1) for each in logs], axis=1),
        apart=_apart(logs),
        hit=np.stack([(bins(each) == fell).mean(axis=1) for each in members], axis=1),
    )


def _apart(members: Sequence[Floats]) -> Floats:
    out = np.zeros((len(members[0]), len(members), len(members)))
    for one in range(len(members)):
        for other in range(one + 1):
            out[:, one, other] = out[:, other, one] = distance(members[one], members[other])
    return out


def distance(one: Floats, other: Floats) -> Floats:
    """Mean distance of two samples from each other, over all pairs; shape (cell,).

    one, other: shape (cell, draw), as many draws in both.
    source:     E|X - Y| is the integral of F(1 - G) + G(1 - F) over the line.

    >>> distance(np.array([[0.0, 4.0]]), np.array([[1.0, 1.0]]))
    array([2.])
    """
    count = one.shape[1]
    merged = np.concatenate([one, other], axis=1)
    order = np.argsort(merged, axis=1, kind="stable")
    ranked = np.take_along_axis(merged, order, axis=1)
    first = np.cumsum(order < count, axis=1)[:, :-1] / count
    second = np.cumsum(order >= count, axis=1)[:, :-1] / count
    chance = first * (1 - second) + second * (1 - first)
    return np.asarray(np.sum(chance * np.diff(ranked, axis=1), axis=1), dtype=float)
