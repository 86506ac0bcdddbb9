"""Penalised likelihood with Laplace draws that know of clusters (docs/methods/survival.md#laplace)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats, Ints

Objective = Callable[[Floats], tuple[Floats, Floats]]
"""From parameters, shape (p,), to the log-likelihood of each row, shape (n,), and its slopes, shape (n, p)."""
STEP = 1e-4
LARGEST_SHIFT = 0.3
"""In standard deviations; with 1 the draws of the cure models went too far in simulation."""


@dataclass(frozen=True, slots=True)
class Prior:
    """Independent normal priors; the penalty is minus their log density.

    names: of the parameters; mean, sd: shape (p,).
    """

    names: tuple[str, ...]
    mean: Floats
    sd: Floats

    def join(self, other: Prior) -> Prior:
        """These parameters and then those."""
        return Prior(
            self.names + other.names,
            np.concatenate([self.mean, other.mean]),
            np.concatenate([self.sd, other.sd]),
        )


@dataclass(frozen=True, slots=True)
class Laplace:
    """A normal law of parameters.

    names:      of the parameters; mode: their most likely values, shape (p,).
    mean:       shape (p,), where the draws are centred: beside the mode where the likelihood is skewed.
    covariance: shape (p, p), with clusters counted.
    log_likelihood: at the mode, without the prior, weighted.
    effective:  parameters that the data had to pay for: trace of (information)^-1 times the spread of
                the clusters' slopes. log_likelihood - effective compares models (composite-likelihood
                information criterion).
    """

    names: tuple[str, ...]
    mode: Floats
    mean: Floats
    covariance: Floats
    log_likelihood: float
    effective: float

    @property
    def sd(self) -> Floats:
        """Standard deviation of each parameter, shape (p,)."""
        spread: Floats = np.sqrt(np.diag(self.covariance))
        return spread

    def draws(self, number: int, rng: np.random.Generator) -> Floats:
        """Draws of the parameters, shape (number, p)."""
        values, vectors = np.linalg.eigh(self.covariance)
        root = vectors * np.sqrt(np.maximum(values, 0.0))
        drawn: Floats = self.mean + rng.standard_normal((number, len(self.mode))) @ root.T
        return drawn

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `Laplace.restored` reads it back."""
        return {
            "names": list(self.names),
            "mode": self.mode.tolist(),
            "mean": self.mean.tolist(),
            "covariance": self.covariance.tolist(),
            "log_likelihood": self.log_likelihood,
            "effective": self.effective,
        }

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Laplace:  # Any: values of JSON
        """What `stored` gave, read back."""
        return cls(
            names=tuple(stored["names"]),
            mode=np.array(stored["mode"], dtype=float),
            mean=np.array(stored["mean"], dtype=float),
            covariance=np.array(stored["covariance"], dtype=float),
            log_likelihood=float(stored["log_likelihood"]),
            effective=float(stored["effective"]),
        )


