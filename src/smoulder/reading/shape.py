"""Which words of a sentence are the statement: the quotation alone, the paraphrase, or both."""

from __future__ import annotations

import re
from typing import Literal

from smoulder.reading.quotes import Quote
from smoulder.reading.sayings import Saying
from smoulder.reading.sentences import Sentence

_ECHO = re.compile(
    r"(?i)\W*(?:(?:he|she|it|they|so|not|we|I|you)\W+)+"
    r"(?:(?:do|does|did|is|are|was|were|has|have|had|can|will|would)(?:\W*not|n't)?)?\W*"
)
_NARROW = 0.4
"""Share of quoted characters from which a sentence with its source behind it is the quotation alone."""


def shape_of(
    sentence: Sentence, item: Saying, start: int, end: int, inside: list[Quote]
) -> tuple[int, int, Literal["quote", "paraphrase", "mixed"]]:
    """The span and kind of a statement: the quotation alone where it carries the sentence."""
    if not inside:
        return start, end, "paraphrase"
    quoted = sum(min(quote.end, end) - max(quote.start, start) for quote in inside)
    whole = (
        len(
            re.sub(
                r"\W", "", sentence.masked[start - sentence.start : end - sentence.start].replace("\x01", "")
            )
        )
        == 0
    )
    if len(inside) == 1 and (
        whole or (item.style in ("after", "within") and quoted >= _NARROW * (end - start))
    ):
        first, last = inner_words(
            sentence, max(inside[0].start, sentence.start), min(inside[0].end, sentence.end)
        )
        return first, last, "quote"
    if item.style != "before" and quoted < 0.08 * (end - start):
        return start, end, "paraphrase"
    last = (
        max(end, *(min(quote.outer_end, sentence.end) for quote in inside))
        if inside[-1].end >= end - 1
        else end
    )
    return start, last, "mixed"


def inner_words(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The words of a quotation without a closing comma and outer white space."""
    text = sentence.text
    while start < end and text[start - sentence.start].isspace():
        start += 1
    while end > start and (text[end - 1 - sentence.start].isspace() or text[end - 1 - sentence.start] == ","):
        end -= 1
    return start, end


def is_echo(text: str) -> bool:
    """Whether words say nothing by themselves: 'thinks he does', 'said so'.

    >>> is_echo("he does"), is_echo("they are weak")
    (True, False)
    """
    return _ECHO.fullmatch(text + " ") is not None
