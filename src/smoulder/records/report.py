"""A report: one published text, whose raw form never changes."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal

import numpy as np
from pydantic import Field

from smoulder.records.base import Record

BlockKind = Literal["title", "standfirst", "dateline", "byline", "caption", "body", "pull quote", "furniture"]
"""A caption holds the credit of its picture; a pull quote repeats words of the body in large letters."""


class Block(Record):
    """A run of text of one kind.

    start, end: characters of `Report.text`, end exclusive.
    """

    kind: BlockKind
    start: int
    end: int


class Report(Record):
    """One published text.

    raw:      what the file holds, unchanged (decoded).
    text:     the readable text: for a plain file `raw` without characters of no width; for HTML, without markup.
    offsets:  shape (len(text) + 1,), where each character of `text` begins in `raw`;
              empty means that text and raw are the same, character by character.
    blocks:   in the order of the page, not overlapping.

    All spans that leave the reader (`start`, `end` of statements and so on) are
    characters of `raw`. `raw_span` turns a span of `text` into one of `raw`.
    """

    name: str
    sha256: str
    raw: str = Field(repr=False)
    text: str = Field(repr=False)
    offsets: tuple[int, ...] = Field(default=(), repr=False)
    format: Literal["text", "html"] = "text"
    title: str = ""
    standfirst: str = ""
    published: date | None = None
    published_from: str = ""
    """Which part gave the date: meta, page, dateline, text, or the user."""
    publisher: str = ""
    address: str = ""
    captions: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = Field(default=(), repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `text` as a span of `raw`, end exclusive."""
        if not self.offsets:
            return start, end
        if end <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self._character_end(end - 1)

    def text_span(self, start: int, end: int) -> tuple[int, int]:
        """A span of `raw` as a span of `text`, end exclusive."""
        if not self.offsets:
            return start, end
        first, last = np.searchsorted(self._starts, [start, end], side="left")
        return int(first), int(last)

    def passage(self, start: int, end: int) -> str:
        """The readable text of a span of `raw`."""
        return self.text[slice(*self.text_span(start, end))]

    def block_around(self, start: int, end: int) -> tuple[int, int] | None:
        """The span in `raw` of the block that holds a span of `raw`; None where none does."""
        spans = (self.raw_span(block.start, block.end) for block in self.blocks)
        return next(((first, last) for first, last in spans if first <= start and end <= last), None)

    @cached_property
    def _starts(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        return np.asarray(self.offsets[:-1], dtype=np.int64)

    def _character_end(self, index: int) -> int:
        """Where in `raw` the character at `index` of `text` ends (an entity is longer than one)."""
        begin = self.offsets[index]
        if self.raw.startswith("&", begin):
            semicolon = self.raw.find(";", begin, begin + 40)
            if semicolon >= 0:
                return min(semicolon + 1, self.offsets[index + 1])
        return begin + 1
