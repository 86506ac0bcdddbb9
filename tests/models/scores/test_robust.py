"""Intervals that count rows which lean on one another once."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import beta

from smoulder.models.scores.auc import auc_of
from smoulder.models.scores.resample import draw_clusters
from smoulder.models.scores.robust import (
    auc_robust,
    mean_robust,
    share_robust,
    skill_robust,
    weigh_clusters,
)
from smoulder.models.scores.skill import compare


def some(rows: int, clusters: int, seed: int = 1):  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(seed)
    names = rng.integers(0, clusters, rows)
    lift = rng.normal(0, 1, clusters)[names]
    happened = rng.normal(0, 1, rows) + lift > 0.4
    chance = 1 / (1 + np.exp(-(lift + rng.normal(0, 1, rows))))
    return names, chance, happened


def test_a_mean_by_hand() -> None:
    # means of the clusters 2, 6 and 7: mean 5, variance of a mean 7/3, t of two degrees of freedom 2.92
    found = mean_robust(np.array([1.0, 3.0, 6.0, 7.0]), weigh_clusters(np.array([5, 5, 8, 9])))
    assert found.value == 5.0
    assert found.high - found.value == pytest.approx(2.919986 * np.sqrt(7 / 3))


def test_the_interval_is_that_of_a_weighted_regression_with_clustered_errors() -> None:
    import statsmodels.api as sm

    names, chance, happened = some(60, 12)
    values = (chance - happened) ** 2
    of = weigh_clusters(names)
    fitted = sm.WLS(values, np.ones(60), weights=of.weights).fit(
        cov_type="cluster", cov_kwds={"groups": of.cluster}, use_t=True
    )
    found = mean_robust(values, of)
    assert found.value == pytest.approx(fitted.params[0])
    assert [found.low, found.high] == pytest.approx(fitted.conf_int(0.10)[0])


def test_area_and_skill_have_the_width_of_clusters_drawn_again() -> None:
    names, chance, happened = some(900, 150)
    of = weigh_clusters(names)
    drawn = draw_clusters([str(one) for one in names], np.random.default_rng(2), times=4000)
    again = auc_of(chance, happened, drawn, of.weights)
    found = auc_robust(chance, happened, of)
    assert found.value == pytest.approx(again.value)
    assert found.high - found.low == pytest.approx(again.high - again.low, rel=0.1)
    own, base = (chance - happened) ** 2, (0.4 - happened) ** 2
    told = compare(own * of.weights, base * of.weights, [str(one) for one in names], np.random.default_rng(3))
    skill = skill_robust(own, base, of)
    assert skill.value == pytest.approx(told.skill.value)
    assert skill.high - skill.low == pytest.approx(told.skill.high - told.skill.low, rel=0.1)


@given(arrays(float, 6, elements=st.floats(0, 1)), st.lists(st.integers(0, 2), min_size=6, max_size=6))
def test_a_row_said_again_in_its_own_cluster_changes_nothing_if_all_rows_are(
    values: np.ndarray, names: list[int]
) -> None:
    one = mean_robust(values, weigh_clusters(np.array(names)))
    two = mean_robust(np.tile(values, 2), weigh_clusters(np.array(names * 2)))
    assert [two.value, two.low, two.high] == pytest.approx([one.value, one.low, one.high], nan_ok=True)


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20))
def test_the_weights_of_a_cluster_add_up_to_one(names: list[int]) -> None:
    of = weigh_clusters(np.array(names))
    assert np.bincount(of.cluster, of.weights) == pytest.approx(np.ones(of.count))


def test_a_share_of_rows_that_lean_on_nothing_has_the_exact_interval() -> None:
    happened = np.array([True] * 3 + [False] * 17)
    found = share_robust(happened, weigh_clusters(np.arange(20)))
    # p (1 - p) over the variance is n - 1: the effective number of cases
    assert found.low == pytest.approx(beta.ppf(0.05, 0.15 * 19, 0.85 * 19 + 1))
    assert found.high == pytest.approx(beta.ppf(0.95, 0.15 * 19 + 1, 0.85 * 19))


def test_a_share_of_none_is_as_unsure_as_its_clusters_are_few() -> None:
    none = np.zeros(40, dtype=bool)
    few = share_robust(none, weigh_clusters(np.arange(40) % 4))
    many = share_robust(none, weigh_clusters(np.arange(40)))
    assert few.high == pytest.approx(1 - 0.05 ** (1 / 4))
    assert many.high < few.high


def test_the_intervals_of_made_up_records_hold_the_truth_about_as_often_as_they_say(
    load_benchmark: Callable[[str], ModuleType],
) -> None:
    simulation = load_benchmark("ledger_intervals")
    truth = [one.value for one in simulation.figures(simulation.made_up(20_000, np.random.default_rng(0)))]
    share, counted = simulation.held(60, 200, truth, np.random.default_rng(1))
    assert counted[0] == 200
    assert ((share > 0.8) & (share < 0.99)).all(), dict(zip(simulation.FIGURES, share, strict=True))


def test_one_cluster_has_no_interval() -> None:
    found = mean_robust(np.array([0.2, 0.4]), weigh_clusters(np.array([3, 3])))
    assert found.value == pytest.approx(0.3)
    assert np.isnan(found.low)
    assert share_robust(np.array([True, False]), weigh_clusters(np.array([3, 3]))).high > 0.9


def test_no_rows_have_no_figure() -> None:
    nothing = weigh_clusters(np.empty(0, dtype=np.int64))
    assert np.isnan(mean_robust(np.empty(0), nothing).value)
    assert np.isnan(share_robust(np.empty(0, dtype=bool), nothing).value)
    assert np.isnan(auc_robust(np.empty(0), np.empty(0, dtype=bool), nothing).value)
