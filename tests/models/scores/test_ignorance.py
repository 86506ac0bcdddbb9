"""Ignorance of binned draws: by hand, and as shares that add up."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from smoulder.models.scores.ignorance import EDGES, bin_shares, bins, ignorance


def test_a_truth_where_no_draw_fell_is_scored_by_the_made_up_draw() -> None:
    assert ignorance(np.zeros(1000), np.array(30.0)).item() == pytest.approx(-np.log2(1 / 1011))


def test_half_the_draws_in_the_right_bin_is_about_one_bit() -> None:
    draws = np.r_[np.zeros(500), np.full(500, 4.0)]
    assert ignorance(draws, np.array(5.0)).item() == pytest.approx(-np.log2(501 / 1011))


@pytest.mark.parametrize(
    ("count", "place"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 2), (6, 3), (25, 4), (26, 5), (5000, 10)]
)
def test_counts_fall_into_the_bins_of_the_challenge(count: int, place: int) -> None:
    assert bins(np.array(float(count))).item() == place


@given(arrays.arrays(float, (2, 15), elements=st.floats(-20, 3000)))
def test_shares_of_the_bins_add_up_to_one_and_none_is_nought(draws: np.ndarray) -> None:
    shares = bin_shares(draws)
    assert shares.shape == (2, len(EDGES) + 1)
    assert np.allclose(shares.sum(axis=-1), 1)
    assert (shares > 0).all()
