"""Where a ledger lies: a folder or an address, and what is said where it cannot lie there."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smoulder.records.case import Question
from smoulder.records.errors import BadSetting, CannotWrite, MissingExtra, NoCase
from smoulder.store.ledger import open_ledger, pressure_on_record
from tests.store.postgres_server import PostgresServer

NOW = datetime(2026, 1, 2, tzinfo=UTC)
SECRET = "hush-hush"


def test_a_new_database_gets_its_tables_and_keeps_what_is_put_into_it(postgres: PostgresServer) -> None:
    address = postgres.empty()
    asked = Question(group_id=1, group="Embers of Norland", country="Norland", as_of=NOW.date())
    with open_ledger(address) as ledger:
        name = ledger.open_case(asked, "", NOW).case_id
    with open_ledger(address) as ledger:
        assert [case.id for case in ledger.cases()] == [name]


def test_a_folder_without_a_ledger_has_an_empty_calendar_and_an_address_is_asked(
    tmp_path: Path, place: Path | str
) -> None:
    assert pressure_on_record(place).entries == ()
    assert pressure_on_record(tmp_path / "none").entries == ()
    assert not (tmp_path / "none").exists()


def test_an_address_is_told_without_its_password(postgres: PostgresServer) -> None:
    address = postgres.empty().replace("smoulder@", f"smoulder:{SECRET}@")
    with open_ledger(address) as ledger, pytest.raises(NoCase) as told:
        ledger.case("nope")
    assert "postgresql://smoulder:***@/ledger_" in str(told.value)
    assert SECRET not in str(told.value)


def test_a_password_among_the_options_of_an_address_is_not_told_either(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as told:
        open_ledger(f"postgresql://desk@/cases?host={tmp_path}&password={SECRET}")
    assert SECRET not in str(told.value)


def test_a_server_that_is_not_there_is_told_in_one_line_with_its_cure(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="SMOULDER_LEDGER or the settings file") as told:
        open_ledger(f"postgresql://desk:{SECRET}@/cases?host={tmp_path}")
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    "address", [f"desk:{SECRET}@server", f"mysql://desk:{SECRET}@server/cases", f"nothing://{SECRET}@x/y"]
)
def test_what_is_no_address_of_a_ledger_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(BadSetting, match="write postgresql://USER@SERVER/DATABASE") as told:
        open_ledger(address)
    assert SECRET not in str(told.value)


def test_a_missing_driver_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"Run: pip install 'smoulder\[postgres\]'"):
        open_ledger("postgresql://desk@server/cases")
