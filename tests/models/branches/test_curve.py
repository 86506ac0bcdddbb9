"""Chances of a comeback on a branch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from smoulder.models.branches.curve import branch_curve, difference_of, log_steps, monthly_chance

CHANCES = arrays(float, (3, 6), elements=st.floats(0, 0.99)).map(lambda one: np.sort(one, axis=1))
LOGS = arrays(float, (3, 6), elements=st.floats(-2, 2))


def on_branch(stays: np.ndarray, logs: np.ndarray) -> np.ndarray:
    """Chances on a branch by logarithms of the ratios; shape (draw, month)."""
    return branch_curve(log_steps(stays), np.exp(logs).T).T


def test_a_doubled_hazard_from_the_third_month_by_hand() -> None:
    hazard = np.array([0.1, 0.2, 0.3])
    stays = 1 - np.cumprod(1 - hazard)
    found = on_branch(stays[np.newaxis], np.log([[1.0, 1.0, 2.0]]))[0]
    assert found == pytest.approx([0.1, 1 - 0.9 * 0.8, 1 - 0.9 * 0.8 * 0.7**2])


def test_a_ratio_acts_from_its_month_on_and_not_before() -> None:
    stays = np.linspace(0.05, 0.6, 12)[np.newaxis]
    late = np.where(np.arange(12) >= 5, 1.0, 0.0)[np.newaxis]
    found = on_branch(stays, late)
    assert found[0, :5] == pytest.approx(stays[0, :5])
    assert np.all(found[0, 5:] > stays[0, 5:])


@given(CHANCES, LOGS)
def test_a_branch_rises_and_is_a_chance(stays: np.ndarray, logs: np.ndarray) -> None:
    found = on_branch(stays, logs)
    assert np.all((found >= 0) & (found <= 1))
    assert np.all(np.diff(found, axis=1) >= -1e-12)


@given(CHANCES, LOGS)
def test_a_ratio_above_one_never_lowers_the_chance(stays: np.ndarray, logs: np.ndarray) -> None:
    assert np.all(on_branch(stays, np.abs(logs)) >= on_branch(stays, np.zeros((3, 6))) - 1e-12)


@given(arrays(float, (3, 6), elements=st.floats(0, 1)), LOGS)
def test_month_after_month_is_the_product_written_out(stays: np.ndarray, logs: np.ndarray) -> None:
    # rows that fall are taken as what they were before
    survival = 1 - np.minimum(np.maximum.accumulate(stays, axis=1), 1 - 1e-12)
    hazard_left = survival / np.concatenate([np.ones((3, 1)), survival[:, :-1]], axis=1)
    expected = 1 - np.cumprod(hazard_left ** np.exp(logs), axis=1)
    np.testing.assert_allclose(on_branch(stays, logs), expected, atol=1e-12, rtol=0)


@given(CHANCES)
def test_paired_draws_with_a_ratio_of_one_differ_by_nothing_at_all(stays: np.ndarray) -> None:
    one, other = (on_branch(stays, np.zeros((3, 6))) for _ in range(2))
    gap = difference_of(one[:, -1], other[:, -1])
    assert (gap.value, gap.low, gap.high, gap.told_apart) == (0.0, 0.0, 0.0, False)


@given(CHANCES)
def test_the_chances_of_the_months_make_up_the_whole(stays: np.ndarray) -> None:
    assert 1 - np.prod(1 - monthly_chance(stays.T), axis=0) == pytest.approx(stays[:, -1])


def test_a_chance_of_one_stays_one() -> None:
    assert on_branch(np.ones((1, 2)), np.log([[3.0, 3.0]]))[0] == pytest.approx([1.0, 1.0])


def test_a_difference_that_holds_zero_cannot_be_told_apart() -> None:
    gap = difference_of(np.array([0.1, 0.3]), np.array([0.2, 0.2]))
    assert not gap.told_apart
    assert difference_of(np.array([0.3, 0.4]), np.array([0.2, 0.2])).told_apart
