"""The CRPS of draws: by hand, as a law, and as scoringrules has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from smoulder.models.scores.crps import crps, crps_of_logs

counts = st.integers(0, 400).map(float)


def by_pairs(draws: np.ndarray, truth: float) -> float:
    """As the challenge writes it down."""
    return float(np.abs(draws - truth).mean() - np.abs(draws[:, None] - draws[None, :]).mean() / 2)


def test_one_draw_is_scored_by_its_distance() -> None:
    assert crps(np.array([[7.0]]), np.array([3.0])).tolist() == [4.0]


@given(arrays.arrays(float, st.integers(1, 20), elements=counts), counts)
def test_it_is_the_mean_distance_less_half_the_distance_among_all_pairs(
    draws: np.ndarray, truth: float
) -> None:
    assert crps(draws, np.array(truth)).item() == pytest.approx(by_pairs(draws, truth), abs=1e-9)
    logs = by_pairs(np.log1p(draws), float(np.log1p(truth)))
    assert crps_of_logs(draws, np.array(truth)).item() == pytest.approx(logs, abs=1e-9)


@given(arrays.arrays(float, (3, 8), elements=counts), counts)
def test_it_is_the_integral_of_the_squared_distance_of_the_distributions(
    draws: np.ndarray, truth: float
) -> None:
    from scipy.integrate import trapezoid

    steps = np.arange(0, 401)
    share = (draws[0][:, None] <= steps).mean(axis=0)
    squared = np.repeat((share - (truth <= steps)) ** 2, 2)
    edges = np.sort(np.concatenate([steps, steps + 1])).astype(float)
    assert crps(draws[0], np.array(truth)).item() == pytest.approx(float(trapezoid(squared, edges)), abs=1e-6)
