"""A table as CSV text (RFC 4180) that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata

from smoulder.brief.data_table import Cell, DataTable
from smoulder.brief.inert import one_line

STARTS = frozenset("=+-@")
"""What begins a formula in a spreadsheet; wide and small forms of these count as the same."""
LONGEST = 32_000
"""Characters of a cell; a spreadsheet breaks off at 32,767 and takes the rest for a cell of its own."""


def csv_text(table: DataTable) -> str:
    """The table with its header row, lines ended as RFC 4180 has it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell_text(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def cell_text(cell: Cell) -> str:
    """A cell as it stands in the file: numbers in full, words made safe, nothing where it is unknown.

    >>> cell_text(-0.25), cell_text("-0.25"), cell_text(True), cell_text(None), cell_text(float("nan"))
    ('-0.25', "'-0.25", 'true', '', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(int(cell))
    if isinstance(cell, float):
        return repr(float(cell)) if math.isfinite(cell) else ""
    return safe_text(cell)


def safe_text(text: str) -> str:
    """A text on one line in which no cell can begin with a formula.

    An apostrophe stands before it where its first letter that can be seen begins a formula; and after each semicolon
    at which a spreadsheet of another language would cut the line, where what follows begins one.

    >>> safe_text(" =1+1"), safe_text("＝1"), safe_text("a;@b"), safe_text("27 - 3")
    ("'=1+1", "'＝1", "a;'@b", '27 - 3')
    """
    line = one_line(text)
    line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return re.sub("(^|;)([^;]*)", lambda part: f"{part[1]}{_marked(part[2])}", line)


def _marked(part: str) -> str:
    return f"'{part}" if _first_seen(part) in STARTS else part


def _first_seen(part: str) -> str:
    """The first letter that is not space, mark of format or quotation mark, in its plain form."""
    for letter in part:
        if letter != '"' and unicodedata.category(letter)[0] not in "ZC":
            return unicodedata.normalize("NFKC", letter)[:1]
    return ""
