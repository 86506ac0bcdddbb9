"""`smoulder series --breaks`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.store.events import open_events
from tests.reading.ged_samples import event
from tests.store.event_files import put

Capture = pytest.CaptureFixture[str]
IRAQ = ["series", "IS", "--country", "Iraq"]


def told(capsys: Capture, *arguments: str) -> str:
    assert main([*IRAQ, *arguments]) == 0
    return capsys.readouterr().out


def test_levels_follow_each_other_to_the_last_month_and_hold_every_known_one(capsys: Capture) -> None:
    found = json.loads(told(capsys, "--breaks", "--json"))
    levels = found["breaks"]
    assert [list(one) for one in levels] == [["from", "to", "deaths_a_month", "known_months"]] * len(levels)
    assert len(levels) > 2
    assert (levels[0]["from"], levels[-1]["to"]) == (
        found["months"][0]["month"],
        found["months"][-1]["month"],
    )
    known = [month for month in found["months"] if month["deaths"] is not None]
    assert sum(one["known_months"] for one in levels) == len(known)
    total = sum(one["known_months"] * one["deaths_a_month"] for one in levels)
    assert total == pytest.approx(sum(month["deaths"] for month in known), rel=1e-3)
    assert "2014-06" in [one["from"] for one in levels]  # the fall of Mosul


def test_breaks_are_found_in_the_months_up_to_the_day(capsys: Capture) -> None:
    levels = json.loads(told(capsys, "--breaks", "--as-of", "2013-12", "--json"))["breaks"]
    assert levels[-1]["to"] == "2013-12"


def test_breaks_are_those_of_the_kind(capsys: Capture) -> None:
    every, one_sided = (
        json.loads(told(capsys, "--breaks", "--json", "--kind", kind))["breaks"]
        for kind in ("all", "one-sided")
    )
    assert every != one_sided


def test_the_table_is_called_an_aid_to_the_eye_and_the_drawing_marks_it(capsys: Capture) -> None:
    out = told(capsys, "--breaks", "--months", "2")
    table = next(part for part in out.split("\n\n") if part.startswith("BREAKS"))
    assert "an aid to the eye" in table
    marks = next(line for line in out.splitlines() if line.startswith("breaks |"))
    assert 1 <= marks.count("^") <= len(table.splitlines()) - 3


def test_without_the_option_nothing_of_breaks_is_shown(capsys: Capture) -> None:
    assert "breaks" not in told(capsys).lower()
    assert "breaks" not in json.loads(told(capsys, "--json"))


def test_a_series_at_one_level_says_none(capsys: Capture, tmp_path: Path) -> None:
    rows = [event(1, country="Iraq", side_b_new_id=234, side_b="IS")]
    put(open_events(tmp_path / "data"), rows, "26.1", countries=("Iraq",))
    out = told(capsys, "--breaks", "--rule", "end", "--data", str(tmp_path / "data"))
    assert out.rstrip().endswith("uses them\nnone")
    assert "breaks |" not in out
