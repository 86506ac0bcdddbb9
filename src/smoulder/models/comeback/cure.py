"""Mixture cure: some lulls never end, the others wait by a law (docs/methods/survival.md#cure)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, log_expit

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.fitted import COLUMNS, LaplaceFitted, coefficients, scalar
from smoulder.models.comeback.laplace import Laplace, Prior, fit_laplace
from smoulder.models.comeback.latent import WEIBULL, Latent
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.spells import Spells, spells_of, waited
from smoulder.models.comeback.weibull import UNIT
from smoulder.records.series import Floats

ABLE = ("since_death", "history")
"""Covariates of the odds of being able; more of them made forecasts worse on outcomes known by 2005."""
Mixed = tuple[Floats, Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class FittedCure(LaplaceFitted):
    """Pace and spread of the wait, odds of being able, coefficients of both, with their law."""

    pace: Design
    able: Design
    law: Laplace
    latent: Latent

    def curves_at(self, theta: Floats, origins: Origins, covariates: Covariates, months: int) -> Floats:
        """1 - S(t + 1 … t + months) / S(t) of the mixture, shape (n, month)."""
        terms = _terms(theta, self.pace.apply(covariates), self.able.apply(covariates))
        ages = waited(origins)[:, np.newaxis] + np.arange(months + 1)
        pace, able = terms.pace[:, np.newaxis], terms.able[:, np.newaxis]
        log_s = _mixed(ages, Terms(pace, able, terms.spread), self.latent)[0]
        return -np.expm1(log_s[:, 1:] - log_s[:, :1])

    def able_at(self, theta: Floats, origins: Origins, covariates: Covariates) -> Floats:
        """P(able | quiet for t) = pi S(t) / (pi S(t) + 1 - pi), shape (n,)."""
        terms = _terms(theta, self.pace.apply(covariates), self.able.apply(covariates))
        log_s = self.latent.log_survival((np.log(waited(origins) / UNIT) + terms.pace) / terms.spread)
        share: Floats = expit(terms.able + log_s)
        return share


@dataclass(frozen=True, slots=True)
class Cure:
    """A share that is able, which waits by `latent`, and a share that is not."""

    names: tuple[str, ...] = COLUMNS
    able: tuple[str, ...] = ABLE
    latent: Latent = WEIBULL
    name: str = "Weibull with cure"

    def prior(self, pace: Design, able: Design) -> Prior:
        """Pace, log spread, log odds of able, and the coefficients of pace and of odds."""
        odds = coefficients(tuple(f"able: {name}" for name in able.columns))
        return cure_prior().join(coefficients(pace.columns)).join(odds)

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedCure:
        """All parameters by penalised likelihood.

        raises: NoLulls where there is no origin, or not one comeback.
        """
        spells = spells_of(origins, major=major)
        rows = covariates.take(spells.row)
        pace, able = Design.learn(rows, self.names), Design.learn(rows, self.able)
        matrices = pace.apply(rows), able.apply(rows)
        law = fit_laplace(
            lambda theta: log_likelihood(theta, spells, matrices, self.latent),
            self.prior(pace, able),
            spells.cluster,
        )
        return FittedCure(pace, able, law, self.latent)


def cure_prior() -> Prior:
    """Priors of minus the log of the typical wait in UNITs, of the log spread, and of the log odds of able."""
    pace = scalar("pace", -0.5, 1.5)
    return pace.join(scalar("log spread", 0.25, 0.5)).join(scalar("able", 0.5, 1.5))


def log_likelihood(
    theta: Floats, spells: Spells, matrices: tuple[Floats, Floats], latent: Latent
) -> tuple[Floats, Floats]:
    """Log-likelihood of each spell and its slopes; a comeback is known to the month."""
    terms = _terms(theta, *matrices)
    start = _mixed(spells.entry, terms, latent)
    before = _mixed(spells.leave - spells.event, terms, latent)
    after = _mixed(spells.leave, terms, latent)
    # S(before) - S(after) is S(before) (1 - exp(drop)): no loss where both are near 1
    drop = np.where(spells.event, np.minimum(after[0] - before[0], -1e-300), -1.0)
    pull = np.where(spells.event, np.exp(drop) / np.expm1(drop), 1.0)
    value = before[0] - start[0] + np.where(spells.event, np.log(-np.expm1(drop)), after[0] - before[0])
    by_pace, by_spread, by_able = (
        before[one] - start[one] + pull * (after[one] - before[one]) for one in (1, 2, 3)
    )
    rows = [by_pace[:, np.newaxis] * matrices[0], by_able[:, np.newaxis] * matrices[1]]
    return value, np.column_stack([by_pace, by_spread, by_able, *rows])


@dataclass(frozen=True, slots=True)
class Terms:
    """Pace and log odds of able of each row, and the spread of all."""

    pace: Floats
    able: Floats
    spread: float


def _terms(theta: Floats, pace: Floats, able: Floats) -> Terms:
    split = 3 + pace.shape[1]
    return Terms(theta[0] + pace @ theta[3:split], theta[2] + able @ theta[split:], float(np.exp(theta[1])))


def _mixed(age: Floats, terms: Terms, latent: Latent) -> Mixed:
    """log(1 - pi + pi S) at these ages, and its slopes in pace, log spread and log odds."""
    z = (np.log(age / UNIT) + terms.pace) / terms.spread
    able_s = log_expit(terms.able) + latent.log_survival(z)
    value = np.logaddexp(log_expit(-terms.able), able_s)
    fall = np.exp(log_expit(terms.able) + latent.log_density(z) - value)
    return value, -fall / terms.spread, fall * z, np.exp(able_s - value) - expit(terms.able)
