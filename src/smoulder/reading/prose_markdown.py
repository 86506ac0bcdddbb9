"""The passages of a Markdown file: its blocks first, then the marks inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from smoulder.reading.prose_marks import without_marks
from smoulder.records.prose import Passage, PassageKind

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?=[\w-]+\s*:).*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)
_NO_PROSE = re.compile(r"(?i)<!--|<(pre|script|style|svg|textarea)\b[^<>]*>")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])(?:\s+(?:\[[ xX]\]\s+)?|$)")
_HEAD = re.compile(r" {0,3}#{1,6}(?:\s+|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:_\s*){3,}|(?:-\s*){3,})$")
_DELIMITERS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_REFERENCE = re.compile(r" {0,3}\[[^\]]+\]:\s*\S+")
_INDENTED = re.compile(r"(?: {4}|\t)")


@dataclass(slots=True)
class _Block:
    """Stretches of the source that make one passage."""

    kind: PassageKind = "text"
    spans: list[tuple[int, int]] = field(default_factory=list)
    table: int = 0
    row: int = 0


def markdown_passages(source: str) -> list[Passage]:
    """Paragraphs, headings, items and cells; code, comments and block quotations are left out.

    >>> [one.text for one in markdown_passages("# Outlook\\n\\nA **return** is likely.\\n\\n> could\\n")]
    ['Outlook', 'A return is likely.']
    """
    plain = _blank_code(source)
    passages = []
    for block in _blocks(plain):
        text = "\n".join(plain[start:end] for start, end in block.spans)
        places: list[int] = []
        for start, end in block.spans:
            places += [*range(start, end), end]
        kept, where = without_marks(text, places[: len(text)])
        if kept.strip():
            passages.append(Passage(kept, tuple(where), block.kind, block.table, block.row))
    return passages


def _blank_code(source: str) -> str:
    """The same text with front matter, fenced code, comments and raw elements as spaces; lines stay lines."""
    lines = source.splitlines(keepends=True)
    fence = ""
    for at, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            lines[at] = _spaces(line)
            if found and found[1].startswith(fence) and not line[found.end() :].strip():
                fence = ""
        elif found:
            fence = found[1]
            lines[at] = _spaces(line)
    text = _blank_elements("".join(lines))
    return _FRONT.sub(lambda found: _spaces(found[0]), text)


def _blank_elements(text: str) -> str:
    """Comments and raw elements as spaces; one that is never closed is text."""
    lower = text.lower()
    pieces: list[str] = []
    at = 0
    never: set[str] = set()
    for found in _NO_PROSE.finditer(text):
        close = f"</{found[1].lower()}>" if found[1] else "-->"
        if found.start() < at or close in never:
            continue
        end = lower.find(close, found.end())
        if end < 0:
            never.add(close)
            continue
        stop = end + len(close)
        pieces += [text[at : found.start()], _spaces(text[found.start() : stop])]
        at = stop
    return "".join([*pieces, text[at:]])


def _spaces(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _blocks(source: str) -> Iterator[_Block]:
    """Blocks of a text without code; a new block begins after an empty line, at a heading, item or table."""
    lines = _lines(source)
    block = _Block()
    blank, in_list, table, quoted = True, False, 0, False
    at = 0
    while at < len(lines):
        start, end = lines[at]
        line = source[start:end]
        if not line.strip():
            yield block
            block, blank, quoted = _Block(), True, False
        elif line.lstrip().startswith(">") or (quoted and not _ITEM.match(line)):
            quoted = True
        elif blank and not in_list and _INDENTED.match(line):
            pass
        elif at + 1 < len(lines) and "|" in line and _is_table(source, lines[at + 1]):
            yield block
            table += 1
            at, cells = _table(source, lines, at, table)
            yield from cells
            block, blank, in_list = _Block(), True, False
            continue
        elif _RULE.match(line) or _REFERENCE.match(line) or (block.spans and _UNDERLINE.match(line)):
            block.kind = "heading" if block.spans else "text"
            yield block
            block = _Block()
        elif found := _HEAD.match(line):
            yield block
            yield _Block("heading", [(start + found.end(), end)])
            block, blank, in_list = _Block(), True, False
        else:
            found = _ITEM.match(line)
            if found:
                yield block
                block, in_list = _Block(), True
            elif blank and not _INDENTED.match(line) and not line.startswith("  "):
                in_list = False
            block.spans.append((start + (found.end() if found else 0), end))
            blank = False
        at += 1
    yield block


def _lines(source: str) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for line in source.splitlines(keepends=True):
        spans.append((at, at + len(line.rstrip("\r\n"))))
        at += len(line)
    return spans


def _is_table(source: str, span: tuple[int, int]) -> bool:
    line = source[span[0] : span[1]]
    return "-" in line and "|" in line and _DELIMITERS.match(line) is not None


def _table(source: str, lines: list[tuple[int, int]], at: int, table: int) -> tuple[int, list[_Block]]:
    """The cells of a table whose head stands on line `at`; and the line after it."""
    cells: list[_Block] = []
    row = 0
    first = at
    while at < len(lines) and "|" in source[lines[at][0] : lines[at][1]]:
        if at != first + 1:
            row += 1
            start, end = lines[at]
            begin = start
            for found in [*re.finditer(r"(?<!\\)\|", source[start:end]), None]:
                stop = start + found.start() if found else end
                if source[begin:stop].strip():
                    cells.append(_Block("cell", [(begin, stop)], table, row))
                begin = stop + 1
        at += 1
    return at, cells
