"""A table as data: what a chart shows, and what a CSV file holds."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. name: for programs, with its unit ('deaths_12_months'); title: for readers."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows under columns; every row has as many cells as there are columns, None where a value is unknown.

    name: of its file, without an ending. source: whose data these are, with vintage and licence.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
