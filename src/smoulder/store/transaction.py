"""The one way into a ledger: every transaction is a function that is run as a whole, and again where it has to be.

A transaction that PostgreSQL ends, because it cannot be put in order with others or to resolve a deadlock, has changed
nothing, and is run again. So is one whose connection broke before it was asked to commit. Where the connection breaks
while it commits, nobody on this side knows whether it came through: then the work is run again if it adds nothing the
second time, and else the ledger is asked first whether it is there (`there` of `write`).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from smoulder.store.ledger_errors import CONFLICTS, CONNECT_SECONDS, explained, is_full, state_of, timed_out

T = TypeVar("T")
LEVEL = "READ COMMITTED"
"""Of what writes: each statement sees what came through before it, and what must not change under it is held."""
READS = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""What only reads sees the ledger as it stands at one moment, and never waits for a writer."""
CONFLICT_SECONDS = 10.0
"""How long in all a transaction waits to be run again after conflicts."""
BREAK_SECONDS = 60.0
"""How long in all it waits for a server to come back."""
_COMING = ("starting up", "shutting down", "recovery mode")


def read(engine: sa.Engine, work: Callable[[sa.Connection], T]) -> T:
    """What a function reads, all of it as the ledger stood at one moment.

    raises: CannotWrite, BadLedger where the database does not answer; what `work` raises.
    """

    def once() -> T:
        with _reading(engine) as connection:
            return work(connection)

    with explained(engine):
        return _again(once)


def write(
    engine: sa.Engine,
    work: Callable[[sa.Connection], T],
    there: Callable[[sa.Connection, T], bool] | None = None,
) -> T:
    """Run a function in one transaction, all of it or nothing, and again where it has to be.

    work:   changes nothing but the ledger, so that it can be run again from its start.
    there:  whether what `work` gave came through; it holds first what `work` holds. None for work that adds nothing
            where it is there already: that is run again without asking.
    raises: CannotWrite, BadLedger where the database does not take it, and nothing was kept; what `work` raises.
    """
    unsure: list[T] = []

    def once() -> T:
        with engine.connect() as to:
            for given in unsure if there else ():
                if there is not None and there(to, given):
                    return given
            given = work(to)
            try:
                to.commit()
            except DBAPIError as reason:
                if reason.connection_invalidated:
                    unsure.append(given)
                raise
        return given

    with explained(engine):
        return _again(once)


def reach(engine: sa.Engine) -> None:
    """Connect for the first time: what cannot be reached is told at once, a server that just starts is waited for."""

    def once() -> None:
        with engine.connect():
            pass

    _again(once, first=True)


def _reading(engine: sa.Engine) -> sa.Connection:
    options = READS if engine.dialect.name == "postgresql" else {"reads": True}
    return engine.connect().execution_options(**options)


def _again(once: Callable[[], T], *, first: bool = False) -> T:
    """Run a transaction until it comes through, or fails for a reason that running it again does not mend."""
    conflicts, breaks = waits(0.01, 1.0, CONFLICT_SECONDS), waits(0.05, 2.0, BREAK_SECONDS)
    while True:
        try:
            return once()
        except DBAPIError as reason:
            pause = None
            if state_of(reason.orig) in CONFLICTS:
                pause = next(conflicts, None)
            elif _will_come(reason) if first else _is_broken(reason):
                pause = next(breaks, None)
                for _ in range(int(CONNECT_SECONDS) if timed_out(reason.orig) else 0):
                    next(breaks, None)  # the server was waited for already
            if pause is None:
                raise
        time.sleep(pause)


def waits(first: float, longest: float, together: float) -> Iterator[float]:
    """Seconds to wait before each further try: they double, and no two processes wait alike.

    first: about the first; longest: at most; together: the sum of all, at most.
    """
    chance = Random(f"{os.getpid()} {threading.get_ident()}")
    middle = first
    while together > 0:
        pause = min(middle * chance.uniform(0.5, 1.5), together)
        yield pause
        together -= pause
        middle = min(2 * middle, longest)


def _is_broken(reason: DBAPIError) -> bool:
    """Whether a connection broke, or none was given."""
    if not hasattr(reason.orig, "sqlstate"):
        return False  # of SQLite, where there is no connection to break
    told = state_of(reason.orig)
    nothing = told is None and isinstance(reason, sa.exc.OperationalError)
    return reason.connection_invalidated or nothing or told == "53300" or _will_come(reason)


def _will_come(reason: DBAPIError) -> bool:
    """Whether a server is there and says that it will serve in a moment."""
    said = str(reason.orig)
    return is_full(reason.orig) or state_of(reason.orig) == "57P03" or any(one in said for one in _COMING)
