from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from smoulder.assessment.panel.recalibrate import MIDDLE, SPREAD, Recalibration, learn_recalibration


def record(rows: int, shift: float, slope: float, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Answers and outcomes where the truth is shift + slope times the log-odds that were said, about the middle."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 1.2, rows)
    true = 1 / (1 + np.exp(-(MIDDLE + shift + slope * (logits - MIDDLE))))
    return 1 / (1 + np.exp(-logits)), rng.uniform(size=rows) < true


def test_without_a_record_nothing_changes() -> None:
    none = learn_recalibration(np.array([]), np.array([], dtype=bool), [])
    assert none == Recalibration(0.0, 1.0, 0)
    assert none.chance(0.37) == 0.37
    assert none.shares(np.array([0.25, 0.75])) == pytest.approx([0.25, 0.75])


def test_a_long_record_finds_what_it_was_made_with_and_a_short_one_stays_near_no_change() -> None:
    chances, happened = record(4000, -0.8, 1.8)
    long = learn_recalibration(chances, happened, range(4000))
    assert (long.shift, long.slope) == (pytest.approx(-0.8, abs=0.12), pytest.approx(1.8, abs=0.15))
    short = learn_recalibration(chances[:4], happened[:4], range(4))
    assert abs(short.shift) < abs(long.shift) / 2
    assert abs(short.slope - 1) < abs(long.slope - 1) / 2


def test_it_equals_an_outside_optimiser() -> None:
    chances, happened = record(30, -1.0, 0.6)
    logits = np.log(chances / (1 - chances))

    def cost(at: np.ndarray) -> float:
        signed = np.where(happened, 1, -1) * (MIDDLE + at[0] + at[1] * (logits - MIDDLE))
        return float(np.logaddexp(0, -signed).sum() + (at[0] ** 2 + np.log(at[1]) ** 2) / 2 / SPREAD**2)

    outside = minimize(cost, [0.0, 1.0], method="Nelder-Mead", tol=1e-10).x
    found = learn_recalibration(chances, happened, range(30))
    assert [found.shift, found.slope] == pytest.approx(outside, abs=1e-5)


def test_six_questions_of_one_lull_count_as_one() -> None:
    one = learn_recalibration(np.array([0.2]), np.array([True]), ["a"])
    six = learn_recalibration(np.full(6, 0.2), np.full(6, True), ["a"] * 6)
    assert (six.shift, six.slope) == (pytest.approx(one.shift), pytest.approx(one.slope))
    assert six.n == 1


def test_a_certain_answer_that_was_wrong_gives_finite_numbers() -> None:
    found = learn_recalibration(np.array([0.0, 1.0]), np.array([True, False]), ["a", "b"])
    assert np.isfinite([found.shift, found.slope]).all()
    assert 0 < found.chance(0.0) < found.chance(1.0) < 1


def test_shares_are_drawn_apart_by_the_slope_and_still_add_up() -> None:
    sharper = Recalibration(0.3, 2.0, 9).shares(np.array([0.2, 0.3, 0.5]))
    assert sharper == pytest.approx(np.array([4, 9, 25]) / 38)


def test_a_slope_turns_around_one_in_four_and_a_shift_moves_it() -> None:
    quarter = 1 / (1 + np.exp(-MIDDLE))
    assert Recalibration(0.0, 1.7, 9).chance(quarter) == pytest.approx(quarter)
    assert Recalibration(0.0, 1.7, 9).chance(0.1) < 0.1 < 0.6 < Recalibration(0.0, 1.7, 9).chance(0.6)
    moved = Recalibration(0.4, 1.0, 9).chance(quarter)
    assert np.log(moved / (1 - moved)) == pytest.approx(MIDDLE + 0.4)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 chances, 1 outcomes"):
        learn_recalibration(np.array([0.2, 0.3]), np.array([True]), ["a"])
