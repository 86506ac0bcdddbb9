from __future__ import annotations

import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smoulder.cli.main import main

Capture = pytest.CaptureFixture[str]


def test_the_series_is_drawn_above_its_numbers(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["series", "IS", "--country", "Iraq", "--months", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("deaths a month")
    assert any(line.startswith(" lulls |") for line in lines)
    assert all(len(line) <= 80 for line in lines)


def test_a_terminal_without_utf8_gets_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", plain)
    assert main(["series", "IS", "--country", "Iraq", "--months", "2"]) == 0
    plain.flush()
    assert b" lulls |" in plain.buffer.getvalue()  # type: ignore[attr-defined]  # of the stream made above


def test_the_chart_is_written_whole_and_said_on_stderr(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "new" / "is.svg"
    arguments = ["series", "IS", "--country", "Iraq", "--as-of", "2020-01-23", "--json", "--svg", str(file)]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert str(file) in shown.err
    assert str(file) not in shown.out
    text = file.read_text()
    assert ElementTree.fromstring(text).tag.endswith("svg")
    assert "no rows" in text  # the months end in 2018, a year before the day
    assert [path.name for path in file.parent.iterdir()] == ["is.svg"]


def test_a_place_that_cannot_be_written_is_one_line(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    file = tmp_path / "file" / "is.svg"
    assert main(["series", "IS", "--country", "Iraq", "--svg", str(file)]) == 2
    assert "cannot be written" in capsys.readouterr().err
