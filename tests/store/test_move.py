"""A ledger moves from a folder to a server and back, and nothing is lost, or nothing is moved."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.change import Note
from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.store import move
from smoulder.store.copy_rows import sum_tables
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.table_sum import TableSum
from tests.store.in_lull import in_lull
from tests.store.postgres_server import PostgresServer
from tests.store.test_backup import everything, fill

NOW = datetime(2026, 1, 2, tzinfo=UTC)
Ends = tuple[Ledger, Ledger]


@pytest.fixture(params=["to a server", pytest.param("to a folder", marks=pytest.mark.slow)])
def ends(
    request: pytest.FixtureRequest, tmp_path: Path, template: Path, postgres: PostgresServer
) -> Iterator[Ends]:
    """A ledger with something in every table, and an empty one of the other kind."""
    (tmp_path / "folder").mkdir()
    shutil.copy(template, tmp_path / "folder")
    with (
        postgres.ledger() as address,
        open_ledger(tmp_path / "folder") as folder,
        open_ledger(address) as server,
    ):
        source, target = (folder, server) if request.param == "to a server" else (server, folder)
        fill(source)
        yield source, target


def test_everything_is_there_and_the_source_is_as_it_was(ends: Ends) -> None:
    source, target = ends
    before = everything(source)
    moved = source.move_to(target)
    assert everything(source) == everything(target) == before
    assert not moved.already
    assert {name: one.rows for name, one in moved.tables.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    (case,) = target.search("rifles")
    last = target.log.entries(case.id)[-1].number
    assert target.log.add(case.id, [Note(text="after")], who="a", why="", now=NOW)[0].number == last + 1
    target.keep(in_lull(seed=8), now=NOW + timedelta(days=2))


def test_a_move_that_is_run_again_says_that_all_of_it_is_there(ends: Ends) -> None:
    source, target = ends
    moved = source.move_to(target)
    again = source.move_to(target)
    assert again.already
    assert again.tables == moved.tables


@pytest.mark.slow
def test_a_target_that_holds_something_else_is_refused_and_left(ends: Ends) -> None:
    source, target = ends
    target.keep(in_lull(seed=5), now=NOW)
    before = everything(target)
    with pytest.raises(CannotWrite, match="holds another ledger; name an empty place"):
        source.move_to(target)
    assert everything(target) == before


def test_a_move_that_breaks_off_leaves_the_target_empty(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = ends
    monkeypatch.setattr(move, "sum_tables", torn)
    with pytest.raises(KeyboardInterrupt):
        source.move_to(target)
    assert not any(everything(target).values())


def torn(_reading: sa.Connection) -> dict[str, TableSum]:
    raise KeyboardInterrupt


@pytest.mark.slow
def test_a_copy_that_does_not_come_out_the_same_is_not_kept(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, target = ends
    fill_tables = move.fill_tables

    def changed(reading: sa.Connection, to: sa.Connection) -> dict[str, TableSum]:
        put = fill_tables(reading, to)
        to.exec_driver_sql("UPDATE grades SET why = 'x'")
        return put

    monkeypatch.setattr(move, "fill_tables", changed)
    with pytest.raises(BadLedger, match=r"grades did not come out the same in .*nothing was moved"):
        source.move_to(target)
    assert not any(everything(target).values())


def test_nobody_writes_into_the_source_meanwhile(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = ends
    said: list[str] = []
    look = move.sum_tables

    def with_a_writer(reading: sa.Connection) -> dict[str, TableSum]:
        try_to_write(source, said.append)
        return look(reading)

    monkeypatch.setattr(move, "sum_tables", with_a_writer)
    source.move_to(target)
    assert len(said) == 1
    assert everything(source) == everything(target)


def try_to_write(ledger: Ledger, tell: Callable[[str], None]) -> None:
    """Write at once or not at all, and tell where it is not to be."""
    line = "UPDATE cases SET label = 'written meanwhile'"
    if ledger._engine.dialect.name == "sqlite":
        other = sqlite3.connect(str(ledger._engine.url.database), timeout=0)
        try:
            other.execute(line)
            other.commit()
        except sqlite3.OperationalError as reason:
            tell(str(reason))
        other.close()
        return
    with ledger._engine.connect() as connection:
        connection.exec_driver_sql("SET LOCAL lock_timeout = '10ms'")
        try:
            connection.exec_driver_sql(line)
            connection.commit()
        except sa.exc.OperationalError as reason:
            tell(str(reason.orig))


@pytest.mark.slow
def test_a_value_that_a_server_does_not_take_is_named_with_its_row(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    with postgres.ledger() as address, open_ledger(tmp_path) as source, open_ledger(address) as target:
        fill(source)
        for column, value, why in (
            ("analyst", 101 * "x", "has 101 characters, and there is place for 100"),
            ("analyst", "x\0", "holds a character of no text"),
            ("group_id", 2**40, "is 1099511627776, and 2147483647 is the largest"),
        ):
            with sqlite3.connect(tmp_path / "ledger.sqlite") as other:
                other.execute(f"UPDATE pressure SET {column} = ? WHERE number = 2", (value,))
            other.close()
            with pytest.raises(BadLedger, match=rf"cannot take row 2 of pressure: its {column} {why}"):
                source.move_to(target)
            assert not any(everything(target).values())
            with sqlite3.connect(tmp_path / "ledger.sqlite") as other:
                other.execute(f"UPDATE pressure SET {column} = ? WHERE number = 2", ("1",))
            other.close()


ROWS = st.lists(
    st.dictionaries(st.text(max_size=3), st.none() | st.text() | st.integers() | st.dates(), max_size=3)
)


@settings(max_examples=15)
@given(ROWS, ROWS)
def test_rows_have_the_same_sum_only_if_they_are_the_same(one: list[dict], other: list[dict]) -> None:  # type: ignore[type-arg]
    first, second, whole = TableSum(), TableSum(), TableSum()
    first.add(one)
    second.add(other)
    assert (first == second) == (repr(plain(one)) == repr(plain(other)))
    second = TableSum()
    second.add([*one, *other])
    whole.add(one)
    whole.add(other)
    assert (whole.sha256, whole.rows) == (second.sha256, len(one) + len(other))


def plain(rows: list[dict]) -> list[dict]:  # type: ignore[type-arg]
    """Rows with their keys in order, and days as the text that they have in the sum."""
    days = [
        {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
        for row in rows
    ]
    return [dict(sorted(row.items())) for row in days]


def test_a_server_waits_while_the_other_place_is_read(ends: Ends, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[str] = []

    def sums(connection: sa.Connection) -> dict[str, TableSum]:
        if connection.dialect.name == "postgresql":
            waits.append(connection.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar_one())
        return sum_tables(connection)

    monkeypatch.setattr(move, "sum_tables", sums)
    source, target = ends
    source.move_to(target)
    assert source.move_to(target).already
    assert set(waits) == {"1h"}
