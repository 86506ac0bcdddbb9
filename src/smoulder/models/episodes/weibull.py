"""Weibull times to a return, with and without a share that never comes back (docs/methods/episodes.md#weibull)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from smoulder.models.episodes.laplace import Posterior, Prior, fit, slopes_of
from smoulder.models.episodes.quiet import QuietYears
from smoulder.models.episodes.scale import Scale, at_risk
from smoulder.records.series import Floats, Ints

ABLE = (1.0, 1.5)
"""Prior of the log odds that a conflict which reached its first quiet year could come back: mean and spread."""
LEVEL, LEVEL_SPREAD = -2.0, 3.0
SHAPE_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Weibull:
    """A member: those able to come back stay quiet to age a with chance exp(-rate · (a^shape - 1)).

    pull: precision of the coefficients of the rate's logarithm, each for one standard deviation.
    cure: whether a share is never to come back; else all are able.
    """

    name: str
    covariates: Sequence[str]
    pull: float
    cure: bool

    def fit(self, rows: QuietYears) -> FittedWeibull:
        """Learn from every quiet year that was followed by another year.

        raises: NoLulls where there is none, or fighting never came back.
        """
        risk, happened = at_risk(rows)
        scale = Scale.of(risk, self.covariates)
        values = scale.of_rows(risk)
        pulls = [LEVEL_SPREAD**-2, *[self.pull] * len(self.covariates), SHAPE_SPREAD**-2]
        mean = [LEVEL, *[0.0] * len(self.covariates), 0.0]
        if self.cure:
            pulls.append(ABLE[1] ** -2)
            mean.append(ABLE[0])

        def chance_of(at: Floats) -> Floats:
            return 1 - still_quiet(at, values, risk.age, 1, cure=self.cure)

        found = fit(
            lambda at: (chance_of(at), slopes_of(chance_of, at)),
            happened,
            Prior(np.array(mean), np.diag(pulls)),
        )
        return FittedWeibull(self, scale, found)


@dataclass(frozen=True, slots=True)
class FittedWeibull:
    """The member after its fit."""

    model: Weibull
    scale: Scale
    found: Posterior

    def chances(self, rows: QuietYears, years: int, draws: int, rng: np.random.Generator) -> Floats:
        """Chance of a return within so many years; covariates stay as they are."""
        values = self.scale.of_rows(rows)
        drawn = self.found.draw(draws, rng)
        return np.stack(
            [1 - still_quiet(at, values, rows.age, years, cure=self.model.cure) for at in drawn], axis=1
        )


def still_quiet(at: Floats, values: Floats, age: Ints, years: int, *, cure: bool) -> Floats:
    """Chance to stay quiet for so many years more, given quiet to an age; shape (n,).

    at: level, coefficients, logarithm of the shape, and with `cure` the log odds of being able.

    >>> still_quiet(np.array([0.0, 0.0]), np.empty((1, 0)), np.array([1]), 1, cure=False).round(4).tolist()
    [0.3679]
    """
    width = values.shape[1]
    rate, shape = np.exp(at[0] + values @ at[1 : 1 + width]), np.exp(at[1 + width])
    able = float(expit(at[2 + width])) if cure else 1.0

    def quiet(to: Ints) -> Floats:
        kept: Floats = able * np.exp(-rate * (to.astype(float) ** shape - 1)) + 1 - able
        return kept

    if not cure:
        # without a cured share both may be nought, so the ratio is taken of the logarithms
        later, now = (age + years).astype(float) ** shape, age.astype(float) ** shape
        steady: Floats = np.exp(-rate * (later - now))
        return steady
    return quiet(age + years) / quiet(age)
