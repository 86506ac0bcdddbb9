"""Items of a case: listed with their worth, entered, marked, and their sources graded."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.records.change import ItemMark
from smoulder.store.ledger import open_ledger
from tests.cli.case_sample import FIRST, NOW, SECOND, item

Capture = pytest.CaptureFixture[str]


def run(*words: str) -> int:
    return main(["case", "evidence", *words, "--data", "data"])


def told(capsys: Capture, *words: str) -> Any:  # Any: JSON
    capsys.readouterr()
    assert run(*words, "--json") == 0
    return json.loads(capsys.readouterr().out)


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert run(*words) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    (line,) = lines
    return line


def test_items_are_listed_with_their_worth_the_strongest_first(case: str, capsys: Capture) -> None:
    assert run(case) == 0
    heads, first, *_ = capsys.readouterr().out.splitlines()
    assert heads.split()[:4] == ["item", "kind", "grade", "weight"]
    assert " ".join(first.split()) == "e1bbbbb capacity judged low C3 0.50 -5.0 patience -5"


def test_an_item_whose_months_are_used_up_is_told_from_one_that_tells_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_assessment: Callable[..., Assessment],
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    nothing = item("e1", "regrouping", None, 0.0).model_copy(update={"tells_nothing": True})
    used = nothing.model_copy(update={"id": "e2", "share": 0.0})
    with open_ledger(Path("data")) as ledger:
        case = ledger.keep(make_assessment(evidence=(nothing, used)), now=NOW).case_id
    states = {one["id"]: one["state"] for one in told(capsys, case)["items"]}
    assert states == {
        "e1": "tells nothing",
        "e2": "not counted: the model or another item has its months or indicator",
    }


def test_an_item_that_is_entered_waits_for_the_next_answer(case: str, capsys: Capture) -> None:
    found = told(
        capsys, case, "--text", "Camps are built.", "--kind", "regrouping", "--under", "patience=likely",
        "--under", "spent=.01-.1", "--source", "Hill radio", "--reliability", "b", "--credibility", "3",
        "--months", "2019-10..2019-12", "--indicator", "camps", "--why", "two callers",
    )  # fmt: skip
    (new,) = [one for one in found["items"] if not one["weighed"]]
    assert (new["entered_by"], new["source"]["reliability"], new["months"]) == (
        "desk one",
        "B",
        ["2019-10", "2019-12"],
    )
    assert new["likelihoods"]["spent"] == {"low": 0.01, "mid": 0.055, "high": 0.1, "word": ""}
    with open_ledger(Path("data")) as ledger:
        assert [one.id for one in ledger.file(case).items] == [new["id"]]
        assert ledger.log.entries(case)[-1].why == "two callers"
    found = told(capsys, case, new["id"], "--reject")
    assert [one["state"] for one in found["items"] if not one["weighed"]] == ["rejected"]


def test_an_item_is_marked_and_the_mark_shows(case: str, capsys: Capture) -> None:
    found = told(capsys, case, "e1b", "--reject", "--why", "a rumour")
    assert {one["id"]: one["state"] for one in found["items"]}["e1bbbbb"] == "rejected"
    marks = [
        "--restore",
        "--reliability",
        "B",
        "--credibility",
        "2",
        "--cluster",
        "briefing",
        "--under",
        "spent=even",
    ]
    found = told(capsys, case, "e1bbbbb", *marks)
    assert {one["id"]: one["state"] for one in found["items"]}["e1bbbbb"] == "briefing"
    with open_ledger(Path("data")) as ledger:
        change = ledger.log.entries(case)[-1].change
    assert isinstance(change, ItemMark)
    assert (change.rejected, change.reliability, change.credibility) == (False, "B", "2")
    assert change.likelihoods is not None
    assert change.likelihoods["spent"].word == "roughly even chance"


def test_copies_are_proposed_until_they_share_a_cluster(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    make_assessment: Callable[..., Assessment],
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    words = "Perhaps they let the fair pass in peace"
    pair = [
        item("e1", "unused opportunity", FIRST, 0.1),
        item("e2", "unused opportunity", SECOND, 0.1).model_copy(update={"text": words}),
    ]
    with open_ledger(Path("data")) as ledger:
        name = ledger.keep(make_assessment(evidence=tuple(pair)), now=NOW).case_id
    (proposal,) = told(capsys, name)["proposals"]
    assert (proposal["items"], proposal["taken"], proposal["cluster"]) == (["e1", "e2"], False, "copy: e1")
    assert run(name) == 0
    assert "e1 e2: perhaps a copy" in capsys.readouterr().out
    for one in ("e1", "e2"):
        found = told(capsys, name, one, "--cluster", "copy: e1")
    assert found["proposals"] == []


def test_a_source_is_graded_from_a_day_on_and_a_person_is_not(case: str, capsys: Capture) -> None:
    found = told(
        capsys,
        "--source",
        "Hill  radio",
        "--reliability",
        "B",
        "--since",
        "2020-01-01",
        "--why",
        "right so far",
    )
    assert found == {"name": "Hill radio", "reliability": "B", "since": "2020-01-01", "why": "right so far"}
    with open_ledger(Path("data")) as ledger:
        assert ledger.grades.on(date(2020, 1, 1))["Hill radio"].reliability == "B"
    person = ["--source", "General Jo Example", "--reliability", "B", "--since", "2020-01-01", "--why", "x"]
    assert "never of persons" in refusal(capsys, *person)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["e1", "--reject"], "item 'e1' is not clear: it could be e1aaaaa (unused opportunity: They let"),
        (["e9", "--reject"], "no item 'e9' is in the case; known are e1aaaaa"),
        (["e1aaaab", "--reject"], "did you mean e1aaaaa"),
        (["e1a"], "nothing is said of e1a; give --reject"),
        (["e1a", "--text", "x"], "--text is of a new item; mark e1a with"),
        (["e1a", "--reject", "--restore"], "say opposite things"),
        (["e1a", "--under", "patients=likely"], "did you mean patience? there are unseen, moved"),
        (["e1a", "--under", "patience"], "--under 'patience' is not clear; write it as --under 'patience=unlikely'"),
        (["e1a", "--under", "patience=lkely"], "'lkely' is no likelihood; did you mean 'likely'?"),
        (["e1a", "--under", "patience=.1", "--under", "patience=.2"], "names patience twice"),
        (["e1a", "--reliability", "G"], "'G' is no grade; write A, B"),
        (["e1a", "--credibility", "7"], "'7' is no grade; write 1, 2"),
        (["--text", "x"], "nothing says how likely the item is"),
        (["--text", "x", "--kind", "regrouping", "--restore"], "are of an item that is there"),
        (["--text", "x", "--kind", "regrouping", "--source", "General Jo Example"], "the person with --speaker"),
        (["--text", "x", "--kind", "regrouping", "--months", "2019-12..2019-10"], "write the first and the last"),
        (["--text", "x", "--kind", "regrouping", "--months", "2019-12..2020-02"], "goes beyond 2020-01-23"),
        (["--kind", "regrouping"], "no item is named"),
        (["--since", "2020-01-01"], "--since is of a source's grade"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_line_with_its_cure(
    case: str, capsys: Capture, words: list[str], said: str
) -> None:
    assert said in refusal(capsys, case, *words)


def test_without_a_case_only_a_whole_grade_is_taken(case: str, capsys: Capture) -> None:
    assert "no case is named" in refusal(capsys, "--source", "Hill radio")
    grade = ["--source", "Hill radio", "--reliability", "B", "--since", "2020-01-01", "--why", "x"]
    assert "of a source in all cases" in refusal(capsys, *grade, "--text", "y")


def test_a_passage_of_a_report_becomes_an_item_that_the_next_answer_finds_there(
    case: str, capsys: Capture
) -> None:
    (own,) = [
        one
        for one in told(capsys, case, "--span", "48:73", "--of", "fair.txt", "--kind", "regrouping")["items"]
        if not one["weighed"]
    ]
    assert own["text"] == "They are too weak to stri"
    source = own["source"]
    assert (source["name"], source["report"], source["start"], source["end"]) == ("fair.txt", 0, 48, 73)
    with open_ledger(Path("data")) as ledger:
        assert [own["sha256"]] == list(ledger.file(case).reports)
    assert "outside report fair.txt" in refusal(capsys, case, "--span", "48:4800", "--kind", "regrouping")
    assert "holds no words" in refusal(capsys, case, "--span", "47:48", "--kind", "regrouping")
    assert "leave --of out" in refusal(capsys, case, "--text", "x", "--of", "1", "--kind", "regrouping")
    assert "--span is of a new item" in refusal(capsys, case, "e1bbbbb", "--span", "1:2", "--reject")


def test_a_likelihood_that_was_said_of_an_item_is_taken_back(case: str, capsys: Capture) -> None:
    for leaf in ("patience=.8-.9", "spent=.1-.2"):
        told(capsys, case, "e1b", "--under", leaf)
    assert "no likelihood under won that was said" in refusal(capsys, case, "e1b", "--take-back", "won")
    both = ["--under", "spent=.2", "--take-back", "spent"]
    assert "both given and taken back" in refusal(capsys, case, "e1b", *both)
    new = ["--text", "x", "--kind", "regrouping", "--take-back", "spent"]
    assert "--take-back is of an item that is there" in refusal(capsys, case, *new)
    told(capsys, case, "e1b", "--take-back", "patience", "--why", "misread")
    with open_ledger(Path("data")) as ledger:
        assert list(ledger.file(case).marks["e1bbbbb"].likelihoods or ()) == ["spent"]
    assert main(["case", "history", case, "--data", "data"]) == 0
    assert "item e1bbbbb: likelihoods under patience taken back" in capsys.readouterr().out
