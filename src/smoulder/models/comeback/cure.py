"""Mixture cure: some lulls never end, the others wait by a law (docs/methods/survival.md#cure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import expit, log_expit

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.fitted import COLUMNS, LaplaceFitted, Matrices, coefficients, scalar
from smoulder.models.comeback.laplace import Laplace, Prior, fit_laplace
from smoulder.models.comeback.latent import LATENTS, WEIBULL, Latent
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.spells import Spells, spells_of, waited
from smoulder.models.comeback.weibull import UNIT, shape_prior
from smoulder.records.series import Floats

ABLE = ("since_death",)
"""Covariates of the odds of being able; no more of them made forecasts better on outcomes known by 2005."""
Mixed = tuple[Floats, Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class FittedCure(LaplaceFitted):
    """Level and shape of the wait, odds of being able, coefficients of both, with their law."""

    wait: Design
    able: Design
    law: Laplace
    latent: Latent

    def matrices(self, covariates: Covariates) -> Matrices:
        """Of the wait and of being able."""
        return self.wait.apply(covariates), self.able.apply(covariates)

    def curves_at(self, theta: Floats, origins: Origins, matrices: Matrices, months: int) -> Floats:
        """1 - S(t + 1 … t + months) / S(t) of the mixture, shape (n, month)."""
        terms = _terms(theta, *matrices)
        ages = waited(origins)[:, np.newaxis] + np.arange(months + 1)
        level, able = terms.level[:, np.newaxis], terms.able[:, np.newaxis]
        log_s = _mixed(ages, Terms(level, able, terms.shape), self.latent)[0]
        return -np.expm1(log_s[:, 1:] - log_s[:, :1])

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedCure.restored` reads it back."""
        return {
            "wait": self.wait.stored(),
            "able": self.able.stored(),
            "law": self.law.stored(),
            "latent": self.latent.name,
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedCure:  # Any: values of JSON
        """What `stored` gave, read back."""
        latent = next(one for one in LATENTS if one.name == stored["latent"])
        wait, able = Design.restored(stored["wait"]), Design.restored(stored["able"])
        return cls(wait, able, Laplace.restored(stored["law"]), latent)

    def able_at(self, theta: Floats, origins: Origins, matrices: Matrices) -> Floats:
        """P(able | quiet for t) = pi S(t) / (pi S(t) + 1 - pi), shape (n,)."""
        terms = _terms(theta, *matrices)
        log_s = self.latent.log_survival(terms.level + terms.shape * np.log(waited(origins) / UNIT))
        share: Floats = expit(terms.able + log_s)
        return share


@dataclass(frozen=True, slots=True)
class Cure:
    """A share that is able, which waits by `latent`, and a share that is not."""

    names: tuple[str, ...] = COLUMNS
    able: tuple[str, ...] = ABLE
    latent: Latent = WEIBULL
    name: str = "Weibull with cure"

    def prior(self, wait: Design, able: Design) -> Prior:
        """Level, log shape, log odds of able, and the coefficients of level and of odds."""
        odds = coefficients(tuple(f"able: {name}" for name in able.columns))
        return cure_prior().join(coefficients(wait.columns)).join(odds)

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedCure:
        """All parameters by penalised likelihood.

        raises: NoLulls where there is no origin, or not one comeback.
        """
        spells = spells_of(origins, major=major)
        rows = covariates.take(spells.row)
        wait, able = Design.learn(rows, self.names), Design.learn(rows, self.able)
        matrices = wait.apply(rows), able.apply(rows)
        prior = self.prior(wait, able)
        law = fit_laplace(
            lambda theta: log_likelihood(theta, spells, matrices, self.latent),
            prior,
            spells.cluster,
            both_ways(prior),
        )
        return FittedCure(wait, able, law, self.latent)


def cure_prior() -> Prior:
    """Priors of level and shape as without cure, and of the log odds of being able."""
    return shape_prior().join(scalar("able", 1.0, 1.5))


def both_ways(prior: Prior) -> list[Floats]:
    """Where searches begin: most are able and wait long, or few are and wait briefly."""
    starts = []
    for shape, odds in ((-0.5, 2.5), (0.1, -0.5)):
        start = prior.mean.copy()
        start[1:3] = shape, odds
        starts.append(start)
    return starts


def log_likelihood(
    theta: Floats, spells: Spells, matrices: tuple[Floats, Floats], latent: Latent
) -> tuple[Floats, Floats]:
    """Log-likelihood of each spell and its slopes; a comeback is known to the month."""
    terms = _terms(theta, *matrices)
    start = _mixed(spells.entry, terms, latent)
    still = _mixed(spells.leave, terms, latent)
    back = _came_back(np.where(spells.event, spells.leave, UNIT), terms, latent)
    value, by_level, by_shape, by_able = (
        np.where(spells.event, came, stayed) - first
        for came, stayed, first in zip(back, still, start, strict=True)
    )
    rows = [by_level[:, np.newaxis] * matrices[0], by_able[:, np.newaxis] * matrices[1]]
    return value, np.column_stack([by_level, by_shape, by_able, *rows])


@dataclass(frozen=True, slots=True)
class Terms:
    """Level and log odds of able of each row, and the power of all: z = level + shape log(age / UNIT)."""

    level: Floats
    able: Floats
    shape: float


def _terms(theta: Floats, wait: Floats, able: Floats) -> Terms:
    split = 3 + wait.shape[1]
    return Terms(theta[0] + wait @ theta[3:split], theta[2] + able @ theta[split:], float(np.exp(theta[1])))


def _mixed(age: Floats, terms: Terms, latent: Latent) -> Mixed:
    """log(1 - pi + pi S) at these ages, and its slopes in level, log shape and log odds."""
    own = terms.shape * np.log(age / UNIT)
    z = terms.level + own
    able_s = log_expit(terms.able) + latent.log_survival(z)
    value = np.logaddexp(log_expit(-terms.able), able_s)
    fall = np.exp(log_expit(terms.able) + latent.log_density(z) - value)
    return value, -fall, -fall * own, np.exp(able_s - value) - expit(terms.able)


def _came_back(age: Floats, terms: Terms, latent: Latent) -> Mixed:
    """log(pi (S(age - 1) - S(age))), and its slopes in level, log shape and log odds.

    From the law of the able alone: the mixture is nearly flat where few of them are left, and its
    differences would be lost in rounding.
    """
    own_first, own_last = (terms.shape * np.log(one / UNIT) for one in (age - 1, age))
    first, last = terms.level + own_first, terms.level + own_last
    log_first = latent.log_survival(first)
    fall = np.minimum(latent.log_survival(last) - log_first, -1e-300)
    log_back = log_first + np.log(-np.expm1(fall))
    # where a search strays so far that nobody comes back then, the slopes are held finite
    from_first = np.exp(np.minimum(latent.log_density(first) - log_back, 300.0))
    from_last = np.exp(np.minimum(latent.log_density(last) - log_back, 300.0))
    by_shape = from_last * own_last - from_first * own_first
    return log_expit(terms.able) + log_back, from_last - from_first, by_shape, expit(-terms.able)
