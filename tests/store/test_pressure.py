from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from smoulder.records.errors import NoEntry
from smoulder.records.pressure import PressureEntry
from smoulder.store.ledger import Ledger
from smoulder.store.pressure import PressureTable
from smoulder.store.tables import METADATA, PRESSURE

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def table(ledger: Ledger) -> PressureTable:
    return ledger.pressure


def entry(**said: object) -> PressureEntry:
    whole = {
        "kind": "foreign troops",
        "by": "Sudland",
        "country": "Norland",
        "began": "2019",
        "source": "a page",
    }
    return PressureEntry.model_validate(whole | said)


def test_an_entry_comes_back_as_it_was_with_who_entered_it_and_when(table: PressureTable) -> None:
    one = entry(size=(400, 600), unit="troops", seen="2019-06-01", document="a" * 64, start=3, end=9)
    assert table.add([one], now=NOW, analyst="desk 4").new == (one,)
    (kept,) = table.entries()
    assert (kept.entry, kept.analyst, kept.created) == (one, "desk 4", NOW)
    assert table.entry(one.id) == one


def test_the_same_entry_is_kept_once_with_who_entered_it_first(table: PressureTable) -> None:
    table.add([entry()], now=NOW, analyst="first")
    again = table.add([entry(), entry(began="2020")], now=NOW + timedelta(days=1), analyst="second")
    assert again.known == (entry(),)
    assert again.new == (entry(began="2020"),)
    assert [kept.analyst for kept in table.entries()] == ["first", "second"]


def test_a_correction_is_kept_beside_what_it_corrects(table: PressureTable) -> None:
    wrong = entry()
    right = entry(began="2018", supersedes=wrong.id)
    table.add([wrong, right], now=NOW)
    assert [kept.entry for kept in table.entries()] == [wrong, right]
    assert table.calendar().standing().entries == (right,)


def test_a_correction_of_nothing_is_refused_and_nothing_of_the_call_is_kept(table: PressureTable) -> None:
    with pytest.raises(NoEntry, match=r"no entry '12345678' to supersede .* pressure list"):
        table.add([entry(), entry(supersedes="12345678")], now=NOW)
    assert table.entries() == []


def test_an_unknown_id_is_told_with_the_way_to_find_one(table: PressureTable) -> None:
    with pytest.raises(NoEntry, match=r"no entry 'nope' .* pressure list"):
        table.entry("nope")


def test_an_empty_ledger_has_an_empty_calendar(table: PressureTable) -> None:
    assert table.calendar().entries == ()


def test_the_time_of_adding_is_kept_in_utc_whatever_the_zone(table: PressureTable) -> None:
    from datetime import timezone

    table.add([entry()], now=NOW.astimezone(timezone(timedelta(hours=-7))))
    assert table.entries()[0].created == NOW


def test_the_table_can_be_made_on_postgresql() -> None:
    said = str(CreateTable(PRESSURE).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "number SERIAL NOT NULL" in said
    assert "FOREIGN KEY(supersedes) REFERENCES pressure (id)" in said


def test_no_column_is_of_a_person_whom_an_entry_is_about() -> None:
    assert METADATA.tables["pressure"] is PRESSURE
    assert {column.name for column in PRESSURE.columns} == {
        "number", "id", "key", "supersedes", "kind", "country", "group_id", "entry", "analyst", "created",
    }  # fmt: skip


def test_an_entry_that_was_taken_back_is_told_as_such_and_comes_back_as_a_correction(
    table: PressureTable,
) -> None:
    one, moved = entry(), entry(began="2018")
    right = entry(began="2017", supersedes=moved.id)
    gone = one.model_copy(update={"supersedes": one.id, "withdrawn": True})
    table.add([one, moved, right, gone], now=NOW)
    again = table.add([one, moved, right], now=NOW)
    assert (again.new, again.known) == ((), (right,))
    assert again.undone == ((one, gone), (moved, right))
    assert table.calendar().standing().entries == (right,), "adding a file twice brings nothing back"
    back = one.model_copy(update={"supersedes": gone.id})
    assert table.add([back], now=NOW).new == (back,)
    assert table.calendar().standing().entries == (right, back)
