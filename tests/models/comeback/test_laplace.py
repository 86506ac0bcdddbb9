"""Penalised likelihood with a normal law of its parameters."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import digamma

from smoulder.models.comeback.laplace import Laplace, Objective, Prior, fit_laplace
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats

FLAT = Prior(("mean",), np.zeros(1), np.array([1e4]))


def normal(values: Floats) -> Objective:
    """Values around a mean, each with standard deviation 1."""

    def objective(theta: Floats) -> tuple[Floats, Floats]:
        off = values - theta[0]
        return -0.5 * off**2, off[:, np.newaxis]

    return objective


def test_a_normal_mean_with_a_normal_prior_is_worked_by_hand() -> None:
    prior = Prior(("mean",), np.array([0.0]), np.array([0.5]))
    law = fit_laplace(normal(np.array([1.0, 3.0])), prior, np.array([0, 1]))
    # precision 4 of the prior and 2 of the rows: mean 4 / 6; two rows 2 apart have a variance of 2 each, so
    # that the spread of their slopes is 4 and the variance (4 + 4) / 36
    assert law.mode[0] == pytest.approx(4 / 6)
    assert law.covariance[0, 0] == pytest.approx(8 / 36)
    assert law.effective == pytest.approx(4 / 6)


@given(st.lists(st.integers(-5, 5), min_size=3, max_size=10, unique=True), st.integers(2, 4))
@settings(max_examples=25)
def test_telling_every_story_several_times_makes_nothing_surer(values: list[int], times: int) -> None:
    rows = np.array(values, dtype=float)
    once = fit_laplace(normal(rows), FLAT, np.arange(len(rows)))
    again = fit_laplace(normal(np.repeat(rows, times)), FLAT, np.repeat(np.arange(len(rows)), times))
    assert again.mode[0] == pytest.approx(once.mode[0], abs=1e-5)
    assert again.covariance[0, 0] == pytest.approx(once.covariance[0, 0], rel=1e-4)


def test_clusters_that_agree_by_chance_make_nothing_surer() -> None:
    law = fit_laplace(normal(np.array([1.0, 1.1, 1.2, 1.1])), FLAT, np.arange(4))
    assert law.covariance[0, 0] == pytest.approx(1 / 4)


def test_the_mean_of_a_skewed_law_stands_beside_its_mode() -> None:
    def counts(theta: Floats) -> tuple[Floats, Floats]:
        """Forty counts of 1 each, by the logarithm of their rate: a log-gamma law."""
        rate = np.exp(theta[0])
        return np.full(40, theta[0] - rate), np.full((40, 1), 1 - rate)

    law = fit_laplace(counts, FLAT, np.arange(40))
    assert law.mode[0] == pytest.approx(0.0, abs=1e-5)
    assert law.mean[0] == pytest.approx(digamma(40) - np.log(40), abs=2e-4)


def test_draws_have_the_mean_and_the_spread_of_the_law() -> None:
    law = Laplace(
        ("a", "b"), np.zeros(2), np.array([1.0, -1.0]), np.array([[1.0, 0.6], [0.6, 2.0]]), 0.0, 0.0
    )
    drawn = law.draws(20_000, np.random.default_rng(0))
    np.testing.assert_allclose(drawn.mean(axis=0), law.mean, atol=0.03)
    np.testing.assert_allclose(np.cov(drawn.T), law.covariance, atol=0.06)


def test_a_law_survives_json() -> None:
    law = fit_laplace(normal(np.array([1.0, 3.0])), FLAT, np.array([0, 1]))
    again = Laplace.restored(json.loads(json.dumps(law.stored())))
    assert again.names == law.names
    assert (again.covariance == law.covariance).all()


def test_of_two_peaks_the_higher_is_found_from_two_starts() -> None:
    def objective(theta: Floats) -> tuple[Floats, Floats]:
        value = -((theta[0] ** 2 - 4) ** 2) + theta[0]
        return np.array([value]), np.array([[-4 * theta[0] * (theta[0] ** 2 - 4) + 1]])

    low, high = np.array([-2.0]), np.array([2.0])
    assert fit_laplace(objective, FLAT, np.array([0]), [low]).mode[0] < 0
    assert fit_laplace(objective, FLAT, np.array([0]), [low, high]).mode[0] > 0


def test_a_likelihood_without_a_peak_is_refused() -> None:
    def objective(theta: Floats) -> tuple[Floats, Floats]:
        return theta**2, 2 * theta[:, np.newaxis]

    prior = Prior(("up",), np.zeros(1), np.array([10.0]))
    with pytest.raises(NoLulls, match="no peak"):
        fit_laplace(objective, prior, np.array([0]), [np.zeros(1)])
