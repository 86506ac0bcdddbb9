from __future__ import annotations

import json
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smoulder.cli.main import main
from smoulder.desk.watch_choice import watched_month
from smoulder.records.errors import BadDate
from smoulder.records.month import month_index
from tests.reading.ged_samples import event, write_ged

Capture = pytest.CaptureFixture[str]
ROW = [
    "group_id",
    "group",
    "country",
    "kind",
    "section",
    "state",
    "last_month",
    "behind",
    "stale",
    "provisional",
    "known",
    "began",
    "age",
    "deaths_12",
    "lowest",
    "peak",
    "peak_month",
    "kinds",
    "silence",
    "traps",
    "assess",
]


def listed(capsys: Capture, *arguments: str, code: int = 0) -> dict[str, Any]:  # Any: JSON
    assert main(["watch", *arguments, "--json"]) == code
    found: dict[str, Any] = json.loads(capsys.readouterr().out)  # Any: JSON
    return found


def groups(found: dict[str, Any]) -> list[str]:  # Any: JSON
    return [row["group"] for row in found["rows"]]


def test_json_holds_each_row_under_the_documented_keys(capsys: Capture) -> None:
    found = listed(capsys, "--as-of", "2018-12", "--country", "Iraq")
    assert list(found) == ["schema", "to", "choice", "series", "rows", "left_out"]
    assert all(list(row) == ROW for row in found["rows"])
    state = found["rows"][0]
    assert (state["group"], state["known"], state["last_month"], state["behind"]) == (
        "IS",
        "2018-07",
        "2018-12",
        0,
    )
    assert state["silence"] == {
        "word": "unusual",
        "months_without_death": 0,
        "longest_before": None,
        "basis": "own months",
        "alike": 5,
        "of": 162,
    }


