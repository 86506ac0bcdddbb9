"""The chance of a comeback by month, with draws that carry its error (docs/methods/base-rates.md#interval)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from smoulder.models.rates.aalen_johansen import incidence
from smoulder.models.rates.clusters import cluster_weights, effective_cases
from smoulder.models.rates.followed import BACK, WON, Followed
from smoulder.records.series import Floats, Ints

BOOTSTRAP = 1000
LEAST_PULL = 0.25
"""Least part of the one added case that counts as back, and as not: with less, a class in which nobody
came back would have an interval of almost nought, however few its cases."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The chance of a comeback within 1, 2, … months of an age.

    plain:  shape (month,), Aalen–Johansen as counted; won: the same for a victory, which shuts a comeback out.
    value:  shape (month,), `plain` with the one added case; draws: shape (draw, month), each row rises.
    risk:   shape (month,), cases still under observation through that month.
    """

    plain: Floats
    won: Floats
    value: Floats
    draws: Floats
    risk: Ints


def resampled(cases: Followed, rng: np.random.Generator) -> Floats:
    """Weights of the bootstrap over countries and groups, shape (resample, case)."""
    return cluster_weights(cases.country, cases.cluster, BOOTSTRAP, rng)


def draw_curve(
    cases: Followed, everyone: Followed, age: int, months: int, weights: Floats, rank: Floats
) -> Curve:
    """Estimate the curve of a class, and draw it with its error.

    cases:    of the class, one at least; everyone: of all classes at this age, to which the estimate is
              pulled by the weight of one case.
    months:   how far ahead of `age`, 1 or more.
    weights:  shape (resample, case), of the class; rank: shape (draw, 1), in (0, 1), one for all months.
    returns:  draws from a beta distribution with the effective number of cases that the bootstrap shows.
    """
    columns = (cases.entry, cases.exit, cases.end, (BACK, WON), age, months)
    plain, won = incidence(*columns)
    pull = incidence(everyone.entry, everyone.exit, everyone.end, (BACK, WON), age, months)[0]
    prior = np.clip(pull, LEAST_PULL, 1 - LEAST_PULL)
    boots = incidence(*columns, weights)[:, 0]
    risk = cases.at_risk(age + 1 + np.arange(months))
    effective = effective_cases(plain, boots, np.maximum(np.minimum.accumulate(risk), 1).astype(float))
    above, below = effective * plain + prior, effective * (1 - plain) + 1 - prior
    return Curve(
        plain=plain,
        won=won,
        value=np.maximum.accumulate(above / (above + below)),
        draws=np.maximum.accumulate(betaincinv(above, below, rank), axis=1),
        risk=risk,
    )
