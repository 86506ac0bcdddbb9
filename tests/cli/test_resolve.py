from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.records.case import Assessment
from tests.cli.record_sample import keep

Capture = pytest.CaptureFixture[str]
Make = Callable[..., Assessment]


def test_the_data_close_questions_and_the_rows_that_decide_them_are_shown(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    name = keep(make_assessment, tmp_path)
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "6 questions looked at: 2 yes, 2 no, 0 void, 2 undecidable, 0 open. New or changed: 6." in out
    assert name in out
    assert "comeback within 24 months: yes (final)\n    UCDP GED 19.1, Iraq, 2013-07: 2,319 deaths" in out
    assert "Branches were judged first" in out
    assert "no kind of pressure was on record" in out


def test_a_second_run_finds_nothing_new(tmp_path: Path, make_assessment: Make, capsys: Capture) -> None:
    keep(make_assessment, tmp_path)
    main(["resolve", "--data", str(tmp_path)])
    capsys.readouterr()
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    assert "2 questions looked at: 0 yes, 0 no, 0 void, 2 undecidable" in capsys.readouterr().out


def test_one_case_in_json_holds_its_questions_and_its_months(
    tmp_path: Path, make_assessment: Make, capsys: Capture
) -> None:
    name = keep(make_assessment, tmp_path)
    assert main(["resolve", name, "--json", "--data", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["version", "counts", "order", "questions", "months"]
    assert told["counts"] == {"no": 2, "undecidable": 2, "yes": 2}
    assert len(told["months"]) == 24
    assert told["months"][13] == {
        "month": "2013-07",
        "deaths": 588.0,
        "twelve": 2319.0,
        "holes": 0,
        "release": "UCDP GED 19.1",
        "provisional": False,
    }


def test_an_empty_ledger_has_no_open_question(tmp_path: Path, capsys: Capture) -> None:
    assert main(["resolve", "--data", str(tmp_path)]) == 0
    assert "No open question is in the ledger" in capsys.readouterr().out


def test_a_case_that_is_not_there_is_named(tmp_path: Path, capsys: Capture) -> None:
    assert main(["resolve", "nothing", "--data", str(tmp_path)]) == 2
    assert "no case 'nothing'" in capsys.readouterr().err