def test_each_row_ends_in_the_command_that_goes_on_from_it(capsys: Capture, tmp_path: Path) -> None:
    found = listed(capsys, "--as-of", "2022-12", "--country", "Sri Lanka")
    row = next(row for row in found["rows"] if row["group"] == "LTTE")
    words = shlex.split(row["assess"])
    assert words[0] == "smoulder"
    folders = ["--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]
    assert main([*words[1:], *folders, "--json", "--draws", "200"]) == 0
    situation = json.loads(capsys.readouterr().out)["situation"]
    assert (situation["state"], situation["known"], situation["last_month"]) == (
        "quiet",
        row["known"],
        "2022-12",
    )


def test_a_month_a_day_and_the_day_after_mean_the_same_months(capsys: Capture) -> None:
    assert watched_month("2018-12") == watched_month("2019-01-01") == watched_month("2019-01-31")
    assert watched_month(None, date(2019, 1, 15)) == month_index("2018-12")
    with pytest.raises(BadDate):
        watched_month("2018-13")
    month, day = (listed(capsys, "--as-of", text) for text in ("2018-12", "2019-01-01"))
    assert month == day


def test_the_list_fits_a_terminal_and_says_what_it_leaves_out(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["watch", "--as-of", "2018-12", "--limit", "3"]) == 0
    out = capsys.readouterr().out
    blocks = out.strip().split("\n\n")
    assert len(blocks) == 5
    assert all(len(line) <= 80 or "smoulder assess" in line for line in out.splitlines())
    assert all(block.splitlines()[-1].startswith("  smoulder assess --group ") for block in blocks[1:4])
    assert "communities" in blocks[-1]
    assert "44 more (--limit 0)" in blocks[-1]


def test_the_usual_list_holds_recent_lulls_of_armed_groups_and_all_holds_every_lull(capsys: Capture) -> None:
    usual = listed(capsys, "--as-of", "2022-12")
    whole = listed(capsys, "--as-of", "2022-12", "--all")
    assert {row["section"] for row in usual["rows"]} == {"recent"}
    assert {row["kind"] for row in usual["rows"]} == {"armed group"}
    assert {row["section"] for row in whole["rows"]} == {"recent", "older", "won"}
    assert len(whole["rows"]) == len(usual["rows"]) + sum(usual["left_out"].values())
    assert whole["left_out"] == {}


def test_a_country_shows_its_older_lulls_too_and_mexico_only_when_asked_for(capsys: Capture) -> None:
    assert "LTTE" in groups(listed(capsys, "--as-of", "2022-12", "--country", "Sri Lanka"))
    assert {
        row["country"] for row in listed(capsys, "--as-of", "2022-12", "--country", "Mexico")["rows"]
    } == {"Mexico"}
    whole = listed(capsys, "--as-of", "2022-12", "--all")
    assert "Mexico" not in {row["country"] for row in whole["rows"]}


def test_stale_months_are_marked(capsys: Capture) -> None:
    assert main(["watch", "--as-of", "2026-10", "--country", "Iraq", "--limit", "1"]) == 0
    out = capsys.readouterr().out
    assert "[STALE]" in out
    assert "load newer data" in out


def test_since_a_day_tells_what_is_new_by_its_exit_code(capsys: Capture) -> None:
    new = listed(capsys, "--as-of", "2018-12", "--since", "2018-06", code=3)["changes"]
    assert ("new lull", "IS", "Iraq", "2018-07") in [
        (one["kind"], one["group"], one["country"], one["month"]) for one in new
    ]
    assert listed(capsys, "--as-of", "2018-12", "--since", "2018-12")["changes"] == []
    assert main(["watch", "--as-of", "2018-12", "--since", "2018-12"]) == 0
    assert capsys.readouterr().out.strip().endswith("nothing new")


def test_since_a_list_of_an_earlier_run_tells_what_is_new(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "last.json"
    file.write_text(json.dumps(listed(capsys, "--as-of", "2018-06")))
    by_file = listed(capsys, "--as-of", "2018-12", "--since", str(file), code=3)["changes"]
    by_day = listed(capsys, "--as-of", "2018-12", "--since", "2018-06", code=3)["changes"]
    assert by_file == by_day
    assert main(["watch", "--as-of", "2018-06", "--since", str(file)]) == 0


def test_a_comeback_is_new(capsys: Capture) -> None:
    new = listed(capsys, "--as-of", "2013-08", "--since", "2013-06", "--country", "Iraq", code=3)["changes"]
    assert [(one["kind"], one["group"], one["month"]) for one in new] == [("comeback", "IS", "2013-07")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as-of", "soon"], "no day"),
        (["--since", "2018-13"], "no month"),
        (["--country", "Atlantis"], "no country"),
        (["--since", "missing.json"], "no day"),
    ],
)
def test_a_wrong_option_is_one_line_with_the_cure(capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["watch", *arguments]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1


@pytest.mark.parametrize(
    "text", ["no json", "[]", '{"rows": [{}], "choice": {}}', '{"rows": 3}', '{"rows": [], "choice": 3}']
)
def test_a_file_that_is_no_list_is_refused(capsys: Capture, tmp_path: Path, text: str) -> None:
    file = tmp_path / "last.json"
    file.write_text(text)
    assert main(["watch", "--since", str(file)]) == 2
    assert "is no list of" in capsys.readouterr().err


def test_a_list_of_another_choice_is_refused(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "last.json"
    file.write_text(json.dumps(listed(capsys, "--as-of", "2018-06")))
    for other in (["--all"], ["--country", "Iraq"], ["--active-line", "50"]):
        assert main(["watch", "--as-of", "2018-12", "--since", str(file), *other]) == 2
        assert "run with the same" in capsys.readouterr().err


def test_the_commands_of_the_rows_carry_the_data_and_the_thresholds(capsys: Capture, tmp_path: Path) -> None:
    options = ["--data", str(tmp_path), "--active-line", "50"]
    found = listed(capsys, "--as-of", "2018-12", "--country", "Iraq", *options)
    assert all(row["assess"].endswith(shlex.join(options)) for row in found["rows"])


def test_a_threshold_changes_the_list(capsys: Capture) -> None:
    assert groups(listed(capsys, "--as-of", "2018-12")) != groups(
        listed(capsys, "--as-of", "2018-12", "--lull-share", "0.02")
    )


def test_loaded_events_are_watched_with_the_figures_and_candidate_months_are_provisional(
    capsys: Capture, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    final = write_ged(
        tmp_path / "final.csv",
        [
            event(
                number,
                deaths_a=4,
                date_start=f"{2020 + at // 12}-{at % 12 + 1:02d}-05",
                date_end=f"{2020 + at // 12}-{at % 12 + 1:02d}-05",
            )
            for number, at in enumerate(range(24))
        ],
    )
    fast = write_ged(
        tmp_path / "GEDEvent_v23_0_3.csv", [event(99, date_start="2023-03-02", date_end="2023-03-02")]
    )
    spans = {"23.1": "Norland,2020-01,2022-12", "23.0.3": "Norland,2023-01,2023-03"}
    for source, file, (vintage, span) in zip(
        ("ucdp", "candidate"), (final, fast), spans.items(), strict=True
    ):
        coverage = tmp_path / f"{source}.csv"
        coverage.write_text(f"vintage,country,from,to\n{vintage},{span}\n")
        asked = ["--vintage", vintage, "--coverage", str(coverage), "--data", str(data)]
        assert main(["load", source, str(file), *asked]) == 0
    capsys.readouterr()
    rows = {}
    for month in ("2022-12", "2023-03"):
        found = listed(capsys, "--as-of", month, "--data", str(data))
        rows[month] = next(row for row in found["rows"] if row["group"] == "Embers")
    assert [row["last_month"] for row in rows.values()] == ["2022-12", "2023-03"]
    assert [row["provisional"] for row in rows.values()] == [False, True]
    told = {
        month: [trap["words"] for trap in row["traps"] if trap["kind"] == "provisional"]
        for month, row in rows.items()
    }
    assert told["2022-12"] == []
    assert told["2023-03"][0].startswith("Months from 2023-01 rest on candidate releases")
    assert rows["2022-12"]["peak"] == 84  # 7 deaths a month
    assert "Embers" not in groups(listed(capsys, "--as-of", "2022-12"))
