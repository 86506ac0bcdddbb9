"""Calibration: PIT of draws is even where it should be, and coverage counts what lies inside."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kstest

from smoulder.models.scores.calibration import LEVELS, histogram, inside, pit, unevenness


def test_pit_lies_between_the_share_of_draws_below_and_not_above() -> None:
    draws, rng = np.tile([0.0, 0.0, 5.0], (4000, 1)), np.random.default_rng(1)
    values = pit(draws, np.zeros(4000), rng)
    assert (values.min(), values.max()) == pytest.approx((0.0, 0.75), abs=0.001)
    assert values.mean() == pytest.approx(0.375, abs=0.01)


@given(st.integers(1, 30), st.floats(0.1, 30), st.integers(0, 2**32 - 1))
def test_pit_stays_between_nought_and_one_and_unknown_truths_stay_unknown(
    draws: int, mean: float, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.poisson(mean, 6).astype(float)
    truth[2] = np.nan
    values = pit(rng.poisson(mean, (6, draws)).astype(float), truth, rng)
    assert np.isnan(values).tolist() == [False, False, True, False, False, False]
    assert (np.nan_to_num(values) >= 0).all()
    assert (np.nan_to_num(values) <= 1).all()


@pytest.mark.parametrize("draws", [1, 12, 300])
@pytest.mark.parametrize("mean", [0.3, 40.0])
def test_pit_is_even_where_the_truth_is_one_more_draw(draws: int, mean: float) -> None:
    rng = np.random.default_rng(7)
    drawn = rng.poisson(mean, (3000, draws + 1)).astype(float)
    assert kstest(pit(drawn[:, 1:], drawn[:, 0], rng), "uniform").pvalue > 0.01


def test_pit_shows_a_forecast_that_is_too_narrow_or_too_low() -> None:
    rng = np.random.default_rng(7)
    truth, names = rng.poisson(30, (300, 4)).astype(float), [f"country {at}" for at in range(300)]
    right = pit(rng.poisson(30, (300, 4, 200)).astype(float), truth, rng)
    low = pit(rng.poisson(20, (300, 4, 200)).astype(float), truth, rng)
    narrow = pit(rng.normal(30, 1, (300, 4, 200)), truth, rng)
    assert histogram(low)[-1] > 0.5
    assert histogram(narrow)[[0, -1]].sum() > 0.6
    even, uneven = unevenness(right, names, rng), unevenness(narrow, names, rng)
    assert even.value < 0.06
    assert even.high < uneven.low


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.integers(2, 12))
def test_shares_of_the_histogram_add_up_and_unevenness_stays_in_its_range(
    values: list[float], bins: int
) -> None:
    table = np.array(values)[:, np.newaxis]
    assert histogram(table, bins).sum() == pytest.approx(1)
    names = [str(at % 3) for at in range(len(values))]
    found = unevenness(table, names, np.random.default_rng(1), bins, times=20)
    assert -1e-9 <= found.value <= 1 - 1 / bins + 1e-9
    assert found.low <= found.high + 1e-12


def test_pit_values_of_no_known_month_are_refused() -> None:
    with pytest.raises(ValueError, match="no PIT value is known"):
        histogram(np.array([np.nan]))


def test_truths_on_the_bounds_are_inside_and_unknown_ones_stay_unknown() -> None:
    draws = np.tile(np.arange(101.0), (2, 3, 1))
    truth = np.array([[50.0, 91, np.nan], [5, 96, np.nan]])
    held = inside(draws, truth)
    assert held[:, :, :2].tolist() == [[[1, 0], [0, 0]], [[1, 0], [0, 0]], [[1, 1], [1, 0]]]
    assert np.isnan(held[:, :, 2]).all()


def test_coverage_of_a_right_forecast_is_near_its_level() -> None:
    rng = np.random.default_rng(3)
    held = inside(rng.normal(0, 1, (1500, 1, 300)), rng.normal(0, 1, (1500, 1)))
    for level, values in zip(LEVELS, held, strict=True):
        assert values.mean() == pytest.approx(level, abs=0.03)
