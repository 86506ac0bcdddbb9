"""The chain over no, few and many deaths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.counts.regime_changes import change_chances, months_in, regimes
from smoulder.models.counts.regime_sizes import find_sizes
from smoulder.models.counts.regimes import Regimes, walk
from tests.models.counts.small_panel import panel_of

STATES = st.lists(st.lists(st.integers(0, 2), min_size=8, max_size=8), min_size=1, max_size=4)


def test_months_fall_into_regimes_and_age_in_them() -> None:
    states = regimes(np.array([[np.nan, 0.0, 1.0, 25.0, 26.0, 90.0]]), bound=25.0)
    assert states.tolist() == [[0, 0, 1, 1, 2, 2]]
    assert months_in(states).tolist() == [[1, 2, 1, 2, 1, 2]]


def test_a_units_own_changes_tilt_the_panels() -> None:
    states = np.array([[0, 1] * 10, [0] * 20])
    known = np.ones(states.shape, dtype=bool)
    own = change_chances(states, known, half_life=1e6, pull=1e-3)
    panel = change_chances(states, known, half_life=1e6, pull=1e9)
    assert own[0, 0, 0, 1] > 0.97
    assert own[1, 0, 0, 1] < 0.01
    assert np.allclose(panel[0], panel[1])
    # after one month of nothing, ten changes to few in eleven months, and five borrowed months at .35
    # (ten of the 29 months that began with nothing, and one each way)
    assert panel[0, 0, 0, 1] == pytest.approx((10 + 5 * 11 / 32) / (11 + 5))


@settings(max_examples=25)
@given(STATES, st.floats(1, 100), st.floats(0.01, 50))
def test_chances_to_go_on_add_up_to_one(states: list[list[int]], half_life: float, pull: float) -> None:
    held = np.array(states)
    chances = change_chances(held, np.ones(held.shape, dtype=bool), half_life, pull)
    assert np.allclose(chances.sum(axis=-1), 1)
    assert (chances > 0).all()


def test_the_walk_agrees_with_the_power_of_the_matrix_of_chances() -> None:
    matrix = np.array([[0.8, 0.15, 0.05], [0.3, 0.5, 0.2], [0.1, 0.3, 0.6]])
    chances = np.broadcast_to(matrix, (1, 13, 3, 3))
    walked = dict(walk(np.array([[0, 1]]), chances, np.array([2, 7]), 40_000, np.random.default_rng(1)))
    for place, months in enumerate((2, 7)):
        shares = np.bincount(walked[place].ravel(), minlength=3) / 40_000
        assert np.abs(shares - np.linalg.matrix_power(matrix, months)[1]).max() < 0.01


def test_sizes_are_the_units_own_where_it_has_its_own() -> None:
    counts = np.array([[4.0] * 60, [40.0] * 60, [0.0] * 60])
    sizes = find_sizes(counts, counts > 0, half_life=6.0, pull=0.0001, lag=6)
    assert np.allclose(np.exp(sizes.level), [4, 40, np.sqrt(160)], rtol=0.01)
    drawn = sizes.draw(500, 0.0, np.random.default_rng(2))
    assert np.allclose(drawn[0], 4, rtol=0.01)
    assert np.allclose(drawn[1], 40, rtol=0.01)


def test_a_sudden_battle_of_any_unit_gives_every_unit_a_long_tail() -> None:
    calm = [20.0] * 80
    counts = np.array([calm, [20.0, 20.0, 20.0, 2000.0] * 20])
    sizes = find_sizes(counts, counts > 0, half_life=6.0, pull=0.3, lag=6)
    drawn = sizes.draw(2000, 0.0, np.random.default_rng(3))
    assert np.quantile(drawn[0], 0.99) > 200


@settings(max_examples=15)
@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=12))
def test_no_draw_lies_above_the_worst_month_seen(counts: list[int]) -> None:
    drawn = Regimes().draws(panel_of([counts]), np.array([1, 9]), 50, np.random.default_rng(4))
    assert drawn.max() <= max([*counts, 0]) + 1


def test_no_deaths_anywhere_and_no_units_are_forecast_as_they_are() -> None:
    rng = np.random.default_rng(5)
    assert not Regimes().draws(panel_of([[0.0] * 9, [np.nan] * 8 + [0.0]]), np.array([1]), 5, rng).any()
    assert Regimes().draws(panel_of(np.zeros((0, 9))), np.array([1]), 5, rng).shape == (0, 1, 5)
