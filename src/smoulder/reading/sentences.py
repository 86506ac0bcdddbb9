"""Sentences of the body, each with its place and the quotations in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from smoulder.reading.abbreviations import soften
from smoulder.reading.quotes import Quote, find_quotes, mask
from smoulder.records.report import BlockKind, Report

LONGEST = 3000
"""Characters after which a sentence is cut at the next space, whatever it holds."""

_END = re.compile(r"[.!?…]+[)\]\"”’'»]*(?=\s)")
_STARTS = re.compile(r"\s+[\"“‘'«(\[]*[A-Z0-9À-ÞА-Я\[]")
_TAIL = re.compile(
    r"\s+(?:[A-Z][\w.․'’-]*\s+){1,6}(?:said|says|asked|added|told|warned|wondered)\b[^\"“]{0,60}?[.,:]"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a quotation with its attribution.

    start, end: characters of `Report.text`. paragraph: its number among the paragraphs read.
    quotes:     quotations that overlap it. masked: its text with quoted characters replaced.
    """

    start: int
    end: int
    paragraph: int
    block: BlockKind
    quotes: tuple[Quote, ...]
    text: str
    masked: str


def split_sentences(
    report: Report, kinds: tuple[BlockKind, ...] = ("standfirst", "body")
) -> tuple[Sentence, ...]:
    """The sentences of standfirst and body, or of other kinds of blocks, in order.

    report: an opened report. returns: sentences that do not overlap; no white space at their ends.
    """
    sentences: list[Sentence] = []
    kept = [block for block in report.blocks if block.kind in kinds]
    plain = soften(report.text)
    for number, block in enumerate(kept):
        quotes = find_quotes(report.text, block.start, block.end)
        starts, ends = [quote.start for quote in quotes], [quote.end for quote in quotes]
        for start, end in _cut(plain, block.start, block.end, quotes):
            first = bisect_right(ends, start)
            inside = quotes[first : bisect_left(starts, end, first)]
            sentences.append(
                Sentence(
                    start=start,
                    end=end,
                    paragraph=number,
                    block=block.kind,
                    quotes=inside,
                    text=report.text[start:end],
                    masked=mask(report.text, inside, start, end),
                )
            )
    return tuple(sentences)


def sentence_spans(text: str, quotes: tuple[Quote, ...]) -> list[tuple[int, int]]:
    """Where the sentences of one paragraph begin and end; a quotation stays with what it stands in.

    quotes: those of the paragraph, as `find_quotes` gives them.

    >>> sentence_spans("One came. The other, a Lt. Col., left.", ())
    [(0, 9), (10, 38)]
    """
    return _cut(soften(text), 0, len(text), quotes)


def _cut(text: str, start: int, end: int, quotes: tuple[Quote, ...]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    begin = start
    index = 0
    for found in _END.finditer(text, start, end):
        while index < len(quotes) and quotes[index].outer_end < found.end():
            index += 1
        inside = (
            index < len(quotes)
            and quotes[index].start <= found.start()
            and found.end() < quotes[index].outer_end
        )
        if inside or not _is_boundary(text, found, end, quotes[index] if index < len(quotes) else None):
            continue
        spans.extend(_capped(text, begin, found.end()))
        begin = found.end()
    spans.extend(_capped(text, begin, end))
    return spans


def _is_boundary(text: str, found: re.Match[str], end: int, quote: Quote | None) -> bool:
    after = text[found.end() : min(end, found.end() + 120)]
    if not _STARTS.match(after):
        return False
    closes_quote = quote is not None and quote.start < found.end() <= quote.outer_end
    return not (closes_quote and _TAIL.match(after))


def _capped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A span without outer white space, cut where it is too long."""
    spans: list[tuple[int, int]] = []
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        spans.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        spans.append((start, end))
    return spans
