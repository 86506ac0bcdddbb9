from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.cli.main import main
from smoulder.store.ledger import open_ledger
from tests.conftest import build_assessment
from tests.store.postgres_server import PostgresServer

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
Capture = pytest.CaptureFixture[str]


def test_a_ledger_is_shown_and_moved_to_a_server_and_back_without_its_password(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch, postgres: PostgresServer
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger(Path("data")) as ledger:
        case = ledger.keep(build_assessment(), now=NOW).case_id
    with postgres.ledger() as address:
        secret = address.replace("smoulder@", "smoulder:hush-hush@")
        assert main(["ledger", "move", "--to", secret, "--data", "data"]) == 0
        out, err = capsys.readouterr()
        assert "Moved.\n" in out
        assert "Every row was read in both places, 7 in all, and they are the same." in out
        assert f"SMOULDER_LEDGER={address.split('?')[0]}" in err
        assert "hush-hush" not in out + err
        assert main(["ledger", "move", "--to", secret, "--data", "data", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert said["already"]
        assert said["tables"]["cases"]["rows"] == 1
        monkeypatch.setenv("SMOULDER_LEDGER", address)
        assert main(["ledger", "show"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Ledger: postgresql://smoulder@/")
        assert " of 100 connections are taken, 0 wait for another writer" in out
        assert main(["ledger", "move", "--to", "laptop"]) == 0
        assert "work with:  --data laptop" in capsys.readouterr().err
        monkeypatch.delenv("SMOULDER_LEDGER")
    with open_ledger(Path("laptop")) as ledger:
        assert ledger.case(case).answers == 1
    assert main(["ledger", "show", "--json", "--data", "laptop"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["rows"]["cases"], said["server"]) == (1, None)


def test_no_ledger_is_made_by_looking_and_none_is_moved_onto_itself(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (["show"], ["move", "--to", "other"]):
        assert main(["ledger", *words, "--data", "none"]) == 2
        assert "no ledger is in none yet" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    open_ledger(Path("data")).close()
    assert main(["ledger", "move", "--to", "./data", "--data", "data"]) == 2
    assert "the ledger lies in data already" in capsys.readouterr().err
