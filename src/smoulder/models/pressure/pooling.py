"""Partial pooling of effects over kinds of pressure (docs/methods/pressure.md#pooling)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats

NO_EFFECT_SD = float(np.log(3.0) / 1.6448536269514722)
"""Standard deviation of a log ratio centred on no effect with a 90 % range from a third to three."""
COMMON_SD = 0.5
"""Of it, the part that all kinds share: prior standard deviation of the common mean."""
BETWEEN_SCALE = float(np.sqrt(NO_EFFECT_SD**2 - COMMON_SD**2))
"""Scale of the half-normal prior of the spread between kinds: with it each kind alone has NO_EFFECT_SD."""
_GRID = 400
_REACH = 5.0


@dataclass(frozen=True, slots=True)
class Pooled:
    """The posterior of the effects of several kinds, as log ratios.

    mean, error: shape (kind,), posterior mean and standard deviation of each kind.
    own:         shape (kind,), share of a kind's posterior precision that its own estimate brings.
    common, common_error: of the mean over kinds. between: posterior mean of the spread between kinds.
    """

    mean: Floats
    error: Floats
    own: Floats
    common: float
    common_error: float
    between: float


def pool(
    estimates: Floats,
    errors: Floats,
    common_sd: float = COMMON_SD,
    between_scale: float = BETWEEN_SCALE,
) -> Pooled:
    """Shrink estimates of several kinds towards one another as far as they agree.

    estimates: shape (kind,), log ratios y; errors: shape (kind,), their standard errors s, > 0.
    returns: the posterior under y ~ N(θ, s²), θ ~ N(μ, τ²), μ ~ N(0, common_sd²), τ half-normal with
             `between_scale`. θ and μ are integrated by hand given τ, τ on a grid of 400 points.
             No kind at all gives the prior.
    raises:  ValueError if an error is not above nought.
    source:  Gelman and others 2013, Bayesian Data Analysis, section 5.4; docs/methods/pressure.md#pooling.

    >>> alone = pool(np.array([1.0]), np.array([0.5]), common_sd=0.5, between_scale=1e-9)
    >>> round(float(alone.mean[0]), 6), round(float(alone.error[0]) ** 2, 6)
    (0.5, 0.125)
    """
    y, s = np.asarray(estimates, dtype=float), np.asarray(errors, dtype=float)
    if np.any(~(s > 0)) or not np.isfinite(y).all():
        raise ValueError("an effect to pool needs a finite estimate and an error above 0")
    tau = (np.arange(_GRID) + 0.5) / _GRID * _REACH * between_scale
    spread = s[:, None] ** 2 + tau**2
    # the common mean given tau: a normal prior met by estimates with variance s² + tau²
    precision = 1 / common_sd**2 + np.sum(1 / spread, axis=0)
    mu = np.sum(y[:, None] / spread, axis=0) / precision
    log_weight = (
        -0.5 * (tau / between_scale) ** 2
        - 0.5 * np.sum(np.log(spread), axis=0)
        - 0.5 * np.log(precision)
        - 0.5 * (np.sum(y[:, None] ** 2 / spread, axis=0) - mu**2 * precision)
    )
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    # each kind given tau: own estimate with share tau² / (s² + tau²), the common mean with the rest
    share = tau**2 / spread
    centre = share * y[:, None] + (1 - share) * mu
    variance = share * s[:, None] ** 2 + (1 - share) ** 2 / precision
    mean = centre @ weight
    error = np.sqrt((variance + (centre - mean[:, None]) ** 2) @ weight)
    common = float(mu @ weight)
    common_error = float(np.sqrt((1 / precision + (mu - common) ** 2) @ weight))
    return Pooled(
        mean=mean,
        error=error,
        own=np.minimum((error / s) ** 2, 1.0),
        common=common,
        common_error=common_error,
        between=float(tau @ weight),
    )
