"""Shared frailty: the integral by quadrature, and what is remembered of a group."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from smoulder.models.comeback.frailty import Frailty, log_likelihood
from smoulder.models.comeback.spells import Spells
from smoulder.models.comeback.weibull import UNIT
from tests.models.comeback.waiting import made_lulls


def test_the_marginal_likelihood_is_the_integral_over_the_frailty() -> None:
    spells = Spells(
        row=np.arange(3),
        entry=np.array([3.0, 15.0, 3.0]),
        leave=np.array([15.0, 20.0, 9.0]),
        event=np.array([False, True, True]),
        cluster=np.zeros(3, dtype=np.int64),
        group=np.array([7]),
    )
    level, shape, variance = -0.5, 0.9, 0.8
    theta = np.array([level, np.log(shape), np.log(variance)])
    value, _ = log_likelihood(theta, spells, np.zeros((3, 0)))

    def load(age: float) -> float:
        return float(np.exp(level) * (age / UNIT) ** shape)

    def density(u: float) -> float:
        first = np.exp(-u * (load(15) - load(3)))
        second = np.exp(-u * (load(19) - load(15))) - np.exp(-u * (load(20) - load(15)))
        third = np.exp(-u * (load(8) - load(3))) - np.exp(-u * (load(9) - load(3)))
        return float(first * second * third * stats.gamma(1 / variance, scale=variance).pdf(u))

    # the comeback counts at the middle of its month; what that costs is below a part in a thousand
    assert value[0] == pytest.approx(np.log(quad(density, 0, 50)[0]), abs=1e-3)


def test_a_group_that_came_back_before_is_expected_back_sooner_than_a_new_one() -> None:
    origins, covariates = made_lulls(200, np.random.default_rng(1))
    fitted = Frailty(()).fit(origins, covariates)
    came = np.isin(origins.group, origins.group[(origins.back > 0) & (origins.back <= 12)])
    size, rate = fitted.frailty_at(fitted.law.mode, origins)
    early = came & (origins.age == 0)
    assert (size / rate)[early].mean() > 1
    assert (size / rate)[~came].mean() < 1


def test_a_group_that_is_not_in_the_fit_has_a_frailty_of_mean_one() -> None:
    origins, covariates = made_lulls(80, np.random.default_rng(1))
    seen = origins.group < 60
    fitted = Frailty(()).fit(origins.take(seen), covariates.take(seen))
    size, rate = fitted.frailty_at(fitted.law.mode, origins.take(~seen))
    assert size == pytest.approx(rate)


def test_the_load_of_a_group_moves_with_the_parameters_to_first_order() -> None:
    origins, covariates = made_lulls(80, np.random.default_rng(1))
    fitted = Frailty().fit(origins, covariates)
    size = len(fitted.law.mode)
    higher = fitted.law.mode + 0.1 * np.eye(size)[0]
    # the level multiplies the load by its exponential: exactly linear in the logarithm
    rate = fitted.frailty_at(higher, origins)[1] - fitted.frailty_at(higher, origins)[0].min()
    before = (
        fitted.frailty_at(fitted.law.mode, origins)[1] - fitted.frailty_at(fitted.law.mode, origins)[0].min()
    )
    np.testing.assert_allclose(rate, before * np.exp(0.1), rtol=1e-6)
