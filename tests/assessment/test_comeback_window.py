"""What the comeback model says once a lull is known to have outlived the months that are brought as evidence."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.comeback import outlived
from smoulder.models.comeback.live import ComebackForecast
from smoulder.records.series import Floats


def forecast(draws: Floats, major: Floats) -> ComebackForecast:
    """A forecast with these draws; its one member says the same."""
    return ComebackForecast(
        curve=draws.mean(axis=0),
        draws=draws,
        major=major.mean(axis=0),
        major_draws=major,
        members={"plain": draws.mean(axis=0)},
        weights={"plain": 1.0},
        lulls=3,
        comebacks=2,
        borrowed=0,
        fitted_to=0,
    )


@st.composite
def forecasts(draw: st.DrawFn) -> ComebackForecast:
    """Rising draws below one, and a part of them that is major and rises too."""
    size = draw(st.integers(2, 9))
    steps = st.floats(0, 0.4)
    rows, shares = [], []
    for _ in range(2):
        hazards = draw(st.lists(steps, min_size=size, max_size=size))
        rows.append(1 - np.cumprod(1 - np.array(hazards)))
        shares.append(np.sort(draw(st.lists(st.floats(0, 1), min_size=size, max_size=size))))
    draws = np.array(rows)
    return forecast(draws, draws * np.array(shares))


def test_a_hand_worked_window_of_two_months() -> None:
    found = outlived(forecast(np.array([[0.1, 0.2, 0.4, 0.5]]), np.array([[0.05, 0.1, 0.1, 0.25]])), 2)
    np.testing.assert_allclose(found.draws, [[0.2 / 0.8, 0.3 / 0.8]])
    np.testing.assert_allclose(found.curve, [0.25, 0.375])
    np.testing.assert_allclose(found.members["plain"], [0.25, 0.375])
    # a quarter of all comebacks by the third month was major, and half by the fourth
    np.testing.assert_allclose(found.major_draws, [[0.25 / 4, 0.375 / 2]])
    np.testing.assert_allclose(found.major, [0.25 / 4, 0.375 / 2])
    assert (found.lulls, found.weights) == (3, {"plain": 1.0})


@settings(max_examples=80, deadline=None)
@given(forecasts(), st.data())
def test_what_is_left_rises_from_nought_and_stays_a_chance(
    before: ComebackForecast, data: st.DataObject
) -> None:
    months = before.curve.size
    lived = data.draw(st.integers(1, months - 1))
    after = outlived(before, lived)
    for one in (after.draws, after.curve, after.members["plain"]):
        assert one.shape[-1] == months - lived
        assert np.all((one >= 0) & (one <= 1))
        assert np.all(np.diff(one) >= -1e-12)
    assert np.all(after.major_draws <= after.draws + 1e-12)
    assert np.all(after.major_draws >= 0)
    # living through it and then coming back is coming back later: the parts add up to the whole
    gone = before.draws[:, [lived - 1]]
    np.testing.assert_allclose(gone + (1 - gone) * after.draws, before.draws[:, lived:], atol=1e-12)


@settings(max_examples=30, deadline=None)
@given(forecasts(), st.data())
def test_two_windows_after_each_other_are_one_window(before: ComebackForecast, data: st.DataObject) -> None:
    months = before.curve.size
    first = data.draw(st.integers(0, months - 1))
    second = data.draw(st.integers(0, months - 1 - first))
    np.testing.assert_allclose(
        outlived(outlived(before, first), second).draws, outlived(before, first + second).draws, atol=1e-9
    )


def test_a_window_of_no_month_leaves_the_forecast_as_it_was() -> None:
    before = forecast(np.array([[0.1, 0.2]]), np.array([[0.1, 0.1]]))
    assert outlived(before, 0) is before


@pytest.mark.parametrize("lived", [1, 2])
def test_nobody_comes_back_where_nobody_would(lived: int) -> None:
    none = np.zeros((2, 4))
    found = outlived(replace(forecast(none, none)), lived)
    assert found.draws.tolist() == np.zeros((2, 4 - lived)).tolist()
    assert found.major_draws.tolist() == found.draws.tolist()
