from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from smoulder.cli.main import main
from smoulder.cli.read import COLUMNS, reading_table

Capture = pytest.CaptureFixture[str]
KEYS = {
    "document", "statements", "quantities", "dates", "actors", "places",
    "events", "claims", "hypotheses", "evidence", "pressure",
}  # fmt: skip


@pytest.fixture
def example(root: Path) -> Path:
    return root / "examples" / "iraq-2020.txt"


def test_json_holds_the_documented_keys_and_places_in_the_raw_text(example: Path, capsys: Capture) -> None:
    assert main(["read", str(example), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found.keys() >= KEYS
    raw = example.read_text(encoding="utf-8")
    assert found["statements"]
    for item in [*found["statements"], *found["quantities"], *found["dates"]]:
        assert raw[item["start"] : item["end"]] == item["text"]


def test_a_table_shows_each_kind_of_item_that_is_there(example: Path, capsys: Capture) -> None:
    assert main(["read", str(example)]) == 0
    out = capsys.readouterr().out
    assert "STATEMENTS (" in out
    assert "QUANTITIES (" in out


def test_the_json_can_go_to_a_file(example: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["read", str(example), "--out", str(tmp_path / "reading.json")]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"Reading: {tmp_path / 'reading.json'}\n"
    assert json.loads((tmp_path / "reading.json").read_text()).keys() >= KEYS


def test_a_pipe_reads_as_the_file_does(
    example: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    assert main(["read", str(example), "--json"]) == 0
    from_file = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(example.read_bytes())))
    assert main(["read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["statements"] == from_file["statements"]


def test_every_column_of_the_table_is_a_key_of_the_json(example: Path, capsys: Capture) -> None:
    assert main(["read", str(example), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for kind, heads in COLUMNS.items():
        for item in found[kind]:
            assert {*heads, "text"} <= item.keys(), kind


def test_lines_of_the_table_fit_and_long_cells_are_cut() -> None:
    item = {"speaker": "s" * 60, "date": None, "kind": "quote", "hedge": "", "text": "t" * 300}
    found = {"document": {"title": "", "published": None}, "statements": [item]}
    lines = reading_table(found, 80).splitlines()
    assert lines[0] == "No title"
    assert lines[1] == "published on an unknown day"
    assert all(len(line) <= 80 for line in lines)
    assert lines[-1].endswith("…")
