"""Own months by age, and months like the last one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import geom

from smoulder.models.counts.recent import Recent
from tests.models.counts.small_panel import panel_of

OWN = Recent(half_life=1.0, half_life_step=0.0, ratio=0.0, like=0.0)
LIKE = Recent(ratio=0.0, like=1.0, level_half_life=0.05)
ONE = np.array([1])


def test_each_month_back_is_drawn_half_as_often() -> None:
    drawn = OWN.draws(panel_of([[9, 4, 2, 1]]), ONE, 40_000, np.random.default_rng(1))
    shares = [float(np.mean(drawn == count)) for count in (1, 2, 4, 9)]
    assert np.allclose(shares, np.array([8, 4, 2, 1]) / 15, atol=0.01)


def test_the_age_of_own_months_is_geometric_as_scipy_has_it() -> None:
    counts = np.arange(50.0)[::-1]  # a month's count is its age
    model = Recent(half_life=5.0, half_life_step=1.0, ratio=0.0, like=0.0)
    drawn = model.draws(panel_of([counts.tolist()]), np.array([3]), 40_000, np.random.default_rng(2))[0, 0]
    chances = geom.pmf(np.arange(1, 51), 1 - 0.5 ** (1 / 8))
    found = np.bincount(drawn.astype(int), minlength=50) / 40_000
    assert np.abs(found - chances / chances.sum()).max() < 0.01


@given(st.lists(st.one_of(st.integers(0, 3000), st.none()), min_size=1, max_size=20), st.integers(1, 30))
def test_only_known_own_months_are_drawn(counts: list[int | None], ahead: int) -> None:
    row = [np.nan if count is None else float(count) for count in [*counts, 7]]
    drawn = OWN.draws(panel_of([row]), np.array([ahead]), 50, np.random.default_rng(3))
    assert set(drawn.ravel()) <= {*row}


def test_a_quiet_unit_draws_what_followed_quiet_months_elsewhere() -> None:
    # after a month of nothing the other unit saw 6, after a 6 nothing: a quiet unit may draw both of its own
    # noughts and that 6, a unit that stands at 6 only what followed a 6
    drawn = LIKE.draws(panel_of([[0, 0, 0, 0, 0], [6, 0, 6, 0, 6]]), ONE, 3000, np.random.default_rng(4))
    assert abs(float(np.mean(drawn[0] == 6)) - 2 / 6) < 0.04
    assert set(drawn[0].ravel()) == {0.0, 6.0}
    assert set(drawn[1].ravel()) == {0.0}


def test_where_no_like_month_is_known_own_months_stand_in() -> None:
    drawn = LIKE.draws(panel_of([[5, 5]]), np.array([9]), 20, np.random.default_rng(5))
    assert set(drawn.ravel()) == {5.0}


def test_blurring_keeps_nought_and_spreads_the_rest() -> None:
    blurred = Recent(ratio=0.5, like=0.0)
    drawn = blurred.draws(panel_of([[0] * 9, [100] * 9]), ONE, 4000, np.random.default_rng(6))
    assert not drawn[0].any()
    assert abs(float(np.std(np.log(drawn[1]))) - 0.5) < 0.03


def test_no_units_get_no_draws() -> None:
    assert Recent().draws(panel_of(np.zeros((0, 9))), ONE, 5, np.random.default_rng(7)).shape == (0, 1, 5)
