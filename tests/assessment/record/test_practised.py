"""The record of practice: analysts beside the base rate, each lull once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from smoulder.assessment.record.practised import practice_columns, practice_table
from smoulder.records.practice import Practised


def practised(**about: Any) -> Practised:
    whole: dict[str, Any] = {
        "analyst": "A",
        "group_id": 1,
        "group": "Embers",
        "country": "Norland",
        "lull": "2001-01",
        "as_of": "2002-05",
        "horizon": 12,
        "line": 60.0,
        "hidden": False,
        "value": 0.3,
        "base_rate": 0.2,
        "model": None,
        "came_back": "",
        "made": datetime(2026, 1, 1, tzinfo=UTC),
        "seed": 7,
    }
    return Practised(**{**whole, **about})


def test_analysts_stand_beside_the_base_rate_on_the_same_lulls() -> None:
    table = practice_table(
        [practised(), practised(group_id=2, value=0.8, base_rate=0.4, came_back="2002-07")]
    )
    [part] = table.parts
    assert part.part == "practice"
    assert [(row.forecaster, row.questions) for row in part.rows] == [("analyst: A", 2), ("base rate", 2)]
    assert part.rows[0].brier.value == pytest.approx((0.09 + 0.04) / 2)
    assert part.rows[0].paired == 2
    assert (table.tally.yes, table.tally.no) == (1, 1)


def test_a_lull_that_comes_again_counts_with_its_first_number() -> None:
    scored = practice_columns([practised(value=0.9), practised(value=0.0)])
    assert scored.value[scored.forecaster.are("analyst: A")].tolist() == [0.9]
    assert scored.forecaster.are("base rate").sum() == 1


def test_two_analysts_share_one_base_rate() -> None:
    scored = practice_columns([practised(), practised(analyst="B", value=0.1)])
    assert sorted(scored.forecaster.text()) == ["analyst: A", "analyst: B", "base rate"]
    assert len(set(scored.question.tolist())) == 1


def test_no_practice_has_no_part() -> None:
    assert practice_table([]).parts == ()
