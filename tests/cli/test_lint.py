"""`smoulder lint`: places, exit codes, formats."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smoulder.cli.main import main

FAULTY = "# Outlook\n\nThe front is quiet.\n\nA comeback is unlikely (60 %),\nand a split could follow.\n"


@pytest.fixture
def note(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_each_finding_is_one_line_with_place_rule_and_cure(
    note: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = note("note.md", FAULTY)
    assert main(["lint", str(path)]) == 1
    shown = capsys.readouterr()
    first, second = shown.out.splitlines()
    assert first.startswith(f"{path}:5:15: number-contradicts-word: 'unlikely' is 20 to 45 %")
    assert "cure: write 'likely' for 60 %" in first
    assert second.startswith(f"{path}:6:13: unscaled-word: 'could'")
    assert "2 findings in 1 file, by the scale ICD 203" in shown.err


def test_a_clean_text_leaves_with_zero_and_says_nothing_on_stdout(
    note: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(note("note.txt", "A comeback is unlikely (30 %).\n"))]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "no findings in 1 file" in shown.err


def test_a_file_that_cannot_be_read_leaves_with_two_and_the_others_are_checked(
    note: Callable[[str, str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(tmp_path / "none.md"), str(note("note.md", FAULTY))]) == 2
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 2
    assert "none.md cannot be read" in shown.err


def test_json_holds_files_findings_and_what_was_not_read(
    note: Callable[[str, str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", "--json", str(note("note.md", FAULTY)), str(tmp_path / "none.md")]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["scale"] == "ICD 203"
    assert [one["rule"] for one in found["files"][0]["findings"]] == [
        "number-contradicts-word",
        "unscaled-word",
    ]
    assert set(found["files"][0]["findings"][0]) == {"line", "column", "rule", "words", "message", "cure"}
    assert "none.md" in found["unread"][0]["reason"]


def test_a_pipe_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Pipe:
        buffer = io.BytesIO(b"A split might follow.\n")

    monkeypatch.setattr("sys.stdin", Pipe())
    assert main(["lint", "-"]) == 1
    assert capsys.readouterr().out.startswith("-:1:9: unscaled-word")


def test_another_scale_changes_what_is_right(
    note: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(note("note.md", "A comeback is highly unlikely (15 %).\n"))
    assert main(["lint", path]) == 1
    assert main(["lint", path, "--scale", "PHIA"]) == 0


def test_an_own_scale_is_checked_when_it_is_read(
    note: Callable[[str, str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    text = str(note("note.md", "A comeback is to be feared (80 %).\n"))
    own = note("desk.csv", "low,high,term\n0,0.6,hardly to be feared\n0.6,1,to be feared\n")
    assert main(["lint", text, "--scale", str(own)]) == 0
    bad = note("bad.csv", "low,high,term\n0,0.6,faint\n0.5,1,strong\n")
    assert main(["lint", text, "--scale", str(bad)]) == 2
    assert "bad.csv line 3: 'strong'" in capsys.readouterr().err


def test_the_scale_is_taken_from_the_option_the_environment_or_the_settings_file(
    note: Callable[[str, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = str(note("note.md", "A comeback is to be feared.\n"))
    note("desk.csv", "low,high,term\n0,0.6,hardly to be feared\n0.6,1,to be feared\n")
    note("smoulder.toml", '[lint]\nscale = "desk.csv"\n')
    assert main(["lint", path]) == 0
    assert "by the scale desk" in capsys.readouterr().err
    monkeypatch.setenv("SMOULDER_SCALE", "PHIA")
    assert main(["lint", path]) == 0
    assert "by the scale PHIA" in capsys.readouterr().err
    assert main(["lint", path, "--scale", "IPCC"]) == 0
    assert "by the scale IPCC" in capsys.readouterr().err


def test_a_scale_in_the_settings_file_that_is_no_text_is_told_with_its_place(
    note: Callable[[str, str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    note("smoulder.toml", "[lint]\nscale = 203\n")
    assert main(["lint", str(note("note.md", "Quiet.\n"))]) == 2
    assert "[lint]: scale is no text" in capsys.readouterr().err


def test_a_word_document_counts_paragraphs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Outlook", 1)
    document.add_paragraph("The front is quiet. A split might follow.")
    path = tmp_path / "memo.docx"
    document.save(str(path))
    assert main(["lint", str(path)]) == 1
    assert capsys.readouterr().out.startswith(f"{path}:paragraph 2:29: unscaled-word")
