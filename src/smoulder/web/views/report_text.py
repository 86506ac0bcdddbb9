"""The text of a report as a page shows it: its blocks with their sentences, every character once and in its order."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import get_args

from smoulder.brief.reports import blocks_in
from smoulder.reading.sentences import split_sentences
from smoulder.records.report import BlockKind, Report

_CONTROL = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STOP = re.compile(r"[.!?…؟۔。！？।]+[)\]\"”’»']*(?=\s)")
_EVERY: tuple[BlockKind, ...] = get_args(BlockKind)
NOTHING = "\u200b"
"""Stands for a character that must not show; it takes no room."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its number on the page. start, end: characters of `Report.text`, end exclusive."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the text, or what stands between blocks ('other'). start, end: as of a sentence."""

    kind: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]


def parts_of(report: Report, read: bool = True) -> tuple[Part, ...]:
    """The parts of a report in the order of its text; nothing but white space lies between them.

    read: whether its language is read; another is cut at full stops of any script.
    """
    cut = _cut_by_reader(report) if read else []
    begins = [start for start, _ in cut]
    parts: list[Part] = []
    number = 0
    for kind, start, end in blocks_in(report):
        inside = cut[bisect_left(begins, start) : bisect_left(begins, end)]
        spans = [(first, min(last, end)) for first, last in inside] or _cut_at_stops(report.text, start, end)
        sentences = tuple(Sentence(number + at, *span) for at, span in enumerate(spans, 1))
        number += len(sentences)
        parts.append(Part(kind, start, end, sentences))
    return tuple(parts)


def _cut_by_reader(report: Report) -> list[tuple[int, int]]:
    found = sorted((one.start, one.end) for one in split_sentences(report, _EVERY))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _cut_at_stops(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentences of a text in any script.

    >>> _cut_at_stops("One. Two? ", 0, 10)
    [(0, 4), (5, 9)]
    """
    spans = []
    stops = [found.end() for found in _STOP.finditer(text, start, end)]
    for stop in [*stops, end]:
        words = text[start:stop]
        first, last = len(words) - len(words.lstrip()), len(words.rstrip())
        if first < last:
            spans.append((start + first, start + last))
        start = stop
    return spans


def as_shown(text: str) -> str:
    """A piece of a report as a page holds it, one character for each: places in the page are places in the text.

    What could act on the page or turn its direction is replaced, and a line's end is one character in a page too.

    >>> as_shown("a\\x00b\\u202ec\\r\\n") == "a\\ufffdb\\u200bc\\u200b\\n"
    True
    """
    calm = _TURNING.sub(NOTHING, _CONTROL.sub("\ufffd", text))
    return calm.replace("\r\n", NOTHING + "\n").replace("\r", "\n")
