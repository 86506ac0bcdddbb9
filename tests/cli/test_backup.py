from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.records.case import Assessment
from smoulder.store.ledger import open_ledger
from tests.store.postgres_server import PostgresServer

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make_assessment: Callable[..., Assessment]) -> str:
    """The id of a case kept in the data folder `data`."""
    monkeypatch.chdir(tmp_path)
    with open_ledger(Path("data")) as ledger:
        return ledger.keep(make_assessment(), now=NOW).case_id


def test_a_folder_is_saved_verified_and_restored(case: str, capsys: Capture) -> None:
    assert main(["backup", "out/saved.zip", "--data", "data"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Saved to out/saved.zip, made ")
    assert "cases: 1, answers: 1, entries: 1, forecasts: 0" in out
    assert err == "Data folder: data\n"
    assert main(["backup", "--check", "out/saved.zip"]) == 0
    assert capsys.readouterr().out.startswith("out/saved.zip is sound, made ")
    assert main(["restore", "out/saved.zip", "--data", "other"]) == 0
    assert capsys.readouterr().out.startswith("Restored to other, made ")
    with open_ledger(Path("other")) as ledger:
        assert ledger.case(case).answers == 1


def test_without_a_name_the_archive_is_named_by_the_time(case: str, capsys: Capture) -> None:
    assert main(["backup", "--data", "data", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["format", "smoulder", "step", "made", "rows", "files"]
    (path,) = Path().glob("smoulder-2*.zip")
    assert path.stem == f"smoulder-{datetime.fromisoformat(said['made']):%Y%m%d-%H%M%S}"


def test_no_archive_and_no_folder_is_overwritten(case: str, capsys: Capture) -> None:
    assert main(["backup", "saved.zip", "--data", "data"]) == 0
    before = Path("saved.zip").read_bytes()
    assert main(["backup", "saved.zip", "--data", "data"]) == 2
    assert Path("saved.zip").read_bytes() == before
    assert main(["restore", "saved.zip", "--data", "data"]) == 2
    assert main(["restore", "saved.zip", "--data", "data", "--replace", "--json"]) == 0
    out, err = capsys.readouterr()
    assert "saved.zip is there already" in err
    assert "data is not empty" in err
    aside = Path(json.loads(out[out.index("{") :])["before"])
    assert f"lies in {aside} now" in err
    assert (aside / "ledger.sqlite").exists()


def test_what_cannot_be_done_is_told_in_one_line_and_leaves_no_file(case: str, capsys: Capture) -> None:
    for words, said in (
        (["backup", "--check"], "--check needs the FILE"),
        (["backup", "--check", "none.zip"], "none.zip is not there"),
        (["backup", "data/saved.zip", "--data", "data"], "lies in the data folder"),
        (["backup", "saved.zip", "--data", "empty"], "nothing to save"),
        (["restore", "none.zip", "--data", "other"], "none.zip is not there"),
    ):
        assert main(words) == 2
        err = capsys.readouterr().err.splitlines()
        assert said in err[-1]
    assert {path.name for path in Path().iterdir()} == {"data"}


def test_a_ledger_moves_to_a_server_by_backup_and_restore(
    case: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer
) -> None:
    assert main(["backup", "saved.zip", "--data", "data"]) == 0
    monkeypatch.setenv("SMOULDER_LEDGER", postgres.empty().replace("smoulder@", "smoulder:hush@"))
    assert main(["restore", "saved.zip", "--data", "other"]) == 0
    assert main(["case", "list", "--json", "--data", "other"]) == 0
    out, err = capsys.readouterr()
    assert [one["id"] for one in json.loads(out[out.index("[") :])] == [case]
    assert not (Path("other") / "ledger.sqlite").exists()
    assert "hush" not in out + err
