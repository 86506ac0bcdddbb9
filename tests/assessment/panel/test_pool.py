from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.panel.pool import linear_pool, log_pool, off_nought
from smoulder.records.series import Floats

seeds = st.integers(0, 2**32 - 1)


def draw(seed: int, analysts: int = 4, leaves: int = 7) -> tuple[Floats, Floats, np.random.Generator]:
    rng = np.random.default_rng(seed)
    return rng.dirichlet(np.ones(leaves), analysts), rng.dirichlet(np.ones(analysts)), rng


@given(seeds)
def test_pools_add_up_and_analysts_who_agree_are_repeated(seed: int) -> None:
    shares, weights, _ = draw(seed)
    for pool in (linear_pool, log_pool):
        assert pool(shares, weights).sum() == pytest.approx(1, abs=1e-12)
        alike = np.tile(shares[0], (len(weights), 1))
        assert pool(alike, weights) == pytest.approx(shares[0], abs=1e-12)


@given(seeds)
def test_the_order_of_analysts_does_not_matter(seed: int) -> None:
    shares, weights, rng = draw(seed)
    order = rng.permutation(len(weights))
    for pool in (linear_pool, log_pool):
        assert pool(shares[order], weights[order]) == pytest.approx(pool(shares, weights), abs=1e-12)


@given(seeds)
def test_updating_then_pooling_by_logs_is_pooling_then_updating(seed: int) -> None:
    shares, weights, rng = draw(seed)
    likelihood = rng.uniform(0.05, 0.95, shares.shape[1])
    after = shares * likelihood
    first_updated = log_pool(after / after.sum(axis=1, keepdims=True), weights)
    first_pooled = log_pool(shares, weights) * likelihood
    assert first_updated == pytest.approx(first_pooled / first_pooled.sum(), abs=1e-12)


def test_the_linear_pool_is_not_so() -> None:
    shares, weights, likelihood = (
        np.array([[0.1, 0.9], [0.8, 0.2]]),
        np.array([0.5, 0.5]),
        np.array([0.9, 0.1]),
    )
    after = shares * likelihood
    updated = linear_pool(after / after.sum(axis=1, keepdims=True), weights)
    pooled = linear_pool(shares, weights) * likelihood
    assert np.max(np.abs(updated - pooled / pooled.sum())) > 0.05


def test_a_nought_is_a_veto_only_to_the_log_pool_and_only_with_weight() -> None:
    shares = np.array([[0.0, 1.0], [0.5, 0.5]])
    assert log_pool(shares, np.array([0.5, 0.5])).tolist() == [0.0, 1.0]
    assert log_pool(shares, np.array([0.0, 1.0])).tolist() == [0.5, 0.5]
    assert linear_pool(shares, np.array([0.5, 0.5])).tolist() == [0.25, 0.75]


def test_lifted_off_nought_shares_still_add_up_and_those_that_need_no_lift_stay() -> None:
    lifted = off_nought(np.array([[0.0, 0.3, 0.7], [0.2, 0.3, 0.5]]), 0.001)
    assert lifted[0] == pytest.approx(np.array([0.001, 0.3, 0.7]) / 1.001)
    assert lifted[1] == pytest.approx([0.2, 0.3, 0.5])


def test_vetoes_on_every_leaf_and_weights_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="every leaf"):
        log_pool(np.eye(2), np.array([0.5, 0.5]))
    with pytest.raises(ValueError, match="add up to one"):
        linear_pool(np.eye(2), np.array([0.5, 0.6]))
    with pytest.raises(ValueError, match="one weight an analyst"):
        linear_pool(np.eye(2), np.array([1.0]))
