from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.asked import Asked, Forecast, Resolution
from smoulder.records.case import Assessment
from smoulder.records.change import NumberGiven
from smoulder.records.errors import NoCase, NoQuestion
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.tables import QUESTIONS, RESOLUTIONS
from tests.conftest import build_assessment
from tests.store.in_lull import in_lull

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DAY = date(2020, 1, 23)
Make = Callable[..., Assessment]


def days(count: float) -> datetime:
    return NOW + timedelta(days=count)


def asked(case: str, number: int = 1, **parts: object) -> Asked:
    whole = {
        "id": f"{number:012x}", "case_id": case, "group_id": 9001, "group": "Embers of Norland",
        "country": "Norland", "as_of": DAY, "topic": "comeback", "horizon": 12, "line": 60.0, "lull": "2018-07",
    }  # fmt: skip
    return Asked.model_validate(whole | parts)


def said(value: float, who: str = "smoulder", at: datetime = NOW, number: int = 1) -> Forecast:
    return Forecast(question=f"{number:012x}", forecaster=who, value=value, low=value / 2, high=None, made=at)


def came(status: str, at: datetime, number: int = 1, final: bool = False, **parts: object) -> Resolution:
    whole = {"question": f"{number:012x}", "status": status, "final": final, "made": at}
    return Resolution.model_validate(whole | parts)


@pytest.fixture
def case(ledger: Ledger, make_assessment: Make) -> str:
    return ledger.keep(make_assessment(), now=NOW).case_id


def test_every_field_of_a_question_and_of_an_outcome_is_a_column() -> None:
    assert {column.name for column in QUESTIONS.columns} == {*Asked.model_fields, "number"}
    assert {column.name for column in RESOLUTIONS.columns} == {*Resolution.model_fields, "number"}


def test_questions_and_forecasts_come_back_as_they_were_and_are_kept_once(ledger: Ledger, case: str) -> None:
    one = asked(case, branch="eases", rule="eases", kind="foreign troops", unknown_months=1, chains="apart")
    for _ in range(2):
        ledger.asked.add([one, asked(case, 2)], [said(0.25), said(0.5, "base rate")])
    assert ledger.asked.questions() == ledger.asked.questions(case) == [one, asked(case, 2)]
    assert ledger.asked.questions("other") == []
    assert ledger.asked.forecasts(one.id) == [said(0.25), said(0.5, "base rate")]


def test_a_question_without_its_case_and_a_forecast_without_its_question_are_refused(
    ledger: Ledger, case: str
) -> None:
    with pytest.raises(NoCase, match="nope"):
        ledger.asked.add([asked("nope")], [])
    with pytest.raises(NoQuestion, match="no question '000000000002'"):
        ledger.asked.add([asked(case)], [said(0.5), said(0.5, number=2)])
    with pytest.raises(NoQuestion, match="no question '000000000003'"):
        ledger.asked.settle([came("yes", NOW, 3)])
    assert ledger.asked.questions() == []


def test_an_answer_brings_its_questions_and_forecasts_once(ledger: Ledger) -> None:
    name = ledger.keep(in_lull(), now=NOW).case_id
    questions = ledger.asked.questions(name)
    assert [(one.topic, one.horizon, one.lull) for one in questions] == [
        ("comeback", 12, "2018-07"),
        ("major", 12, "2018-07"),
    ]
    ledger.keep(in_lull(), now=days(1))
    assert len(ledger.asked.forecasts(questions[0].id)) == 1
    ledger.keep(in_lull(seed=8), now=days(2))
    assert [one.made for one in ledger.asked.forecasts(questions[0].id)] == [NOW, days(2)]


def test_a_question_is_open_until_it_is_resolved_for_good(ledger: Ledger, case: str) -> None:
    ledger.asked.add([asked(case), asked(case, 2, as_of=date(2021, 1, 1))], [])

    def open_on(day: date) -> list[int]:
        return [int(one.id, 16) for one in ledger.asked.open(day)]

    assert open_on(date(2020, 1, 22)) == []
    assert open_on(DAY) == [1]
    assert open_on(date(2021, 1, 1)) == [1, 2]
    ledger.asked.settle([came("yes", days(1)), came("void", days(1), 2, final=True)])
    assert open_on(date(2021, 1, 1)) == [1]
    ledger.asked.settle([came("yes", days(2), final=True)])
    assert open_on(date(2021, 1, 1)) == []


