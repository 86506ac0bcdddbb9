"""Sentences of the body, each with its place and the quotations in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smoulder.reading.quotes import Quote, find_quotes, mask
from smoulder.records.report import BlockKind, Report

LONGEST = 3000
"""Characters after which a sentence is cut at the next space, whatever it holds."""

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "maj",
        "col",
        "lt",
        "sgt",
        "capt",
        "cpt",
        "brig",
        "adm",
        "sen",
        "rep",
        "gov",
        "pres",
        "prof",
        "st",
        "no",
        "nos",
        "vs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "inc",
        "ltd",
        "co",
        "corp",
        "jr",
        "sr",
        "fr",
        "hon",
        "messrs",
        "rev",
        "cmdr",
        "cpl",
        "pvt",
        "supt",
        "insp",
        "dist",
        "est",
        "approx",
        "art",
        "fig",
        "vol",
        "ed",
        "op",
        "al",
        "i.e",
        "e.g",
        "u.s",
        "u.n",
        "u.k",
        "u.a.e",
        "d.c",
        "ph.d",
        "a.m",
        "p.m",
    ]
)
_END = re.compile(r"[.!?…]+[)\]\"”’'»]*(?=\s)")
_STARTS = re.compile(r"\s+[\"“‘'«(\[]*[A-Z0-9À-ÞА-Я\[]")
_AFTER_SHORT = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|But|And|In|On|At|We|I|This|That|Its|His|Her|Their|However)\b"
)
_TAIL = re.compile(
    r"\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?:said|says|asked|added|told|warned|wondered)\b[^\"“]{0,60}?[.,:]"
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


def split_sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of standfirst and body, in order.

    report: an opened report. returns: sentences that do not overlap; no white space at their ends.
    """
    sentences: list[Sentence] = []
    kept = [block for block in report.blocks if block.kind in ("standfirst", "body")]
    for number, block in enumerate(kept):
        quotes = find_quotes(report.text, block.start, block.end)
        for start, end in _cut(report.text, block.start, block.end, quotes):
            inside = tuple(quote for quote in quotes if quote.start < end and quote.end > start)
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
        if inside or not _is_boundary(
            text, found, begin, end, quotes[index] if index < len(quotes) else None
        ):
            continue
        spans.extend(_capped(text, begin, found.end()))
        begin = found.end()
    spans.extend(_capped(text, begin, end))
    return spans


def _is_boundary(text: str, found: re.Match[str], begin: int, end: int, quote: Quote | None) -> bool:
    after = text[found.end() : min(end, found.end() + 120)]
    if not _STARTS.match(after):
        return False
    closes_quote = quote is not None and quote.start < found.end() <= quote.outer_end
    if closes_quote and _TAIL.match(after):
        return False
    if found[0].startswith(".") and not closes_quote:
        word = re.search(r"[\w.]*$", text[max(begin, found.start() - 12) : found.start()])
        before = word[0] if word else ""
        if before.lower() in _ABBREVIATIONS or re.fullmatch(r"[A-Z](?:\.[A-Z])*", before):
            return "." in before and _AFTER_SHORT.match(after) is not None
    return True


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
