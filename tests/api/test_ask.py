"""Asking from Python gives what the command line gives, and says as plainly what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import smoulder
from smoulder.api.ask import _day
from smoulder.cli.main import main
from smoulder.records.errors import BadDate, BadReport, BadSetting, NoCountry, NoGroup

ROOT = Path(__file__).resolve().parents[2]
ASKED = {"group": "LTTE", "country": "Sri Lanka", "as_of": "2022-12"}


def test_data_alone_are_answered_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    told: list[str] = []
    brief = smoulder.assess(**ASKED, progress=told.append)  # type: ignore[arg-type]
    assert 0 < brief.answer[12].low < brief.answer[12].value < brief.answer[12].high < 1
    assert brief.assessment.question.as_of == date(2023, 1, 1)
    assert brief.assessment.record is not None
    assert brief.case == ""
    assert told
    assert not list(tmp_path.iterdir())
    assert "Liberation Tigers of Tamil Eelam" in repr(brief)


@pytest.mark.slow
def test_a_data_folder_keeps_the_case_as_the_command_line_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = ROOT / "examples" / "iraq-2020.txt"
    kept = smoulder.assess([report], data=tmp_path / "data")
    assert kept.case
    arguments = [
        "assess",
        str(report),
        "--data",
        str(tmp_path / "data"),
        "--out",
        str(tmp_path / "out"),
        "--json",
    ]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert f"Case: {kept.case} (known)" in shown.err
    assert shown.out.rstrip("\n") == kept.json().rstrip("\n")
    unkept = smoulder.assess(report.read_bytes(), as_of=kept.assessment.question.as_of)
    assert unkept.answer == kept.answer


@pytest.mark.parametrize(
    ("given", "error", "told"),
    [
        ({"mode": "then"}, BadSetting, "mode is 'then'; write one of revised, known-then"),
        ({"settings": {"active_lin": 3}}, BadSetting, "active_lin: .*known are active_line"),
        ({"settings": {"draws": 3}}, BadSetting, "draws: .*200"),
        ({"language": "xx"}, BadSetting, "xx"),
        ({"as_of": "2012-13-01"}, BadDate, "is no day"),
        ({"as_of": 2012}, BadDate, "'2012' is no day"),
        ({"reports": "no-such-file.txt"}, BadReport, "no-such-file.txt"),
        ({"reports": b"  "}, BadReport, "report 1 is empty"),
        ({"group": "No Such Army"}, NoGroup, "No Such Army"),
        ({"country": "Norland"}, NoCountry, "Norland"),
        ({"group": None, "country": None}, NoGroup, "no report and no group"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(given: dict[str, Any], error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told) as raised:
        smoulder.assess(**{**ASKED, **given})
    assert isinstance(raised.value, smoulder.SmoulderError)
    assert "\n" not in str(raised.value)


def test_a_day_out_of_a_table_may_have_a_time() -> None:
    assert (
        _day(datetime(2012, 6, 1, 8, 30)) == _day("2012-06-01") == _day(date(2012, 6, 1)) == date(2012, 6, 1)
    )
    assert _day(None) is None


def test_a_report_is_read_from_a_file_or_from_its_bytes() -> None:
    path = ROOT / "examples" / "sri-lanka-2003.txt"
    read = smoulder.read(path)
    assert read.country == "Sri Lanka"
    assert read.statements
    again = smoulder.read(path.read_bytes())
    assert again.statements == read.statements
    assert again.report.sha256 == read.report.sha256
