"""An Excel workbook as plain CSV."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path

from smoulder.reading.unpack import check_size
from smoulder.records.errors import BadData, MissingExtra


def workbook_to_csv(path: Path, work: Path) -> tuple[Path, str]:
    """The first sheet with more than one column, as CSV in UTF-8.

    returns: the path of the CSV, and a note for the user.
    raises:  MissingExtra without openpyxl; BadData where no sheet holds a table or the file is no workbook.
    """
    try:
        workbooks = import_module("openpyxl")  # it has no types of its own
    except ImportError as reason:
        raise MissingExtra("Excel files need openpyxl. Run: pip install 'smoulder[excel]'") from reason
    try:
        with zipfile.ZipFile(path) as archive:
            check_size(path, archive)
        book = workbooks.load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as reason:
        raise BadData(
            f"{path.name} is no Excel workbook that can be opened ({reason}); save it again as .xlsx or CSV"
        ) from reason
    try:
        target = work / "sheet.csv"
        for sheet in book.worksheets:
            if _write(sheet.iter_rows(values_only=True), target):
                return target, f"read sheet {sheet.title!r}"
    finally:
        book.close()
    raise BadData(f"{path.name} holds no sheet with a table; put the events on a sheet with a header row")


def _write(rows: object, target: Path) -> bool:
    """Write the rows of a sheet, trailing empty rows and columns left out; False where it is no table."""
    width = 0
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        empty = 0
        for row in rows:  # type: ignore[attr-defined]  # openpyxl is untyped
            cells = [_text(one) for one in row]
            if width == 0:
                while cells and not cells[-1]:
                    cells.pop()
                width = len(cells)
                if width < 2:
                    return False
            if not any(cells):
                empty += 1
                continue
            for _ in range(empty):  # an empty row between others keeps its number
                writer.writerow([""] * width)
            empty = 0
            writer.writerow(cells[:width] if not any(cells[width:]) else cells)
    return width > 1


def _text(value: object) -> str:
    """A cell as CSV has it; numbers without a needless point, days as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
