"""A discrete-time hazard with a complementary log-log link: coefficients are log hazard ratios."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.clustered import clustered_covariance
from smoulder.records.series import Bools, Floats, Ints

_STEPS = 60
_CLOSE = 1e-9
RIDGE = 1e-6
"""Just enough to keep a column without variation from breaking the fit."""


@dataclass(frozen=True, slots=True)
class HazardFit:
    """A fitted hazard.

    coefficients: shape (column,). plain, clustered: shape (column, column), covariances, the second by
    cluster. clusters: how many.
    """

    coefficients: Floats
    plain: Floats
    clustered: Floats
    clusters: int

    def contrast(self, weights: Floats) -> tuple[float, float]:
        """A weighted sum of coefficients and its standard error: the greater of the plain one and that by cluster."""
        variance = max(float(weights @ one @ weights) for one in (self.plain, self.clustered))
        return float(weights @ self.coefficients), float(np.sqrt(variance))


def fit_hazard(design: Floats, event: Bools, cluster: Ints) -> HazardFit:
    """Fit P(event in a month | none so far) = 1 − exp(−exp(x'b)) by maximum likelihood.

    design:  shape (row, column), with a column of ones; event, cluster: shape (row,).
    returns: log hazard ratios; those of columns on which no event or every event lies run to the bound of
             the data, and their errors are large: count the events of a column before you use it.
    raises:  ValueError if there is no row, or no event at all.
    source:  Prentice and Gloeckler 1978, Biometrics 34; the grouped proportional hazard.
    """
    if not len(event) or not event.any():
        raise ValueError("a hazard needs rows, and at least one event among them")
    y = event.astype(float)
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(-np.log1p(-y.mean())) if y.mean() < 1 else 0.0
    for _ in range(_STEPS):
        score, information, _ = _derivatives(design, y, beta)
        step = np.linalg.solve(information + RIDGE * np.eye(len(beta)), score - RIDGE * beta)
        # a long step from a flat start overshoots: shorten it
        step *= min(1.0, 2.0 / max(np.abs(step).max(), 1e-12))
        beta = beta + step
        if np.abs(step).max() < _CLOSE:
            break
    _, information, scores = _derivatives(design, y, beta)
    bread = np.asarray(np.linalg.inv(information + RIDGE * np.eye(len(beta))), dtype=float)
    clustered, count = clustered_covariance(bread, scores, cluster)
    return HazardFit(beta, bread, clustered, count)


def _derivatives(design: Floats, y: Floats, beta: Floats) -> tuple[Floats, Floats, Floats]:
    """Score, expected information, and the score of each row."""
    rate = np.exp(np.clip(design @ beta, -30.0, 5.0))
    chance = np.clip(-np.expm1(-rate), 1e-12, 1 - 1e-12)
    slope = rate * np.exp(-rate)
    each = ((y - chance) / (chance * (1 - chance)) * slope)[:, None] * design
    weight = slope**2 / (chance * (1 - chance))
    return each.sum(axis=0), design.T @ (weight[:, None] * design), each
