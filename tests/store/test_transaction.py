"""Every transaction goes through one function, which runs it again where it has to be."""

from __future__ import annotations

import ast
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.asked import Resolution
from smoulder.records.change import Note
from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.records.fix import Fix, SourceGrade
from smoulder.records.pressure import PressureEntry
from smoulder.store import connect, transaction
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.rows import lock_case
from smoulder.store.tables import METADATA
from smoulder.store.transaction import read, waits, write
from tests.store.in_lull import in_lull
from tests.store.postgres_server import PostgresServer

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
STORE = Path(transaction.__file__).parent
BEGIN = {"transaction.py", "ledger_errors.py"}
"""Where a connection is taken: to run transactions, and to ask who holds one up."""


@pytest.fixture
def server_ledger(postgres: PostgresServer) -> Iterator[Ledger]:
    with (
        postgres.ledger() as address,
        open_ledger(f"{address}&options=-c%20deadlock_timeout%3D10ms") as opened,
    ):
        yield opened


def failures(ledger: Ledger) -> Counter[str]:
    """What the server refuses from now on, by its state."""
    found: Counter[str] = Counter()

    def note(context: sa.engine.ExceptionContext) -> None:
        found[getattr(context.original_exception, "sqlstate", None) or "broken"] += 1

    sa.event.listen(ledger._engine, "handle_error", note)
    return found


