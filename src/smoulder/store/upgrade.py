"""An older ledger, or a new one, comes to the present tables when it is opened: in one transaction, by one process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from smoulder.records.errors import BadLedger
from smoulder.store.ledger_errors import place_of
from smoulder.store.migrations import HEAD
from smoulder.store.transaction import read, write

_UPGRADE = 7_362_514_900
"""A number that PostgreSQL takes as the name of the lock on the tables' steps."""


def bring_up_to_date(engine: sa.Engine, catch_up: Callable[[sa.Connection], None]) -> None:
    """Run the steps that a ledger lacks; others who open it meanwhile wait for it to be done.

    catch_up: what is to be done in the same transaction where an older ledger came to the present tables.
    raises:   BadLedger where a later version made it, or it is no ledger; CannotWrite.
    """
    if read(engine, step_of) != HEAD:
        write(engine, lambda to: _upgrade(to, catch_up))


def step_of(connection: sa.Connection) -> str | None:
    """The step that a ledger stands at, or None where it is new."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _upgrade(to: sa.Connection, catch_up: Callable[[sa.Connection], None]) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    if to.dialect.name == "postgresql":  # SQLite lets in one at a time as it is
        # the steps of a full ledger take as long as they take, and so does the wait for them
        to.exec_driver_sql("SET LOCAL lock_timeout = 0; SET LOCAL statement_timeout = 0")
        to.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE})")
    before = step_of(to)
    if before == HEAD:
        return  # another process was faster
    config.attributes["connection"] = to
    try:
        command.upgrade(config, "head")
    except CommandError as reason:
        raise BadLedger(
            f"{place_of(to.engine)} was made by a later version of Smoulder ({reason}); update Smoulder"
        ) from reason
    if before is not None:
        catch_up(to)
