"""A text as its author wrote it: passages without markup, each character with its place in the file."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

PassageKind = Literal["text", "heading", "cell"]
BLANK = "\x01"
"""Stands for each character that is no wording: code, addresses, words quoted from others."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, an item of a list or a cell of a table.

    text:   without markup; what is no wording is BLANK.
    places: where each character stands in the file, same length.
    table, row: numbers of the table and of the row in it, from 1; 0 outside tables.
    """

    text: str
    places: tuple[int, ...]
    kind: PassageKind = "text"
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class Prose:
    """All passages of a file, in order.

    line_starts: where each line begins in the file; of a Word document, each paragraph.
    unit:        what a line is called.
    """

    name: str
    passages: tuple[Passage, ...]
    line_starts: tuple[int, ...]
    unit: Literal["line", "paragraph"] = "line"

    def where(self, place: int) -> tuple[int, int]:
        """Line and column of a place in the file, both from 1.

        >>> Prose("a", (), (0, 5)).where(6)
        (2, 2)
        """
        line = bisect_right(self.line_starts, place)
        return line, place - self.line_starts[line - 1] + 1


def line_starts(source: str) -> tuple[int, ...]:
    """Where each line of a text begins; lines end as a text editor sees them.

    >>> line_starts("a\\nbc\\r\\nd")
    (0, 2, 6)
    """
    starts = [0]
    for at, character in enumerate(source):
        if character == "\n" or (character == "\r" and source[at + 1 : at + 2] != "\n"):
            starts.append(at + 1)
    return tuple(starts)
