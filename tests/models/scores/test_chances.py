"""Scores of chances: by hand, as laws, and as scoringrules and scipy have them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu
from scoringrules import brier_score

from smoulder.models.scores.auc import auc, auc_of
from smoulder.models.scores.brier import brier
from smoulder.models.scores.chances import Outcomes, score_chances, skill_over
from smoulder.models.scores.log_score import log_score
from smoulder.models.scores.reliability import excess, reliability
from smoulder.models.scores.resample import draw_clusters, mean_of, ratio_of
from smoulder.records.series import Bools, Floats

CHANCES = st.lists(st.tuples(st.integers(0, 10), st.booleans()), min_size=2, max_size=30)


def _rows(pairs: list[tuple[int, bool]]) -> tuple[Floats, Bools]:
    return np.array([one / 10 for one, _ in pairs]), np.array([yes for _, yes in pairs])


def test_brier_is_that_of_scoringrules() -> None:
    rng = np.random.default_rng(3)
    chance, happened = rng.uniform(size=50), rng.uniform(size=50) < 0.3
    assert brier(chance, happened) == pytest.approx(brier_score(happened.astype(float), chance))


def test_the_log_score_of_what_was_called_impossible_is_endless() -> None:
    found = log_score(np.array([0.0, 1.0, 0.25]), np.array([True, True, False]))
    assert found.tolist() == [np.inf, 0.0, pytest.approx(-np.log(0.75))]


def test_a_chance_outside_nought_to_one_is_refused_by_its_row() -> None:
    for score in (brier, log_score):
        with pytest.raises(ValueError, match=r"row 1: 1\.5 is no chance"):
            score(np.array([0.5, 1.5]), np.array([True, False]))
        with pytest.raises(ValueError, match=r"row 0: nan is no chance"):
            score(np.array([np.nan]), np.array([True]))
        with pytest.raises(ValueError, match="one chance a row"):
            score(np.array([0.5]), np.array([True, False]))


@given(CHANCES)
def test_the_area_is_the_rank_statistic_of_scipy(pairs: list[tuple[int, bool]]) -> None:
    chance, happened = _rows(pairs)
    found = auc(chance, happened)
    if happened.all() or not happened.any():
        assert np.isnan(found)
    else:
        above = mannwhitneyu(chance[happened], chance[~happened]).statistic
        assert found == pytest.approx(above / (happened.sum() * (~happened).sum()))


@given(CHANCES, st.integers(0, 2**32 - 1))
def test_weights_are_rows_laid_down_so_many_times(pairs: list[tuple[int, bool]], seed: int) -> None:
    chance, happened = _rows(pairs)
    times = np.random.default_rng(seed).integers(0, 4, len(chance))
    laid = auc(np.repeat(chance, times), np.repeat(happened, times))
    assert auc(chance, happened, times.astype(float)) == pytest.approx(laid, nan_ok=True)


@given(CHANCES, st.integers(0, 2**32 - 1))
def test_each_drawing_has_the_area_of_the_rows_it_holds(pairs: list[tuple[int, bool]], seed: int) -> None:
    chance, happened = _rows(pairs)
    names = [str(at % 4) for at in range(len(chance))]
    drawn = draw_clusters(names, np.random.default_rng(seed), times=20)
    found = auc_of(chance, happened, drawn)
    rows = np.asarray(drawn.rows)
    by_hand = np.array([auc(chance, happened, one[rows]) for one in drawn.weights])
    known = by_hand[~np.isnan(by_hand)]
    if len(known):
        assert (found.low, found.high) == pytest.approx(tuple(np.quantile(known, [0.05, 0.95])))
    else:
        assert np.isnan(found.low)


def test_means_and_ratios_are_drawn_by_cluster() -> None:
    drawn = draw_clusters(["A", "A", "B"], np.random.default_rng(1), times=400)
    found = mean_of(np.array([0.0, 2.0, 4.0]), drawn)
    assert (found.value, found.low, found.high) == (2.0, 1.0, 4.0)
    assert mean_of(np.array([0.0, 2.0, 4.0]), drawn, np.array([0.0, 1.0, 1.0])).value == 3.0
    assert np.isnan(ratio_of(np.ones(3), np.zeros(3), drawn).value)


def test_the_curve_lays_rows_in_order_and_never_parts_equal_chances() -> None:
    chance = np.array([0.1] * 6 + [0.3, 0.5, 0.7, 0.9])
    happened = np.array([False] * 6 + [True, False, True, True])
    drawn = draw_clusters([str(at) for at in range(10)], np.random.default_rng(1))
    curve = reliability(chance, happened, drawn, points=5)
    assert [point.n for point in curve] == [6, 2, 2]
    assert [point.observed.value for point in curve] == [0.0, 0.5, 1.0]
    assert reliability(np.empty(0), np.empty(0, dtype=bool), drawn) == []


@given(CHANCES, st.integers(1, 12))
def test_the_parts_of_the_curve_hold_every_row_once(pairs: list[tuple[int, bool]], points: int) -> None:
    chance, happened = _rows(pairs)
    drawn = draw_clusters([str(at) for at in range(len(chance))], np.random.default_rng(1), times=10)
    curve = reliability(chance, happened, drawn, points)
    assert sum(point.n for point in curve) == len(chance)
    assert sum(point.n * point.predicted for point in curve) == pytest.approx(chance.sum())
    over = sum(point.n * (point.predicted - point.observed.value) for point in curve) / len(chance)
    assert over == pytest.approx(excess(chance, happened, drawn).value, abs=1e-9)


def test_a_forecast_has_no_skill_over_itself_and_its_rows_weigh_what_they_should() -> None:
    rng = np.random.default_rng(4)
    chance, happened = rng.uniform(0.1, 0.9, 40), rng.uniform(size=40) < 0.4
    names = [str(at // 4) for at in range(40)]
    weights = rng.uniform(0.5, 2, 40)
    outcomes = Outcomes(happened, draw_clusters(names, np.random.default_rng(1)), weights)
    own = skill_over(chance, {"itself": chance}, outcomes)
    assert {(one.value, one.low, one.high) for one in own.values()} == {(0.0, 0.0, 0.0)}
    scores = score_chances(chance, outcomes)
    assert scores["brier"].value == pytest.approx(np.average(brier(chance, happened), weights=weights))
    assert scores["excess"].value == pytest.approx(scores["predicted"].value - scores["observed"].value)
    assert all(one.low <= one.value <= one.high for one in scores.values())
    half = skill_over(chance, {"half": np.full(40, 0.5)}, outcomes)["brier skill over half"]
    assert half.value == pytest.approx(1 - scores["brier"].value / 0.25)
    assert half.low < half.value < half.high
