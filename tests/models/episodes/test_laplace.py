"""Penalised fits: by hand, as statsmodels has them, and their draws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from statsmodels.api import Logit

from smoulder.models.episodes.laplace import Model, Prior, fit, slopes_of
from smoulder.records.series import Bools, Floats

RNG = np.random.default_rng(6)
TABLE = np.column_stack([np.ones(300), RNG.normal(size=(300, 2))])
HAPPENED: Bools = RNG.uniform(size=300) < expit(TABLE @ np.array([-1.0, 0.8, 0.0]))


def _logistic(table: Floats) -> Model:
    def chances(at: Floats) -> tuple[Floats, Floats]:
        chance: Floats = expit(table @ at)
        return chance, table * (chance * (1 - chance))[:, np.newaxis]

    return chances


def test_without_a_penalty_it_is_the_logistic_regression_of_statsmodels() -> None:
    found = fit(_logistic(TABLE), HAPPENED, Prior(np.zeros(3), np.eye(3) * 1e-9))
    theirs = Logit(HAPPENED.astype(float), TABLE).fit(disp=0)
    assert found.mode == pytest.approx(theirs.params, abs=1e-4)
    assert np.linalg.inv(found.precision) == pytest.approx(theirs.cov_params(), abs=1e-4)


def test_a_strong_prior_holds_parameters_where_it_says() -> None:
    found = fit(_logistic(TABLE), HAPPENED, Prior(np.array([0.0, 2.0, -1.0]), np.eye(3) * 1e9))
    assert found.mode == pytest.approx([0.0, 2.0, -1.0], abs=1e-4)


def test_outcomes_that_are_told_apart_wholly_still_have_a_fit() -> None:
    found = fit(_logistic(TABLE), TABLE[:, 1] > 0, Prior(np.zeros(3), np.eye(3)))
    assert 0 < found.mode[1] < 20


def test_draws_spread_as_the_precision_says() -> None:
    found = fit(_logistic(TABLE), HAPPENED, Prior(np.zeros(3), np.eye(3)))
    draws = found.draw(20_000, np.random.default_rng(1))
    assert draws.mean(axis=0) == pytest.approx(found.mode, abs=0.01)
    assert np.cov(draws.T) == pytest.approx(np.linalg.inv(found.precision), abs=0.002)


def test_slopes_by_differences_are_those_of_the_formula() -> None:
    model, at = _logistic(TABLE), np.array([0.3, -0.2, 0.1])
    assert slopes_of(lambda there: model(there)[0], at) == pytest.approx(model(at)[1], abs=1e-8)
