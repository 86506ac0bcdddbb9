"""Group-time effects against a hand case, two-way fixed effects, and panels with a known effect."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.pressure.staggered import NEVER, group_time_effects
from smoulder.records.series import Floats, Ints


def rng() -> np.random.Generator:
    return np.random.default_rng(8)


def simulated(effect: float, trend: float = 0.0, seed: int = 1) -> tuple[Floats, Ints]:
    """120 units over 10 years that leave in years 4, 6, 8 or never; the effect grows by the year since."""
    made = np.random.default_rng(seed)
    left = np.repeat([4, 6, 8, NEVER], 30)
    years = np.arange(10)
    base = made.normal(size=(120, 1)) + 0.3 * years + made.normal(0, 0.2, (120, 10))
    since = np.where(left[:, None] == NEVER, -99, years - left[:, None])
    base += np.where(since >= 0, effect * (1 + np.maximum(since, 0)), 0.0)
    return base + trend * np.where(left[:, None] == NEVER, 0, years), left


def test_four_units_by_hand() -> None:
    outcome = np.array([[1.0, 1, 5], [2, 2, 6], [0, 1, 1], [3, 4, 6]])
    left = np.array([2, 2, NEVER, NEVER])
    found = group_time_effects(outcome, left, list("abcd"), (-2, 0), rng(), draws=50)
    steps = {one.step: one.value for one in found.steps}
    # from year 1 to 2: +4 and +4 against 0 and +2; back from year 1 to 0: 0 and 0 against −1 and −1
    assert steps == {-2: pytest.approx(1.0), 0: pytest.approx(3.0)}
    assert [found.after.value, found.placebo.value] == pytest.approx([3.0, 1.0])


def test_a_known_growing_effect_is_found_at_each_step_and_the_placebo_is_nought() -> None:
    outcome, left = simulated(0.5)
    found = group_time_effects(outcome, left, [str(at) for at in range(120)], (-3, 1), rng(), draws=200)
    steps = {one.step: one for one in found.steps}
    assert steps[0].value == pytest.approx(0.5, abs=0.1)
    assert steps[1].value == pytest.approx(1.0, abs=0.1)
    assert found.placebo.value == pytest.approx(0.0, abs=0.1)
    assert steps[1].low < 1.0 < steps[1].high


def test_a_trend_of_their_own_shows_in_the_placebo() -> None:
    outcome, left = simulated(0.0, trend=0.4)
    found = group_time_effects(outcome, left, [str(at) for at in range(120)], (-2, 0), rng(), draws=200)
    assert found.placebo.value == pytest.approx(-0.4, abs=0.1)
    assert found.placebo.high < 0


def test_two_periods_agree_with_two_way_fixed_effects() -> None:
    made = np.random.default_rng(5)
    outcome = made.normal(size=(40, 3))
    left = np.where(np.arange(40) < 15, 2, NEVER)
    found = group_time_effects(outcome, left, [str(at) for at in range(40)], (-2, 0), rng(), draws=20)
    two = outcome[:, 1:]
    later = np.tile([0.0, 1.0], 40)
    gone = np.repeat(left == 2, 2)
    design = np.column_stack([later * gone, later, np.repeat(np.eye(40), 2, axis=0)])
    reference = sm.OLS(two.ravel(), design).fit()
    assert found.after.value == pytest.approx(reference.params[0], abs=1e-9)


def test_units_that_leave_later_are_controls_until_they_do() -> None:
    # nobody never leaves: unit b is compared at its own departure with nobody, and serves for a before it
    outcome = np.array([[0.0, 0, 2, 2], [0, 0, 1, 9]])
    found = group_time_effects(outcome, np.array([2, 3]), ["a", "b"], (-2, 0), rng(), draws=20)
    at_nought = next(one for one in found.steps if one.step == 0)
    assert (at_nought.value, at_nought.units) == (1.0, 1)


@settings(max_examples=20)
@given(st.floats(-5, 5), st.floats(-2, 2))
def test_what_all_units_share_cancels(level: float, slope: float) -> None:
    outcome, left = simulated(0.5)
    moved = outcome + level + slope * np.arange(10)
    names = [str(at) for at in range(120)]
    one = group_time_effects(outcome, left, names, (-2, 1), rng(), draws=2)
    two = group_time_effects(moved, left, names, (-2, 1), rng(), draws=2)
    assert two.after.value == pytest.approx(one.after.value, abs=1e-9)


def test_an_unknown_year_leaves_its_unit_out_of_that_step_only() -> None:
    outcome, left = simulated(0.5)
    outcome[0, 4] = np.nan
    found = group_time_effects(outcome, left, [str(at) for at in range(120)], (-2, 1), rng(), draws=20)
    units = {one.step: one.units for one in found.steps}
    assert (units[0], units[1]) == (89, 90)


def test_nothing_to_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="no unit to compare"):
        group_time_effects(np.empty((0, 3)), np.empty(0, dtype=np.int64), [], (-2, 0), rng())
    with pytest.raises(ValueError, match="no unit leaves"):
        group_time_effects(np.ones((2, 3)), np.array([NEVER, NEVER]), ["a", "b"], (-2, 0), rng())
    with pytest.raises(ValueError, match="steps run from"):
        group_time_effects(np.ones((2, 3)), np.array([1, NEVER]), ["a", "b"], (-1, 0), rng())
