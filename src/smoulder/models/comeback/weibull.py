"""Weibull proportional hazards in the age of a lull (docs/methods/survival.md#weibull)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.fitted import COLUMNS, LaplaceFitted, Matrices, coefficients, scalar
from smoulder.models.comeback.laplace import Laplace, Prior, fit_laplace
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.spells import Spells, spells_of, waited
from smoulder.records.series import Floats

UNIT = 36.0
"""Months in which age is counted inside, so that level and shape are nearly independent."""


@dataclass(frozen=True, slots=True)
class FittedWeibull(LaplaceFitted):
    """Level, shape and coefficients of a Weibull hazard, with their law."""

    design: Design
    law: Laplace

    def matrices(self, covariates: Covariates) -> Matrices:
        """The one of the hazard."""
        return (self.design.apply(covariates),)

    def curves_at(self, theta: Floats, origins: Origins, matrices: Matrices, months: int) -> Floats:
        """1 - exp(-(H(t + 1 … t + months) - H(t))), shape (n, month)."""
        level = theta[0] + matrices[0] @ theta[2:]
        return -np.expm1(-loads_ahead(waited(origins), level, theta[1], months))

    def able_at(self, theta: Floats, origins: Origins, matrices: Matrices) -> Floats:
        """1 for every origin: a hazard without cure never reaches nought, shape (n,)."""
        return np.ones(len(origins))

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedWeibull.restored` reads it back."""
        return {"design": self.design.stored(), "law": self.law.stored()}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedWeibull:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(Design.restored(stored["design"]), Laplace.restored(stored["law"]))


@dataclass(frozen=True, slots=True)
class Weibull:
    """A hazard that rises or falls as a power of the lull's age, times exp(covariates)."""

    names: tuple[str, ...] = COLUMNS
    name: str = "Weibull"

    def prior(self, design: Design) -> Prior:
        """Level, log shape and coefficients."""
        return shape_prior().join(coefficients(design.columns))

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedWeibull:
        """Level, shape and coefficients by penalised likelihood.

        raises: NoLulls where there is no origin, or not one comeback.
        """
        spells = spells_of(origins, major=major)
        rows = covariates.take(spells.row)
        design = Design.learn(rows, self.names)
        matrix = design.apply(rows)
        law = fit_laplace(
            lambda theta: log_likelihood(theta, spells, matrix), self.prior(design), spells.cluster
        )
        return FittedWeibull(design, law)


def shape_prior() -> Prior:
    """Priors of the log of the cumulative hazard at UNIT months, and of the log of the power."""
    return scalar("level", -1.0, 1.5).join(scalar("log shape", -0.25, 0.5))


def log_likelihood(theta: Floats, spells: Spells, matrix: Floats) -> tuple[Floats, Floats]:
    """Log-likelihood of each spell and its slopes; a comeback is known to the month."""
    level, log_shape = theta[0] + matrix @ theta[2:], theta[1]
    at_entry, entry_slope = load(spells.entry, level, log_shape)
    before, before_slope = load(spells.leave - spells.event, level, log_shape)
    after, after_slope = load(spells.leave, level, log_shape)
    month = np.where(spells.event, np.maximum(after - before, 1e-300), 1.0)
    pull = np.where(spells.event, np.exp(-month) / -np.expm1(-month), 0.0)
    value = at_entry - before + np.where(spells.event, np.log(-np.expm1(-month)), 0.0)
    by_level = at_entry - before + pull * month
    by_shape = entry_slope - before_slope + pull * (after_slope - before_slope)
    return value, np.column_stack([by_level, by_shape, by_level[:, np.newaxis] * matrix])


def load(age: Floats, level: Floats, log_shape: float) -> tuple[Floats, Floats]:
    """Cumulative hazard at an age > 0 in months, and its slope in log shape; that in level is itself."""
    unit, shape = age / UNIT, np.exp(log_shape)
    hazard: Floats = np.exp(level) * unit**shape
    return hazard, hazard * shape * np.log(unit)


def loads_ahead(age: Floats, level: Floats, log_shape: float, months: int) -> Floats:
    """H(age + 1 … age + months) - H(age), shape (n, month)."""
    units = (age[:, np.newaxis] + np.arange(months + 1)) / UNIT
    hazard = np.exp(level)[:, np.newaxis] * units ** np.exp(log_shape)
    ahead: Floats = hazard[:, 1:] - hazard[:, :1]
    return ahead
