"""Rate ratios against a hand case, a Poisson model with a dummy for every unit, and scaling."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.pressure.rate_ratio import rate_ratio


def test_two_units_give_the_ratio_of_their_ratios() -> None:
    # 10 → 30 where it left, 20 → 40 where it stayed: (30/10) / (40/20) = 1.5
    found = rate_ratio(
        np.array([10.0, 20.0]),
        np.array([30.0, 40.0]),
        np.array([True, False]),
        np.zeros(2, int),
        np.arange(2),
    )
    assert found.value == pytest.approx(np.log(1.5), abs=1e-6)
    # the variance of a log odds ratio: 1/10 + 1/30 + 1/20 + 1/40
    assert found.error >= np.sqrt(1 / 10 + 1 / 30 + 1 / 20 + 1 / 40) - 1e-6


def test_it_agrees_with_a_poisson_model_of_every_unit_and_window() -> None:
    rng = np.random.default_rng(1)
    n = 60
    window, left, mean = rng.integers(0, 3, n), rng.random(n) < 0.4, rng.gamma(1, 20, n)
    before = rng.poisson(mean).astype(float)
    after = rng.poisson(mean * np.exp(0.5 * left + 0.2 * window)).astype(float)
    found = rate_ratio(before, after, left, window, np.arange(n))
    unit = np.tile(np.eye(n), (2, 1))
    later = np.repeat([0.0, 1.0], n)
    design = np.column_stack(
        [later * np.tile(left, 2), *(later * np.tile(window == w, 2) for w in range(3)), unit]
    )
    model = sm.GLM(np.concatenate([before, after]), design, family=sm.families.Poisson()).fit()
    assert found.value == pytest.approx(model.params[0], abs=1e-5)
    assert found.error >= 0.9 * model.bse[0]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 50)), min_size=4, max_size=9), st.integers(2, 9))
def test_counting_each_death_several_times_does_not_move_the_ratio(
    counts: list[tuple[int, int]], times: int
) -> None:
    before, after = np.array(counts, dtype=float).T
    left = np.arange(len(counts)) % 2 == 0
    window, cluster = np.zeros(len(counts), int), np.arange(len(counts))
    once = rate_ratio(before, after, left, window, cluster)
    often = rate_ratio(before * times, after * times, left, window, cluster)
    assert often.value == pytest.approx(once.value, abs=1e-6)
    assert often.error <= once.error + 1e-6


def test_spread_beyond_poisson_widens_the_error() -> None:
    rng = np.random.default_rng(6)
    mean = rng.gamma(0.3, 300, (2, 80))
    before, after = rng.poisson(mean).astype(float)
    left = np.arange(80) < 20
    found = rate_ratio(before, after, left, np.zeros(80, int), np.arange(80))
    assert found.dispersion > 10
    assert found.error > 3 * np.sqrt(1 / before[left].sum() + 1 / after[left].sum())


def test_counts_on_one_side_only_have_no_ratio_and_a_window_without_both_sorts_is_refused() -> None:
    window, cluster = np.zeros(2, int), np.arange(2)
    one = rate_ratio(np.array([0.0, 5.0]), np.array([9.0, 5.0]), np.array([True, False]), window, cluster)
    assert np.isnan([one.value, one.error]).all()
    assert (one.units, one.controls) == (1, 1)
    with pytest.raises(ValueError, match="needs a window"):
        rate_ratio(np.ones(2), np.ones(2), np.array([True, True]), window, cluster)
    none = np.empty(0)
    with pytest.raises(ValueError, match="needs a window"):
        rate_ratio(none, none, none.astype(bool), none.astype(int), none.astype(int))
