"""`smoulder case answer`: a case answered anew, and an analyst's own number beside the model's."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.subject import Request
from smoulder.assessment.work import Worked
from smoulder.cli.main import main
from smoulder.records.asked import Forecast, Resolution
from smoulder.records.case import Assessment
from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved, MovedStep
from smoulder.store.ledger import Ledger, open_ledger
from tests.cli.case_sample import NOW, reading

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: Make) -> str:
    """The id of a case that asks one question, in the data folder `data`; `desk one` is at work."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMOULDER_ANALYST", "desk one")
    plain = make_assessment()
    about = {"group_id": 234, "group": "Islamic State", "country": "Iraq"}
    answer = make_assessment(
        question=plain.question.model_copy(update=about),
        situation=plain.situation.model_copy(update={"known": "2019-03"}),
        readings=(reading(),),
        answer={12: Chance(value=0.3, low=0.1, high=0.5, method="m")},
        words={12: "unlikely"},
    )
    with open_ledger(Path("data")) as ledger:
        return ledger.keep(answer, now=NOW).case_id


def run(*words: str) -> int:
    return main(["case", "answer", *words, "--data", "data"])


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert run(*words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    return line


def forecasts(case: str) -> dict[tuple[str, str], Forecast]:
    """The last forecasts of the case by topic and forecaster, at 12 months without a branch."""
    with open_ledger(Path("data")) as ledger:
        return {
            (asked.topic, told.forecaster): told
            for asked in ledger.asked.questions(case)
            if asked.horizon == 12 and not asked.branch
            for told in ledger.asked.forecasts(asked.id)
        }


def test_an_own_number_stands_beside_the_models_and_is_scored_like_it(case: str, capsys: Capture) -> None:
    assert run(case, "--own", "12=35%", "--why", "a hunch") == 0
    assert capsys.readouterr().out == "desk one: comeback within 12 months of 2020-01-23: 35 %\n"
    told = forecasts(case)
    assert told["comeback", "analyst: desk one"].value == 0.35
    model = next(one for (topic, who), one in told.items() if topic == "comeback" and "analyst" not in who)
    with open_ledger(Path("data")) as ledger:
        entry = ledger.log.entries(case)[-1]
        assert (entry.who, entry.why, entry.change.what) == ("desk one", "a hunch", "number")
        assert len(ledger.answers(case)) == 1, "nothing is computed"
        late = datetime(2030, 1, 1, tzinfo=UTC)
        came = Resolution(question=model.question, status="yes", final=True, made=late)
        ledger.asked.settle([came])
        scored = ledger.asked.scored()
        mine = scored.forecaster.are("analyst: desk one")
        assert mine.sum() == 1
    assert main(["score", "--by", "analyst", "--data", "data"]) == 0
    assert "desk one" in capsys.readouterr().out


def test_a_later_own_number_stands_over_the_earlier(case: str, capsys: Capture) -> None:
    assert run(case, "--own", "12=.2", "--own", "comeback : 12 = 30 %", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["topic"], one["horizon"], one["value"]) for one in told] == [
        ("comeback", 12, 0.2),
        ("comeback", 12, 0.3),
    ]
    assert forecasts(case)["comeback", "analyst: desk one"].value == 0.3
    assert run(case, "--own", "12=unlikely", "--who", "desk two") == 0
    told = forecasts(case)
    assert told["comeback", "analyst: desk two"].value == 0.325
    assert told["comeback", "analyst: desk one"].value == 0.3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--own", "twelve=.3"], "--own 'twelve=.3' is not clear; write months and a chance"),
        (["--own", "12"], "--own '12' is not clear"),
        (["--own", "return:12=.3"], "is not clear"),
        (["--own", "36=.3"], "the case asks about 12 months; choose one of them"),
        (["--own", "12=130%"], "--own 12: '130%'"),
        (["--own", "12=30"], "is no likelihood, which is 1 at most; write 30 % or 0.3"),
        (["--own", "12=-.3"], "is no likelihood"),
        (["--own", "12=often"], "is no likelihood"),
        (
            ["--own", "12=.3", "--branch", "comes off"],
            "--branch 'comes off' is none of the case; there are none",
        ),
        (["--own", "12=.3", "--as-of", "2020-03-01"], "--as-of '2020-03-01' would do nothing: with --own"),
        (["--own", "12=.3", "--out", "briefs"], "--out 'briefs' would do nothing"),
        (["--branch", "comes off"], "--branch 'comes off' would do nothing: it goes with --own"),
        (["--why", "a hunch"], "--why 'a hunch' would do nothing"),
        (["--as-of", "soon"], "'soon' is no day"),
    ],
)
def test_what_cannot_be_put_down_is_refused_in_one_line(
    case: str, capsys: Capture, words: list[str], said: str
) -> None:
    assert said in refusal(capsys, case, *words)
    with open_ledger(Path("data")) as ledger:
        assert "number" not in {one.change.what for one in ledger.log.entries(case)}


def test_one_bad_number_of_two_puts_down_neither(case: str, capsys: Capture) -> None:
    assert "choose one of them" in refusal(capsys, case, "--own", "12=.3", "--own", "36=.3")
    assert ("comeback", "analyst: desk one") not in forecasts(case)


def test_an_own_number_needs_a_name(case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMOULDER_ANALYST")
    assert "give it with --who, or as SMOULDER_ANALYST" in refusal(capsys, case, "--own", "12=.3")


def test_a_case_that_asks_nothing_yet_takes_no_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["--group", "LTTE", "--country", "Sri Lanka", "--as-of", "2012-01-01", "--data", "data", "--json"]
    assert main(["case", "new", *asked]) == 0
    new = json.loads(capsys.readouterr().out)["id"]
    said = refusal(capsys, new, "--own", "12=.3", "--who", "desk one")
    assert f"`smoulder case answer {new}` without --own asks it" in said


def test_a_case_is_answered_anew_and_what_moved_is_said_above_the_brief(
    case: str, capsys: Capture, make_assessment: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Request] = []
    step = MovedStep(kind="hypotheses", words="the prior of 'patience' was set", before=0.3, after=0.4)

    def work_on(
        case_id: str,
        request: Request,
        ledger: Ledger,
        *,
        now: Any,
        who: str,  # Any: a time
    ) -> Worked:
        seen.append(request)
        assert who == "desk two"
        found = make_assessment(
            question=ledger.case(case_id).question.model_copy(update={"as_of": date(2020, 3, 1)}),
            readings=(reading(),),
            answer={12: Chance(value=0.4, low=0.1, high=0.5, method="m")},
            words={12: "unlikely"},
            moved=Moved(horizon=12, before=0.3, after=0.4, steps=(step,)),
        )
        return Worked(found, ledger.keep(found, now=now, who=who, case_id=case_id))

    monkeypatch.setattr("smoulder.assessment.work.work_on", work_on)
    assert run(case, "--as-of", "2020-03-01", "--who", "desk two", "--out", "briefs/{case}") == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == ["from 30 % to 40 %: the prior of 'patience' was set"]
    page = Path("briefs") / case / "brief.html"
    assert f"Brief: {page}" in err
    assert page.is_file()
    assert seen[0].as_of == date(2020, 3, 1)
    assert seen[0].settings.active_line == 25.0
    assert run(case, "--who", "desk two", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["id"], told["new_answer"], told["moved"]["steps"][0]["after"]) == (case, False, 0.4)
    assert seen[1].as_of is None
