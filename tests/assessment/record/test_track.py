"""The record that stands in a brief: the model's on past lulls, and the desk's own beside the base rate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smoulder.assessment.record.track import NONE_YET, desk_tracks, with_record
from smoulder.records.asked import Resolution
from smoulder.records.case import Assessment
from smoulder.records.forecast import Chance
from smoulder.records.rates import HorizonRate, RateClass
from smoulder.store.ledger import open_ledger
from tests.assessment.record.test_score import columns

NOW = datetime(2020, 2, 1, tzinfo=UTC)
Make = Callable[..., Assessment]


def answered(make: Make) -> Assessment:
    """An answer for two horizons, with a base rate of .4."""
    plain = make()
    rate = HorizonRate(horizon=12, comeback=chance(0.4), major=chance(0.1))
    rates = RateClass(words="past lulls", n=9, groups=9, mix={}, rates=(rate,), cases=())
    return plain.model_copy(
        update={
            "situation": plain.situation.model_copy(update={"known": "2018-07"}),
            "answer": {12: chance(0.2), 24: chance(0.3)},
            "rates": rates,
        }
    )


def chance(value: float) -> Chance:
    return Chance(value=value, low=0.0, high=1.0)


def test_each_topic_and_horizon_has_its_own_scores_beside_the_base_rates() -> None:
    rows = [
        ("smoulder", 1, 0.2, 0), ("base rate", 1, 0.4, 0),
        ("smoulder", 2, 0.6, 1), ("base rate", 2, 0.5, 1),
        ("smoulder", 3, 0.1, 0), ("base rate", 3, 0.1, 0),
    ]  # fmt: skip
    horizon, topic = [12, 12, 12, 12, 24, 24], ["comeback"] * 4 + ["major"] * 2
    scored = columns(rows, ["a", "a", "b", "b", "a", "a"], topic=topic, horizon=horizon)
    first, second = desk_tracks(scored, (6, 12, 24))
    assert (first.topic, first.horizon, first.questions, first.clusters) == ("comeback", 12, 2, 2)
    assert (first.brier, first.base) == pytest.approx(((0.04 + 0.16) / 2, (0.16 + 0.25) / 2))
    assert (first.low, first.high) == (None, None)
    assert [(one.predicted, one.observed, one.n) for one in first.points] == [(0.4, 0.5, 2)]
    assert (second.topic, second.horizon, second.brier) == ("major", 24, pytest.approx(0.01))


def test_questions_without_a_base_rate_or_on_a_branch_are_left_out_and_parts_are_not_mixed() -> None:
    rows = [
        ("smoulder", 1, 0.2, 0),
        ("smoulder", 2, 0.6, 1), ("base rate", 2, 0.5, 1),
        ("smoulder", 3, 0.6, 1), ("base rate", 3, 0.5, 1),
        ("smoulder", 4, 0.1, 0), ("base rate", 4, 0.1, 0),
    ]  # fmt: skip
    branch = ["", "stays", "stays", "", "", "", ""]
    days = [0, 0, 0, 0, 0, 900, 900]
    found = list(desk_tracks(columns(rows, list("aabbccc"), branch=branch, days=days), (12,)))
    assert [one.questions for one in found] == [1, 1]
    assert [one.words for one in found] == [
        "closed by yearly releases",
        "asked of past days, when what came could be known",
    ]


def test_with_enough_lulls_the_difference_has_an_interval() -> None:
    rows = [
        row for at in range(12) for row in (("smoulder", at, 0.1 + 0.01 * at, 0), ("base rate", at, 0.3, 0))
    ]
    lulls = [str(at) for at in range(12) for _ in range(2)]
    (found,) = desk_tracks(columns(rows, lulls), (12,))
    assert found.low is not None
    assert found.high is not None
    assert found.low < found.base - found.brier < found.high


def test_an_answer_holds_the_backtest_of_its_own_horizons_and_says_that_nothing_has_come_out(
    make_assessment: Make,
) -> None:
    found = with_record(answered(make_assessment)).record
    assert found is not None
    assert {(one.of, one.topic, one.horizon) for one in found.tracks} == {
        ("backtest", topic, horizon) for topic in ("comeback", "major") for horizon in (12, 24)
    }
    assert found.note == NONE_YET


def test_an_answer_without_a_chance_has_no_record(make_assessment: Make) -> None:
    assert with_record(make_assessment()).record is None


def test_a_question_that_came_out_is_in_the_record_of_the_same_answer_when_it_is_printed_again(
    tmp_path: Path, make_assessment: Make
) -> None:
    answer = answered(make_assessment)
    with open_ledger(tmp_path) as ledger:
        kept = ledger.keep(answer, now=NOW)
        before = with_record(answer, ledger).record
        asked = next(
            one
            for one in ledger.asked.questions(kept.case_id)
            if (one.topic, one.horizon, one.branch) == ("comeback", 12, "")
        )
        out = Resolution(question=asked.id, status="no", final=True, made=NOW + timedelta(days=900))
        ledger.asked.settle([out])
        (last,) = ledger.answers(kept.case_id)
        record = with_record(last, ledger).record
    assert before is not None
    assert record is not None
    assert before.note == NONE_YET
    (desk,) = (one for one in record.tracks if one.of == "desk")
    assert record.note == ""
    assert (desk.horizon, desk.questions) == (12, 1)
    assert (desk.brier, desk.base) == (pytest.approx(0.04), pytest.approx(0.16))
