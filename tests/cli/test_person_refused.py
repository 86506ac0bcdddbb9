"""No door opens a case about a person: on the command line, in an imported file, and in Python."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.assessment.assess import answer, assess
from smoulder.assessment.subject import Request, Subject
from smoulder.assessment.work import work, work_first
from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.records.case_export import digest_of
from smoulder.records.errors import PersonGiven
from smoulder.records.group import Group
from smoulder.store.ledger import Ledger, open_ledger
from tests.assessment.at_work import START, request

PERSON = "General Jo Example"
Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]


def refusal(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    assert main([*words, "--data", "data"]) == 2
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("smoulder: ")]
    return line


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def asked(**more: Any) -> Request:  # Any: as `request`
    return request(**{"group": "LTTE", "country": "Sri Lanka", "as_of": date(2007, 6, 1), **more})


@pytest.mark.parametrize("verb", [["assess"], ["case", "new"]])
@pytest.mark.parametrize("option", ["--group", "--label"])
def test_a_person_as_group_or_label_is_refused_on_the_command_line(
    capsys: Capture, verb: list[str], option: str
) -> None:
    # in 2007 the group was in no lull, so that nothing is fitted
    given = {"--group": "LTTE", "--country": "Sri Lanka", "--as-of": "2007-06-01", option: PERSON}
    said = refusal(capsys, *verb, *(word for pair in given.items() for word in pair))
    assert PERSON in said
    assert "never persons" in said
    with open_ledger(Path("data")) as ledger:
        assert ledger.cases() == []


def test_a_person_in_an_imported_file_is_refused(case_file: Path, capsys: Capture) -> None:
    whole = json.loads(case_file.read_text())
    whole["question"]["group"] = PERSON
    case_file.write_text(json.dumps(whole | {"digest": digest_of(whole)}))
    assert PERSON in refusal(capsys, "case", "import", str(case_file))
    with open_ledger(Path("data")) as ledger:
        assert ledger.cases() == []


@pytest.fixture
def case_file(make_assessment: Make, tmp_path: Path) -> Path:
    """An exported case of another desk."""
    with open_ledger(tmp_path / "other") as ledger:
        name = ledger.keep(make_assessment(), now=START).case_id
    file = tmp_path / "case.json"
    assert main(["case", "export", name, "--out", str(file), "--data", "other"]) == 0
    return file


def as_work(given: Request, label: str) -> None:
    with open_ledger(Path("data")) as ledger:
        work(given, ledger, now=START, label=label)


def as_first(given: Request, label: str) -> None:
    work_first(given, lambda: open_ledger(Path("data")), now=START, label=label)


@pytest.mark.parametrize("door", [as_work, as_first])
@pytest.mark.parametrize(("group", "label"), [(PERSON, ""), ("LTTE", PERSON)])
def test_a_person_is_refused_by_the_functions_that_work_on_a_case(
    door: Callable[[Request, str], None], group: str, label: str
) -> None:
    with pytest.raises(PersonGiven, match=PERSON):
        door(asked(group=group), label)
    with open_ledger(Path("data")) as ledger:
        assert ledger.cases() == []


def test_a_person_is_refused_by_the_functions_that_answer() -> None:
    with pytest.raises(PersonGiven, match=PERSON):
        assess(asked(group=PERSON))
    made = Group(group_id=320, name=PERSON, countries=("Sri Lanka",))
    with pytest.raises(PersonGiven, match=PERSON):
        answer(asked(), (), Subject(made, "Sri Lanka", date(2007, 6, 1), "given"))


def test_a_person_is_refused_by_the_ledger(make_assessment: Make) -> None:
    question = make_assessment().question.model_copy(update={"group": PERSON})
    doors: list[Callable[[Ledger], object]] = [
        lambda ledger: ledger.open_case(question, "", START),
        lambda ledger: ledger.open_case(make_assessment().question, PERSON, START),
        lambda ledger: ledger.keep(make_assessment(question=question), now=START),
        lambda ledger: ledger.keep(make_assessment(), now=START, label=PERSON),
    ]
    with open_ledger(Path("data")) as ledger:
        for door in doors:
            with pytest.raises(PersonGiven, match=PERSON):
                door(ledger)
        assert ledger.cases() == []
