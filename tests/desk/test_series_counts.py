"""Which counts a series is made of: `--kind` and `--rule`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main
from smoulder.store.events import open_events
from tests.reading.ged_samples import event
from tests.store.event_files import put

Capture = pytest.CaptureFixture[str]
IRAQ: dict[str, Any] = {"country": "Iraq", "side_b_new_id": 234, "side_b": "IS"}
KINDS = ("state-based", "non-state", "one-sided")


def shown(capsys: Capture, *arguments: object) -> dict[str, Any]:
    assert main(["series", "IS", "--country", "Iraq", "--json", *map(str, arguments)]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def deaths(found: dict[str, Any]) -> dict[str, float | None]:
    return {month["month"]: month["deaths"] for month in found["months"]}


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """Islamic State in Iraq: a fight over ten days of January and ten of February 2020, and a massacre in May."""
    folder = tmp_path / "data"
    rows = [
        event(1, date_start="2020-01-22", date_end="2020-02-10", **IRAQ),
        event(
            2, type_of_violence=3, side_a_new_id=234, side_a="IS", side_b_new_id=9999, side_b="Civilians",
            country="Iraq", deaths_a=0, deaths_b=0, deaths_civilians=7, deaths_unknown=0,
            date_start="2020-05-05", date_end="2020-05-05",
        ),
    ]  # fmt: skip
    put(open_events(folder), rows, "26.1", countries=("Iraq",))
    return folder


def test_the_kinds_add_up_to_all_in_the_shipped_figures(capsys: Capture) -> None:
    every = deaths(shown(capsys))
    kinds = [shown(capsys, "--kind", kind) for kind in KINDS]
    assert [one["measure"] for one in kinds] == list(KINDS)
    for month, total in every.items():
        parts = [deaths(one)[month] for one in kinds]
        if total is None:
            assert parts == [None] * 3
        else:
            assert sum(part or 0 for part in parts) == pytest.approx(total, abs=0.02)
    assert shown(capsys, "--kind", "all") == shown(capsys)


def test_lulls_are_those_of_the_kind(capsys: Capture) -> None:
    one_sided = shown(capsys, "--kind", "one-sided")["lulls"]
    assert ("2015-12", "2016-10", "comeback") in [
        (one["known"], one["ended"], one["end"]) for one in one_sided
    ]
    assert "2015-12" not in [one["known"] for one in shown(capsys)["lulls"]]


def test_the_title_names_the_kind(capsys: Capture) -> None:
    assert main(["series", "IS", "--country", "Iraq", "--kind", "non-state"]) == 0
    assert capsys.readouterr().out.startswith("IS in Iraq, deaths of non-state (UCDP GED")


def test_days_share_an_event_out_and_end_puts_it_in_the_month_of_its_last_day(
    capsys: Capture, loaded: Path
) -> None:
    by_days, by_end = (shown(capsys, "--data", loaded, "--rule", rule) for rule in ("days", "end"))
    assert (by_days["rule"], by_end["rule"]) == ("days", "end")
    assert [deaths(by_days)[month] for month in ("2020-01", "2020-02", "2020-05")] == [2, 2, 7]
    assert [deaths(by_end)[month] for month in ("2020-01", "2020-02", "2020-05")] == [0, 4, 7]


def test_end_and_a_kind_go_together(capsys: Capture, loaded: Path) -> None:
    state = deaths(shown(capsys, "--data", loaded, "--rule", "end", "--kind", "state-based"))
    assert (state["2020-02"], state["2020-05"]) == (4, 0)


@pytest.mark.parametrize("rule", ["days", "end"])
def test_a_kind_without_an_event_is_nought_in_covered_months(
    capsys: Capture, loaded: Path, rule: str
) -> None:
    found = shown(capsys, "--data", loaded, "--rule", rule, "--kind", "non-state")
    assert found["measure"] == "non-state"
    assert deaths(found)["2020-02"] == 0
    assert found["lulls"] == []


def test_end_sees_nothing_after_the_day(capsys: Capture, loaded: Path) -> None:
    found = shown(capsys, "--data", loaded, "--rule", "end", "--as-of", "2020-01")
    assert max(deaths(found)) == "2020-01"
    assert set(deaths(found).values()) == {0}


def test_end_is_said_above_the_table(capsys: Capture, loaded: Path) -> None:
    assert main(["series", "IS", "--country", "Iraq", "--rule", "end", "--data", str(loaded)]) == 0
    assert "each event in the month of its last day" in capsys.readouterr().out.splitlines()[0]


def test_end_without_loaded_events_is_one_line_with_the_cure(capsys: Capture, loaded: Path) -> None:
    for more in ([], ["--data", str(loaded)]):
        assert main(["series", "LTTE", "--country", "Sri Lanka", "--rule", "end", *more]) == 2
        error = capsys.readouterr().err.strip()
        assert "\n" not in error
        assert "none of Sri Lanka are loaded" in error
        assert error.endswith("Run: smoulder load ucdp FILE")


def test_end_for_a_group_without_a_row_names_group_and_country(capsys: Capture, loaded: Path) -> None:
    assert main(["series", "LTTE", "--country", "Iraq", "--rule", "end", "--data", str(loaded)]) == 2
    error = capsys.readouterr().err
    assert "no events in Iraq in the store" in error


def test_a_kind_or_rule_that_is_none_is_refused(capsys: Capture) -> None:
    for wrong in (["--kind", "riots"], ["--rule", "start"]):
        assert main(["series", "IS", "--country", "Iraq", *wrong]) == 2
        assert wrong[1] in capsys.readouterr().err