def together(*works: Callable[[], object]) -> None:
    """Run functions at once, each in a thread; none may fail."""
    failed: list[BaseException] = []

    def guarded(work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException as reason:
            failed.append(reason)

    threads = [Thread(target=guarded, args=(work,)) for work in works]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []


def begun(code: str) -> list[str]:
    """Calls that take a connection of an engine."""
    calls = [node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    named = [ast.unparse(call) for call in calls if isinstance(call, ast.Attribute)]
    other = ("duckdb.", "sqlite3.")
    return [one for one in named if one.endswith((".connect", ".begin")) and not one.startswith(other)]


def test_nothing_else_begins_a_transaction() -> None:
    assert begun("with self._engine.begin() as to: pass\nengine.connect()") == [
        "engine.connect",
        "self._engine.begin",
    ]
    found = {path.name for path in STORE.glob("*.py") if begun(path.read_text())}
    assert found == BEGIN


@settings(max_examples=20)
@given(st.floats(0.001, 1), st.floats(1, 5), st.floats(0.01, 100))
def test_waits_grow_and_come_to_an_end(first: float, longest: float, most: float) -> None:
    found = list(waits(first, longest, most))
    assert sum(found) == pytest.approx(most)
    assert all(0 < one <= 1.5 * longest for one in found)
    assert found[0] <= 1.5 * first


def test_two_that_wait_for_each_other_both_come_through(server_ledger: Ledger) -> None:
    asked = in_lull().question
    cases = [server_ledger.open_case(asked, label, NOW).case_id for label in ("a", "b")]
    found, met, tried = failures(server_ledger), Barrier(2), Counter[str]()

    def crosswise(first: str, second: str) -> Callable[[], None]:
        def work(to: sa.Connection) -> None:
            tried[first] += 1
            lock_case(to, first)
            if tried[first] == 1:
                met.wait(5)
            lock_case(to, second)

        return lambda: write(server_ledger._engine, work)

    together(crosswise(*cases), crosswise(*reversed(cases)))
    assert found == {"40P01": 1}
    assert sorted(tried.values()) == [1, 2]


@pytest.mark.slow
def test_writers_of_the_same_things_in_other_orders_never_wait_for_each_other(server_ledger: Ledger) -> None:
    names = [server_ledger.keep(in_lull(), now=NOW, label=label).case_id for label in ("a", "b")]
    asked = [server_ledger.asked.questions(name)[0] for name in names]
    found = failures(server_ledger)

    def settle(turn: int, order: int) -> None:
        said = [
            Resolution(question=one.id, status="yes", final=False, why=f"{turn} {order}", made=NOW)
            for one in asked[::order]
        ]
        server_ledger.asked.settle(said)
        server_ledger.asked.add([asked[::order][0]], server_ledger.asked.forecasts(asked[::-order][0].id))
        years = [deal(2000 + 2 * turn), deal(2001 + 2 * turn)]
        server_ledger.pressure.add(years[::order], now=NOW)
        fixes = [
            Fix(sha256=digit * 64, part="speaker", start=1, end=2, now=f"{turn} {order}") for digit in "ab"
        ]
        server_ledger.fixes.add(fixes[::order], who="a", why="", now=NOW)
        grades = [
            SourceGrade(name=name, reliability="B", since=NOW.date(), why=f"{turn}") for name in ("A", "B")
        ]
        server_ledger.grades.add(grades[::order], who="a", now=NOW)

    together(*(lambda order=order: [settle(turn, order) for turn in range(4)] for order in (1, -1)))
    assert set(found) <= {"23505"}  # an entry of the calendar that is there already
    assert len(server_ledger.pressure.entries()) == 8
    assert len(server_ledger.grades.history("A")) <= 8


def deal(year: int) -> PressureEntry:
    return PressureEntry.model_validate(
        {"kind": "deal", "by": "x", "country": "Norland", "began": str(year), "source": "a page"}
    )


def cut(connection: sa.Connection, address: sa.Engine) -> None:
    """End a connection on the side of the server."""
    number = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with address.connect() as other:
        other.exec_driver_sql(f"SELECT pg_terminate_backend({number}, 5000)")


def cut_once(ledger: Ledger, *, through: bool) -> list[str]:
    """Let the next commit end with a broken connection: after it came through, or before."""
    done: list[str] = []

    def at_commit(connection: sa.Connection) -> None:
        if done:
            return
        done.append("cut")
        if through:
            driver = connection.connection.dbapi_connection
            assert driver is not None
            driver.commit()
        cut(connection, ledger._engine)
        connection.exec_driver_sql("SELECT 1")

    sa.event.listen(ledger._engine, "commit", at_commit)
    return done


WORKS: dict[str, Callable[[Ledger, str], object]] = {
    "entries": lambda ledger, name: ledger.log.add(name, [Note(text="seen")], who="a", why="", now=NOW),
    "answers": lambda ledger, _: ledger.keep(in_lull(seed=9), now=NOW),
    "resolutions": lambda ledger, name: ledger.asked.settle(
        [Resolution(question=ledger.asked.questions(name)[0].id, status="yes", final=True, made=NOW)]
    ),
    "fixes": lambda ledger, _: ledger.fixes.add(
        [Fix(sha256=64 * "a", part="speaker", start=1, end=5, was="the mayor", now="x")],
        who="a",
        why="",
        now=NOW,
    ),
    "grades": lambda ledger, _: ledger.grades.add(
        [SourceGrade(name="Daily", reliability="B", since=date(2026, 1, 2), why="")], who="a", now=NOW
    ),
    "pressure": lambda ledger, _: ledger.pressure.add([deal(2019)], now=NOW),
    "cases": lambda ledger, _: ledger.open_case(in_lull().question, "other", NOW),
}


@pytest.mark.parametrize("through", [True, False], ids=["after", "before"])
@pytest.mark.parametrize(
    "table", ["entries", *(pytest.param(one, marks=pytest.mark.slow) for one in WORKS if one != "entries")]
)
def test_what_was_kept_as_the_connection_broke_is_there_once(
    server_ledger: Ledger, table: str, through: bool
) -> None:
    name = server_ledger.keep(in_lull(), now=NOW).case_id

    def rows() -> int:
        count = sa.select(sa.func.count()).select_from(METADATA.tables[table])
        return read(server_ledger._engine, lambda connection: connection.execute(count).scalar_one())

    before = rows()
    done = cut_once(server_ledger, through=through)
    given = WORKS[table](server_ledger, name)
    assert done == ["cut"]
    assert rows() == before + 1
    assert given, "what was kept is told as new, although its first commit was not heard of"


def test_a_connection_that_broke_before_the_end_is_no_error(server_ledger: Ledger) -> None:
    tried: list[int] = []

    def work(to: sa.Connection) -> int:
        tried.append(1)
        if len(tried) == 1:
            cut(to, server_ledger._engine)
        return int(to.exec_driver_sql("SELECT 7").scalar_one())

    assert (read(server_ledger._engine, work), len(tried)) == (7, 2)
    with server_ledger._engine.connect() as connection:
        cut(connection, server_ledger._engine)
        connection.invalidate()
    assert server_ledger.cases() == []


def test_what_is_read_together_is_read_as_of_one_moment_and_changes_nothing(ledger: Ledger) -> None:
    def work(connection: sa.Connection) -> tuple[int, int]:
        count = sa.select(sa.func.count()).select_from(METADATA.tables["cases"])
        before = connection.execute(count).scalar_one()
        ledger.open_case(in_lull().question, "between", NOW)
        return before, connection.execute(count).scalar_one()

    assert read(ledger._engine, work) == (0, 0)
    assert len(ledger.cases()) == 1


def test_a_reader_in_a_folder_does_not_wait_for_a_writer(tmp_path: Path) -> None:
    with open_ledger(tmp_path) as ledger:
        writer = sqlite3.connect(tmp_path / "ledger.sqlite", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        try:
            assert ledger.cases() == []
            open_ledger(tmp_path).close()
        finally:
            writer.close()


def test_who_is_waited_for_is_said(postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connect, "_LIMITS", "SET LOCAL lock_timeout = '30ms'")
    with postgres.ledger() as address, open_ledger(address) as ledger:
        name = ledger.open_case(in_lull().question, "", NOW).case_id
        with ledger._engine.connect() as holder:
            lock_case(holder, name)
            told = (
                r"waited 30 seconds for a case in postgresql://smoulder@.* that another writer holds; longest at work "
                r"there is smoulder from the same machine with smoulder, for 0 seconds \(its process \d+\); let it end"
            )
            with pytest.raises(BadLedger, match=told):
                ledger.log.add(name, [Note(text="late")], who="a", why="", now=NOW)
        assert ledger.log.entries(name) == []


@pytest.mark.slow
def test_a_statement_that_takes_too_long_is_said(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "_LIMITS", "SET LOCAL statement_timeout = '20ms'")
    with postgres.ledger() as address, open_ledger(address) as ledger:
        engine = ledger._engine
        with pytest.raises(BadLedger, match="still at work on one statement after 300 seconds"):
            read(engine, lambda connection: connection.exec_driver_sql("SELECT pg_sleep(1)"))


@pytest.mark.slow
def test_conflicts_without_an_end_are_said_and_keep_nothing(
    server_ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "CONFLICT_SECONDS", 0.05)

    def work(to: sa.Connection) -> None:
        to.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40001'; END $$")

    with pytest.raises(BadLedger, match=r"others kept changing the same in .*; nothing was kept: try again"):
        write(server_ledger._engine, work)


@pytest.mark.slow
def test_a_server_that_has_no_connection_free_is_said(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "BREAK_SECONDS", 0.05)
    address = postgres.empty()
    engine = sa.create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as admin:
        admin.exec_driver_sql("CREATE ROLE few LOGIN CONNECTION LIMIT 0")
        admin.commit()
    engine.dispose()
    with pytest.raises(CannotWrite, match="has no connection free"):
        open_ledger(address.replace("smoulder@", "few@"))


@pytest.mark.slow
def test_a_process_that_has_no_connection_left_is_told_so(
    postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"POOL": 1, "MORE": 0, "WAIT_SECONDS": 0.05}.items():
        monkeypatch.setattr(connect, name, value)
    with postgres.ledger() as address, open_ledger(address) as ledger:
        with (
            ledger._engine.connect(),
            pytest.raises(BadLedger, match=r"all connections of this process to .* were in use"),
        ):
            ledger.cases()
        assert ledger.cases() == []


@pytest.mark.slow
def test_a_server_that_does_not_answer_is_told_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(CannotWrite, match="did not answer in time; see whether the server runs"):
            open_ledger(f"postgresql://desk@127.0.0.1:{port}/cases?connect_timeout=2")


def test_the_settings_of_a_connection_are_those_that_are_stated(server_ledger: Ledger) -> None:
    def work(connection: sa.Connection) -> list[str]:
        names = ("application_name", "lock_timeout", "statement_timeout", "transaction_isolation")
        return [connection.exec_driver_sql(f"SHOW {name}").scalar_one() for name in names]

    assert read(server_ledger._engine, work) == ["smoulder", "30s", "5min", "repeatable read"]
    assert write(server_ledger._engine, work)[-1] == "read committed"
    with server_ledger._engine.connect() as connection:
        driver = connection.connection.dbapi_connection
        assert driver is not None
        assert driver.prepare_threshold is None
