"""An answer as questions with forecasts, each with an id of its content."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from smoulder.records.case import Assessment, Branch, Branches
from smoulder.records.change import NumberGiven
from smoulder.records.forecast import Chance
from smoulder.records.question_of import analyst_forecasts, questions_of
from smoulder.records.rates import HorizonRate, RateClass

NOW = datetime(2020, 1, 23, 12, tzinfo=UTC)
Make = Callable[..., Assessment]


def chance(value: float) -> Chance:
    return Chance(value=value, low=value / 2, high=min(1.0, value * 2))


def told(make: Make, **parts: object) -> Assessment:
    plain = make()
    situation = plain.situation.model_copy(update={"known": "2018-07"})
    rates = RateClass(
        words="all",
        n=20,
        groups=10,
        mix={"Norland": 20},
        rates=tuple(
            HorizonRate(horizon=h, comeback=chance(0.02 * h), major=chance(0.01 * h)) for h in (6, 12, 24)
        ),
        cases=(),
    )
    stays = Branch(
        id="stays",
        words="as now",
        comeback={6: chance(0.1), 12: chance(0.2)},
        major={6: chance(0.05), 12: chance(0.1)},
        path=(),
        rule="stays",
        kind="air campaign",
    )
    whole: dict[str, object] = {
        "situation": situation,
        "answer": {6: chance(0.15), 12: chance(0.3)},
        "major": {6: chance(0.1), 12: chance(0.2)},
        "stack": {6: chance(0.2), 12: chance(0.4)},
        "rates": rates,
        "branches": Branches(branches=(stays,), differences={}, basis="", cases=()),
        "settings": {"chains": "apart", "unknown_months": 1, "mode": "revised"},
        **parts,
    }
    return make(**whole)


def test_each_horizon_asks_two_things_on_no_branch_and_on_each(make_assessment: Make) -> None:
    asked, _ = questions_of("case-1", told(make_assessment), NOW)
    assert [(one.horizon, one.topic, one.branch) for one in asked] == [
        (h, topic, branch) for h in (6, 12) for topic in ("comeback", "major") for branch in ("", "stays")
    ]


def test_a_question_holds_all_that_its_resolution_needs(make_assessment: Make) -> None:
    asked, _ = questions_of("case-1", told(make_assessment), NOW)
    one = next(q for q in asked if (q.horizon, q.topic, q.branch) == (12, "major", "stays"))
    assert (one.line, one.rule, one.kind, one.lull) == (200.0, "stays", "air campaign", "2018-07")
    assert (one.chains, one.unknown_months, one.as_of) == ("apart", 1, date(2020, 1, 23))


def test_model_and_base_rate_stand_beside_the_answer_where_they_speak(make_assessment: Make) -> None:
    asked, forecasts = questions_of("case-1", told(make_assessment), NOW)
    said = {}
    for one in asked:
        if one.horizon == 12:
            said[one.topic, one.branch] = {
                f.forecaster: round(f.value, 3) for f in forecasts if f.question == one.id
            }
    assert said == {
        ("comeback", ""): {"smoulder": 0.3, "comeback model": 0.4, "base rate": 0.24},
        ("comeback", "stays"): {"smoulder": 0.2, "comeback model": 0.4, "base rate": 0.24},
        ("major", ""): {"smoulder": 0.2, "base rate": 0.12},
        ("major", "stays"): {"smoulder": 0.1, "base rate": 0.12},
    }


def test_where_every_comeback_is_a_major_one_both_questions_have_the_same_numbers(
    make_assessment: Make,
) -> None:
    plain = told(make_assessment)
    same = plain.question.model_copy(update={"major_line": plain.question.line})
    asked, forecasts = questions_of("case-1", plain.model_copy(update={"question": same}), NOW)
    major = next(q.id for q in asked if (q.horizon, q.topic, q.branch) == (12, "major", ""))
    said = {f.forecaster: round(f.value, 3) for f in forecasts if f.question == major}
    assert said == {"smoulder": 0.2, "comeback model": 0.4, "base rate": 0.24}


def test_a_group_in_no_lull_asks_nothing(make_assessment: Make) -> None:
    plain = told(make_assessment)
    outside = plain.question.model_copy(update={"line": None, "major_line": None})
    assert questions_of("case-1", plain.model_copy(update={"question": outside}), NOW) == ([], [])


def test_the_same_answer_asks_the_same_questions_and_another_line_others(make_assessment: Make) -> None:
    first, _ = questions_of("case-1", told(make_assessment), NOW)
    again, _ = questions_of("case-1", told(make_assessment, seed=99), NOW)
    moved = first[0].line + 1
    question = told(make_assessment).question.model_copy(update={"line": moved})
    other, _ = questions_of("case-1", told(make_assessment, question=question), NOW)
    assert [one.id for one in first] == [one.id for one in again]
    assert len({one.id for one in first}) == len(first)
    assert not {one.id for one in first if one.topic == "comeback"} & {one.id for one in other}


@pytest.mark.parametrize(("branch", "value"), [("", 0.3), ("stays", 0.1)])
def test_an_analysts_number_answers_the_question_it_names(
    make_assessment: Make, branch: str, value: float
) -> None:
    asked, _ = questions_of("case-1", told(make_assessment), NOW)
    number = NumberGiven(analyst="A", horizon=12, branch=branch, as_of=date(2020, 1, 23), value=value)
    [found] = analyst_forecasts([(number, NOW)], asked)
    wanted = next(q.id for q in asked if (q.horizon, q.topic, q.branch) == (12, "comeback", branch))
    assert (found.question, found.forecaster, found.value) == (wanted, "analyst: A", value)


def test_a_number_on_another_day_answers_nothing(make_assessment: Make) -> None:
    asked, _ = questions_of("case-1", told(make_assessment), NOW)
    number = NumberGiven(analyst="A", horizon=12, as_of=date(2020, 2, 1), value=0.5)
    assert analyst_forecasts([(number, NOW)], asked) == []
