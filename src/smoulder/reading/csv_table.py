"""A CSV as a DuckDB view of text columns: fast where it is sound, row by row where it is not."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_shape import Shape

if TYPE_CHECKING:
    import duckdb

ROW, TROUBLE = "row", "trouble"
"""Columns that the careful way adds: the row's number, and what is wrong with it."""


def view_csv(engine: duckdb.DuckDBPyConnection, path: Path, shape: Shape) -> None:
    """Make the view `file`: a text column `f0`, `f1`, … for each field. Nothing is read yet.

    Reading it raises duckdb.Error where a row has another width or a quotation mark stays open;
    `view_csv_carefully` is for such files.
    """
    fields = ", ".join(f"'f{place}': 'VARCHAR'" for place in range(len(shape.header)))
    engine.execute(
        f"""create or replace temp view file as select * from read_csv({quoted(path)}, columns = {{{fields}}},
        auto_detect = false, header = false, skip = {shape.first_line}, delim = '{shape.separator}',
        quote = '"', escape = '"', nullstr = '', max_line_size = 16000000)"""
    )


def view_csv_carefully(engine: duckdb.DuckDBPyConnection, path: Path, shape: Shape, work: Path) -> None:
    """Make the view `file` from a file with broken rows: each gets its number in `row` and, where it is
    broken, what is wrong in `trouble`."""
    width = len(shape.header)
    target = work / "careful.csv"
    with (
        path.open(encoding="utf-8", newline="") as source,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        writer = csv.writer(out)
        for _ in range(shape.first_line):
            source.readline()
        for number, cells in enumerate(csv.reader(source, delimiter=shape.separator), start=shape.first_row):
            if any(cells):
                writer.writerow([number, *_padded(cells, width)])
    fields = ", ".join(f"f{place}" for place in range(width))
    columns = {"row": "BIGINT", TROUBLE: "VARCHAR", **{f"f{place}": "VARCHAR" for place in range(width)}}
    written = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    engine.execute(
        f"""create or replace temp view file as select {ROW}, {TROUBLE}, {fields}
        from read_csv({quoted(target)}, columns = {{{written}}}, auto_detect = false, header = false,
        delim = ',', quote = '"', escape = '"', nullstr = '', parallel = false, max_line_size = 16000000)"""
    )


def text_view(columns: Mapping[str, str]) -> str:
    """The select list of `staged`: an SQL expression for each column of ours."""
    return ", ".join(f"{expression} as {name}" for name, expression in columns.items())


def quoted(path: Path) -> str:
    """A path as an SQL string: views cannot take parameters."""
    return "'" + str(path).replace("'", "''") + "'"


def _padded(cells: list[str], width: int) -> list[str]:
    """What is wrong, then the fields, as many as there should be."""
    if len(cells) == width:
        return ["", *cells]
    if len(cells) > width and not any(cells[width:]):
        return ["", *cells[:width]]
    return [f"{len(cells)} fields where the header has {width}", *cells[:width], *[""] * (width - len(cells))]
