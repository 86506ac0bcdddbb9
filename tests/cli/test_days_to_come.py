"""The command line answers no case as of a day to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from smoulder.cli.main import main

ASKED = ("--group", "Islamic State", "--country", "Iraq", "--data", "data")
TOLD = "The army said on Monday that the Islamic State in Iraq waits in the desert of Anbar. " * 6


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The line of a command that is refused."""
    assert main(list(words)) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("command", [("assess",), ("case", "new")])
def test_a_day_to_come_is_refused_before_anything_is_kept(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    said = refused(capsys, *command, *ASKED, "--as-of", "2062-01-01")
    assert "2062-01-01 is to come; a case is answered as of a day up to today" in said


@pytest.mark.parametrize("day", [(), ("--as-of", "2020-01-26")])
def test_a_report_of_a_day_to_come_wants_a_mended_date_whether_a_day_is_said_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], day: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("late.txt").write_text(f"BAGHDAD, March 3, 2062 – {TOLD}")
    said = refused(capsys, "assess", "late.txt", *ASKED, *day)
    assert "late.txt bears the date 2062-03-03, which is to come; mend the date in the report itself" in said
