"""Connections to a ledger: SQLite with write-ahead logging, or PostgreSQL with a pool."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from smoulder.records.errors import BadSetting, MissingExtra
from smoulder.store.ledger_errors import ANSWER_SECONDS, CONNECT_SECONDS, WAIT_SECONDS, explained
from smoulder.store.transaction import LEVEL, reach
from smoulder.store.upgrade import bring_up_to_date

POOL = 5
"""Connections that a process keeps open to a server."""
MORE = 5
"""Connections that it opens besides while many of its threads are at work."""
_KEEP_SECONDS = 1800
"""A connection that is older is opened anew: firewalls forget those that lie idle."""
_LIMITS = "; ".join(
    f"SET LOCAL {name} = '{seconds}s'"
    for name, seconds in {
        "lock_timeout": WAIT_SECONDS,
        "statement_timeout": ANSWER_SECONDS,
        "idle_in_transaction_session_timeout": ANSWER_SECONDS,
    }.items()
)
"""Set in each transaction: a pooler gives the next one to another connection of the server."""


def connect(url: sa.URL, catch_up: Callable[[sa.Connection], None]) -> sa.Engine:
    """An engine whose writers hold the write lock from their first line, and whose tables are there.

    url:    of SQLite or PostgreSQL. catch_up: what is to be done in the transaction in which an older ledger comes to
            the present tables.
    raises: CannotWrite where the place cannot be written or reached, BadLedger where it holds no ledger,
            BadSetting for another kind of database, MissingExtra where the driver of PostgreSQL is not installed.
    """
    if url.get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": WAIT_SECONDS})
        event.listen(engine, "connect", _settle_sqlite)
        event.listen(engine, "begin", _begin_at_once)
    elif url.get_backend_name() == "postgresql":
        engine = _postgresql(url)
        event.listen(engine, "begin", _set_limits)
    else:
        raise BadSetting(
            f"a ledger cannot lie in {url.get_backend_name()}; write postgresql://USER@SERVER/DATABASE"
        )
    with explained(engine):
        reach(engine)
    bring_up_to_date(engine, catch_up)
    return engine


def _postgresql(url: sa.URL) -> sa.Engine:
    defaults: dict[str, Any] = {  # Any: settings of the driver
        "application_name": "smoulder",
        "connect_timeout": CONNECT_SECONDS,
        # a cable that is pulled is noticed in a minute, not in two hours
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }
    given = {name: value for name, value in defaults.items() if name not in url.query}
    try:
        return sa.create_engine(
            url.set(drivername="postgresql+psycopg"),
            # a statement prepared on one connection of the server is not there on the next that a pooler gives
            connect_args=given | {"prepare_threshold": None},
            isolation_level=LEVEL,
            pool_size=POOL,
            max_overflow=MORE,
            pool_timeout=WAIT_SECONDS,
            pool_recycle=_KEEP_SECONDS,
            pool_pre_ping=True,
            pool_use_lifo=True,
        )
    except ImportError as reason:
        raise MissingExtra(
            "A ledger on PostgreSQL needs psycopg. Run: pip install 'smoulder[postgres]'"
        ) from reason


def _set_limits(connection: sa.Connection) -> None:
    connection.exec_driver_sql(_LIMITS)


def _settle_sqlite(connection: Any, _record: Any) -> None:  # Any: what SQLAlchemy hands to listeners
    connection.isolation_level = None  # else the driver begins transactions of its own, and too late
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError as reason:
        # Another process is at work in this very moment, and has set the mode, which stays with the file.
        if "locked" not in str(reason):
            raise
    cursor.close()


def _begin_at_once(connection: sa.Connection) -> None:
    # a reader takes no lock; a writer takes it before it reads what it goes by
    reads = connection.get_execution_options().get("reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
