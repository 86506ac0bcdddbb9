"""A ledger from one place to another, from a folder to a server or back, with a proof that nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.store.copy_rows import TABLES, fill_tables, row_counts, sum_tables
from smoulder.store.ledger_errors import place_of
from smoulder.store.table_sum import TableSum
from smoulder.store.transaction import write


@dataclass(frozen=True, slots=True)
class Moved:
    """What lies in both places now.

    tables:  by name, how many rows, and the SHA-256 over them that both places have.
    already: whether all of it lay there before, so that nothing was written.
    """

    tables: dict[str, TableSum]
    already: bool


def move_rows(source: sa.Engine, target: sa.Engine) -> Moved:
    """Copy every row, read both places row by row, and keep the copy only where they are the same.

    Who would write into the source meanwhile waits; nothing in it changes. All is one transaction of the target, so
    that a move that is cut short leaves it empty.

    raises: CannotWrite where the target holds something else; BadLedger where it does not come out the same, or a
            writer held the source too long.
    """

    def work(reading: sa.Connection) -> Moved:
        _may_wait(reading)
        if reading.dialect.name == "postgresql":  # SQLite lets in one writer at a time as it is
            names = ", ".join(table.name for table in TABLES)
            reading.exec_driver_sql(f"LOCK TABLE {names} IN SHARE MODE")
        return write(target, lambda to: _move(reading, to))

    return write(source, work)


def _may_wait(connection: sa.Connection) -> None:
    """One place lies idle while the other is read, of a large ledger for longer than a server lets writers."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = '1h'")


def _move(reading: sa.Connection, to: sa.Connection) -> Moved:
    _may_wait(to)
    if any(row_counts(to).values()):
        held = sum_tables(reading)
        if held != sum_tables(to):
            raise CannotWrite(
                f"{place_of(to.engine)} holds another ledger; name an empty place, or put it aside first"
            )
        return Moved(held, already=True)
    put = fill_tables(reading, to)
    there = sum_tables(to)
    if other := [name for name in put if put[name] != there[name]]:
        raise BadLedger(
            f"{', '.join(other)} did not come out the same in {place_of(to.engine)}; nothing was moved, "
            "and the ledger is where it was: try again, or move it by smoulder backup and restore"
        )
    return Moved(put, already=False)
