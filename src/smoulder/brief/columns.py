"""How a table is laid out in a column of a printed page, by how long its words are."""

from __future__ import annotations

import re
from typing import Any

from smoulder.brief.page import Range, Run, Table
from smoulder.brief.paper import words

_FIGURE = re.compile(r"[+−]?[\d.,]+(?:[\u00a0 ]?%)?(?: points?)?|unknown|")
_TO_FOLD, _TO_FIT, _TO_TELL = 14, 72, 160
"""Letters: to which a table's column may be narrowed, of a row with its gaps that fits, of one that is better told."""
_GAP = 2
"""Letters that would fit between two columns."""


def table_kind(table: Table) -> str:
    """How the rows of a table fit into a column of the page.

    returns: 'table' for a grid; 'entries' where each row becomes a paragraph, for the data themselves in many words;
             'run-in' where rows of two follow each other in a line; for what is too wide, 'tailed' where the last cell
             of each row stands below it, or 'stack' where each row becomes a small list.
    """
    longest = [_longest(table, at) for at in range(len(table.head))]
    if table.raw and len(table.head) == 2:
        return "run-in"
    least = [_least(table, at) for at in range(len(table.head))]
    if table.raw and (sum(longest) > _TO_TELL or sum(least) > _TO_FIT):
        return "entries"
    if sum(least) <= _TO_FIT:
        return "table"
    return "tailed" if sum(least[:-1]) <= _TO_FIT else "stack"


def _least(table: Table, at: int) -> int:
    """Letters to which a column can be narrowed, with the gap after it."""
    head = max(map(len, table.head[at].split(" ")))
    return _GAP + max(head, min(_longest(table, at), max(_TO_FOLD, _unbroken(table, at))))


def _cells(table: Table, at: int) -> list[str]:
    return [words(row.cells[at]) for row in table.rows if at < len(row.cells)]


def _longest(table: Table, at: int) -> int:
    return max([len(cell) for cell in _cells(table, at)], default=0)


def _unbroken(table: Table, at: int) -> int:
    """Letters of the longest word of a column."""
    return max([len(word) for cell in _cells(table, at) for word in cell.split(" ")], default=0)


def columns(table: Table) -> dict[str, list[Any]]:
    """How wide each column is to be, 0 for as wide as its words; and which hold nothing but numbers."""
    widths: list[float] = []
    numbers: list[bool] = []
    for at, head in enumerate(table.head):
        cells, longest = _cells(table, at), _longest(table, at)
        drawn = {type(part) for row in table.rows for part in row.cells[at] if not isinstance(part, Run)}
        as_words = Range not in drawn and max(longest, len(head)) <= _TO_FOLD
        widths.append(
            0 if as_words else round(max(longest, *map(len, head.split(" ")), _TO_FOLD // 2) ** 0.5, 2)
        )
        numbers.append(at > 0 and not drawn and all(_FIGURE.fullmatch(cell) for cell in cells))
    return {"widths": widths, "numbers": numbers}
