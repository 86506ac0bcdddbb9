"""`smoulder series --indicators`: a table by period from loaded events."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main
from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.store.events import open_events
from tests.reading.ged_samples import event
from tests.store.event_files import put

Capture = pytest.CaptureFixture[str]
GED = Path(__file__).parents[3] / "shared" / "data" / "ucdp" / "ged_sri_lanka.csv"


def fight(number: int, day: str, **changed: Any) -> dict[str, str]:
    own = {"country": "Iraq", "side_b_new_id": 234, "side_b": "IS", "date_start": day, "date_end": day}
    return event(number, **(own | changed))


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """Four events of Islamic State in Iraq, the last one half a year before the end of the release."""
    folder = tmp_path / "data"
    massacre = {
        "type_of_violence": 3,
        "side_a_new_id": 234,
        "side_a": "IS",
        "side_b_new_id": 9999,
        "side_b": "Civilians",
    }
    dead = {"deaths_a": 0, "deaths_b": 0, "deaths_civilians": 6, "deaths_unknown": 0}
    rows = [
        fight(1, "2024-03-01"),
        fight(2, "2024-03-11", latitude=12.25, adm_1="South"),
        fight(3, "2025-01-05", **massacre, **dead),
        fight(4, "2025-06-05"),
        fight(5, "2025-06-06", side_b_new_id=1, side_b="Another"),
    ]  # fmt: skip
    put(open_events(folder), rows, "26.1", countries=("Iraq",))
    return folder


def told(capsys: Capture, folder: Path, *arguments: str) -> str:
    assert main(["series", "IS", "--country", "Iraq", "--data", str(folder), *arguments]) == 0
    return capsys.readouterr().out


def periods(capsys: Capture, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(told(capsys, folder, "--json", *arguments))["indicators"]
    return found


def test_years_by_hand(capsys: Capture, loaded: Path) -> None:
    first, second = periods(capsys, loaded, "--indicators", "12")
    assert (first["from"], first["to"], second["from"], second["to"]) == (
        "2024-01", "2024-12", "2025-01", "2025-12"
    )  # fmt: skip
    assert (first["covered"], first["events"], first["deaths"], first["lethality"]) == (12, 2, 8, 4)
    assert (first["gap_days"], first["cells"], first["districts"], first["state_based"]) == (10, 2, 2, 1)
    assert first["spread_km"] == pytest.approx(111.2, abs=0.1)  # one degree to either side of the middle
    assert (second["events"], second["deaths"], second["one_sided"]) == (2, 10, 0.5)
    assert second["civilians_share"] == round(6 / 9, 3)  # the fight has one dead of an unknown part


def test_the_last_period_ends_with_the_last_covered_month_though_it_is_quiet(
    capsys: Capture, loaded: Path
) -> None:
    found = periods(capsys, loaded, "--indicators", "3")
    assert [one["to"] for one in found[-2:]] == ["2025-09", "2025-12"]
    assert [(one["events"], one["lethality"]) for one in found[-2:]] == [(0, None), (0, None)]
    assert sum(one["events"] for one in found) == 4
    assert found[0]["from"] <= "2024-03" <= found[0]["to"]


def test_nothing_after_the_day_is_seen(capsys: Capture, loaded: Path) -> None:
    found = periods(capsys, loaded, "--indicators", "12", "--as-of", "2025-05")
    assert found[-1]["to"] == "2025-05"
    assert found[-1]["events"] == 1


def test_indicators_are_of_all_kinds_whatever_the_series_counts(capsys: Capture, loaded: Path) -> None:
    every = periods(capsys, loaded, "--indicators", "12")
    assert periods(capsys, loaded, "--indicators", "12", "--kind", "non-state", "--rule", "end") == every


def test_the_table_says_what_its_columns_mean_and_fits_100_columns(capsys: Capture, loaded: Path) -> None:
    part = told(capsys, loaded, "--indicators", "12").strip().split("\n\n")[-1].splitlines()
    assert part[0].startswith("INDICATORS, 12 months")
    assert part[1].split()[:5] == ["to", "events", "deaths", "each", "days"]
    assert part[2].split() == ["2024-12", "2", "8", "4.0", "10.0", "2", "2", "111", "100", "0", "0", "0"]
    assert all(len(line) <= 110 for line in part)
    assert "% of events" in part[-1]


def test_a_period_that_is_covered_in_part_is_marked(capsys: Capture, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    spans = tmp_path / "spans.csv"
    spans.write_text("vintage,country,from,to\n26.1,Iraq,2024-02,2025-12\n")
    put(open_events(folder), [fight(1, "2024-03-01")], "26.1", countries=("Iraq",), coverage=spans)
    assert [one["covered"] for one in periods(capsys, folder, "--indicators", "12")] == [11, 12]
    text = told(capsys, folder, "--indicators", "12")
    assert "2024-12*" in text
    assert "* not every month is covered" in text


def test_without_loaded_events_one_line_says_what_to_load(capsys: Capture, tmp_path: Path) -> None:
    arguments = ["series", "IS", "--country", "Iraq", "--data", str(tmp_path), "--indicators", "12"]
    assert main(arguments) == 0
    shown = capsys.readouterr()
    assert "INDICATORS" not in shown.out
    said = [line for line in shown.err.splitlines() if line.startswith("Indicators")]
    assert said == [
        "Indicators need event rows, and none of IS in Iraq are loaded. Run: smoulder load ucdp FILE"
    ]
    assert main([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["indicators"] == []


def test_events_after_the_day_count_as_not_loaded(capsys: Capture, loaded: Path) -> None:
    arguments = ["series", "IS", "--country", "Iraq", "--data", str(loaded), "--indicators", "12"]
    assert main([*arguments, "--as-of", "2020-12"]) == 0
    assert "none of IS in Iraq up to 2020-12 are loaded" in capsys.readouterr().err


def test_without_the_option_json_has_no_indicators(capsys: Capture, loaded: Path) -> None:
    assert "indicators" not in json.loads(told(capsys, loaded, "--json"))


def test_a_length_under_one_month_is_refused(capsys: Capture) -> None:
    assert main(["series", "IS", "--country", "Iraq", "--indicators", "0"]) == 2
    assert "--indicators" in capsys.readouterr().err


@pytest.mark.skipif(not GED.exists(), reason="the UCDP files of ../shared are not here")
def test_periods_of_a_real_file_add_up_to_its_series(capsys: Capture, tmp_path: Path) -> None:
    open_events(tmp_path).load(find_source("ucdp"), GED, ReadOptions(vintage="23.1"))
    asked = ["LTTE", "--country", "Sri Lanka", "--data", str(tmp_path), "--rule", "end", "--indicators", "12"]
    assert main(["series", *asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for one in found["indicators"]:
        months = [month for month in found["months"] if one["from"] <= month["month"] <= one["to"]]
        assert one["events"] == sum(month["events"] for month in months)
        assert one["deaths"] == sum(month["deaths"] for month in months)
    assert max(found["indicators"], key=lambda one: one["deaths"])["to"] == "2009-12"
