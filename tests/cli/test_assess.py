"""The door itself, with stand-ins behind it: what it asks for, what it prints where, what it keeps."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from smoulder.assessment.work import Worked
from smoulder.brief.charts.easel import Easel
from smoulder.brief.edition import Edition
from smoulder.brief.write import Written
from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.records.errors import NoData
from smoulder.records.settings import Settings
from smoulder.store.ledger import Ledger, open_ledger

Capture = pytest.CaptureFixture[str]


class Rooms:
    """Stand-ins for assessing and for writing the brief, which note what they were asked."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.request: Any = None
        self.folder: Path | None = None
        self.error: Exception | None = None
        self.missing: dict[str, str] = {}

    def work(
        self, request: Any, ledger: Ledger, *, now: datetime, who: str, label: str, admit: Any
    ) -> Worked:
        self.request = request
        request.progress("Weighing")
        if self.error:
            raise self.error
        return Worked(self.assessment, ledger.keep(self.assessment, now=now, label=label))

    def work_first(
        self, request: Any, open_: Callable[[], Ledger], *, now: datetime, who: str, label: str
    ) -> Worked:
        self.request = request
        request.progress("Weighing")
        if self.error:
            raise self.error
        with open_() as ledger:
            return Worked(self.assessment, ledger.keep(self.assessment, now=now, label=label))

    def write_brief(
        self,
        assessment: Assessment,
        folder: Path,
        forms: tuple[str, ...],
        edition: Edition,
        easel: Easel | None,
    ) -> Written:
        self.folder = folder
        return Written({form: (folder / f"brief.{form}",) for form in forms}, self.missing)


@pytest.fixture
def rooms(
    make_assessment: Callable[..., Assessment], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Rooms:
    made = Rooms(make_assessment())
    stand_ins = {
        "smoulder.assessment.work": SimpleNamespace(work=made.work, work_first=made.work_first),
        "smoulder.brief.json": SimpleNamespace(render_json=lambda one: one.model_dump_json(by_alias=True)),
        "smoulder.brief.terminal": SimpleNamespace(half_page=lambda one, width, colour: one.headline),
    }
    for name, stand_in in stand_ins.items():
        monkeypatch.setitem(sys.modules, name, stand_in)
    monkeypatch.setattr("smoulder.brief.write.write_brief", made.write_brief)
    monkeypatch.chdir(tmp_path)
    return made


def test_the_answer_goes_to_stdout_and_everything_else_to_stderr(rooms: Rooms, capsys: Capture) -> None:
    assert main(["assess", "--group", "Embers", "--data", "data"]) == 0
    out, err = capsys.readouterr()
    assert out == rooms.assessment.headline + "\n"
    folder, case, brief = err.splitlines()
    assert folder == "Data folder: data"
    assert case.startswith("Case: embers-of-norland-norland-2020-01-23-")
    assert case.endswith("(new)")
    assert brief == f"Brief: {rooms.folder}/brief.html"


def test_json_alone_goes_to_stdout(rooms: Rooms, capsys: Capture) -> None:
    assert main(["assess", "--json", "--data", "data"]) == 0
    assert json.loads(capsys.readouterr().out)["question"]["country"] == "Norland"


def test_what_was_asked_is_handed_on(rooms: Rooms) -> None:
    asked = ["--group", "G", "--country", "C", "--as-of", "2016-03", "--mode", "known-then"]
    assert main(["assess", *asked, "--seed", "5", "--active-line", "30", "--data", "data"]) == 0
    request = rooms.request
    assert (request.group, request.country, request.as_of) == ("G", "C", date(2016, 4, 1))
    assert (request.mode, request.reports) == ("known-then", ())
    assert request.settings == Settings(seed=5, active_line=30.0)
    assert isinstance(request.today, date)


def test_without_a_word_the_brief_lies_under_the_name_of_the_case(rooms: Rooms) -> None:
    assert main(["assess", "--data", "data"]) == 0
    with open_ledger(Path("data")) as ledger:
        (case,) = ledger.cases()
    assert rooms.folder == Path("out") / case.id


def test_a_folder_that_was_named_is_taken_as_it_is(rooms: Rooms) -> None:
    assert main(["assess", "--data", "data", "--out", "here/mine"]) == 0
    assert rooms.folder == Path("here/mine")


def test_a_second_run_says_that_it_found_the_case(rooms: Rooms, capsys: Capture) -> None:
    def case_line() -> str:
        assert main(["assess", "--data", "data"]) == 0
        return capsys.readouterr().err.splitlines()[1]

    assert case_line().endswith("(new)")
    assert case_line().endswith("(known)")
    rooms.assessment = rooms.assessment.model_copy(update={"seed": 8})
    assert case_line().endswith("(known; new answer)")


def test_a_refusal_keeps_and_makes_nothing(rooms: Rooms, tmp_path: Path, capsys: Capture) -> None:
    rooms.error = NoData("the group has no row there; try another country")
    assert main(["assess", "--data", "data", "--out", "mine"]) == 2
    assert capsys.readouterr().err == "smoulder: the group has no row there; try another country\n"
    assert list(tmp_path.iterdir()) == []


def test_a_fault_behind_the_door_keeps_its_traceback(rooms: Rooms) -> None:
    rooms.error = ZeroDivisionError("a fault of ours")
    with pytest.raises(ZeroDivisionError):
        main(["assess", "--data", "data"])


def test_a_place_that_cannot_be_written_is_told_before_any_work(rooms: Rooms, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert main(["assess", "--data", "data", "--out", "file/brief"]) == 2
    assert main(["assess", "--data", "file"]) == 2
    assert rooms.request is None
