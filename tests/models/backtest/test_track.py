"""The record of a backtest says what its scores say."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.backtest.comeback_scores import STACK, TABLE
from smoulder.models.backtest.track import backtest_tracks
from tests.models.backtest.test_comeback_scores import BLOCK, SAMPLE, forecasts, found, scored


def test_its_figures_are_those_of_the_scores_of_the_same_origins() -> None:
    tracks = list(backtest_tracks(SAMPLE, forecasts(), BLOCK[0], 1))
    held = {
        (row.model, row.horizon): row.value
        for row in found().rows
        if row.score == "brier" and row.block == BLOCK[0].words
    }
    assert [one.horizon for one in tracks] == [6, 12, 24, 36]
    for one in tracks:
        assert one.brier == pytest.approx(held[STACK, one.horizon])
        assert one.base == pytest.approx(held[TABLE, one.horizon])
        origins = scored(one.horizon, 50)
        assert (one.questions, one.clusters) == (len(origins), len(np.unique(origins.lull_code)))
        curve = [point for point in found().curve if point.horizon == one.horizon]
        assert [point.observed for point in one.points] == pytest.approx([point.observed for point in curve])


def test_a_major_comeback_has_a_record_of_its_own() -> None:
    (first, *_) = backtest_tracks(SAMPLE, forecasts(major=True), BLOCK[0], 1, major=True)
    assert first.topic == "major"
