"""Weights that make count draws agree with the comeback model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smoulder.models.branches.tilt import first_back, masses, strata_of, tilt

HORIZONS = (2, 4, 6)
SHARES = arrays(float, 3, elements=st.floats(0.01, 0.9)).map(np.sort)


def test_the_month_of_a_comeback_by_hand() -> None:
    before = np.full(11, 2.0)
    deaths = np.array([[10.0, 0.0, 0.0], [0.0, 40.0, 0.0], [0.0, 0.0, 0.0]])
    # 22 + 10 = 32; then 20 + 0 + 40 = 60
    assert first_back(before, deaths, 30.0).tolist() == [1, 2, 0]


def test_a_path_that_stood_above_the_line_falls_under_it_as_old_months_leave() -> None:
    before = np.concatenate([[30.0], np.zeros(10)])
    assert first_back(before, np.zeros((1, 3)), 30.0).tolist() == [1]
    assert first_back(np.zeros(11), np.zeros((1, 3)), 30.0).tolist() == [0]


@given(
    arrays(np.int64, 40, elements=st.integers(0, 7)).map(lambda one: np.concatenate([one, [1, 3, 5, 0]])),
    SHARES,
)
def test_the_share_that_comes_back_is_the_one_asked_for(back: np.ndarray, chance: np.ndarray) -> None:
    found = tilt(back, HORIZONS, chance)
    assert found.weights.sum() == pytest.approx(1)
    assert found.met.all()
    for horizon, asked in zip(HORIZONS, chance, strict=True):
        assert found.weights[(back > 0) & (back <= horizon)].sum() == pytest.approx(asked)
    assert 1 <= found.effective <= len(back) + 1e-9


def test_even_weights_come_of_the_share_that_is_there() -> None:
    back = np.array([1, 0, 0, 0])
    assert tilt(back, (2,), np.array([0.25])).weights == pytest.approx(0.25)
    assert tilt(back, (2,), np.array([0.25])).effective == pytest.approx(4)


def test_weights_of_one_stretch_are_the_least_uneven_that_meet_the_shares() -> None:
    back = np.array([1, 1, 0, 0, 0])
    found = tilt(back, (2,), np.array([0.5])).weights
    other = np.array([0.4, 0.1, 0.2, 0.2, 0.1])
    entropy = [float(np.sum(one * np.log(one * 5))) for one in (found, other)]
    assert entropy[0] < entropy[1]


def test_a_horizon_by_which_no_path_comes_back_is_not_met_and_said() -> None:
    back = np.array([3, 3, 0, 0])
    found = tilt(back, (2, 4), np.array([0.2, 0.5]))
    assert found.met.tolist() == [False, True]
    assert found.weights[:2].sum() == pytest.approx(0.5)


def test_with_no_path_that_comes_back_nothing_can_be_met() -> None:
    found = tilt(np.zeros(4, dtype=np.int64), (2, 4), np.array([0.2, 0.5]))
    assert found.weights == pytest.approx(0.25)
    assert not found.met.any()


def test_few_effective_draws_are_marked() -> None:
    back = np.concatenate([[1], np.zeros(99, dtype=np.int64)])
    assert tilt(back, (2,), np.array([0.9])).thin
    assert not tilt(back, (2,), np.array([0.01])).thin


def test_a_stretch_without_a_path_gives_its_weight_to_the_next() -> None:
    mass, met = masses(np.array([[0.1, 0.3]]), np.array([False, True, True]))
    assert mass[0] == pytest.approx([0.0, 0.3, 0.7])
    assert met.tolist() == [False, True]


def test_paths_that_come_back_after_the_last_horizon_count_as_not_back() -> None:
    assert strata_of(np.array([7]), HORIZONS).tolist() == [3]
