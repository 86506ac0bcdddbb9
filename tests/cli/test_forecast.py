"""`smoulder forecast` writes draws that can be scored, says what they mean, and refuses what it cannot do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from smoulder.cli.forecast_run import origin_of
from smoulder.cli.main import main
from smoulder.reading.panels import load_country_panel
from smoulder.records.errors import BadSetting
from smoulder.records.month import month_index
from smoulder.records.panel import Panel
from tests.reading.ged_samples import event, write_ged

SMALL = ("--draws", "24")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "new" / "forecast.parquet"


def test_countries_come_in_the_form_of_the_challenge(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["forecast", "countries", "--as-of", "2017-10", "--months", "3-14", "--model", "conflictology"]
    assert main([*asked, *SMALL, "--seed", "7", "--out", str(out)]) == 0
    table = pq.read_table(out)
    frame = table.to_pandas()
    assert list(frame) == ["month_id", "country_id", "draw", "outcome"]
    assert all(str(kind).startswith("int") for kind in frame.dtypes)
    assert frame.groupby(["month_id", "country_id"]).size().eq(24).all()
    assert sorted(frame["month_id"].unique()) == list(range((2018 - 1980) * 12 + 1, (2018 - 1980) * 12 + 13))
    assert frame["country_id"].nunique() == 191
    assert sorted(frame["draw"].unique()) == list(range(24))
    panel = load_country_panel()
    iraq = panel.units.index("Iraq")
    own = frame[(frame["country_id"] == panel.ids[iraq]) & (frame["month_id"] == 457)]["outcome"]
    year = panel.at(np.arange(month_index("2016-11"), month_index("2017-11")))[iraq]
    assert own.tolist() == [*year.tolist(), *year.tolist()]
    told = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert (told["seed"], told["model"], told["origin"]) == ("7", "conflictology", "2017-10")
    assert told["vintage"] == "VIEWS country-months to 2024-04"
    assert told["smoulder"]
    printed = capsys.readouterr()
    assert (
        "State-based deaths, 2018-01 to 2018-12: 191 countries, 3 to 14 months ahead of 2017-10."
        in printed.out
    )
    assert "Model conflictology, seed 7, 24 draws, which repeat the model's 12." in printed.out
    assert printed.out.splitlines()[5].startswith("Syria")
    assert str(out) in printed.err


def test_groups_come_with_their_months_and_countries(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [
        "forecast",
        "groups",
        "--as-of",
        "2016-12",
        "--months",
        "2",
        "--measure",
        "events",
        "--model",
        "recent",
    ]
    assert main([*asked, *SMALL, "--out", str(out)]) == 0
    frame = pq.read_table(out).to_pandas()
    assert list(frame) == ["month", "group_id", "country", "draw", "outcome"]
    assert set(frame["month"]) == {"2017-02"}
    state = frame[frame["group_id"] == 234]
    assert {"Iraq", "Syria"} <= set(state["country"])
    assert frame.groupby(["group_id", "country"]).size().eq(24).all()
    assert "Events, 2017-02 to 2017-02" in capsys.readouterr().out


def test_the_same_seed_gives_the_same_file_and_another_seed_another(tmp_path: Path) -> None:
    held = []
    for name, seed in (("a", "1"), ("b", "1"), ("c", "2")):
        out = tmp_path / f"{name}.parquet"
        asked = ["forecast", "countries", "--months", "1", "--model", "last month", "--seed", seed]
        assert main([*asked, *SMALL, "--out", str(out)]) == 0
        held.append(pq.read_table(out).column("outcome").to_pylist())
    assert held[0] == held[1] != held[2]


def test_loaded_events_carry_the_months_on_and_are_named(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        event(1, country="Chad", date_start="2025-12-03 00:00:00.000", date_end="2025-12-03 00:00:00.000")
    ]
    path = write_ged(tmp_path / "ged.csv", rows)
    data = ["--data", str(tmp_path / "data")]
    assert main(["load", "ucdp", str(path), "--vintage", "26.1", "--countries", "Chad", *data]) == 0
    asked = ["forecast", "countries", "--as-of", "2025-12", "--months", "1", "--model", "conflictology"]
    assert main([*asked, *SMALL, "--out", str(out), *data]) == 0
    table = pq.read_table(out)
    assert table.column("outcome").to_pylist() == [*[0] * 11, 4, *[0] * 11, 4]
    told = table.schema.metadata[b"vintage"].decode()
    assert told == "VIEWS country-months to 2024-04, under loaded ucdp 26.1"
    assert f"Data: {told}, as they stand today" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--months", "0-3"],
            "--months '0-3' is no span of months; write the months ahead as A-B, from 1 to 36",
        ),
        (["--months", "30-37"], "from 1 to 36"),
        (["--months", "5-4"], "no span of months"),
        (["--months", "soon"], "no span of months"),
        (["--draws", "5"], "--draws 5 is out of range; ask for 20 to 2,000"),
        (["--draws", "20000"], "--draws 20000 is out of range"),
        (
            ["--as-of", "2030-01"],
            "the months of state-based deaths go from 1990-01 to 2024-04; give one of these",
        ),
        (["--as-of", "1989-12"], "or load newer events with smoulder load"),
        (["--as-of", "soon"], "'soon' is no day"),
        (["--model", "conflictolgy"], "'conflictolgy' is no model of counts; did you mean conflictology?"),
        (["--seed", "x"], "--seed"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_no_file(
    options: list[str], said: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", "countries", *options, "--out", str(out)]) == 2
    line = capsys.readouterr().err.splitlines()
    assert said in line[-1]
    assert len(line) == 1
    assert not out.parent.exists()


def test_a_month_that_covers_no_group_is_refused_with_the_newest_that_does() -> None:
    counts = np.array([[1.0, np.nan, 2.0]])
    panel = Panel(("A",), np.array([1]), month_index("2020-01"), counts, np.zeros((1, 1), dtype=bool))
    with pytest.raises(
        BadSetting, match="no unit is covered in 2020-02; the newest month that most cover is 2020-03"
    ):
        origin_of(panel, "2020-02")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("forecast.csv", "end the name in .parquet"),
        ("folder.parquet", "is a folder; choose another name with --out"),
        ("file/forecast.parquet", "choose another with --out"),
    ],
)
def test_a_path_that_cannot_be_written_is_refused_before_any_work(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.parquet").mkdir()
    (tmp_path / "file").write_text("")
    assert main(["forecast", "countries", "--out", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert sorted(one.name for one in tmp_path.iterdir()) == ["file", "folder.parquet"]


def test_without_a_file_to_write_the_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "groups"]) == 2
    assert "--out" in capsys.readouterr().err
