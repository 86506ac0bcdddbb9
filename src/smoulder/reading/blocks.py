# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""The parts of a plain-text report: title, standfirst, dateline, byline, captions, body, furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smoulder.reading.furniture import is_byline, is_furniture, photo_credit
from smoulder.reading.published import MONTH, date_line
from smoulder.records.report import Block, BlockKind

HEAD_LINES = 14
"""A date, byline or caption within so many lines of the title belongs to the head of the report."""
DATELINE_WITHIN = 3
"""Body paragraphs that may open with the dateline: an editor's line may stand before it."""
SHORT_LINE = 80
"""Characters; a longer paragraph without a dateline is where the report begins."""
WRAPPED = 100
"""Lines no longer than this may be cut by the width of the page rather than at a paragraph's end."""

_DATE = rf"(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:,?\s+\d{{4}})?)"
DATELINE = re.compile(
    rf"""(?x)^(?:
      [A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+){{0,4}}(?:,\s+[A-Z][A-Za-z.'’-]+(?:\s[A-Z][a-z]+){{0,2}})?
        (?:,?\s*\(?{_DATE}\)?)?(?:\s*\([^()]{{2,40}}\))?(?:,?\s*{_DATE})?
    | [A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){{0,3}}(?:,\s+[A-Z][a-z]+)?(?:,?\s*\(?{_DATE}\)?\s*(?:\([^()]{{2,40}}\))?|\s*\([A-Z][^()]{{1,40}}\)(?:,?\s*{_DATE})?)
    )\s*(?:—|–|--|-|:)\s+(?=\S)"""
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page without its outer white space, as characters of the text."""

    start: int
    end: int
    text: str
    after_blank: bool


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order and not overlapping; white space between them is left out.

    >>> [block.kind for block in find_blocks("A headline\\n\\n3 min read\\n\\nThe army said so.\\n")]
    ['title', 'furniture', 'body']
    """
    lines = _lines(text)
    kinds = _kinds(lines)
    blocks: list[Block] = []
    previous: Line | None = None
    wrapped = _is_wrapped([line for line, kind in zip(lines, kinds, strict=True) if kind == "body"])
    for line, kind in zip(lines, kinds, strict=True):
        joins = (
            kind == "body"
            and blocks
            and blocks[-1].kind == "body"
            and previous is not None
            and not line.after_blank
            and (wrapped or not _ends_sentence(previous.text) or line.text[0].islower())
        )
        if joins:
            blocks[-1] = Block(kind="body", start=blocks[-1].start, end=line.end)
        else:
            blocks.append(Block(kind=kind, start=line.start, end=line.end))
        previous = line
    return split_dateline(text, tuple(blocks))


def split_dateline(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same blocks with a dateline ('BAGHDAD, Jan 22 —') cut from the first body paragraph."""
    body = [index for index, block in enumerate(blocks) if block.kind == "body"]
    for index in body[:DATELINE_WITHIN]:
        block = blocks[index]
        found = DATELINE.match(text[block.start : min(block.end, block.start + 160)])
        if not found and block.end - block.start > SHORT_LINE:
            return blocks
        if found:
            cut = block.start + found.end()
            head = Block(kind="dateline", start=block.start, end=block.start + len(found[0].rstrip()))
            return (*blocks[:index], head, Block(kind="body", start=cut, end=block.end), *blocks[index + 1 :])
    return blocks


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    blank = True
    for found in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c]+", text):
        between = text[lines[-1].end if lines else 0 : found.start()]
        blank = blank or len(re.findall(r"\r\n|[\r\n\u2028\u2029\x0b\x0c]", between)) > 1
        written = found[0].strip()
        if not written:
            blank = True
            continue
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        lines.append(Line(start, start + len(written), written, blank))
        blank = False
    return lines


def _kinds(lines: list[Line]) -> list[BlockKind]:
    kinds = [_kind_by_itself(line.text) for line in lines]
    title = next((index for index, kind in enumerate(kinds) if kind == "body"), None)
    if title is None or not _may_be_title(lines, title):
        return kinds
    kinds[title] = "title"
    wording = _wording(lines[title].text)
    for index in range(title + 1, min(len(lines), title + HEAD_LINES)):
        if kinds[index] == "body" and kinds[index - 1] == "byline" and _is_outlet(lines[index]):
            kinds[index] = "byline"
    for index in range(title + 1, len(lines)):
        if kinds[index] == "body" and _wording(lines[index].text) == wording:
            kinds[index] = "furniture"
    last = max(
        (i for i in range(title + 1, min(len(lines), title + HEAD_LINES)) if _is_head(kinds, i)),
        default=title,
    )
    head = [index for index in range(title + 1, last) if kinds[index] == "body"]
    opening = next((index for index in head if DATELINE.match(lines[index].text[:160])), last)
    head = [index for index in head if index < opening]
    # Prose between the title and the last head line is a standfirst, unless there is so much of it
    # that the head line must be a picture further down.
    if head and sum(len(lines[index].text.split()) for index in head) <= 90:
        for index in head:
            kinds[index] = "standfirst"
    return kinds


def _is_outlet(line: Line) -> bool:
    """A line straight below the byline that only names a paper or a desk."""
    words = line.text.split()
    return (
        not line.after_blank
        and len(words) <= 6
        and not _ends_sentence(line.text)
        and all(word[:1].isupper() or word.lower() in ("of", "the", "and", "for") for word in words)
    )


def _kind_by_itself(line: str) -> BlockKind:
    if date_line(line):
        return "dateline"
    if is_furniture(line):
        return "furniture"
    if is_byline(line):
        return "byline"
    return "caption" if photo_credit(line) else "body"


def _is_head(kinds: list[BlockKind], index: int) -> bool:
    return kinds[index] in ("dateline", "byline", "caption")


def _may_be_title(lines: list[Line], index: int) -> bool:
    text = lines[index].text
    if len(text.split()) > 30 or len(text) > 240 or len(lines) == 1 or DATELINE.match(text[:160]):
        return False
    if index + 1 < len(lines) and not lines[index + 1].after_blank and lines[index + 1].text[0].islower():
        return False
    return not re.search(r"[.;:]$", text) or len(text.split()) <= 12


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether lines are cut at a fixed width: many, all short, most not ending a sentence."""
    if len(lines) < 4 or max(len(line.text) for line in lines) > WRAPPED:
        return False
    return sum(1 for line in lines if _ends_sentence(line.text)) < 0.6 * len(lines)


def _ends_sentence(text: str) -> bool:
    return re.search(r"[.!?…][\"'”’)\]]*$|:$", text) is not None


def _wording(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