def test_the_same_outcome_again_adds_nothing_and_the_last_one_stands(ledger: Ledger, case: str) -> None:
    ledger.asked.add([asked(case)], [])
    first = came("no", days(1), rows=("GED 25.1, Norland, 2019-12: 3 deaths in 12 months",), vintage="25.0.1")
    second = came("yes", days(9), vintage="26.1")
    assert ledger.asked.settle([first, first.model_copy(update={"made": days(2)})]) == [first]
    assert ledger.asked.settle([second]) == [second]
    assert ledger.asked.settle([first.model_copy(update={"made": days(10)})]) != []
    assert [one.status for one in ledger.asked.resolutions(asked(case).id)] == ["no", "yes", "no"]
    assert ledger.asked.standing(case)[asked(case).id].made == days(10)


def test_what_is_scored_is_the_last_forecast_before_anyone_could_know(ledger: Ledger, case: str) -> None:
    ledger.asked.add(
        [asked(case)],
        [
            said(0.1, at=days(0)), said(0.2, at=days(1)), said(0.9, at=days(5)),
            said(0.4, "base rate", at=days(5)), said(0.6, "panel", at=days(2)),
        ],
    )  # fmt: skip
    assert len(ledger.asked.scored()) == 0
    ledger.asked.settle([came("undecidable", days(2))])
    assert len(ledger.asked.scored()) == 0
    ledger.asked.settle([came("no", days(3))])
    ledger.asked.settle([came("yes", days(6), final=True)])
    found = ledger.asked.scored()
    assert found.forecaster.text().tolist() == ["smoulder", "panel"]
    assert found.value.tolist() == [0.2, 0.6]
    assert found.outcome.tolist() == [1.0, 1.0]
    assert found.final.tolist() == [True, True]
    assert found.made.tolist() == [at.replace(tzinfo=None) for at in (days(1), days(2))]
    assert found.as_of.tolist() == [DAY, DAY]
    assert found.cluster.names == ("9001|Norland|2018-07",)
    assert found.case_id.text().tolist() == [case, case]
    assert found.low.tolist() == [0.1, 0.3]
    assert np.isnan(found.high).all()


def test_a_forecast_that_an_import_brings_late_is_scored_by_when_it_was_made(
    ledger: Ledger, case: str
) -> None:
    ledger.asked.add([asked(case)], [said(0.1, at=days(1))])
    ledger.asked.settle([came("yes", days(3))])
    ledger.asked.add([], [said(0.3, at=days(2)), said(0.2, at=days(0)), said(0.9, at=days(4))])
    assert ledger.asked.scored().value.tolist() == [0.3]


def test_a_yes_before_all_months_are_covered_is_not_scored_yet(ledger: Ledger, case: str) -> None:
    ledger.asked.add([asked(case)], [said(0.1), said(0.9, at=days(2))])
    ledger.asked.settle([came("yes", days(1), early=True)])
    assert len(ledger.asked.scored()) == 0
    ledger.asked.settle([came("yes", days(9), final=True)])
    assert ledger.asked.scored().value.tolist() == [0.1]


def test_an_analysts_number_becomes_a_forecast_once_its_question_is_asked(ledger: Ledger) -> None:
    name = ledger.open_case(in_lull().question, "", NOW).case_id
    number = NumberGiven(analyst="desk 4", horizon=12, as_of=DAY, value=0.4)
    ledger.log.add(name, [number], who="desk 4", why="", now=days(1))
    assert ledger.asked.questions() == []
    ledger.keep(in_lull(), now=days(2))
    question = ledger.asked.questions()[0].id
    own = ledger.asked.forecasts(question)[0]
    assert (own.forecaster, own.value, own.made) == ("analyst: desk 4", 0.4, days(1))
    changed = number.model_copy(update={"value": 0.2})
    ledger.log.add(name, [changed], who="desk 4", why="", now=days(3))
    ledger.keep(in_lull(seed=8), now=days(4))
    values = [one.value for one in ledger.asked.forecasts(question) if one.forecaster == "analyst: desk 4"]
    assert values == [0.4, 0.2]


