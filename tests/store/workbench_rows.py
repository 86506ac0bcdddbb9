"""A row for every table of the workbench, for tests of what moves, saves and restores a whole ledger."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from smoulder.store.ledger import Ledger
from smoulder.store.workbench_tables import WORKBENCH

OF_KIND: dict[type, Any] = {
    sa.JSON: {"é": [1, None]},
    sa.Boolean: True,
    sa.Integer: 3,
    sa.Double: 0.5,
}


def fill_workbench(ledger: Ledger, case_id: str) -> None:
    """Put one row into each table, of which those that name others come after them."""
    with ledger._engine.begin() as to:
        for table in WORKBENCH[0].metadata.sorted_tables:
            if table in WORKBENCH:
                to.execute(
                    table.insert().values({one.name: value_of(one, case_id) for one in columns(table)})
                )


def columns(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of a table that are given."""
    return [one for one in table.c if one.name != "number"]


def value_of(column: sa.Column[Any], case_id: str) -> Any:  # Any: of the column's type
    """A value that the column takes."""
    if column.name == "case_id":
        return case_id
    for kind, value in OF_KIND.items():
        if isinstance(column.type, kind):
            return value
    return "a\u2028b"[: getattr(column.type, "length", None)]
