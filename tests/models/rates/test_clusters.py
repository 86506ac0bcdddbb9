"""The bootstrap over countries and groups, and how many independent cases its spread speaks of."""

import numpy as np
import pytest

from smoulder.models.rates.clusters import cluster_weights, effective_cases


def test_the_bootstrap_keeps_groups_of_a_country_together_and_draws_as_many_on_average() -> None:
    outer, inner = np.array([0, 0, 0, 1, 1, 2]), np.array([1, 1, 2, 3, 4, 5])
    weights = cluster_weights(outer, inner, 4000, np.random.default_rng(3))
    assert (weights[:, 0] == weights[:, 1]).all()
    np.testing.assert_allclose(weights.mean(axis=0), 1.0, atol=0.08)


def test_no_cases_have_no_weights() -> None:
    none = np.array([], dtype=np.int64)
    assert cluster_weights(none, none, 5, np.random.default_rng(1)).shape == (5, 0)


def test_a_binomial_spread_speaks_of_as_many_cases() -> None:
    rng = np.random.default_rng(7)
    share = np.array([0.3, 0.5])
    drawn = rng.binomial(40, share, size=(20_000, 2)) / 40
    assert effective_cases(share, drawn, np.array([100.0, 100.0])) == pytest.approx([40, 40], rel=0.05)


def test_no_more_cases_than_are_at_risk_and_never_less_than_one() -> None:
    drawn = np.random.default_rng(7).binomial(40, 0.3, size=(2000, 1)) / 40
    assert effective_cases(np.array([0.3]), drawn, np.array([12.0])).tolist() == [12.0]
    assert effective_cases(np.array([0.5]), np.array([[0.0], [1.0]]), np.array([50.0])).tolist() == [1.0]


def test_without_any_spread_half_of_those_at_risk_count() -> None:
    assert effective_cases(np.array([0.0]), np.zeros((10, 1)), np.array([20.0])).tolist() == [10.0]
