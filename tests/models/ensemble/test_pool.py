"""Draws of several members into one forecast."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.ensemble.pool import even_draws, linear_pool, quantile_pool, share_out

weights = st.lists(st.floats(0, 1), min_size=1, max_size=5).filter(lambda found: sum(found) > 0.01)


@given(weights, st.integers(1, 500))
def test_shares_add_up_and_no_share_is_off_by_a_whole_draw(parts: list[float], draws: int) -> None:
    given_ = np.array(parts) / sum(parts)
    shares = share_out(given_, draws)
    assert shares.sum() == draws
    assert (np.abs(shares - given_ * draws) < 1 + 1e-6).all()


@given(st.lists(st.integers(0, 50), min_size=1, max_size=30), st.integers(1, 4), st.integers(0, 9))
def test_even_draws_hold_each_value_as_often_as_its_share(values: list[int], times: int, seed: int) -> None:
    found = even_draws(np.array(values, float), times * len(values), np.random.default_rng(seed))
    assert found.tolist() == sorted(values * times)


def test_a_linear_pool_keeps_both_modes_and_a_quantile_pool_lies_between() -> None:
    low, high = np.zeros((2, 3, 50)), np.full((2, 3, 10), 100.0)
    half, rng = np.array([0.5, 0.5]), np.random.default_rng(1)
    linear = linear_pool([low, high], half, 20, rng)
    assert linear.shape == (2, 3, 20)
    assert sorted(set(linear.ravel())) == [0.0, 100.0]
    assert linear.mean() == 50
    assert set(quantile_pool([low, high], half, 20, rng).ravel()) == {50.0}


def test_a_member_without_weight_leaves_no_draw() -> None:
    pooled = linear_pool(
        [np.zeros((1, 5)), np.ones((1, 5))], np.array([0.0, 1.0]), 7, np.random.default_rng(1)
    )
    assert pooled.tolist() == [[1.0] * 7]