def test_a_number_stays_with_the_question_it_was_given_on_when_the_line_moves(ledger: Ledger) -> None:
    name = ledger.keep(in_lull(), now=NOW).case_id
    number = NumberGiven(analyst="desk 4", horizon=12, as_of=DAY, value=0.4)
    ledger.log.add(name, [number], who="desk 4", why="", now=days(1))
    moved = in_lull().question.model_copy(update={"line": 80.0})
    ledger.keep(in_lull(question=moved, seed=8), now=days(2))
    lines = [one.line for one in ledger.asked.questions(name) if one.topic == "comeback"]
    assert lines == [60.0, 80.0]
    of = [
        [f.forecaster for f in ledger.asked.forecasts(one.id)]
        for one in ledger.asked.questions(name)
        if one.topic == "comeback"
    ]
    assert of == [["smoulder", "analyst: desk 4"], ["smoulder"]]


def test_a_number_goes_to_the_question_of_the_answer_that_it_was_given_on(ledger: Ledger) -> None:
    moved = in_lull().question.model_copy(update={"line": 80.0})
    name = ledger.keep(in_lull(), now=NOW).case_id
    ledger.keep(in_lull(question=moved, seed=8), now=days(1))
    ledger.keep(in_lull(seed=9), now=days(2))
    number = NumberGiven(analyst="desk 4", horizon=12, as_of=DAY, value=0.4)
    ledger.log.add(name, [number], who="desk 4", why="", now=days(3))
    ledger.keep(in_lull(question=moved, seed=10), now=days(4))
    ledger.log.add(name, [number.model_copy(update={"value": 0.2})], who="desk 4", why="", now=days(5))
    given = {
        one.line: [f.value for f in ledger.asked.forecasts(one.id) if f.forecaster == "analyst: desk 4"]
        for one in ledger.asked.questions(name)
        if one.topic == "comeback"
    }
    assert given == {60.0: [0.4], 80.0: [0.2]}


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(1, 2), st.sampled_from(["a", "b"]), st.integers(0, 9)),
        st.tuples(
            st.just("come"), st.integers(1, 2), st.sampled_from(["yes", "no", "void", "undecidable"]),
            st.integers(0, 9),
        ),
    ),
    max_size=12,
)  # fmt: skip


@pytest.fixture(scope="module")
def one_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger for many examples, each with a case of its own."""
    with open_ledger(tmp_path_factory.mktemp("data")) as ledger:
        yield ledger


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_whatever_comes_in_whatever_order_the_packed_columns_say_what_the_rows_say(
    one_ledger: Ledger, steps: list[tuple[str, int, str, int]]
) -> None:
    ledger, first = one_ledger, 2 * len(one_ledger.cases())
    case = ledger.open_case(build_assessment().question, f"case {first}", NOW).case_id
    ledger.asked.add([asked(case, first + 1), asked(case, first + 2)], [])
    for number, (kind, question, word, day) in enumerate(steps):
        if kind == "say":
            ledger.asked.add([], [said(number / 100, word, days(day), first + question)])
        else:
            ledger.asked.settle([came(word, days(day), first + question)])
    expected = []
    for one in ledger.asked.questions(case):
        history = ledger.asked.resolutions(one.id)
        if not history or history[-1].status not in ("yes", "no"):
            continue
        told = min(r.made for r in history if r.status in ("yes", "no"))
        best = {f.forecaster: f.value for f in ledger.asked.forecasts(one.id) if f.made < told}
        expected += [(who, value, float(history[-1].status == "yes")) for who, value in best.items()]
    found = ledger.asked.scored()
    rows = zip(found.case_id.text(), found.forecaster.text(), found.value, found.outcome, strict=True)
    assert sorted(row[1:] for row in rows if row[0] == case) == sorted(expected)
