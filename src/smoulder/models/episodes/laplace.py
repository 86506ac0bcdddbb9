"""Penalised fits of yes-or-no models, with draws from the normal form at their mode (docs/methods/episodes.md#fit)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Bools, Floats

Model = Callable[[Floats], tuple[Floats, Floats]]
"""From parameters, shape (p,), to chances, shape (n,), and how they change with each parameter, shape (n, p)."""
LEAST = 1e-9
STEPS = 200
ENOUGH = 1e-6
"""Gain in log-likelihood below which a fit has settled."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A normal prior: mean, shape (p,), and precision, shape (p, p)."""

    mean: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Posterior:
    """A normal form of what is believed of parameters: mode, shape (p,), and precision, shape (p, p)."""

    mode: Floats
    precision: Floats

    def draw(self, draws: int, rng: np.random.Generator) -> Floats:
        """Parameters, shape (draw, p)."""
        lower = np.linalg.cholesky(self.precision)
        noise = rng.standard_normal((draws, len(self.mode)))
        found: Floats = self.mode + np.linalg.solve(lower.T, noise.T).T
        return found


def fit(model: Model, happened: Bools, prior: Prior) -> Posterior:
    """The most likely parameters under the prior, by Fisher scoring from the prior's mean.

    model:   chances of yes and their slopes; happened: shape (n,).
    returns: mode, and expected information plus the prior's precision.
    raises:  FloatingPointError if it has not settled after two hundred steps.
    source:  McCullagh & Nelder 1989, section 2.5; the normal form as in Tierney & Kadane 1986.

    >>> def same(at):
    ...     chance = np.full(4, 1 / (1 + np.exp(-at[0])))
    ...     return chance, (chance * (1 - chance))[:, np.newaxis]
    >>> found = fit(same, np.array([True, False, False, False]), Prior(np.zeros(1), np.array([[1e-6]])))
    >>> found.mode.round(3).tolist(), found.precision.round(3).tolist()
    ([-1.099], [[0.75]])
    """
    at = prior.mean.copy()
    height = _height(model(at)[0], happened, at, prior)
    for _ in range(STEPS):
        chance, slopes = model(at)
        chance = np.clip(chance, LEAST, 1 - LEAST)
        spread = chance * (1 - chance)
        weighted = slopes / spread[:, np.newaxis]
        precision = weighted.T @ slopes + prior.precision
        uphill = weighted.T @ (happened - chance) - prior.precision @ (at - prior.mean)
        step = np.asarray(np.linalg.solve(precision, uphill), dtype=float)
        at, reached = _climb(model, happened, prior, at, step, height)
        if reached - height < ENOUGH:
            return Posterior(at, precision)
        height = reached
    raise FloatingPointError(f"the fit of {len(at)} parameters has not settled after {STEPS} steps")


def _climb(
    model: Model, happened: Bools, prior: Prior, at: Floats, step: Floats, height: float
) -> tuple[Floats, float]:
    """The step, halved until it does not go down; the old place where no step goes up."""
    for halved in range(30):
        there = at + step * 0.5**halved
        reached = _height(model(there)[0], happened, there, prior)
        if reached >= height:
            return there, reached
    return at, height


def _height(chance: Floats, happened: Bools, at: Floats, prior: Prior) -> float:
    chance = np.clip(chance, LEAST, 1 - LEAST)
    off = at - prior.mean
    return float(np.log(np.where(happened, chance, 1 - chance)).sum() - off @ prior.precision @ off / 2)


def slopes_of(chance_of: Callable[[Floats], Floats], at: Floats, step: float = 1e-5) -> Floats:
    """How chances change with each parameter, by central differences; shape (n, p).

    >>> slopes_of(lambda at: np.array([at[0] ** 2]), np.array([3.0])).round(6).tolist()
    [[6.0]]
    """
    eye = np.eye(len(at)) * step
    return np.stack([(chance_of(at + one) - chance_of(at - one)) / (2 * step) for one in eye], axis=1)
