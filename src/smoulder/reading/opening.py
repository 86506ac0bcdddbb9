"""A table in a file of any kind (CSV, Excel, either in a zip archive, or Parquet): the view `file` of text columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_shape import Shape, find_shape
from smoulder.reading.csv_table import view_csv, view_csv_carefully
from smoulder.reading.parquet_table import view_parquet
from smoulder.reading.plain_text import to_utf8
from smoulder.reading.spreadsheet import workbook_to_csv
from smoulder.reading.unpack import unpack

if TYPE_CHECKING:
    import duckdb

_WORKBOOKS = (".xlsx", ".xlsm", ".xls")


@dataclass(frozen=True, slots=True)
class Opened:
    """A table that lies open as the view `file`: text columns f0, f1, … in the order of `header`.

    row:     SQL expression for the row as a spreadsheet counts it.
    trouble: SQL expression for what is wrong with a row as a whole, null where nothing is.
    notes:   what was assumed to read it, in words.
    """

    header: tuple[str, ...]
    row: str
    trouble: str
    notes: tuple[str, ...]


def take_out(path: Path, work: Path) -> tuple[Path, tuple[str, ...]]:
    """The table itself where the file is a zip archive of one, with a note.

    raises: BadData as `unpack`.
    """
    if path.suffix.lower() != ".zip":
        return path, ()
    inside, note = unpack(path, work)
    return inside, (note,)


def open_table(engine: duckdb.DuckDBPyConnection, path: Path, work: Path, careful: bool) -> Opened:
    """Open a table with a header.

    path:    the file as the user named it.
    work:    an empty folder for drafts.
    careful: True on a second try, to go row by row.
    raises:  BadData where it is no table; MissingExtra for Excel without openpyxl.
    """
    table, notes = take_out(path, work)
    if table.suffix.lower() == ".parquet":
        return Opened(view_parquet(engine, table), "row_number() over () + 1", "null", notes)
    if table.suffix.lower() in _WORKBOOKS:
        table, note = workbook_to_csv(table, work)
        notes = (*notes, note)
    table, note = to_utf8(table, work)
    shape = find_shape(table, path.name)
    return view_shape(
        engine, table, shape, work, careful, (*notes, *filter(None, (note,)), *shape.assumptions)
    )


def view_shape(
    engine: duckdb.DuckDBPyConnection,
    table: Path,
    shape: Shape,
    work: Path,
    careful: bool,
    notes: tuple[str, ...],
) -> Opened:
    """Open a CSV in UTF-8 whose layout is known."""
    if careful:
        view_csv_carefully(engine, table, shape, work)
        return Opened(shape.header, "row", "trouble", notes)
    view_csv(engine, table, shape)
    return Opened(shape.header, f"row_number() over () + {shape.first_row - 1}", "null", notes)
