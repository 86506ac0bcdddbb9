"""`smoulder assess --watched`: a case and a brief for every group of the watch list."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.subject import Request
from smoulder.assessment.work import Worked
from smoulder.brief.write import Written, write_brief
from smoulder.cli.brief_forms import Printing
from smoulder.cli.main import main
from smoulder.desk.chosen import Chosen
from smoulder.desk.watch_choice import Choice
from smoulder.records.case import Assessment
from smoulder.records.errors import NoData
from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved
from smoulder.store.ledger import Ledger, open_ledger
from tests.assessment.at_work import ask_once

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]
MONTH = ("--as-of", "2020-01")
"""The list of the end of that month."""
TIGERS = ("320", "389")
"""Ids of two groups on it."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*words: str) -> int:
    return main(["assess", "--watched", *words, "--data", "data", "--draws", "400"])


def told(capsys: Capture, code: int, *words: str) -> list[dict[str, Any]]:  # Any: JSON
    capsys.readouterr()
    assert run(*words, "--json") == code
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.fixture
def requests(make_assessment: Make, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """Answers that are made at once in the place of the real ones, none for LTTE - K; gives the requests."""
    seen: list[Request] = []

    def work(request: Request, ledger: Ledger, *, now: Any, label: str) -> Worked:  # Any: a time
        seen.append(request)
        if request.group == TIGERS[1]:
            raise NoData("no row of it is there by then; give a later --as-of")
        question = make_assessment().question.model_copy(
            update={
                "group_id": int(request.group or 0),
                "group": "Liberation Tigers of Tamil Eelam",
                "country": request.country,
                "as_of": request.as_of,
            }
        )
        found = make_assessment(
            question=question,
            readings=(),
            answer={6: Chance(value=0.12346, low=0, high=1), 12: Chance(value=0.23, low=0, high=1)},
            words={6: "very unlikely", 12: "unlikely"},
            moved=Moved(horizon=12, before=0.34567, after=0.23),
        )
        return Worked(found, ledger.keep(found, now=now, label=label))

    monkeypatch.setattr("smoulder.assessment.work.work", work)
    return seen


def write_json(worked: Worked, chosen: Chosen, printing: Printing) -> Written:
    """Write the brief of an answer without its charts."""
    return write_brief(worked.assessment, Path(chosen.out.replace("{case}", worked.kept.case_id)), ("json",))


def test_each_group_gets_a_case_and_a_brief_and_a_second_run_finds_them_again(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("smoulder.assessment.basis.ask_comeback", ask_once)
    # charts take seconds, and the tests below write pages with them
    monkeypatch.setattr("smoulder.cli.assess_watched.write_forms", write_json)
    rows = Choice.rows
    monkeypatch.setattr(Choice, "rows", lambda choice, found: rows(choice, found)[:2])
    asked = (*MONTH, "--country", "Sri Lanka")
    first = told(capsys, 0, *asked)
    assert [one["group"] for one in first] == ["LTTE", "LTTE - K"]
    assert all(
        set(one) == {"group", "country", "as_of", "id", "comeback", "words", "before", "brief"}
        for one in first
    )
    assert all(one["country"] == "Sri Lanka" for one in first)
    assert all(set(one["comeback"]) == set(one["words"]) for one in first)
    assert all(one["comeback"] for one in first), "the list holds groups in a lull"
    assert all(Path(one["brief"]).is_file() for one in first)
    with open_ledger(Path("data")) as ledger:
        assert {one.id for one in ledger.cases()} == {one["id"] for one in first}
    assert told(capsys, 0, *asked) == first
    with open_ledger(Path("data")) as ledger:
        assert all(len(ledger.answers(one["id"])) == 1 for one in first)


def test_one_that_cannot_be_answered_is_told_and_does_not_stop_the_others(
    requests: list[Request], capsys: Capture
) -> None:
    asked = (*MONTH, "--country", "Sri Lanka")
    found = told(capsys, 1, *asked)
    assert len(found) == len(requests) > 2
    (failed,) = [one for one in found if "error" in one]
    assert failed == {
        "group": "LTTE - K",
        "country": "Sri Lanka",
        "as_of": "2020-02-01",
        "error": "no row of it is there by then; give a later --as-of",
    }
    done = next(one for one in found if one["group"] == "LTTE")
    assert (done["comeback"], done["before"]) == ({"6": 0.1235, "12": 0.23}, {"12": 0.3457})
    assert Path(done["brief"]).is_file()
    assert done["id"] in done["brief"]
    assert run(*asked) == 1
    out, err = capsys.readouterr()
    assert f"{len(found) - 1} of {len(found)} assessed." in err
    rows = out.splitlines()
    assert rows[0].split() == ["group", "country", "as", "of", "comeback", "case"]
    assert any("LTTE - K" in row and "give a later --as-of" in row for row in rows)
    assert any("23 % within 12 months" in row and done["id"] in row for row in rows)


def test_each_is_asked_of_as_of_the_day_after_its_last_month_under_one_label(
    requests: list[Request], capsys: Capture
) -> None:
    found = told(capsys, 1, *MONTH, "--country", "Sri Lanka", "--label", " spring  desk ")
    assert {one.as_of for one in requests} == {date(2020, 2, 1)}
    assert {one.country for one in requests} == {"Sri Lanka"}
    assert {one.settings.draws for one in requests} == {400}
    with open_ledger(Path("data")) as ledger:
        assert {one.label for one in ledger.cases()} == {"spring desk"}
    assert len({one["id"] for one in found if "id" in one}) == len(requests) - 1


def test_what_was_known_then_is_asked_for_the_day_of_each(requests: list[Request], capsys: Capture) -> None:
    told(capsys, 1, *MONTH, "--country", "Sri Lanka", "--mode", "known-then")
    assert {(one.mode, one.as_of) for one in requests} == {("known-then", date(2020, 2, 1))}
    assert len({id(one.counts) for one in requests}) == 1, "the store is opened once"


def test_a_list_without_a_group_is_told_as_such(capsys: Capture) -> None:
    assert told(capsys, 0, *MONTH, "--country", "Norway") == []
    assert run(*MONTH, "--country", "Norway") == 0
    assert "0 of 0 assessed." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--group", "LTTE"], "leave out the reports and --group, or --watched"),
        (["report.txt"], "leave out the reports and --group, or --watched"),
        (["--out", "briefs"], "put {case} into it, such as --out briefs/{case}"),
        (["--country", "Atlantis"], "Atlantis"),
        (["--as-of", "soon"], "soon"),
    ],
)
def test_options_that_do_not_go_together_are_refused_in_one_line(
    capsys: Capture, words: list[str], said: str
) -> None:
    assert run(*words) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    assert said in line
