"""The whole way, with nothing replaced: from the example report to a brief on disk and a case in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("example", "asked"),
    [
        ("iraq-2020.txt", (234, "Iraq", "2020-01-24")),
        ("sri-lanka-2003.txt", (320, "Sri Lanka", None)),
        ("nigeria-2016.html", (1051, "Nigeria", None)),
    ],
)
def test_an_example_becomes_a_brief_and_a_case(
    example: str,
    asked: tuple[int, str, str | None],
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    report = str(root / "examples" / example)
    assert main(["assess", report, "--data", "data", "--out", "brief", "--draws", "500"]) == 0
    page, err = capsys.readouterr()
    assert asked[1] in page
    case = next(line for line in err.splitlines() if line.startswith("Case: ")).split()[1]
    answer = json.loads((tmp_path / "brief" / "brief.json").read_text())
    assert (answer["question"]["group_id"], answer["question"]["country"]) == asked[:2]
    assert asked[2] in (None, answer["question"]["as_of"])
    assert (tmp_path / "brief" / "brief.html").read_text().lower().startswith("<!doctype html>")
    assert {path.name for path in (tmp_path / "brief").iterdir()} == {"brief.html", "brief.json"}

    (tmp_path / "half-page.txt").write_text(page, encoding="utf-8")
    assert main(["lint", "half-page.txt", "brief/brief.html"]) == 0, capsys.readouterr().out
    assert capsys.readouterr().out == ""

    assert main(["case", "show", case, "--json", "--data", "data"]) == 0
    assert json.loads(capsys.readouterr().out)["answer"] == answer


def test_the_same_inputs_give_the_same_answer_and_find_their_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["assess", "--group", "Islamic State", "--country", "Iraq", "--as-of", "2020-01-23"]
    answers = []
    for _ in range(2):
        assert main([*asked, "--json", "--data", "data", "--draws", "500"]) == 0
        out, err = capsys.readouterr()
        answers.append(out)
    assert answers[0] == answers[1]
    assert "(known)" in err
