"""The curve with its draws: intervals that hold the truth, and that no chance is ruled out."""

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.curve import draw_curve, resampled
from smoulder.models.rates.followed import Case, Followed, followed

ends = st.sampled_from(["comeback", "won", "open"])
cases = st.builds(Case, st.sampled_from("ABC"), st.integers(1, 6), st.just(0), st.integers(1, 30), ends)


def rank(draws: int = 300) -> np.ndarray:  # type: ignore[type-arg]
    return (np.arange(draws)[:, np.newaxis] + 0.5) / draws


@given(st.lists(cases, min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_draws_rise_and_neither_rule_out_nor_promise_a_comeback(several: list[Case]) -> None:
    some = followed(several)
    found = draw_curve(some, some, 0, 24, resampled(some, np.random.default_rng(1)), rank())
    assert (np.diff(found.draws, axis=1) >= 0).all()
    assert (np.diff(found.value) >= 0).all()
    assert ((found.value > 0) & (found.value < 1)).all()
    assert (found.plain + found.won <= 1 + 1e-12).all()


@given(st.lists(cases, min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_the_added_case_moves_a_chance_by_no_more_than_its_weight(several: list[Case]) -> None:
    some = followed(several)
    found = draw_curve(some, some, 0, 1, resampled(some, np.random.default_rng(1)), rank())
    # of n cases at risk in the first month at least one counts, so that the added one has half of the weight at most
    assert abs(found.value[0] - found.plain[0]) <= 0.5


@pytest.mark.parametrize("at", [2, 4])
def test_nine_in_ten_intervals_hold_the_truth(load_benchmark: Callable[[str], ModuleType], at: int) -> None:
    simulation = load_benchmark("base_rate_interval")
    share, _ = simulation.coverage(simulation.WORLDS[at], 100, np.random.default_rng(at))
    assert 0.82 <= share <= 0.98


def test_one_case_and_a_month_with_nobody_at_risk() -> None:
    one: Followed = followed([Case("A", 1, 0, 2, "open")])
    found = draw_curve(one, one, 0, 4, resampled(one, np.random.default_rng(1)), rank())
    assert found.risk.tolist() == [1, 1, 0, 0]
    assert found.plain.tolist() == [0.0] * 4
    assert found.draws[:, -1].max() > 0.5
