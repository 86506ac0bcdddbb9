"""Weibull hazard times a frailty that the lulls of one group share (docs/methods/survival.md#frailty)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import digamma, gammaln

from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.design import Design
from smoulder.models.comeback.fitted import COLUMNS, LaplaceFitted, Matrices, coefficients, scalar
from smoulder.models.comeback.laplace import Laplace, Prior, fit_laplace
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.spells import Spells, spells_of, waited
from smoulder.models.comeback.weibull import load, loads_ahead, shape_prior
from smoulder.records.series import Floats, Ints

ABLE_WITHIN = 240
"""Months within which a group that is able comes back: the twenty years of `spent`."""


@dataclass(frozen=True, slots=True)
class Loads:
    """What each group of a fit had behind it.

    group:     shape (g,), UCDP ids, rising; comebacks: shape (g,).
    log_load:  shape (g,), log of its cumulative hazard at the mode, without its frailty.
    slopes:    shape (g, p), slopes of log_load in the parameters.
    """

    group: Ints
    comebacks: Floats
    log_load: Floats
    slopes: Floats


@dataclass(frozen=True, slots=True)
class FittedFrailty(LaplaceFitted):
    """Level, shape, variance of the frailty and coefficients, with their law, and each group's past."""

    design: Design
    law: Laplace
    past: Loads

    def matrices(self, covariates: Covariates) -> Matrices:
        """The one of the hazard."""
        return (self.design.apply(covariates),)

    def curves_at(self, theta: Floats, origins: Origins, matrices: Matrices, months: int) -> Floats:
        """1 - (b / (b + H(t + 1 … t + months) - H(t)))^a, shape (n, month)."""
        level = theta[0] + matrices[0] @ theta[3:]
        ahead = loads_ahead(waited(origins), level, theta[1], months)
        a, b = self.frailty_at(theta, origins)
        return -np.expm1(-a[:, np.newaxis] * np.log1p(ahead / b[:, np.newaxis]))

    def able_at(self, theta: Floats, origins: Origins, matrices: Matrices) -> Floats:
        """Chance of a comeback within twenty years by a group that has lasted this long, shape (n,).

        A frailty is never nought, so that "will not" can only mean "not for long". Here the quiet so far
        counts for a new group too: it is what the frailty is judged by.
        """
        level = theta[0] + matrices[0] @ theta[3:]
        size, rate = self.frailty_at(theta, origins)
        own = load(waited(origins), level, theta[1])[0]
        rate = np.where(np.isin(origins.group, self.past.group), rate, rate + own)
        ahead = loads_ahead(waited(origins), level, theta[1], ABLE_WITHIN)[:, -1]
        return -np.expm1(-size * np.log1p(ahead / rate))

    def frailty_at(self, theta: Floats, origins: Origins) -> tuple[Floats, Floats]:
        """Shape and rate of the gamma law of each origin's frailty, each (n,).

        A group of the fit has what was learned from its past, its load moved to `theta` to first order;
        a new one has the prior of mean 1. That its lull has lasted would lower it; on outcomes known by
        2005 forecasts of groups not in the fit were better without.
        """
        size = np.exp(-theta[2])
        at = np.minimum(np.searchsorted(self.past.group, origins.group), len(self.past.group) - 1)
        known = self.past.group[at] == origins.group
        moved = np.exp(self.past.log_load + self.past.slopes @ (theta - self.law.mode))
        return size + np.where(known, self.past.comebacks[at], 0.0), size + np.where(known, moved[at], 0.0)

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `FittedFrailty.restored` reads it back."""
        past = {name: getattr(self.past, name).tolist() for name in Loads.__slots__}
        return {"design": self.design.stored(), "law": self.law.stored(), "past": past}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> FittedFrailty:  # Any: values of JSON
        """What `stored` gave, read back."""
        past = {name: np.array(values) for name, values in stored["past"].items()}
        return cls(Design.restored(stored["design"]), Laplace.restored(stored["law"]), Loads(**past))


@dataclass(frozen=True, slots=True)
class Frailty:
    """The Weibull hazard of `Weibull`, times a gamma frailty of mean 1 for each group."""

    names: tuple[str, ...] = COLUMNS
    name: str = "shared frailty"

    def prior(self, design: Design) -> Prior:
        """Level, log shape, log variance of the frailty and coefficients."""
        variance = scalar("log variance", np.log(0.5), 0.75)
        return shape_prior().join(variance).join(coefficients(design.columns))

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> FittedFrailty:
        """All parameters by penalised marginal likelihood, the frailties integrated out.

        raises: NoLulls where there is no origin, or not one comeback.
        """
        spells = spells_of(origins, major=major)
        rows = covariates.take(spells.row)
        design = Design.learn(rows, self.names)
        matrix = design.apply(rows)
        law = fit_laplace(
            lambda theta: log_likelihood(theta, spells, matrix),
            self.prior(design),
            np.arange(len(spells.group)),
        )
        loads, slopes, *_ = _by_group(law.mode, spells, matrix)
        past = Loads(
            spells.group,
            _sums(spells, spells.event.astype(float)),
            np.log(loads),
            slopes / loads[:, np.newaxis],
        )
        return FittedFrailty(design, law, past)


def log_likelihood(theta: Floats, spells: Spells, matrix: Floats) -> tuple[Floats, Floats]:
    """Marginal log-likelihood of each group and its slopes.

    With D comebacks, load L and frailty gamma(a, a), a = 1 / variance:
    log G(a + D) - log G(a) + a log a - (a + D) log(a + L) + sum of the log hazards of the comebacks' months.
    """
    loads, load_slopes, months, month_slopes = _by_group(theta, spells, matrix)
    back = _sums(spells, spells.event.astype(float))
    size = np.exp(-theta[2])
    value = gammaln(size + back) - gammaln(size) + size * np.log(size) + months
    value = value - (size + back) * np.log(size + loads)
    slopes = month_slopes - ((size + back) / (size + loads))[:, np.newaxis] * load_slopes
    by_size = digamma(size + back) - digamma(size) + np.log(size) + 1 - np.log(size + loads)
    slopes[:, 2] = -size * (by_size - (size + back) / (size + loads))
    return value, slopes


def _by_group(theta: Floats, spells: Spells, matrix: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Load of each group and the sum of its log hazards at comebacks, each with slopes.

    A comeback counts at the middle of its month: 1 - exp(-uh) is uh exp(-uh / 2) to the order of
    (uh)^2 / 24, and this is the form that the gamma law integrates exactly.
    """
    level, log_shape = theta[0] + matrix @ theta[3:], theta[1]
    entry, entry_slope = load(spells.entry, level, log_shape)
    before, before_slope = load(spells.leave - spells.event, level, log_shape)
    after, after_slope = load(spells.leave, level, log_shape)
    through = (before + after) / 2 - entry
    through_slope = (before_slope + after_slope) / 2 - entry_slope
    month = np.where(spells.event, after - before, 1.0)
    month_slope = np.where(spells.event, (after_slope - before_slope) / month, 0.0)
    nothing = np.zeros(len(spells))
    came = spells.event.astype(float)
    loads = np.column_stack([through, through_slope, nothing, through[:, np.newaxis] * matrix])
    logs = np.column_stack([came, month_slope, nothing, came[:, np.newaxis] * matrix])
    return _sums(spells, through), _sums(spells, loads), _sums(spells, np.log(month)), _sums(spells, logs)


def _sums(spells: Spells, values: Floats) -> Floats:
    """Sums over the spells of each group."""
    out = np.zeros((len(spells.group), *values.shape[1:]))
    np.add.at(out, spells.cluster, values)
    return out
