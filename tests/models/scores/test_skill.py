"""Skill and paired differences: by hand, and as the bootstrap of scipy has them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap

from smoulder.models.scores.skill import compare, skill

RNG = np.random.default_rng(5)


def test_skill_is_the_share_of_the_reference_score_that_is_saved() -> None:
    assert skill(0.0, 3.0) == 1
    assert skill(6.0, 3.0) == -1
    assert np.isnan(skill(1.0, 0.0))


def test_only_cells_that_both_scored_count() -> None:
    own = np.array([[1.0, np.nan], [3.0, 5.0]])
    other = np.array([[2.0, 9.0], [np.nan, 8.0]])
    found = compare(own, other, ["A", "B"], np.random.default_rng(1))
    assert (found.own, found.reference, found.cells, found.clusters) == (3.0, 5.0, 2, 2)
    assert found.difference.value == -2.0
    assert found.skill.value == pytest.approx(0.4)
    assert (found.difference.low, found.difference.high) == (-3.0, -1.0)


def test_the_interval_is_the_percentile_bootstrap_of_scipy() -> None:
    own, other = RNG.gamma(2, 3, (60, 1)), RNG.gamma(2, 4, (60, 1))
    found = compare(own, other, [str(at) for at in range(60)], np.random.default_rng(1), times=6000)
    theirs = bootstrap(
        ((own - other)[:, 0],), np.mean, confidence_level=0.9, n_resamples=6000, method="percentile", rng=2
    ).confidence_interval
    assert (found.difference.low, found.difference.high) == pytest.approx(tuple(theirs), abs=0.08)


def test_rows_of_one_country_are_drawn_together_and_tell_less() -> None:
    own = np.repeat(RNG.normal(0, 1, 20), 10)[:, np.newaxis]
    other = np.zeros_like(own)
    apart = compare(own, other, [str(at) for at in range(200)], np.random.default_rng(1)).difference
    together = compare(own, other, [str(at // 10) for at in range(200)], np.random.default_rng(1)).difference
    assert together.high - together.low > 2 * (apart.high - apart.low)


@given(st.integers(1, 12), st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_turning_the_two_round_turns_the_difference_round_and_a_seed_gives_the_same(
    rows: int, months: int, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    own, other = rng.gamma(1, 5, (rows, months)), rng.gamma(1, 5, (rows, months))
    names = [str(at % 5) for at in range(rows)]
    one = compare(own, other, names, np.random.default_rng(seed), times=50)
    two = compare(other, own, names, np.random.default_rng(seed), times=50)
    assert one == compare(own, other, names, np.random.default_rng(seed), times=50)
    assert one.difference.value == pytest.approx(-two.difference.value)
    assert one.difference.low == pytest.approx(-two.difference.high)
    assert one.own * one.cells == pytest.approx(own.sum())


def test_scores_of_other_cells_are_refused() -> None:
    with pytest.raises(ValueError, match="give the same cells"):
        compare(np.zeros((2, 3)), np.zeros((2, 4)), ["A", "B"], np.random.default_rng(1))
    with pytest.raises(ValueError, match="no cell was scored"):
        compare(np.full((1, 1), np.nan), np.zeros((1, 1)), ["A"], np.random.default_rng(1))
