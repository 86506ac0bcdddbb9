"""The interval score: by hand, as a law, and as scoringrules has it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from smoulder.models.scores.interval import central_interval, interval_score

DRAWS = np.arange(101.0)


@pytest.mark.parametrize(
    ("truth", "expected"), [(50.0, 90.0), (5.0, 90.0), (100.0, 90 + 20 * 5), (0.0, 90 + 20 * 5)]
)
def test_a_miss_costs_twenty_times_its_distance(truth: float, expected: float) -> None:
    assert interval_score(DRAWS, np.array(truth)).item() == pytest.approx(expected)


@given(arrays.arrays(float, 30, elements=st.floats(0, 1000)), st.floats(0, 1000))
def test_it_is_never_under_the_width_and_the_wider_level_holds_the_narrower(
    draws: np.ndarray, truth: float
) -> None:
    low, high = central_interval(draws)
    inner = central_interval(draws, 0.5)
    assert interval_score(draws, np.array(truth)).item() >= high - low - 1e-9
    assert low <= inner[0] <= inner[1] <= high
