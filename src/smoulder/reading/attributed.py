"""One act of saying in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from smoulder.reading.quotes import MASK

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One act of saying in a sentence; places are characters of the sentence.

    source:  the words that name the speaker. appos: what is said of them beside the name.
    content: what is said. zone: where its day and place may stand.
    style:   where the source stands to the content.
    """

    source: str
    appos: str
    content: Span
    zone: Span
    verb: str
    style: Literal["after", "before", "within", "according", "saying"]
    negated: bool = False
    at: int = 0


def trim_span(text: str, start: int, end: int) -> Span:
    """A span without white space, commas and a final full stop at its ends."""
    while start < end and text[start] in " \n\r\t,;:—–":
        start += 1
    while end > start and text[end - 1] in " \n\r\t,;:—–":
        end -= 1
    if end > start and text[end - 1] == "." and MASK not in text[max(start, end - 2) : end]:
        end -= 1
    return start, end
