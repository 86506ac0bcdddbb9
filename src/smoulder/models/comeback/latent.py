"""Laws of waiting for those who will come back: Weibull, log-logistic, lognormal (docs/methods/survival.md#cure)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import log_ndtr

from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class Latent:
    """One law on the scale z = level + shape · log(age).

    log_survival: from z of any shape to log S(z); log_density: to the log of -dS/dz.

    >>> [round(float(np.exp(one.log_survival(np.array(0.0)))), 3) for one in LATENTS]
    [0.368, 0.5, 0.5]
    """

    name: str
    log_survival: Callable[[Floats], Floats]
    log_density: Callable[[Floats], Floats]


def _steep(z: Floats) -> Floats:
    """exp(z) without overflow: from 600 on the survival is nought to all digits anyway."""
    steep: Floats = np.exp(np.minimum(z, 600.0))
    return steep


def _weibull(z: Floats) -> Floats:
    return -_steep(z)


def _weibull_density(z: Floats) -> Floats:
    return z - _steep(z)


def _logistic(z: Floats) -> Floats:
    survival: Floats = -np.logaddexp(0.0, z)
    return survival


def _logistic_density(z: Floats) -> Floats:
    density: Floats = -np.abs(z) - 2 * np.log1p(np.exp(-np.abs(z)))
    return density


def _normal(z: Floats) -> Floats:
    survival: Floats = log_ndtr(-z)
    return survival


def _normal_density(z: Floats) -> Floats:
    return -0.5 * z**2 - 0.5 * float(np.log(2 * np.pi))


WEIBULL = Latent("Weibull", _weibull, _weibull_density)
LOG_LOGISTIC = Latent("log-logistic", _logistic, _logistic_density)
LOGNORMAL = Latent("lognormal", _normal, _normal_density)
LATENTS = (WEIBULL, LOG_LOGISTIC, LOGNORMAL)
