"""The record that ships is what the backtest found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.reading.track import load_tracks

BLOCK = "2010–2023, peak 50 and more"


def test_scores_are_those_of_the_stored_backtest(root: Path) -> None:
    rows = json.loads((root / "tests" / "baselines" / "comebacks.json").read_text(encoding="utf-8"))["rows"]
    stored = {(row["block"], row["model"], row["horizon"]): row for row in rows if row["score"] == "brier"}
    assert {one.horizon for one in load_tracks()} == {6, 12, 24, 36}
    for track in load_tracks():
        block = BLOCK + (", major comebacks" if track.topic == "major" else "")
        own = stored[block, "stack", track.horizon]
        assert (track.questions, round(track.brier, 4)) == (own["n"], own["value"])
        if track.topic == "comeback":
            assert round(track.base, 4) == stored[block, "quiet-age table", track.horizon]["value"]


def test_every_question_is_in_one_point_of_its_curve_and_the_difference_in_its_interval() -> None:
    for track in load_tracks():
        assert sum(point.n for point in track.points) == track.questions > track.clusters
        assert track.low is not None
        assert track.high is not None
        assert track.low < track.base - track.brier < track.high
        mean = sum(point.n * point.observed for point in track.points) / track.questions
        assert 0.01 < mean < 0.2
        assert [point.predicted for point in track.points] == sorted(
            point.predicted for point in track.points
        )


def test_the_share_of_a_point_lies_in_its_interval_which_is_left_out_where_all_came_out_alike() -> None:
    for point in (point for track in load_tracks() for point in track.points):
        if point.low is None or point.high is None:
            assert point.observed in (0.0, 1.0)
        else:
            assert point.low <= point.observed <= point.high
            assert point.low < point.high


def test_it_says_which_questions_and_how_to_ask_them_again() -> None:
    first = load_tracks()[0]
    assert first.words == "2010–2023, lulls from a peak of 50 deaths in 12 months"
    assert first.command == "smoulder backtest return --on months"
    assert (first.horizon, first.questions) == pytest.approx((6, 8767))
