"""Rows of the ledger: times as they are kept, rows added once, and the locks that put writers in an order.

Every transaction takes its locks in one order, so that no two wait for one another: first cases, by their ids
(`lock_cases`); then reports, by their SHA-256 (`keep_reports`); then, once, what `hold` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from smoulder.records.errors import NoCase
from smoulder.store.ledger_errors import place_of
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


def add_all_numbered(
    to: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]
) -> list[int]:  # Any: mixed types
    """Add rows to a table whose key is `number`, and give their numbers, which rise in the order of the rows."""
    if not rows:
        return []
    wanted = table.insert().returning(table.c.number, sort_by_parameter_order=True)
    return list(to.scalars(wanted, [dict(row) for row in rows]))


def lock_case(to: sa.Connection, case_id: str) -> None:
    """Hold a case until the transaction ends, so that the numbers of its log rise in the order of its writers.

    SQLite holds the whole ledger from the first line of a transaction; PostgreSQL holds the row of the case.

    raises: NoCase if the ledger has none of that id.
    """
    held = to.execute(sa.select(CASES.c.number).where(CASES.c.id == case_id).with_for_update()).first()
    if held is None:
        raise no_case(to, case_id)


def lock_cases(to: sa.Connection, case_ids: Iterable[str]) -> None:
    """Hold several cases, in the order of their ids; a transaction that needs several takes them in one call.

    raises: NoCase if the ledger lacks one of them.
    """
    for case_id in sorted(set(case_ids)):
        lock_case(to, case_id)


def hold(to: sa.Connection, kind: str, names: Iterable[str]) -> None:
    """Hold what has no row of its own until the transaction ends; a transaction calls it once, after all other locks.

    kind, names: what is held, such as "fixes" and the SHA-256 of the reports that they correct.

    SQLite holds the whole ledger as it is.
    """
    if to.dialect.name != "postgresql":
        return
    named = {sha256(f"{kind} {name}".encode()).digest()[:8] for name in names}
    for number in sorted(int.from_bytes(one, signed=True) for one in named):
        to.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def no_case(to: sa.Connection, case_id: str) -> NoCase:
    """The error that a case is not there."""
    return NoCase(f"no case {case_id!r} in {place_of(to.engine)}; `smoulder case list` names them all")
