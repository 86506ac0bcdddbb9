"""The score of a pool from what is known of its members."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.ensemble.pool import linear_pool
from smoulder.models.ensemble.terms import POINTS, distance, measure
from smoulder.models.scores.challenge import score


@given(
    st.lists(st.floats(0, 100), min_size=3, max_size=3), st.lists(st.floats(0, 100), min_size=3, max_size=3)
)
def test_the_distance_of_two_samples_is_the_mean_over_all_pairs(one: list[float], other: list[float]) -> None:
    pairs = np.abs(np.subtract.outer(one, other)).mean()
    assert distance(np.array([one]), np.array([other])) == pytest.approx(pairs)


def test_the_scores_of_a_pool_are_told_from_its_members() -> None:
    rng = np.random.default_rng(1)
    members = [rng.poisson(mean, (6, 1000)).astype(float) for mean in (0.4, 5, 60)]
    truth = np.array([0.0, 1.0, 7.0, 40.0, 80.0, 400.0])
    weights = np.array([0.5, 0.3, 0.2])
    terms = measure(members, truth, rng)
    pooled = score(linear_pool(members, weights, 1000, rng)[:, np.newaxis], truth[:, np.newaxis])
    assert terms.log_crps(weights) == pytest.approx(pooled.log_crps[:, 0], abs=2 / POINTS)
    assert terms.ignorance(weights) == pytest.approx(pooled.ignorance[:, 0], rel=0.02)


def test_a_pool_of_one_member_scores_as_it_does() -> None:
    draws = np.repeat(np.arange(POINTS, dtype=float), 10)[np.newaxis]
    terms = measure([draws], np.array([3.0]), np.random.default_rng(1))
    alone = score(draws[:, np.newaxis], np.array([[3.0]]))
    assert terms.log_crps(np.ones(1)) == pytest.approx(alone.log_crps[:, 0])
    assert terms.ignorance(np.ones(1)) == pytest.approx(alone.ignorance[:, 0])
