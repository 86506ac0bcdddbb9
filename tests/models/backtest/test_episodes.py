"""The backtest of episodes: its rows, its blocks, and its stored scores."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from smoulder.models.backtest.episodes import BLOCKS, STACK, backtest_episodes
from smoulder.models.episodes.hazard import Hazard
from smoulder.models.episodes.quiet import quiet_years
from smoulder.models.episodes.reference import KaplanMeier
from smoulder.reading.background import load_episodes, load_neighbours
from tests.models.episodes.made_up import NEAR, make_episodes

ROWS = quiet_years(make_episodes(60, seed=6), NEAR)
MODELS = (KaplanMeier(), Hazard("hazard", ("territory",), pull=3.0))
FOUND = backtest_episodes(ROWS, 1, ((1985, 1989), (1990, 1993)), first=1980, models=MODELS)


def test_every_model_has_every_score_in_every_block() -> None:
    names = {row.model for row in FOUND.rows}
    assert names == {"plain mean", "quiet-age table", "Kaplan–Meier by ending", "hazard", STACK}
    scores = {row.score for row in FOUND.rows if row.model == STACK}
    assert {"brier", "log", "auc", "predicted", "observed", "excess"} < scores
    assert {"brier skill over quiet-age table", "log skill over plain mean"} < scores
    assert {row.block for row in FOUND.rows} == {"1985–1989", "1990–1993"}
    assert all(row.low <= row.value <= row.high for row in FOUND.rows)
    assert {row.horizon for row in FOUND.rows} == {5}


def test_a_block_holds_the_origins_of_its_years_at_ages_to_fifteen() -> None:
    inside = (ROWS.year >= 1985) & (ROWS.year <= 1989) & (ROWS.age <= 15)
    (row,) = [
        one for one in FOUND.rows if (one.model, one.score, one.block) == (STACK, "observed", "1985–1989")
    ]
    assert row.n == inside.sum()
    assert row.value == pytest.approx(ROWS.take(inside).came_back(5).mean())


def test_where_covariates_decide_the_hazard_beats_the_table_and_the_curve_holds_every_row() -> None:
    skills = {
        row.model: row
        for row in FOUND.rows
        if row.score == "brier skill over quiet-age table" and "85" in row.block
    }
    assert skills["hazard"].value > 0.05
    assert "quiet-age table" not in skills
    for block in ("1985–1989", "1990–1993"):
        points = [one for one in FOUND.curve if (one.model, one.block) == (STACK, block)]
        (row,) = [one for one in FOUND.rows if (one.model, one.score, one.block) == (STACK, "brier", block)]
        assert sum(one.n for one in points) == row.n
        assert np.all(np.diff([one.predicted for one in points]) > 0)


@pytest.mark.slow
def test_the_stack_scores_no_worse_on_the_packaged_episodes_than_stored(root: Path) -> None:
    stored = json.loads((root / "tests" / "baselines" / "episodes.json").read_text(encoding="utf-8"))
    found = backtest_episodes(quiet_years(load_episodes(), load_neighbours()), stored["seed"])
    new = {(row.block, row.model, row.score): row.value for row in found.rows}
    worse = []
    for block in (f"{first}–{last}" for first, last in BLOCKS):
        for score, old in stored["stack"][block].items():
            now = new[(block, STACK, score)]
            lost = now - old if score in ("brier", "log") else old - now
            if lost > stored["tolerance"]:
                worse.append(f"{block} {score}: stored {old}, now {now:.4f}")
        for model, old in stored["references"][block].items():
            assert new[(block, model, "brier")] == pytest.approx(old, abs=1e-4), (block, model)
    assert worse == []
