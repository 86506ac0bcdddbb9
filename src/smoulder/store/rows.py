"""Rows of the ledger: times as they are kept, rows added once, and the lock that orders the writers of a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from smoulder.records.errors import NoCase
from smoulder.store.connect import place_of
from smoulder.store.tables import CASES


def stamp(now: datetime) -> str:
    """A time as the ledger keeps it: in UTC, to the microsecond, so that all sort as they read.

    now: with its time zone.

    >>> stamp(datetime(2026, 1, 2, tzinfo=UTC))
    '2026-01-02T00:00:00.000000+00:00'
    """
    return now.astimezone(UTC).isoformat(timespec="microseconds")


def add_new(to: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> int:  # Any: mixed types
    """Add rows; one that the table has already, by any of its unique columns, is left as it is.

    returns: how many were added.
    """
    # by what comes back: the drivers do not agree on how they count rows
    return len(to.execute(_insert_new(to, table), [dict(row) for row in rows]).all()) if rows else 0


def _insert_new(to: sa.Connection, table: sa.Table) -> sa.Executable:
    # the dialects say the same in the same words, but in classes of their own; the other's takes long to import
    if to.dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table).on_conflict_do_nothing().returning(sa.literal(1))
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table).on_conflict_do_nothing().returning(sa.literal(1))


def add_numbered(to: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:  # Any: mixed types
    """Add a row to a table whose key is `number`, and give its number."""
    found = to.execute(table.insert().values(**row)).inserted_primary_key
    assert found is not None, "an insert of one row has a key"
    return int(found[0])


def lock_case(to: sa.Connection, case_id: str) -> None:
    """Hold a case until the transaction ends, so that the numbers of its log rise in the order of its writers.

    SQLite holds the whole ledger from the first line of a transaction; PostgreSQL holds the row of the case.

    raises: NoCase if the ledger has none of that id.
    """
    held = to.execute(sa.select(CASES.c.number).where(CASES.c.id == case_id).with_for_update()).first()
    if held is None:
        raise no_case(to, case_id)


def no_case(to: sa.Connection, case_id: str) -> NoCase:
    """The error that a case is not there."""
    return NoCase(f"no case {case_id!r} in {place_of(to.engine)}; `smoulder case list` names them all")