def fit_laplace(objective: Objective, prior: Prior, cluster: Ints, starts: Sequence[Floats] = ()) -> Laplace:
    """The most likely parameters and a normal law around them.

    objective: log-likelihood and slopes by row.
    cluster:   shape (n,), code of the cluster of each row, 0 …; rows of one cluster may lean on one another.
    starts:    where searches begin, each shape (p,); the prior's mean by default. The best end is taken:
               a likelihood with two peaks needs more than one.
    returns:   covariance H⁻¹ (J + P) H⁻¹, at least H⁻¹, with H the curvature of the penalised likelihood, P
               that of the penalty, J the spread of the clusters' slopes. Where the rows are independent and
               the model right, J is the information and this is the plain H⁻¹.
    raises:    NoLulls if the search ends where the likelihood has no peak.
    source:    White 1982; Godambe 1960; Varin, Reid & Firth 2011.
    """
    from scipy.optimize import minimize

    precision = 1.0 / prior.sd**2

    def slopes(theta: Floats) -> Floats:
        slope: Floats = objective(theta)[1].sum(axis=0) - precision * (theta - prior.mean)
        return slope

    def loss(theta: Floats) -> tuple[float, Floats]:
        value, slope = objective(theta)
        off = theta - prior.mean
        return 0.5 * float(precision @ off**2) - float(value.sum()), precision * off - slope.sum(axis=0)

    ends = [
        minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
        for start in starts or [prior.mean]
    ]
    mode = min(ends, key=lambda end: float(end.fun)).x
    curvature = curvature_of(slopes, mode)
    for _ in range(10):
        step = np.linalg.solve(curvature, slopes(mode))
        if np.abs(step).max() < 1e-6 or loss(mode + step)[0] > loss(mode)[0]:
            break
        mode = mode + step
        curvature = curvature_of(slopes, mode)
    if np.linalg.eigvalsh(curvature).min() <= 0:
        raise NoLulls("the likelihood has no peak on these origins; give more of them, or fewer covariates")
    value, rows = objective(mode)
    sums = np.zeros((int(cluster.max()) + 1, len(mode)))
    np.add.at(sums, cluster, rows)
    law = law_at(prior, mode, float(value.sum()), curvature, sums)
    return replace(law, mean=mode + skew_of(slopes, law, curvature))


def law_at(prior: Prior, mode: Floats, log_likelihood: float, curvature: Floats, sums: Floats) -> Laplace:
    """The normal law around a mode that was found.

    curvature: shape (p, p), of the penalised likelihood; sums: shape (cluster, p), slopes of the
               likelihood at the mode, summed over the rows of each cluster.
    returns:   H⁻¹ (J + P) H⁻¹, but in no direction narrower than H⁻¹: that rows lean on one another can
               only widen, and where few clusters say otherwise it is chance.
    """
    precision, inverse, number = 1.0 / prior.sd**2, np.linalg.inv(curvature), len(sums)
    # slopes were made smaller by fitting: as many clusters are lost as parameters that the data decided
    decided = max(len(mode) - float(precision @ np.diag(inverse)), 1.0)
    # the slopes sum to that of the penalty and not to nought: their mean is taken out
    off = sums - sums.mean(axis=0)
    spread = number / max(number - decided, 1.0) * off.T @ off
    root = np.linalg.inv(np.linalg.cholesky(curvature))
    values, vectors = np.linalg.eigh(root @ (spread + np.diag(precision)) @ root.T)
    wide = root.T @ vectors * np.sqrt(np.maximum(values, 1.0))
    return Laplace(
        names=prior.names,
        mode=mode,
        mean=mode,
        covariance=wide @ wide.T,
        log_likelihood=log_likelihood,
        effective=float(np.trace(inverse @ spread)),
    )


def skew_of(slopes: Callable[[Floats], Floats], law: Laplace, curvature: Floats) -> Floats:
    """How far the mean lies from the mode, to the third derivatives, shape (p,).

    Along each axis of the law the slopes one standard deviation to either side would cancel if the
    likelihood were a parabola; half of what is left, over the curvature, is the shift. It is held to
    LARGEST_SHIFT standard deviations of each parameter: beyond, the expansion means nothing.
    source: Tierney & Kadane 1986, section 2.
    """
    values, vectors = np.linalg.eigh(law.covariance)
    axes = (vectors * np.sqrt(np.maximum(values, 0.0))).T
    left = np.sum([slopes(law.mode + axis) + slopes(law.mode - axis) for axis in axes], axis=0)
    shift: Floats = np.linalg.solve(curvature, left - 2 * len(axes) * slopes(law.mode)) / 2
    return np.clip(shift, -LARGEST_SHIFT * law.sd, LARGEST_SHIFT * law.sd)


def curvature_of(slopes: Callable[[Floats], Floats], at: Floats) -> Floats:
    """Minus the second derivatives, by central differences of the slopes, shape (p, p)."""
    size = len(at)
    out = np.empty((size, size))
    for one in range(size):
        step = np.zeros(size)
        step[one] = STEP
        out[one] = (slopes(at - step) - slopes(at + step)) / (2 * STEP)
    return (out + out.T) / 2
