"""What the months so far say on a unit's hidden level of fighting (docs/methods/counts.md#hurdle)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats

_LOWEST = -5.0
_STEP = 0.25
"""The hidden level, a log of deaths a month, is held on points so far apart."""
_BURN_IN = 24
"""First months that the likelihood leaves out, so that the flat start does not weigh on it."""


@dataclass(frozen=True, slots=True)
class Hurdle:
    """Numbers shared by all units.

    step, jump, jump_chance: spread of the level's usual monthly step and of a rare one, and the chance of that.
    chance, again, per_level: log odds that a month brings deaths: at level 0, more after a month that did, and
                              more for each unit of the level.
    size, size_per_level: of the negative binomial: its size at level 0, and the growth of the log of it.
    burst, burst_height: chance that a fighting month runs above its level for that month alone, and the mean of how
                         far, in logs: a great battle, or the dead of many months entered under the last of them.
    """

    step: float
    jump: float
    jump_chance: float
    chance: float
    again: float
    per_level: float
    size: float
    size_per_level: float
    burst: float
    burst_height: float

    def any_chance(self, level: Floats, before: Bools | bool) -> Floats:
        """Chance that a month brings deaths; before: whether the month before did."""
        odds = self.chance + self.again * np.asarray(before, dtype=float) + self.per_level * level
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=float)

    def sizes(self, level: Floats) -> Floats:
        """Size of the negative binomial at each level."""
        return np.asarray(self.size * np.exp(self.size_per_level * level), dtype=float)


@dataclass(frozen=True, slots=True)
class Filtered:
    """What is known after the last month.

    points: shape (point,); shares: shape (unit, point), the chance of each, adding up to one.
    before: shape (unit,), whether the last known month brought deaths.
    log_likelihood: sum over units and known months, burn-in left out, of the log chance of the month's count.
    """

    points: Floats
    shares: Floats
    before: Bools
    log_likelihood: float


def filter_levels(counts: Floats, hurdle: Hurdle) -> Filtered:
    """Weigh every level a unit may have by how well it explains the unit's counts so far.

    counts: shape (unit, month), whole, NaN where unknown: there the level only drifts.
    source: a hidden Markov model's forward pass on a grid (Kitagawa 1987, Non-Gaussian state-space modeling).
    """
    highest = np.log(max(float(np.nanmax(counts, initial=1.0)), 1.0)) + 0.5
    points = np.arange(_LOWEST, highest + _STEP, _STEP)
    moves = _moves(points, hurdle)
    values, which = np.unique(np.nan_to_num(counts), return_inverse=True)
    which = which.reshape(counts.shape)
    emitted = np.exp(log_emission(values, points, hurdle)) @ _bursts(points, hurdle)
    quiet, after = hurdle.any_chance(points, False), hurdle.any_chance(points, True)
    known = ~np.isnan(counts)
    shares = np.full((len(counts), len(points)), 1 / len(points))
    before = np.zeros(len(counts), dtype=bool)
    total = 0.0
    for month in range(counts.shape[1]):
        shares = shares @ moves
        some = np.where(before[:, np.newaxis], after, quiet)
        fought = counts[:, month] > 0
        joint = shares * np.where(fought[:, np.newaxis], some * emitted[which[:, month]], 1 - some)
        chance = joint.sum(axis=1, keepdims=True) + np.finfo(float).tiny
        here = known[:, month]
        shares = np.where(here[:, np.newaxis], joint / chance, shares)
        before = np.where(here, fought, before)
        if month >= _BURN_IN:
            total += float(np.log(chance[here]).sum())
    return Filtered(points, shares, before, total)


def log_emission(values: Floats, points: Floats, hurdle: Hurdle) -> Floats:
    """Log chance of a count of 1 or more at each level, given that it is not 0; shape (value, point).

    One more than a negative binomial of mean exp(level), so that no cut at nought is needed; 0 has -infinity.
    """
    from scipy.special import gammaln

    more = np.maximum(values[:, np.newaxis] - 1, 0)
    size, mean = hurdle.sizes(points), np.exp(points)
    log_chance = (
        gammaln(more + size)
        - gammaln(size)
        - gammaln(more + 1)
        + size * np.log(size / (size + mean))
        + more * np.log(mean / (size + mean))
    )
    return np.where(values[:, np.newaxis] > 0, log_chance, -np.inf)


def _bursts(points: Floats, hurdle: Hurdle) -> Floats:
    """Chance that a month is as at one point (row) where the level stands at another (column)."""
    apart = points[:, np.newaxis] - points[np.newaxis, :]
    above = np.where(apart > 0, np.exp(-np.maximum(apart, 0) / hurdle.burst_height), 0.0)
    above[-1, -1] = 1.0  # nothing lies above the highest point
    above /= above.sum(axis=0)
    chances: Floats = (1 - hurdle.burst) * np.eye(len(points)) + hurdle.burst * above
    return chances


def _moves(points: Floats, hurdle: Hurdle) -> Floats:
    """Chance to go from each point to each, without drift but for the two ends."""
    apart = points[np.newaxis, :] - points[:, np.newaxis]
    usual, rare = (np.exp(-0.5 * (apart / spread) ** 2) for spread in (hurdle.step, hurdle.jump))
    usual /= usual.sum(axis=1, keepdims=True)
    rare /= rare.sum(axis=1, keepdims=True)
    moves: Floats = (1 - hurdle.jump_chance) * usual + hurdle.jump_chance * rare
    return moves
