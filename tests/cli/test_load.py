from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.store.events import open_events
from tests.reading.ged_samples import event, write_ged


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def test_a_load_says_what_it_did_and_what_it_assumed(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ged(tmp_path / "ged211.csv", [event(1), event(2, low=9)], separator=";")
    assert main(["load", "ucdp", str(path), "--data", str(data)]) == 0
    out, err = capsys.readouterr()
    assert "2 rows read, 2 added, 0 replaced, 0 unchanged, 0 rejected" in out
    assert "covers 1989-01 to 2020-12, Norland (final 21.1, known 2021-06-01)" in out
    assert "assumed: columns are separated by semicolons" in out
    assert "assumed: taken as release 21.1, by its name" in out
    assert "note: 1 rows break low ≤ best ≤ high" in out
    assert err == f"Data folder: {data}\n"
    assert len(open_events(data).events(9001)) == 2


def test_json_holds_the_same_for_every_file(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [write_ged(tmp_path / name, [event(1)]) for name in ("ged211.csv", "ged221.csv")]
    assert main(["load", "ucdp", *map(str, paths), "--json", "--data", str(data)]) == 0
    reports = json.loads(capsys.readouterr().out)
    assert [(one["rows"], one["added"], one["coverage"][0]["vintage"]) for one in reports] == [
        (1, 1, "21.1"),
        (1, 1, "22.1"),
    ]
    assert reports[0]["coverage"][0]["released"] == "2021-06-01"


def test_a_bad_row_is_one_line_and_nothing_is_loaded(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ged(tmp_path / "ged211.csv", [event(1), event(2, date_end="2019-02-30")])
    assert main(["load", "ucdp", str(path), "--data", str(data)]) == 2
    line = capsys.readouterr().err.splitlines()[-1]
    assert line == (
        "smoulder: row 3 of ged211.csv: date_end 2019-02-30 is no date; "
        "fix the row, or pass --skip-bad to load the rest"
    )
    assert open_events(data).coverage() == ()


def test_skip_bad_loads_the_rest_and_says_where_the_rejects_are(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ged(tmp_path / "ged211.csv", [event(1), event(2, date_end="2019-02-30")])
    assert main(["load", "ucdp", str(path), "--skip-bad", "--data", str(data)]) == 0
    out = capsys.readouterr().out
    rejects = data / "rejects" / "ged211.csv.csv"
    assert "1 added" in out
    assert "rejected row 3: date_end 2019-02-30 is no date" in out
    assert str(rejects) in out
    assert rejects.read_text() == "row,column,reason\n3,date_end,2019-02-30 is no date\n"


def test_files_of_one_name_in_two_folders_have_their_rejects_apart(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write_ged(tmp_path / folder / "ged211.csv", [event(1), event(2, date_end=f"2019-02-{folder}")])
    paths = [str(tmp_path / folder / "ged211.csv") for folder in ("a", "b")]
    assert main(["load", "ucdp", *paths, "--skip-bad", "--data", str(data)]) == 0
    told = capsys.readouterr().out
    rejects = sorted((data / "rejects").iterdir())
    assert [one.name[-17:] for one in rejects] == ["_a_ged211.csv.csv", "_b_ged211.csv.csv"]
    assert ["2019-02-a" in rejects[0].read_text(), "2019-02-b" in rejects[1].read_text()] == [True, True]
    assert all(str(one) in told for one in rejects)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["load", "ucpd", "a.csv"], "did you mean ucdp?"),
        (["load", "ucdp", "absent.csv"], "no file"),
        (["load", "ucdp", "events.csv"], "add --vintage"),
        (["load", "ucdp", "events.csv", "--vintage", "latest"], "no UCDP release"),
        (["load", "ucdp", "events.csv", "--vintage", "21.1", "--countries", "Atlantis"], "Atlantis"),
        (["load", "ucdp", "events.csv", "--vintage", "21.1", "--released", "soon"], "no day"),
        (["load", "ucdp", "events.csv", "--vintage", "21.1", "--data", "events.csv"], "events.csv"),
    ],
)
def test_what_the_user_can_mend_is_one_line_with_exit_code_two(
    arguments: list[str],
    why: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    write_ged(tmp_path / "events.csv", [event(1)])
    data = [] if "--data" in arguments else ["--data", "data"]
    assert main([*arguments, *data]) == 2
    said = capsys.readouterr().err.splitlines()
    assert why in said[-1]
    assert [line for line in said if line.startswith("smoulder: ")] == said[-1:]


def test_countries_are_known_by_their_names_in_the_news(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ged(tmp_path / "ged211.csv", [event(1, country="Myanmar (Burma)")])
    assert main(["load", "ucdp", str(path), "--countries", "Burma, Sudan", "--data", str(data)]) == 0
    (covered,) = open_events(data).coverage()
    assert covered.countries == ("Myanmar (Burma)", "Sudan")
    assert main(["load", "ucdp", str(path), "--countries", "all", "--data", str(data)]) == 0
    assert open_events(data).coverage()[-1].countries == ()
    capsys.readouterr()


def test_tables_about_groups_stand_beside_the_events(
    shared: Path, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = shared / "data" / "ucdp" / "ucdp_onesided_v23.1_1989_2022.csv"
    assert main(["load", "ucdp-onesided", str(path), "--data", str(data)]) == 0
    assert "0 rejected" in capsys.readouterr().out
    assert [one.name for one in (data / "tables" / "ucdp-onesided").glob("*.parquet")] == ["23.1.parquet"]
    assert open_events(data).coverage() == ()


def test_a_folder_and_a_pattern_are_loaded_file_by_file(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    for number, name in enumerate(("ged211.csv", "ged221.csv")):
        write_ged(exports / name, [event(number)])
    assert main(["load", "ucdp", str(exports), "--data", str(data)]) == 0
    assert main(["load", "ucdp", f"{exports}/*221.csv", "--data", str(data)]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if "rows read" in line]
    assert [line.partition(": ")[0] for line in told] == [
        str(exports / name) for name in ("ged211.csv", "ged221.csv", "ged221.csv")
    ]
    assert "1 unchanged" in told[-1]


def test_what_only_spark_can_open_is_told_with_the_option_that_does(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_ged(tmp_path / "ged211.csv", [event(1)])
    assert main(["load", "ucdp", "s3a://desk/ged211.csv", "--data", str(data)]) == 2
    assert "s3a://desk/ged211.csv is an address" in capsys.readouterr().err
    monkeypatch.setenv("SMOULDER_EVENTS", "s3a://desk/events")
    assert main(["load", "ucdp", str(path), "--data", str(data)]) == 2
    err = capsys.readouterr().err
    assert "Events: s3a://desk/events" in err
    assert "s3a://desk/events is an address, which DuckDB does not open; add --engine spark" in err


def test_without_spark_the_install_line_is_told_before_anything_else(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert main(["load", "ucdp", "absent.csv", "--engine", "spark", "--data", str(data)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "pip install 'smoulder[spark]'" in line
    assert not data.exists()


def test_tables_about_groups_are_loaded_here_whatever_the_engine(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("smoulder.store.spark.session.spark_session")
    path = tmp_path / "coverage.csv"
    path.write_text("country,months\n")
    assert main(["load", "ged-coverage", str(path), "--engine", "spark", "--data", str(data)]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("smoulder: coverage.csv ")
