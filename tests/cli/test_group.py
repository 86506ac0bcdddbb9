from __future__ import annotations

import json

import pytest

from smoulder.cli.main import main
from smoulder.records.group import Group

Capture = pytest.CaptureFixture[str]


def test_a_group_is_shown_with_its_names_and_countries(capsys: Capture) -> None:
    assert main(["group", "Tamil Tigers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "LTTE (UCDP actor 320)"
    assert "  countries  Sri Lanka" in lines
    assert any(line.startswith("  deal       2002-02-22") for line in lines)


def test_a_group_in_json_is_a_whole_record(capsys: Capture) -> None:
    assert main(["group", "Daesh", "--json"]) == 0
    group = Group.model_validate(json.loads(capsys.readouterr().out))
    assert (group.group_id, group.name) == (234, "IS")


def test_a_person_is_no_group(capsys: Capture) -> None:
    assert main(["group", "Velupillai Prabhakaran"]) == 2
    assert "person" in capsys.readouterr().err
