"""How a CSV is laid out: its separator, its header, where its rows begin, how wide they are."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from smoulder.records.errors import BadData

SEPARATORS = (",", ";", "\t", "|")
SAMPLE = 400
"""Rows that are looked at before the whole file is read."""
ENOUGH = 0.95
"""Share of sampled rows that must make sense under a header before a shifted one is believed."""

Fits = Callable[[Mapping[str, str]], bool]
"""Whether a row, by column name, makes sense."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The layout of one CSV.

    header:      column names, one for each field of a row; '' where a field has none.
    first_line:  line on which the rows begin, counted from 0.
    first_row:   the same as a spreadsheet counts, from 1.
    assumptions: in words.
    """

    separator: str
    header: tuple[str, ...]
    first_line: int
    first_row: int
    sample: tuple[tuple[str, ...], ...]
    assumptions: tuple[str, ...] = ()


def find_shape(path: Path, shown: str) -> Shape:
    """The layout of a CSV in UTF-8.

    shown:  the name of the file in messages.
    raises: BadData where no separator gives more than one column, or no row follows the header.
    """
    with path.open(encoding="utf-8", newline="") as file:
        head = list(islice(file, SAMPLE * 5))
    csv.field_size_limit(1 << 24)
    before = 1 if head and head[0].lower().startswith("sep=") else 0
    separator = max(SEPARATORS, key=lambda one: len(_rows(head[before : before + 1], one)[0]))
    rows = _rows(head[before:], separator)
    if len(rows[0]) < 2:
        raise BadData(f"{shown} has one column only; save it as CSV with commas, semicolons or tabs")
    notes = [] if separator == "," else [f"columns are separated by {_named(separator)}"]
    skip = 1
    if len(rows) > 1 and _is_hxl(rows[1]):
        skip, notes = 2, [*notes, "row 2 holds HXL tags and was left out"]
    data = [tuple(row) for row in rows[skip:-1] or rows[skip:]][:SAMPLE]
    if not data:
        raise BadData(f"{shown} has a header and no rows; download it again")
    line = before + skip
    return Shape(separator, tuple(rows[0]), line, line + 1, tuple(data), tuple(notes))


def fit_header(shape: Shape, shown: str, fits: Fits) -> Shape:
    """The shape with a header as wide as its rows; a shifted one is moved to where the rows make sense.

    raises: BadData where rows and header differ in width and no place of the header makes sense.
    """
    widths = Counter(len(row) for row in shape.sample)
    width, common = widths.most_common(1)[0]
    if width == len(shape.header) or common < ENOUGH * len(shape.sample):
        return shape
    rows = [row for row in shape.sample if len(row) == width]
    tried = [(_share(header, rows, fits), header) for header in _placings(shape.header, width)]
    share, header = max(tried, key=lambda one: one[0])
    if share < ENOUGH:
        raise BadData(
            f"{shown} has {len(shape.header)} column names over rows of {width} fields, and no shift of the "
            "header makes sense of them; put the header right"
        )
    at = next(place for place, name in enumerate(header) if name)
    note = (
        f"the header names {len(shape.header)} columns over rows of {width} fields; its first name was put on "
        f"field {at + 1}, because dates, kinds of violence and totals fit there in {share:.0%} of the first "
        f"{len(rows)} rows"
    )
    return replace(shape, header=header, assumptions=(*shape.assumptions, note))


def _placings(header: Sequence[str], width: int) -> list[tuple[str, ...]]:
    """Every way to lay the header over rows of another width without breaking its order."""
    spare = width - len(header)
    if spare > 0:
        return [("",) * at + tuple(header) + ("",) * (spare - at) for at in range(spare + 1)]
    return [tuple(header[at : at + width]) for at in range(-spare + 1)]


def _share(header: Sequence[str], rows: Sequence[Sequence[str]], fits: Fits) -> float:
    return sum(fits(dict(zip(header, row, strict=True))) for row in rows) / len(rows)


def _rows(lines: Sequence[str], separator: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row] or [[]]
    except csv.Error:
        return [[]]


def _is_hxl(row: Sequence[str]) -> bool:
    """Whether a row holds the tags of the Humanitarian Exchange Language, as in '#date+start'."""
    filled = [cell for cell in row if cell.strip()]
    return bool(filled) and sum(cell.strip().startswith("#") for cell in filled) > len(filled) / 2


def _named(separator: str) -> str:
    return {";": "semicolons", "\t": "tabs", "|": "bars"}[separator]
