"""All rows of one ledger into another, of either kind, each table summed up on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from smoulder.records.errors import BadLedger, CannotWrite
from smoulder.store.ledger_errors import explained, place_of
from smoulder.store.table_sum import TableSum
from smoulder.store.tables import METADATA, SEARCH_WORDS
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import WORKBENCH

AT_ONCE = 500
"""Rows that are read and written together."""
TABLES = (*METADATA.sorted_tables, SEARCH_WORDS)
"""All tables of a ledger, those of the workbench among them."""
assert all(table in TABLES for table in WORKBENCH)
_LARGEST = 2**31 - 1


def copy_rows(source: sa.Engine, target: sa.Engine, *, replace: bool = False) -> None:
    """Copy every row with its number, as the ledger stands at one moment, in one transaction of the target.

    replace: take away what the target holds; else a target that holds anything is refused.
    raises:  CannotWrite where the target holds rows; CannotWrite, BadLedger where a database does not take part.
    """

    def copy(reading: sa.Connection, to: sa.Connection) -> None:
        if replace:
            _empty(to)
        elif any(row_counts(to).values()):
            raise CannotWrite(
                f"{place_of(target)} holds a ledger already; name an empty place, or pass --replace"
            )
        fill_tables(reading, to)

    read(source, lambda reading: write(target, lambda to: copy(reading, to)))


def row_counts(connection: sa.Connection) -> dict[str, int]:
    """How many rows each table holds, the index of words left out; of an older ledger only the tables it has."""
    there = set(sa.inspect(connection).get_table_names())
    tables = [table for table in METADATA.sorted_tables if table.name in there]
    count = sa.func.count()
    return {
        table.name: int(connection.execute(sa.select(count).select_from(table)).scalar_one())
        for table in tables
    }


def fill_tables(reading: sa.Connection, to: sa.Connection) -> dict[str, TableSum]:
    """Put every row into empty tables, and give the sum of what was read of each table, by its name."""
    return {table.name: _fill(reading, to, table) for table in TABLES}


def sum_tables(reading: sa.Connection) -> dict[str, TableSum]:
    """The sum of each table as it stands, by its name."""
    sums = {}
    for table in TABLES:
        sums[table.name] = TableSum()
        for some in _rows(reading, table):
            sums[table.name].add(some)
    return sums


def _rows(reading: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:  # Any: mixed types
    """The rows of a table in their order, some at a time."""
    order = list(table.primary_key.columns) if "number" not in table.c else [table.c.number]
    wanted = sa.select(table).order_by(*order).execution_options(yield_per=AT_ONCE)
    with explained(reading.engine):
        for some in reading.execute(wanted).mappings().partitions():
            yield [dict(row) for row in some]


def _fill(reading: sa.Connection, to: sa.Connection, table: sa.Table) -> TableSum:
    # an empty field of JSON is to stay empty, and not to become the word null
    json = [one.name for one in table.c if isinstance(one.type, sa.JSON) and one.nullable]
    total = TableSum()
    for some in _rows(reading, table):
        total.add(some)
        for row in some:
            row |= {name: sa.null() for name in json if row[name] is None}
        try:
            to.execute(table.insert(), some)
        except sa.exc.DataError as reason:
            which = _misfit(table, some) or f"a row of {table.name} ({reason.orig})"
            raise BadLedger(f"{place_of(to.engine)} cannot take {which}; nothing was copied") from reason
    if to.dialect.name == "postgresql" and "number" in table.c:
        # the next row is to take the number after the last one
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0) + 1).scalar_subquery()
        name = sa.func.pg_get_serial_sequence(table.name, "number")
        to.execute(sa.select(sa.func.setval(name, last, False)))
    return total


def _misfit(table: sa.Table, rows: list[dict[str, Any]]) -> str:  # Any: mixed types
    """The first value that a server does not take, with its place and why; SQLite takes any."""
    for row in rows:
        for column in table.c:
            value, why = row[column.name], ""
            longest = getattr(column.type, "length", None)
            if isinstance(value, str) and "\0" in value:
                why = "holds a character of no text, U+0000"
            elif isinstance(value, str) and longest and len(value) > longest:
                why = f"has {len(value)} characters, and there is place for {longest}"
            elif type(value) is int and type(column.type) is sa.Integer and abs(value) > _LARGEST:
                why = f"is {value}, and {_LARGEST} is the largest number there"
            if why:
                which = next(iter(row.values()))
                return f"row {which} of {table.name}: its {column.name} {why}"
    return ""


def _empty(to: sa.Connection) -> None:
    for table in reversed(TABLES):
        if table.name == "pressure":  # a correction of the calendar names the entry before it
            for number in to.scalars(sa.select(table.c.number).order_by(table.c.number.desc())).all():
                to.execute(table.delete().where(table.c.number == number))
        else:
            to.execute(table.delete())
