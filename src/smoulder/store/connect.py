"""Connections to a ledger: SQLite with write-ahead logging, or any address SQLAlchemy knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from smoulder.records.errors import BadLedger, BadSetting, CannotWrite, MissingExtra
from smoulder.store.migrations import HEAD

WAIT_SECONDS = 30
_UPGRADE = 7_362_514_900
"""A number that PostgreSQL takes as the name of the lock on the tables' steps."""
_SECRETS = ("password", "passfile", "sslpassword")


def connect(url: sa.URL, catch_up: Callable[[sa.Connection], None]) -> sa.Engine:
    """An engine whose transactions hold the write lock from their first line, and whose tables are there.

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
    else:
        raise BadSetting(
            f"a ledger cannot lie in {url.get_backend_name()}; write postgresql://USER@SERVER/DATABASE"
        )
    with explained(engine):
        _bring_up_to_date(engine, catch_up)
    return engine


def _postgresql(url: sa.URL) -> sa.Engine:
    try:
        return sa.create_engine(url.set(drivername="postgresql+psycopg"))
    except ImportError as reason:
        raise MissingExtra(
            "A ledger on PostgreSQL needs psycopg. Run: pip install 'smoulder[postgres]'"
        ) from reason


@contextmanager
def explained(engine: sa.Engine) -> Iterator[None]:
    """Turn what a database says into one line with its cure."""
    place = place_of(engine)
    try:
        yield
    except (
        DBAPIError,
        sqlite3.Error,
    ) as reason:  # the driver's own come from the settling of a new connection
        cause = reason.orig if isinstance(reason, DBAPIError) else reason
        if "locked" in str(cause):
            raise BadLedger(
                f"{place} was held by another process for {WAIT_SECONDS} seconds; let it end and try again"
            ) from reason
        if type(cause).__name__ == "OperationalError":
            raise CannotWrite(
                f"{place} cannot be used as a ledger ({cause}); {_elsewhere(engine)}"
            ) from reason
        raise BadLedger(f"{place} is no ledger ({cause}); move it away or {_elsewhere(engine)}") from reason


def _elsewhere(engine: sa.Engine) -> str:
    """The cure for a place that does not serve."""
    if engine.dialect.name == "sqlite":
        return "choose another folder with --data"
    return "mend the address in SMOULDER_LEDGER or the settings file"


def place_of(engine: sa.Engine) -> str:
    """Where a ledger lies, in words that may be shown: an address without its password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.difference_update_query(_SECRETS).render_as_string()


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
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _bring_up_to_date(engine: sa.Engine, catch_up: Callable[[sa.Connection], None]) -> None:
    if _step(engine) == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # SQLite lets in one at a time as it is
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE})")
        before = _step_of(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as reason:
            raise BadLedger(
                f"{place_of(engine)} was made by a later version of Smoulder ({reason}); update Smoulder"
            ) from reason
        if before not in (None, HEAD):
            catch_up(connection)


def _step(engine: sa.Engine) -> str | None:
    """The step the ledger stands at, or None where it is new."""
    with engine.connect() as connection:
        return _step_of(connection)


def _step_of(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)
