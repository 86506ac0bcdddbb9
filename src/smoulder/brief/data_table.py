"""A table as data: what a chart shows, and what a CSV file holds."""

from __future__ import annotations

from dataclasses import dataclass

Cell = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    name: for programs, with its unit ('deaths_12_months'); title: for readers.
    unit: of its numbers ('deaths', 'share of 1', 'months', …), '' for words.
    """

    name: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows under columns; every row has as many cells as there are columns, None where a value is unknown.

    name: of its file, without an ending. source: whose data these are, with vintage.
    licence: under which these rows may be passed on. says: what a row is, a sentence.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str = ""
    licence: str = ""
    says: str = ""
