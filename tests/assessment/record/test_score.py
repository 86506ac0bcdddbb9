"""Forecasts of the record are scored by forecaster, each lull once."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import numpy as np
import pytest

from smoulder.assessment.record.score import score
from smoulder.records.score_table import ScoreRow
from smoulder.records.scored import Names, Scored

Row = tuple[str, int, float, int]
"""Forecaster, question, chance, outcome."""


def names(values: Sequence[str]) -> Names:
    each = tuple(dict.fromkeys(values))
    return Names(np.array([each.index(one) for one in values], dtype=np.int64), each)


def columns(
    rows: Sequence[Row],
    lulls: Sequence[str],
    topic: Sequence[str] | None = None,
    branch: Sequence[str] | None = None,
    horizon: Sequence[int] | None = None,
    final: Sequence[bool] | None = None,
    days: Sequence[int] | None = None,
) -> Scored:
    n = len(rows)
    asked = np.full(n, np.datetime64("2020-01-23"))
    late = np.array(days if days is not None else [0] * n).astype("timedelta64[D]")
    return Scored(
        forecaster=names([one[0] for one in rows]),
        question=np.array([one[1] for one in rows], dtype=np.int64),
        value=np.array([one[2] for one in rows], dtype=float),
        low=np.full(n, np.nan),
        high=np.full(n, np.nan),
        outcome=np.array([one[3] for one in rows], dtype=float),
        topic=names(topic or ["comeback"] * n),
        horizon=np.array(horizon or [12] * n, dtype=np.int64),
        branch=names(branch or [""] * n),
        cluster=names(lulls),
        final=np.array(final if final is not None else [True] * n, dtype=bool),
        as_of=asked,
        made=(asked + late).astype("datetime64[us]"),
        case_id=names(["case"] * n),
    )


def only(scored: Scored, forecaster: str, by: str = "model") -> ScoreRow:
    [part] = score(scored, by)  # type: ignore[arg-type]
    [row] = [one for one in part.rows if one.forecaster == forecaster]
    return row


def test_scores_by_hand_with_each_lull_once() -> None:
    # lull a is asked twice: its Brier is the mean of .01 and .25; lull b has .16
    rows = [("smoulder", 1, 0.1, 0), ("smoulder", 2, 0.5, 1), ("smoulder", 3, 0.6, 1)]
    row = only(columns(rows, ["a", "a", "b"]), "smoulder")
    assert (row.questions, row.lulls) == (3, 2)
    assert row.brier.value == pytest.approx((0.13 + 0.16) / 2)
    logs = [-math.log(0.9), -math.log(0.5), -math.log(0.6)]
    assert row.log_score.value == pytest.approx(((logs[0] + logs[1]) / 2 + logs[2]) / 2)
    assert row.excess.value == pytest.approx(((0.1 - 0.5) / 2 - 0.4) / 2)
    assert row.yes.value == pytest.approx(0.75)


def test_too_few_lulls_have_no_interval() -> None:
    row = only(columns([("smoulder", 1, 0.1, 0), ("smoulder", 2, 0.5, 1)], ["a", "b"]), "smoulder")
    assert row.brier.low is None


def test_skill_is_over_the_base_rate_on_the_same_questions_only() -> None:
    rows = [
        ("smoulder", 1, 0.2, 0),
        ("smoulder", 2, 0.6, 1),
        ("smoulder", 3, 0.9, 0),
        ("base rate", 1, 0.4, 0),
        ("base rate", 2, 0.4, 1),
    ]
    row = only(columns(rows, ["a", "b", "c", "a", "b"]), "smoulder")
    assert row.paired == 2
    assert row.skill is not None
    assert row.gain is not None
    assert row.skill.value == pytest.approx(1 - (0.04 + 0.16) / (0.16 + 0.36))
    assert row.gain.value == pytest.approx((math.log(0.8 / 0.6) + math.log(0.6 / 0.4)) / 2)
    assert only(columns(rows, ["a", "b", "c", "a", "b"]), "base rate").skill is None


def test_provisional_outcomes_and_hindsight_stand_apart() -> None:
    rows = [("smoulder", at, 0.3, 0) for at in range(3)]
    parts = score(columns(rows, ["a", "b", "c"], final=[True, False, True], days=[0, 31, 32]))
    assert [(one.part, one.rows[0].questions) for one in parts] == [
        ("final", 1),
        ("provisional", 1),
        ("in hindsight", 1),
    ]


def test_one_topic_and_no_branch_count_unless_they_are_told_apart() -> None:
    rows = [("smoulder", at, 0.3, 0) for at in range(4)]
    scored = columns(
        rows,
        list("abcd"),
        topic=["comeback", "major", "comeback", "major"],
        branch=["", "", "stays", "stays"],
    )
    assert only(scored, "smoulder").questions == 1
    assert [one.topic for one in score(scored, "topic")[0].rows] == ["comeback", "major"]
    assert [one.branch for one in score(scored, "branch")[0].rows] == ["", "stays"]


def test_horizons_are_told_apart() -> None:
    rows = [("smoulder", at, 0.3, 0) for at in range(3)]
    [part] = score(columns(rows, ["a", "a", "b"], horizon=[6, 12, 12]), "horizon")
    assert [(one.horizon, one.questions) for one in part.rows] == [(6, 1), (12, 2)]


def test_analysts_are_shown_alone_against_the_base_rate() -> None:
    rows = [("smoulder", 1, 0.3, 0), ("analyst: B", 1, 0.2, 0), ("base rate", 1, 0.4, 0)]
    [part] = score(columns(rows, ["a"] * 3), "analyst")
    assert [(one.forecaster, one.paired) for one in part.rows] == [("analyst: B", 1)]


def test_a_sure_forecast_that_failed_loses_much_and_not_without_bound() -> None:
    row = only(columns([("smoulder", 1, 0.0, 1)], ["a"]), "smoulder")
    assert row.log_score.value == pytest.approx(-math.log(0.001))


def test_all_alike_tell_nothing_apart() -> None:
    row = only(columns([("smoulder", 1, 0.2, 0), ("smoulder", 2, 0.3, 0)], ["a", "b"]), "smoulder")
    assert row.auc is None


def test_nothing_that_came_out_gives_no_part() -> None:
    assert score(columns([], [])) == ()


def test_ten_thousand_cases_are_scored_in_under_a_second() -> None:
    rng = np.random.default_rng(1)
    cases, horizons, whose = 10_000, 3, ("smoulder", "comeback model", "base rate")
    n = cases * horizons * len(whose)
    case = np.repeat(np.arange(cases), horizons * len(whose))
    question = np.repeat(np.arange(cases * horizons), len(whose))
    truth = rng.random(cases * horizons) < 0.2
    scored = Scored(
        forecaster=Names(np.tile(np.arange(3), cases * horizons), whose),
        question=question,
        value=rng.random(n),
        low=np.full(n, np.nan),
        high=np.full(n, np.nan),
        outcome=truth[question].astype(float),
        topic=Names(np.zeros(n, dtype=np.int64), ("comeback",)),
        horizon=np.tile(np.repeat([6, 12, 24], 3), cases),
        branch=Names(np.zeros(n, dtype=np.int64), ("",)),
        cluster=Names(case // 2, tuple(map(str, range(cases // 2)))),
        final=np.ones(n, dtype=bool),
        as_of=np.full(n, np.datetime64("2020-01-23")),
        made=np.full(n, np.datetime64("2020-01-23", "us")),
        case_id=Names(case, tuple(map(str, range(cases)))),
    )
    start = time.perf_counter()
    [part] = score(scored, "horizon")
    assert time.perf_counter() - start < 1
    assert len(part.rows) == 9
