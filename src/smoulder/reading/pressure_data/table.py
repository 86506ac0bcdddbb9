"""A published CSV file as rows that know their line, and say what is wrong with a cell and how to mend it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smoulder.reading.columns import match_columns, require
from smoulder.records.errors import BadData


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its cells by our names of the columns."""

    file: str
    line: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        """A cell without spaces around it."""
        return self.cells[column].strip()

    def number(self, column: str) -> float | None:
        """A cell as a number, None where it is empty or says NA.

        raises: BadData that names the row, the cell and the cure.
        """
        text = self.text(column)
        if text in ("", "NA", "NaN"):
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.bad(f"{column} {text!r} is no number", "write digits, or leave it empty") from None
        if value != value or value in (float("inf"), float("-inf")):
            raise self.bad(f"{column} {text!r} is no number", "write digits, or leave it empty")
        return value

    def whole(self, column: str, least: int, most: int) -> int:
        """A cell as a whole number from `least` to `most`.

        raises: BadData that names the row, the cell and the cure.
        """
        value = self.number(column)
        if value is None or value != int(value) or not least <= value <= most:
            what = f"{column} {self.text(column)!r} is no whole number from {least} to {most}"
            raise self.bad(what, "mend the cell, or take the file as it was published")
        return int(value)

    def bad(self, what: str, cure: str) -> BadData:
        """An error about this row."""
        return BadData(f"row {self.line} of {self.file}: {what}; {cure}")


def read_table(path: Path, columns: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """The rows of a CSV file, in its order.

    columns: for each column of ours, its names in the file.
    returns: rows with the line they end on, the heads being line 1; empty lines are left out.
    raises:  BadData if the file cannot be read, is no UTF-8, lacks a column, or a row has too few cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, None)
            if header is None:
                raise BadData(f"{path.name} is empty; give the file as it was published")
            places = match_columns(header, columns)
            require(places, columns, header, path.name)
            for cells in reader:
                if not any(cells):
                    continue
                if len(cells) < len(header):
                    raise BadData(
                        f"row {reader.line_num} of {path.name}: {len(cells)} cells where the heads are "
                        f"{len(header)}; mend the row, or take the file as it was published"
                    )
                yield Row(path.name, reader.line_num, {name: cells[place] for name, place in places.items()})
    except OSError as reason:
        raise BadData(f"cannot read {path}: {reason.strerror}; give the path of the file") from reason
    except UnicodeDecodeError as reason:
        raise BadData(f"{path.name} is no UTF-8 text; save it as UTF-8") from reason
