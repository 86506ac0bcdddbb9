"""Inflicted deaths on a branch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.branches.deaths import (
    InflictedShare,
    Paths,
    branch_deaths,
    inflicted_share,
    split_paths,
    summarise,
)
from smoulder.records.series import Floats, Series

AHEAD = (6, 12)


def paths(draws: int = 400) -> Paths:
    rng = np.random.default_rng(3)
    deaths = rng.poisson(rng.gamma(1.0, 8.0, (draws, 1)), (draws, 12)).astype(float)
    return Paths(np.full(11, 3.0), deaths, np.floor(deaths / 3), 100.0)


def curve(last: float) -> Floats:
    return np.tile(np.linspace(last / 12, last, 12), (5, 1))


def months(inflicted: list[float], suffered: list[float], unknown: list[float]) -> Series:
    parts = [np.array(one) for one in (inflicted, suffered, unknown)]
    whole = np.sum(parts, axis=0)
    return Series(1, "A", "B", 0, whole, whole, whole, whole, *parts)


def test_the_share_is_of_years_counted_back_from_the_last_month() -> None:
    found = inflicted_share(months([0.0] * 3 + [10.0] * 12, [0.0] * 15, [0.0] * 3 + [30.0] * 12))
    assert found.value == pytest.approx(0.25)
    assert found.unknown == pytest.approx(0.75)
    assert found.years == pytest.approx([0.25])


def test_a_year_of_few_deaths_is_drawn_towards_the_whole() -> None:
    found = inflicted_share(months([1.0] + [0.0] * 11 + [50.0] * 12, [0.0] * 12 + [50.0] * 12, [0.0] * 24))
    assert found.value == pytest.approx(601 / 1201)
    assert found.years[0] == pytest.approx((1 + 25 * found.value) / 26)


def test_a_group_with_no_deaths_split_by_side_has_half() -> None:
    assert inflicted_share(months([0.0], [0.0], [0.0])).years.tolist() == [0.5]


def test_no_more_is_inflicted_than_dies() -> None:
    deaths = np.random.default_rng(1).poisson(20, (50, 12)).astype(float)
    share = InflictedShare(0.4, np.array([0.2, 0.6]), 0.1)
    found = split_paths(np.zeros(11), deaths, 25.0, share, np.random.default_rng(2))
    assert np.all((found.inflicted >= 0) & (found.inflicted <= found.deaths))


def test_a_ratio_of_one_and_one_chance_give_the_very_same_deaths() -> None:
    made = [branch_deaths(paths(), curve(0.3), np.zeros((5, 12)), AHEAD, 5) for _ in range(2)]
    assert np.array_equal(made[0].expected, made[1].expected)


def test_only_inflicted_deaths_are_scaled() -> None:
    own = paths()
    whole, inflicted = own.scaled(np.log(np.full(12, 2.0)))
    assert inflicted == pytest.approx(2 * own.inflicted)
    assert whole - inflicted == pytest.approx(own.deaths - own.inflicted)


@given(st.floats(0.05, 0.5), st.floats(0.05, 0.45))
def test_more_comebacks_never_mean_fewer_deaths(chance: float, more: float) -> None:
    few, many = (
        branch_deaths(paths(80), curve(one), np.zeros((5, 12)), (12,), 1).expected
        for one in (chance, chance + more)
    )
    assert np.all(many >= few)


def test_what_is_told_begins_on_the_as_of_day_while_the_line_sees_all() -> None:
    own = paths()
    late = branch_deaths(own, curve(0.3), np.zeros((5, 12)), (9, 12), 1, late=3)
    assert late.month.shape == (3, 9)
    assert late.expected[0, 0] < branch_deaths(own, curve(0.3), np.zeros((5, 12)), (9, 12), 1).expected[0, 0]


def test_weighted_quantiles_are_those_of_repeated_draws() -> None:
    values = np.array([[1.0], [2.0], [3.0]])
    weights = np.array([0.5, 0.25, 0.25])
    again = np.quantile([1.0, 1.0, 2.0, 3.0], [0.5, 0.05, 0.95], method="inverted_cdf")
    assert summarise(values, weights)[:, 0] == pytest.approx(again)
