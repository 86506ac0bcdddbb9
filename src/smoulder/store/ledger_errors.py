"""What a database says, turned into one line with its cure: who waits for what, and what to do about it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DataError, DBAPIError, OperationalError

from smoulder.records.errors import BadData, BadLedger, CannotWrite, SmoulderError

WAIT_SECONDS = 30
"""How long a writer waits for another one."""
ANSWER_SECONDS = 300
"""How long a server may take over one statement, and how long a transaction may lie idle on it."""
CONNECT_SECONDS = 10
"""How long a server may take to take up a connection."""
CONFLICTS = ("40001", "40P01")
"""A transaction that could not be put in order with others, and one that was ended to resolve a deadlock."""
_SECRETS = ("password", "passfile", "sslpassword")
_HELD = {"cases": "a case", "reports": "a report", "scored": "the scores of a case"}
_OLDEST = sa.text(
    "SELECT pid, usename, coalesce(host(client_addr), 'the same machine') AS address, application_name, "
    "round(extract(epoch FROM clock_timestamp() - xact_start)) AS seconds FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL "
    "ORDER BY xact_start LIMIT 1"
)


@contextmanager
def explained(engine: sa.Engine) -> Iterator[None]:
    """Turn what a database says into one line with its cure."""
    place = place_of(engine)
    try:
        yield
    except sa.exc.TimeoutError as reason:
        raise BadLedger(
            f"all connections of this process to {place} were in use for {WAIT_SECONDS} seconds; "
            "let what is under way end and try again"
        ) from reason
    except (
        DBAPIError,
        sqlite3.Error,
    ) as reason:  # the driver's own come from the settling of a new connection
        raise _told(engine, place, reason) from reason


def _told(engine: sa.Engine, place: str, reason: DBAPIError | sqlite3.Error) -> SmoulderError:
    cause = reason.orig if isinstance(reason, DBAPIError) else reason
    if isinstance(reason, DataError):  # of what was given: the ledger is as it should be
        return BadData(
            f"what was given holds what the ledger does not keep ({cause}); nothing was kept: mend it and give it again"
        )
    if engine.dialect.name == "postgresql" and (said := _told_by_server(engine, place, cause)):
        return said
    if "locked" in str(cause):
        return BadLedger(
            f"{place} was held by another process for {WAIT_SECONDS} seconds; let it end and try again"
        )
    if isinstance(reason, OperationalError | sqlite3.OperationalError):
        return CannotWrite(f"{place} cannot be used as a ledger ({cause}); {_elsewhere(engine)}")
    return BadLedger(f"{place} is no ledger ({cause}); move it away or {_elsewhere(engine)}")


def _told_by_server(engine: sa.Engine, place: str, cause: Any) -> SmoulderError | None:  # Any: of the driver
    """What a state of PostgreSQL means; None for one that has no words of its own."""
    state = state_of(cause)
    if state == "55P03":
        return BadLedger(
            f"waited {WAIT_SECONDS} seconds for {_awaited(cause)} in {place} that another writer holds; "
            f"{_oldest(engine)}let it end and try again"
        )
    if state == "57014":
        return BadLedger(
            f"{place} was still at work on one statement after {ANSWER_SECONDS} seconds and was stopped; "
            f"{_oldest(engine)}try again when the server is less busy"
        )
    if state in CONFLICTS:
        return BadLedger(
            f"others kept changing the same in {place}, however often this was tried again; "
            "nothing was kept: try again"
        )
    if state == "53300" or is_full(cause):
        return CannotWrite(
            f"{place} has no connection free; end other commands, raise max_connections there, "
            "or put PgBouncer in front of it"
        )
    if timed_out(cause):
        return CannotWrite(
            f"{place} did not answer in time; see whether the server runs and can be "
            f"reached from here, or {_elsewhere(engine)}"
        )
    if state == "42501":
        return CannotWrite(f"the user of {place} may not do this there ({cause}); have the rights granted")
    return None


def state_of(cause: Any) -> str | None:  # Any: an error of any driver
    """The five letters by which PostgreSQL names an error; None where the driver gives none."""
    state = getattr(cause, "sqlstate", None)
    return None if state is None else str(state)


def timed_out(cause: Any) -> bool:  # Any: an error of any driver
    """Whether a connection was not taken up in time."""
    return type(cause).__name__ == "ConnectionTimeout" or "timeout expired" in str(cause)


def is_full(cause: Any) -> bool:  # Any: an error of any driver
    """Whether a server that was reached has no connection free; such an error comes without a state."""
    return any(
        one in str(cause) for one in ("too many clients", "too many connections", "slots are reserved")
    )


def place_of(engine: sa.Engine) -> str:
    """Where a ledger lies, in words that may be shown: an address without its password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    shown = engine.url.difference_update_query(_SECRETS).set(drivername="postgresql")
    return shown.render_as_string()


def _elsewhere(engine: sa.Engine) -> str:
    """The cure for a place that does not serve."""
    if engine.dialect.name == "sqlite":
        return "choose another folder with --data"
    return "mend the address in SMOULDER_LEDGER or the settings file"


def _awaited(cause: Any) -> str:  # Any: of the driver
    """What a transaction waited for, in words."""
    context = getattr(getattr(cause, "diag", None), "context", None) or ""
    table = re.search(r'relation "(\w+)"', context)
    return _HELD.get(table[1], f"a row of {table[1]}") if table else "what it was to write"


def _oldest(engine: sa.Engine) -> str:
    """Who has been at work longest in the same database; '' where the server does not say."""
    with suppress(DBAPIError), engine.connect() as asking:
        if row := asking.execute(_OLDEST).first():
            by = f"{row.usename} from {row.address}" + (f" with {row.application_name}" * bool(row[3]))
            return f"longest at work there is {by}, for {row.seconds} seconds (its process {row.pid}); "
    return ""
