"""Forecasts from the hidden level stay in hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from smoulder.models.counts.hurdle import FITTED, HurdleNegativeBinomial
from smoulder.models.counts.hurdle_filter import filter_levels
from tests.models.counts.small_panel import panel_of

MODEL = HurdleNegativeBinomial()
AHEAD = np.array([2, 5])


def test_without_movement_the_draws_are_the_filters_level_put_through_the_hurdle() -> None:
    still = HurdleNegativeBinomial(shared=replace(FITTED, again=0.0, burst=0.0), calmer=0.0)
    past = panel_of([[3.0, 0.0, 9.0] * 12, [4000.0] * 36])
    drawn = still.draws(past, AHEAD, 20_000, np.random.default_rng(1))[0, 1]
    known = filter_levels(past.counts, still.shared)
    within = np.linspace(-0.5, 0.5, 21) * (known.points[1] - known.points[0])
    levels = (known.points[:, None] + within).clip(known.points[0], known.points[-1])
    chance = still.shared.any_chance(levels, False)
    size = still.shared.sizes(levels)
    share = known.shares[0]
    any_deaths = float(share @ chance.mean(axis=1))
    ten = nbinom.sf(8, size, size / (size + np.exp(levels))) * chance
    assert abs(float(np.mean(drawn > 0)) - any_deaths) < 0.015
    assert abs(float(np.mean(drawn >= 10)) - float(share @ ten.mean(axis=1))) < 0.015


@settings(max_examples=15)
@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=15), st.integers(1, 40))
def test_no_draw_lies_above_the_worst_month_seen(counts: list[int], ahead: int) -> None:
    drawn = MODEL.draws(panel_of([counts]), np.array([ahead]), 100, np.random.default_rng(2))
    assert drawn.max() <= max(counts)


def test_a_long_war_goes_on_and_a_long_peace_too() -> None:
    drawn = MODEL.draws(panel_of([[0.0] * 120, [200.0] * 120]), AHEAD, 2000, np.random.default_rng(3))
    assert 0 < np.mean(drawn[0] > 0) < 0.02
    assert np.mean(drawn[1] > 0) > 0.95
    assert 120 < np.median(drawn[1]) < 300


def test_spread_grows_with_the_months_ahead() -> None:
    drawn = MODEL.draws(panel_of([[30.0] * 60]), np.array([1, 36]), 4000, np.random.default_rng(4))
    near, far = np.quantile(np.log1p(drawn[0]), [0.05, 0.95], axis=1).T
    assert far[1] - far[0] > near[1] - near[0]


def test_no_units_get_no_draws() -> None:
    assert MODEL.draws(panel_of(np.zeros((0, 9))), AHEAD, 5, np.random.default_rng(5)).shape == (0, 2, 5)
