"""What each level of isolation loses: why writers hold what they go by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError

import pytest
import sqlalchemy as sa

from smoulder.records.change import Note
from smoulder.records.fix import Fix
from smoulder.store import fixes
from smoulder.store.case_log import enter, read_log
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.rows import lock_case
from tests.store.in_lull import in_lull
from tests.store.postgres_server import PostgresServer
from tests.store.test_transaction import together

NOW = datetime(2026, 1, 2, tzinfo=UTC)
FIX = Fix(sha256=64 * "a", part="speaker", start=1, end=5, was="the mayor", now="the minister")


@pytest.fixture
def ledger(postgres: PostgresServer) -> Iterator[Ledger]:
    with postgres.ledger() as address, open_ledger(address) as opened:
        yield opened


@pytest.mark.parametrize(("held", "kept"), [(True, 1), (False, 2)], ids=["held", "not held"])
def test_two_who_make_the_same_correction_at_once_need_a_lock_to_make_it_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, held: bool, kept: int
) -> None:
    both, look = Barrier(2), fixes._last_at

    def look_and_wait(to: sa.Connection, fix: Fix) -> Fix | None:
        found = look(to, fix)
        try:
            both.wait(0.15)
        except BrokenBarrierError:
            return found  # the other waits for the lock
        return found

    monkeypatch.setattr(fixes, "_last_at", look_and_wait)
    if not held:
        monkeypatch.setattr(fixes, "hold", lambda *_: None)
    together(*2 * [lambda: ledger.fixes.add([FIX], who="a", why="", now=NOW)])
    assert len(ledger.fixes.of([FIX.sha256])) == kept


@pytest.mark.parametrize(("level", "kept"), [("READ COMMITTED", 2), ("SERIALIZABLE", 1)])
def test_serializable_ends_the_second_writer_of_a_case_though_a_lock_put_them_in_order(
    ledger: Ledger, level: str, kept: int
) -> None:
    name = ledger.open_case(in_lull().question, "", NOW).case_id
    engine = ledger._engine.execution_options(isolation_level=level)
    ended = []
    with engine.connect() as first, engine.connect() as second:
        for to in (first, second):  # both look before the first one has come to its end
            read_log(to, name)
        for to in (first, second):
            try:
                lock_case(to, name)
                read_log(to, name)
                enter(to, name, [Note(text="seen")], "a", "", NOW)
                to.commit()
            except sa.exc.OperationalError as reason:
                ended.append(getattr(reason.orig, "sqlstate", None))
                to.rollback()
    assert len(ledger.log.entries(name)) == kept
    assert ended == ["40001"] * (2 - kept)
