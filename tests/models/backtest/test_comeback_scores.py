"""Scores of the comeback backtest: on which origins, and what the best and the reference forecasts get."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from smoulder.models.backtest.comeback_scores import (
    CLASSES,
    MEAN,
    STACK,
    TABLE,
    ComebackScores,
    Slice,
    bins_of,
    score_comebacks,
    slices,
)
from smoulder.models.backtest.comebacks import HORIZONS, PEAKS, Forecasts
from smoulder.models.backtest.score_row import ScoreRow
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import Sample
from tests.models.comeback.made_groups import made_sample

SAMPLE = made_sample()
FIRST, LAST = 1996, 2001
NAMES = ("knows", "table", "says nothing")
BLOCK = slices(FIRST, LAST)


def forecasts(*, major: bool = False) -> Forecasts:
    """One member that knows what will come, one that is the table, and one that says one half."""
    year = SAMPLE.origins.month // 12
    row = np.flatnonzero(~SAMPLE.borrowed & (year >= FIRST - 1) & (year <= LAST))
    origins = SAMPLE.origins.take(row)
    rng = np.random.default_rng(1)
    table = rng.uniform(0.05, 0.4, (len(row), len(HORIZONS), len(PEAKS)))
    table[:, :, :] = table[:, :, :1]
    truth = np.stack([origins.came_back(one, major=major) for one in HORIZONS], axis=1).astype(float)
    members = np.stack([truth, table[:, :, 0], np.full_like(truth, 0.5)], axis=-1)
    return Forecasts(NAMES, row, members, np.full_like(table, 0.2), table)


@cache
def found(*, major: bool = False) -> ComebackScores:
    return score_comebacks(SAMPLE, forecasts(major=major), BLOCK, 1, major=major)


def row_of(model: str, score: str, horizon: int = 12, block: Slice = BLOCK[0]) -> ScoreRow:
    (row,) = [
        one
        for one in found().rows
        if (one.model, one.score, one.horizon, one.block) == (model, score, horizon, block.words)
    ]
    return row


def scored(horizon: int, least: float) -> Origins:
    """The origins that count, found anew."""
    origins = SAMPLE.origins.take(~SAMPLE.borrowed)
    year = origins.month // 12
    inside = (year >= FIRST) & (year <= LAST) & (origins.peak >= least)
    return origins.take(inside & ((origins.followed >= horizon) | origins.won))


def test_only_origins_count_whose_whole_horizon_was_covered() -> None:
    assert not SAMPLE.origins.decided(36).all()
    for horizon in HORIZONS:
        for block, least in zip(BLOCK, (50, 50, 100, 25), strict=True):
            row = row_of(STACK, "observed", horizon, block)
            assert row.n == len(scored(horizon, least))
    row = row_of(STACK, "observed", 24)
    assert row.value == pytest.approx(scored(24, 50).came_back(24).mean())


def test_a_horizon_that_nobody_is_followed_through_has_no_rows() -> None:
    short = replace(
        SAMPLE.origins,
        followed=np.minimum(SAMPLE.origins.followed, 12),
        won=np.zeros(len(SAMPLE), dtype=bool),
    )
    rows = score_comebacks(Sample(short, SAMPLE.covariates), forecasts(), BLOCK, 1).rows
    assert {row.horizon for row in rows} == {6, 12}


def test_who_knows_what_will_come_has_the_best_scores() -> None:
    assert row_of("knows", "brier").value == 0.0
    assert row_of("knows", "auc").value == 1.0
    assert row_of("knows", "excess").value == pytest.approx(0.0, abs=1e-12)
    skill = row_of("knows", f"brier skill over {TABLE}")
    assert (skill.value, skill.low, skill.high) == (1.0, 1.0, 1.0)


def test_who_says_what_the_reference_says_has_no_skill_over_it() -> None:
    for score in ("brier", "log"):
        skill = row_of("table", f"{score} skill over {TABLE}")
        assert (skill.value, skill.low, skill.high) == pytest.approx((0.0, 0.0, 0.0))
    assert row_of("table", "brier").value == row_of(TABLE, "brier").value
    assert not [one for one in found().rows if (one.model, one.score) == (TABLE, f"brier skill over {TABLE}")]


def test_one_half_for_everyone_scores_a_quarter_and_ranks_nobody() -> None:
    assert row_of("says nothing", "brier").value == pytest.approx(0.25)
    assert row_of("says nothing", "log").value == pytest.approx(np.log(2))
    assert row_of("says nothing", "auc").value == pytest.approx(0.5)
    assert row_of("says nothing", "predicted").value == 0.5
    share = scored(12, 50).came_back(12).mean()
    assert row_of("says nothing", "excess").value == pytest.approx(0.5 - share)
    assert row_of(MEAN, "brier").value == pytest.approx(np.mean((scored(12, 50).came_back(12) - 0.2) ** 2))


def test_each_lull_once_weighs_lulls_and_not_origins() -> None:
    origins = scored(12, 50)
    lulls = origins.lull_code
    by_lull = [origins.came_back(12)[lulls == one].mean() for one in np.unique(lulls)]
    row = row_of(STACK, "observed", 12, BLOCK[1])
    assert row.value == pytest.approx(np.mean(by_lull))
    assert row.value != pytest.approx(row_of(STACK, "observed", 12).value)


def test_every_model_has_every_score_with_its_interval() -> None:
    scores = {"brier", "log", "auc", "predicted", "observed", "excess"}
    for block in BLOCK:
        rows = [one for one in found().rows if one.block == block.words]
        models = {one.model for one in rows}
        assert models == {MEAN, TABLE, *NAMES, STACK}
        for model in models:
            own = {one.score for one in rows if one.model == model}
            assert scores <= own
            assert (f"log skill over {TABLE}" in own) == (model != TABLE)
        assert all(one.low <= one.value + 1e-9 and one.value <= one.high + 1e-9 for one in rows)


def test_the_bins_part_all_origins_and_the_curve_holds_each_once() -> None:
    origins = scored(12, 50)
    parts = bins_of(origins)
    assert [words for words, _ in parts] == ["0", "1–9", "10–24", "25–99", "100 and more"]
    assert np.stack([inside for _, inside in parts]).sum(axis=0).tolist() == [1] * len(origins)
    rows = [
        one for one in found().rows if one.horizon == 12 and one.block.startswith(f"{BLOCK[0].words}, A ")
    ]
    assert sum(one.n for one in rows) == len(origins)
    assert {one.score for one in rows} == {"excess"}
    points = [one for one in found().curve if one.horizon == 12]
    assert sum(one.n for one in points) == len(origins)
    assert {one.block for one in found().curve} == {BLOCK[0].words}


def test_major_comebacks_are_scored_on_their_own_line_and_named() -> None:
    rows = found(major=True).rows
    assert all("major comebacks" in one.block for one in rows)
    (row,) = [
        one
        for one in rows
        if (one.model, one.score, one.horizon) == (STACK, "observed", 12)
        and one.block == f"{BLOCK[0].words}, major comebacks"
    ]
    assert row.value == pytest.approx(scored(12, 50).came_back(12, major=True).mean())


def test_the_same_seed_gives_the_same_intervals() -> None:
    again = score_comebacks(SAMPLE, forecasts(), BLOCK[:1], 1).rows
    other = score_comebacks(SAMPLE, forecasts(), BLOCK[:1], 2).rows
    own = [one for one in found().rows if one.block.startswith(BLOCK[0].words) and "once" not in one.block]
    assert list(again) == own
    assert [one.value for one in again] == [one.value for one in other]
    assert [one.low for one in again] != [one.low for one in other]


def test_the_member_that_others_are_held_against_is_in_the_stack() -> None:
    assert CLASSES in [one.name for one in comeback_models()]
