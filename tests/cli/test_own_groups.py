"""Groups, names and links of the user's own at the doors that answer with numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main

Capture = pytest.CaptureFixture[str]
ALIAS = '[[alias]]\ngroup = 1051\nname = "Lake Faction"\n'
LINK = (
    '[[link]]\ngroup = 1051\nkind = "counted as"\nother = 234\ncountry = "Nigeria"\n'
    'since = 2017-01-01\nuntil = 2017-12-31\nknown = 2018-06-10\nnote = "By own notes."\n'
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a name and a link of the user's."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "groups.toml").write_text(ALIAS + LINK)
    return tmp_path / "data"


def told(capsys: Capture, *arguments: str) -> Any:  # Any: JSON
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_own_link_joins_months_from_the_day_it_was_known(capsys: Capture, data: Path) -> None:
    asked = ("series", "Lake Faction", "--country", "Nigeria", "--data", str(data))
    before, after = told(capsys, *asked, "--as-of", "2018-05"), told(capsys, *asked, "--as-of", "2018-06")
    assert not any("By own notes." in note for note in before["notes"])
    assert any(note.startswith("2017-01 to 2017-12") and "By own notes." in note for note in after["notes"])

    def deaths(found: Any) -> float:  # Any: JSON
        return next(float(one["deaths"]) for one in found["months"] if one["month"] == "2017-03")

    assert deaths(after) > deaths(before)


@pytest.mark.slow
def test_an_answer_keeps_which_own_groups_it_rests_on(capsys: Capture, data: Path) -> None:
    asked = ("assess", "--group", "Lake Faction", "--country", "Nigeria", "--as-of", "2018-07")
    found = told(capsys, *asked, "--data", str(data))
    assert "By own notes." in json.dumps(found)
    first = found["settings"]["own_groups"]
    (data / "groups.toml").write_text(ALIAS)
    assert told(capsys, *asked, "--data", str(data))["settings"]["own_groups"] != first
    (data / "groups.toml").unlink()
    plain = told(capsys, *asked[:2], "Boko Haram", *asked[3:], "--data", str(data))
    assert "own_groups" not in plain["settings"]


def test_the_watch_list_joins_by_own_links(capsys: Capture, data: Path) -> None:
    asked = ("watch", "--as-of", "2019-12", "--country", "Nigeria", "--all", "--data", str(data))
    assert "By own notes." in json.dumps(told(capsys, *asked))
