"""All rows of one ledger into another, of either kind."""

from __future__ import annotations

import sqlalchemy as sa

from smoulder.records.errors import CannotWrite
from smoulder.store.connect import explained, place_of
from smoulder.store.tables import METADATA, SEARCH_WORDS

AT_ONCE = 500
"""Rows that are read and written together."""
_TABLES = (*METADATA.sorted_tables, SEARCH_WORDS)


def copy_rows(source: sa.Engine, target: sa.Engine, *, replace: bool = False) -> None:
    """Copy every row with its number, as the ledger stands at one moment, in one transaction of the target.

    replace: take away what the target holds; else a target that holds anything is refused.
    raises:  CannotWrite where the target holds rows; CannotWrite, BadLedger where a database does not take part.
    """
    with explained(source), source.connect() as reading:
        if source.dialect.name == "postgresql":
            reading = reading.execution_options(isolation_level="REPEATABLE READ")
        with explained(target), target.begin() as to:
            _empty(to, replace)
            for table in _TABLES:
                _copy(reading, to, table)


def row_counts(connection: sa.Connection) -> dict[str, int]:
    """How many rows each table holds, the index of words left out; of an older ledger only the tables it has."""
    there = set(sa.inspect(connection).get_table_names())
    tables = [table for table in METADATA.sorted_tables if table.name in there]
    count = sa.func.count()
    return {
        table.name: int(connection.execute(sa.select(count).select_from(table)).scalar_one())
        for table in tables
    }


def _empty(to: sa.Connection, replace: bool) -> None:
    if not replace and any(row_counts(to).values()):
        raise CannotWrite(
            f"{place_of(to.engine)} holds a ledger already; name an empty place, or pass --replace"
        )
    for table in reversed(_TABLES):
        # a correction of the pressure calendar names the entry before it
        order = [table.c.number.desc()] if "number" in table.c else []
        if table.name == "pressure" and replace:
            for number in to.scalars(sa.select(table.c.number).order_by(*order)).all():
                to.execute(table.delete().where(table.c.number == number))
        else:
            to.execute(table.delete())


def _copy(reading: sa.Connection, to: sa.Connection, table: sa.Table) -> None:
    order = list(table.primary_key.columns) if "number" not in table.c else [table.c.number]
    found = reading.execute(sa.select(table).order_by(*order)).mappings()
    for some in found.partitions(AT_ONCE):
        to.execute(table.insert(), [dict(row) for row in some])
    if to.dialect.name == "postgresql" and "number" in table.c:
        # the next row is to take the number after the last one
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0) + 1).scalar_subquery()
        name = sa.func.pg_get_serial_sequence(table.name, "number")
        to.execute(sa.select(sa.func.setval(name, last, False)))
