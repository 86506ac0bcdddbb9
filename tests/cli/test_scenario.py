"""`smoulder scenario`: its words, its files, and what it refuses."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from smoulder.assessment.branches import Ahead, draw_branches, press
from smoulder.assessment.chance import chances_at
from smoulder.assessment.pressing import find_pressing, judge_branches, rules_in_words
from smoulder.assessment.scenario import Asked
from smoulder.cli.main import main
from smoulder.cli.scenario_run import Asking, answer, horizons_of
from smoulder.cli.scenario_words import scenario_words
from smoulder.models.branches.deaths import Paths
from smoulder.reading.pressure_calendar import load_calendar
from smoulder.records.calendar import Calendar
from smoulder.records.case import Assessment, Question
from smoulder.records.change import DayMoved
from smoulder.records.scenario import LearntFrom, Scenario
from smoulder.store.ledger import open_ledger

Capture = pytest.CaptureFixture[str]
DAY = date(2011, 12, 15)
IRAQ = Path(__file__).parents[2] / "examples" / "pressure-iraq-2011.toml"


def question() -> Question:
    return Question(group_id=234, group="Islamic State", country="Iraq", as_of=DAY, line=2182.0)


def made(record: Calendar, *, judge: bool = True, size: int = 300, back: float = 60.0) -> Scenario:
    """A scenario of made-up draws."""
    rng, ahead = np.random.default_rng(5), Ahead((6, 12), 0)
    stays = np.linspace(0.02, 0.3, 12) * rng.uniform(0.5, 1.5, (400, 1))
    pressing = find_pressing(question(), record, ahead)
    deaths = rng.poisson(rng.gamma(1.0, 12.0, (size, 1)), (size, 12)).astype(float)
    paths = Paths(np.full(11, 4.0), deaths, np.floor(deaths / 2), back)
    return Scenario(
        smoulder_version="0",
        case="one",
        question=question(),
        horizons=(6, 12),
        seen_to="2011-11",
        late=0,
        branches=draw_branches(
            stays, stays / 2, pressing, ahead, (), 100, press(pressing, stays.shape, rng), paths
        ),
        stack=chances_at(stays, (6, 12), 0, "estimated", 100, "comeback"),
        learnt=LearntFrom(lulls=100, comebacks=40, fitted_to="2010-12", weights={"hazard": 1.0}, members={}),
        counts="300 paths.",
        rules=rules_in_words(pressing.plans, DAY),
        verdicts=judge_branches(pressing, question(), record, (6, 12)) if judge else (),
    )


@pytest.mark.parametrize("columns", [80, 100])
def test_the_words_fit_their_columns(columns: int) -> None:
    words = scenario_words(made(load_calendar(IRAQ)), columns)
    assert max(len(line) for line in words.splitlines()) <= columns


def test_the_words_say_what_the_difference_rests_on_and_when_a_question_is_void() -> None:
    words = " ".join(scenario_words(made(load_calendar(IRAQ)), 80).split())
    assert "figures as they are today (revised)" in words
    assert "past departures of foreign troops" in words
    assert "The data cannot tell these apart" in words
    assert "else void" in words
    assert "not taken, void" in words
    assert "effective draws of 300" in words


def test_without_a_calendar_the_effect_is_assumed_and_nothing_can_be_judged() -> None:
    found = made(Calendar())
    words = " ".join(scenario_words(found, 80).split())
    assert "assumed: 1.00 times the hazard of a comeback" in words
    assert {one.answer for one in found.verdicts} == {"not known"}


def test_deaths_that_no_weights_can_tie_to_the_model_are_marked() -> None:
    words = " ".join(scenario_words(made(load_calendar(IRAQ), back=1e9), 80).split())
    assert "6, 12 months could not be met: no path comes back in time" in words


def test_the_end_that_was_due_dates_the_branches() -> None:
    early = find_pressing(question(), load_calendar(IRAQ), Ahead((12,), 0)).plans[2]
    assert "2011-12" in early.words
    assert early.courses[0].start in ("announced", "handed over")
    later = date(2010, 3, 1)
    asked = question().model_copy(update={"as_of": later})
    plan = find_pressing(asked, load_calendar(IRAQ), Ahead((36,), 0)).plans[2]
    assert plan.courses[0].gone.tolist() == [0.0] * 21 + [1.0] * 15


def test_one_calendar_stands_beside_a_branch_on_which_pressure_stays() -> None:
    plans = find_pressing(question(), Calendar(), Ahead((12,), 0), None, {"real": load_calendar(IRAQ)}).plans
    assert [(one.name, one.rule) for one in plans] == [("stays", "stays"), ("real", "comes off")]


def test_the_picture_names_every_branch() -> None:
    pytest.importorskip("vl_convert")
    from smoulder.brief.charts.scenario import scenario_svg

    drawn = ElementTree.fromstring(scenario_svg(made(load_calendar(IRAQ))))
    words = " ".join("".join(one.itertext()) for one in drawn.iter("{http://www.w3.org/2000/svg}text"))
    for name in ("pressure stays", "pressure eases", "pressure comes off"):
        assert words.count(name) == 3


def test_a_written_scenario_reads_back_the_same() -> None:
    found = made(load_calendar(IRAQ))
    assert Scenario.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--horizons", "6,40"], "write months from 1 to 36"),
        (["--horizons", "soon"], "write months from 1 to 36"),
        (["--kind", "troops"], "did you mean foreign troops"),
        (["--calendar", "x"], "write NAME=FILE"),
        (["--calendar", f"a={IRAQ}", "--kind", "deal"], "leave one of them out"),
        (["--calendar", "a=b.toml"], "b.toml cannot be read"),
        (["--calendar", f"a={IRAQ}", "--calendar", f"a={IRAQ}"], "stands twice"),
    ],
)
def test_wrong_input_is_told_in_one_line(
    options: list[str], said: str, tmp_path: Path, capsys: Capture
) -> None:
    assert main(["scenario", "nothing", "--data", str(tmp_path), *options]) == 2
    err = capsys.readouterr().err.strip().splitlines()
    assert said in err[-1]
    assert sum(line.startswith("smoulder: ") for line in err) == 1


def test_a_case_that_is_not_there_says_how_to_find_one(tmp_path: Path, capsys: Capture) -> None:
    assert main(["scenario", "nothing", "--data", str(tmp_path)]) == 2
    assert "case list" in capsys.readouterr().err


def test_horizons_are_sorted_and_stand_once() -> None:
    assert horizons_of("24,6,6") == (6, 24)


def test_the_verb_asks_for_the_case_and_writes_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, make_assessment: object
) -> None:
    pytest.importorskip("vl_convert")
    found = made(load_calendar(IRAQ))
    monkeypatch.setattr("smoulder.assessment.scenario.make_scenario", lambda asked: found)
    with open_ledger(tmp_path) as ledger:
        assessment: Assessment = make_assessment()  # type: ignore[operator]  # a factory
        case = ledger.keep(assessment, now=datetime(2026, 1, 2, tzinfo=UTC)).case_id
    out = tmp_path / "out"
    assert main(["scenario", case, "--data", str(tmp_path), "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == "one"
    assert sorted(one.name for one in out.iterdir()) == ["scenario.json", "scenario.svg", "scenario.txt"]


def test_the_case_is_asked_with_the_settings_of_its_last_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: object
) -> None:
    seen: list[object] = []
    monkeypatch.setattr("smoulder.assessment.scenario.make_scenario", seen.append)
    with open_ledger(tmp_path) as ledger:
        assessment: Assessment = make_assessment()  # type: ignore[operator]  # a factory
        kept = assessment.model_copy(update={"settings": {"active_line": 50.0, "mode": "revised"}})
        case = ledger.keep(kept, now=datetime(2026, 1, 2, tzinfo=UTC)).case_id
    answer(Asking(case, [], "", "6", False, tmp_path, None), lambda _: None)
    assert seen[0].settings.active_line == 50.0  # type: ignore[attr-defined]  # what make_scenario is asked


def test_a_case_is_asked_as_of_the_day_that_it_stands_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: object
) -> None:
    seen: list[Asked] = []
    monkeypatch.setattr("smoulder.assessment.scenario.make_scenario", seen.append)
    now, later = datetime(2026, 1, 2, tzinfo=UTC), date(2021, 6, 1)
    asking = partial(Asking, calendars=[], kind="", horizons="6", judge=False, data=tmp_path, settings=None)
    with open_ledger(tmp_path) as ledger:
        assessment: Assessment = make_assessment()  # type: ignore[operator]  # a factory
        case = ledger.keep(assessment, now=now).case_id
        ledger.log.add(case, [DayMoved(as_of=later)], who="desk one", why="", now=now)
        answer(asking(case), lambda _: None)
        question = assessment.question.model_copy(update={"as_of": later, "line": 77.0})
        ledger.keep(assessment.model_copy(update={"question": question}), now=now, case_id=case)
    answer(asking(case), lambda _: None)
    assert [one.question.as_of for one in seen] == [later, later]
    assert [one.question.line for one in seen] == [None, 77.0], "no answer of the day has found the line yet"
