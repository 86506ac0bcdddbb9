"""The filter weighs levels as the rules of chance say."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from smoulder.models.counts.hurdle import FITTED
from smoulder.models.counts.hurdle_filter import filter_levels, log_emission

NAN = float("nan")


def test_emissions_are_one_more_than_a_negative_binomial_as_scipy_has_it() -> None:
    levels = np.array([-2.0, 0.5, 4.0])
    values = np.array([1.0, 2.0, 30.0, 900.0])
    size = FITTED.sizes(levels)
    expected = nbinom.logpmf(values[:, None] - 1, size, size / (size + np.exp(levels)))
    assert np.allclose(log_emission(values, levels, FITTED), expected)
    assert np.isneginf(log_emission(np.array([0.0]), levels, FITTED)).all()


def test_the_filter_agrees_with_adding_up_every_path() -> None:
    counts = [3.0, 0.0, 5.0]
    still = replace(FITTED, step=0.4, jump_chance=0.0, burst=0.0)
    found = filter_levels(np.array([counts]), still)
    points = found.points
    apart = points[None, :] - points[:, None]
    moves = np.exp(-0.5 * (apart / 0.4) ** 2)
    moves /= moves.sum(axis=1, keepdims=True)
    begin = np.full(len(points), 1 / len(points)) @ moves
    seen = np.zeros(len(points))
    emitted = np.exp(log_emission(np.array(counts), points, still))
    for path in product(range(len(points)), repeat=3):
        a, b, c = path
        level = points[list(path)]
        chance = begin[a] * still.any_chance(level[0], False) * emitted[0, a]
        chance *= moves[a, b] * (1 - still.any_chance(level[1], True))
        seen[c] += chance * moves[b, c] * still.any_chance(level[2], False) * emitted[2, c]
    assert np.allclose(found.shares[0], seen / seen.sum())


def test_the_likelihood_is_the_chance_of_what_came_after_the_first_two_years() -> None:
    early = [3.0, 0.0] * 12
    other = [900.0] * 24 + [NAN]  # it keeps the points of the level the same, and adds nothing itself

    def likelihood(month: float) -> float:
        return filter_levels(np.array([[*early, month], other]), FITTED).log_likelihood

    assert likelihood(NAN) == 0.0
    chances = np.exp([likelihood(float(count)) for count in range(150)])
    assert 0.99 < chances.sum() < 1.0
    assert chances[0] > chances[3] > chances[60]


@settings(max_examples=15)
@given(st.lists(st.one_of(st.integers(0, 2000), st.none()), min_size=1, max_size=12))
def test_shares_add_up_to_one(counts: list[int | None]) -> None:
    row = [NAN if count is None else float(count) for count in counts]
    shares = filter_levels(np.array([row, row]), FITTED).shares
    assert np.allclose(shares.sum(axis=1), 1)
    assert np.allclose(shares[0], shares[1])


def test_one_month_far_above_the_rest_is_taken_for_a_burst_and_three_for_a_new_level() -> None:
    def level(last: list[float]) -> float:
        found = filter_levels(np.array([[20.0] * 30 + last, [5000.0] * (30 + len(last))]), FITTED)
        return float(np.exp(found.points @ found.shares[0]))

    assert level([]) < level([3000.0]) < 60
    assert level([3000.0] * 3) > 500
    no_bursts = replace(FITTED, burst=0.0)
    found = filter_levels(np.array([[20.0] * 30 + [3000.0], [5000.0] * 31]), no_bursts)
    assert float(np.exp(found.points @ found.shares[0])) > 300


def test_an_unknown_month_spreads_the_level_and_no_more() -> None:
    seen = filter_levels(np.array([[50.0] * 10]), FITTED)
    unknown = filter_levels(np.array([[50.0] * 10 + [NAN] * 5]), FITTED)

    def spread(shares: np.ndarray) -> float:
        return float(
            np.sqrt(np.average((seen.points - np.average(seen.points, weights=shares)) ** 2, weights=shares))
        )

    assert spread(unknown.shares[0]) > spread(seen.shares[0])
    assert unknown.before.tolist() == [True]


def test_more_deaths_mean_a_higher_level_and_no_units_none() -> None:
    found = filter_levels(np.array([[0.0] * 30, [2.0] * 30, [80.0] * 30]), FITTED)
    means = found.shares @ found.points
    assert means[0] < means[1] < means[2]
    assert abs(means[2] - np.log(80)) < 0.6
    assert filter_levels(np.zeros((0, 4)), FITTED).shares.shape[0] == 0
