from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: Callable[..., Assessment]) -> str:
    """The id of a case with two answers, kept in the data folder `data`."""
    monkeypatch.chdir(tmp_path)
    half_page = SimpleNamespace(half_page=lambda one, width, colour: f"{one.headline} (seed {one.seed})")
    monkeypatch.setitem(sys.modules, "smoulder.brief.terminal", half_page)
    with open_ledger(Path("data")) as ledger:
        ledger.keep(make_assessment(), now=NOW)
        return ledger.keep(make_assessment(seed=8), now=NOW).case_id


def test_a_list_of_cases_is_a_table_for_a_person(kept: str, capsys: Capture) -> None:
    assert main(["case", "list", "--data", "data"]) == 0
    out, err = capsys.readouterr()
    heads, row = out.splitlines()
    assert heads.split() == ["id", "group", "country", "as", "of", "comeback", "line"]
    assert row.startswith(f"{kept}  Embers of Norland  Norland  2020-01-23  60 deaths in 12 months")
    assert err == "Data folder: data\n"


def test_a_list_of_cases_has_its_five_keys_in_json(kept: str, capsys: Capture) -> None:
    assert main(["case", "list", "--json", "--data", "data"]) == 0
    (case,) = json.loads(capsys.readouterr().out)
    assert list(case) == ["id", "group", "country", "as_of", "question"]
    assert (case["id"], case["as_of"], case["question"]["line"]) == (kept, "2020-01-23", 60.0)


def test_an_empty_list_says_how_to_get_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["case", "list", "--data", "data"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "smoulder assess" in err
    assert main(["case", "list", "--data", "data", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_case_is_shown_with_its_latest_answer(kept: str, capsys: Capture) -> None:
    assert main(["case", "show", kept, "--data", "data"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{kept}, kept 2026-01-02 03:04 UTC, answers: 2\n")
    assert "(seed 8)\n" in out
    assert out.endswith("Report 1: report-0.txt (3785a05e)\n")


def test_a_case_in_json_holds_its_latest_answer_whole(kept: str, capsys: Capture) -> None:
    assert main(["case", "show", kept, "--json", "--data", "data"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["id"], shown["mode"], shown["answers"]) == (kept, "revised", 2)
    assert (shown["answer"]["seed"], shown["answer"]["question"]) == (8, shown["question"])


def test_a_case_that_is_not_there_is_refused(kept: str, capsys: Capture) -> None:
    assert main(["case", "show", "nope", "--data", "data"]) == 2
    assert "no case 'nope' in data/ledger.sqlite; `smoulder case list`" in capsys.readouterr().err
