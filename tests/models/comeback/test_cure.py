"""Cure models: the mixture by hand, the laws against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import expit

from smoulder.models.comeback.cure import Cure, log_likelihood
from smoulder.models.comeback.latent import LATENTS, LOG_LOGISTIC, LOGNORMAL, WEIBULL, Latent
from smoulder.models.comeback.spells import Spells
from smoulder.models.comeback.weibull import UNIT, Weibull
from smoulder.records.series import Floats
from tests.models.comeback.waiting import made_lulls

OUTSIDE = {"Weibull": stats.weibull_min, "log-logistic": stats.fisk, "lognormal": stats.lognorm}


def outside(latent: Latent, age: Floats, level: float, shape: float) -> tuple[Floats, Floats]:
    """log S and the log density of the same law by scipy, age in UNITs."""
    own = 1 / shape if latent.name == "lognormal" else shape
    scale = float(np.exp(-level / shape))
    law = OUTSIDE[latent.name]
    return law.logsf(age, own, scale=scale), law.logpdf(age, own, scale=scale)


@pytest.mark.parametrize("latent", LATENTS, ids=lambda one: one.name)
def test_survival_and_density_agree_with_scipy(latent: Latent) -> None:
    level, shape = 0.4, 1.3
    age = np.array([0.05, 0.5, 1.0, 4.0])
    z = level + shape * np.log(age)
    survival, density = outside(latent, age, level, shape)
    np.testing.assert_allclose(latent.log_survival(z), survival, rtol=1e-10)
    np.testing.assert_allclose(latent.log_density(z), density + np.log(age / shape), rtol=1e-8)


@pytest.mark.parametrize("latent", LATENTS, ids=lambda one: one.name)
def test_the_likelihood_of_the_mixture_is_worked_by_hand(latent: Latent) -> None:
    level, shape, odds = -0.3, 0.8, 0.6
    spells = Spells(
        row=np.arange(2),
        entry=np.array([3.0, 15.0]),
        leave=np.array([10.0, 27.0]),
        event=np.array([True, False]),
        cluster=np.arange(2),
        group=np.arange(2),
    )
    empty = np.zeros((2, 0))
    value, _ = log_likelihood(np.array([level, np.log(shape), odds]), spells, (empty, empty), latent)
    ages = np.array([3.0, 9.0, 10.0, 15.0, 27.0]) / UNIT
    at_3, at_9, at_10, at_15, at_27 = (
        1 - expit(odds) + expit(odds) * np.exp(outside(latent, ages, level, shape)[0])
    )
    assert value[0] == pytest.approx(np.log((at_9 - at_10) / at_3))
    assert value[1] == pytest.approx(np.log(at_27 / at_15))


def test_where_all_are_able_the_mixture_is_the_weibull() -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(0))
    plain = Weibull().fit(origins, covariates)
    cure = Cure(able=()).fit(origins, covariates)
    theta = np.concatenate([plain.law.mode[:2], [30.0], plain.law.mode[2:]])
    np.testing.assert_allclose(
        cure.curves_at(theta, origins, cure.matrices(covariates), 24),
        plain.curves(origins, covariates, 24),
        atol=1e-10,
    )
    assert cure.able_at(theta, origins, cure.matrices(covariates)) == pytest.approx(1.0)


def test_the_longer_the_quiet_the_less_likely_a_group_is_able() -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(0))
    for latent in (WEIBULL, LOG_LOGISTIC, LOGNORMAL):
        fitted = Cure(names=(), able=(), latent=latent).fit(origins, covariates)
        able = fitted.able_at(fitted.law.mode, origins, fitted.matrices(covariates))
        first, last = able[origins.age == 0][0], able[origins.age == 60][0]
        assert last < first < 1


def test_p_able_is_bayes_rule_worked_by_hand() -> None:
    origins, covariates = made_lulls(60, np.random.default_rng(0))
    fitted = Cure(names=(), able=()).fit(origins, covariates)
    theta = np.array([0.0, 0.0, np.log(3.0)])
    one = np.flatnonzero(origins.age == 12)[0]
    still = np.exp(-15 / UNIT)
    wanted = 0.75 * still / (0.75 * still + 0.25)
    assert fitted.able_at(theta, origins, fitted.matrices(covariates))[one] == pytest.approx(wanted)
