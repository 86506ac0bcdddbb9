"""A file of prose, by what it holds: Markdown, a web page, a Word document, plain text."""

from __future__ import annotations

import re
from pathlib import Path

from smoulder.reading.html import WITHOUT_WIDTH
from smoulder.reading.page import LIMIT_BYTES, decode
from smoulder.reading.prose_docx import paragraphs_of
from smoulder.reading.prose_html import html_passages
from smoulder.reading.prose_markdown import markdown_passages
from smoulder.records.errors import BadReport
from smoulder.records.prose import BLANK, Passage, Prose, line_starts

MARKDOWN = (".md", ".markdown", ".mdown", ".qmd", ".rmd")
WEB = (".html", ".htm", ".xhtml")
WORD = ".docx"
_WEB_PAGE = re.compile(r"(?i)\s*(?:<!doctype\s+html|<html\b)")
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|file)://?[^\s<>()\"“”]+|\bwww\.[^\s<>()\"“”]+|\b[\w.+-]+@[\w-]+\.\w+"
)
_BREAK = re.compile(
    r"(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n)\s*|(?=[ \t]*(?:(?:[-*•–]|\d{1,2}[.)])[ \t]|[A-Z][\w ]{0,30}:(?:\s|$))))"
)
"""An empty line, or the end of a line before an item of a list or a label ('Confidence: …')."""


def open_prose(path: Path) -> Prose:
    """The prose in a file.

    path:   Markdown, HTML or a Word document by its suffix; anything else is plain text.
    raises: BadReport for a file that is not there, not readable, too large, or no text; MissingExtra for a
            Word document without python-docx.
    """
    if path.is_dir():
        raise BadReport(f"{path} is a folder; name the files in it, such as {path}/*.md")
    try:
        size = path.stat().st_size
        if size > LIMIT_BYTES:
            raise BadReport(
                f"{path} is {size / 1e6:.0f} MB, over the limit of "
                f"{LIMIT_BYTES / 1e6:.0f} MB; split it and give the parts"
            )
        content = path.read_bytes()
    except OSError as reason:
        raise BadReport(f"{path} cannot be read ({reason.strerror or reason}); check the path") from reason
    return read_prose(str(path), content)


def read_prose(name: str, content: bytes) -> Prose:
    """The prose in bytes at hand.

    name: what it is called; its suffix says what it is. Without a known one, a page that begins as HTML
          does is HTML, and all else plain text.
    """
    suffix = Path(name).suffix.lower()
    if suffix == WORD:
        return _of_word(name, content)
    source = decode(name, content)
    if suffix in WEB or (suffix not in MARKDOWN and _WEB_PAGE.match(source)):
        passages = html_passages(source)
    elif suffix in MARKDOWN:
        passages = markdown_passages(source)
    else:
        passages = plain_passages(source)
    return Prose(name, tuple(clean(one) for one in passages), line_starts(source))


def plain_passages(source: str) -> list[Passage]:
    """Paragraphs of a plain text: an empty line, an item of a list and a label begin a new one.

    >>> [one.text for one in plain_passages("One line\\nand the next.\\n\\nAnother.")]
    ['One line\\nand the next.', 'Another.']
    """
    passages = []
    at = 0
    for found in [*_BREAK.finditer(source), None]:
        end = found.start() if found else len(source)
        if source[at:end].strip():
            passages.append(Passage(source[at:end], tuple(range(at, end))))
        at = found.end() if found else end
    return passages


def clean(passage: Passage) -> Passage:
    """The same passage with every kind of white space a plain one, addresses blank, and joiners left out."""
    text = _ADDRESS.sub(lambda found: BLANK * len(found[0]), passage.text)
    text = re.sub(r"\s", " ", text)
    if not WITHOUT_WIDTH.search(text):
        return Passage(text, passage.places, passage.kind, passage.table, passage.row)
    kept = [at for at, character in enumerate(text) if not WITHOUT_WIDTH.match(character)]
    return Passage(
        "".join(text[at] for at in kept),
        tuple(passage.places[at] for at in kept),
        passage.kind,
        passage.table,
        passage.row,
    )


def _of_word(name: str, content: bytes) -> Prose:
    """Paragraphs one after another, as if each were a line of a text file."""
    passages = []
    starts = []
    at = 0
    for one in paragraphs_of(name, content):
        starts.append(at)
        if one.text.strip() and not one.quoted:
            places = tuple(range(at, at + len(one.text)))
            passages.append(clean(Passage(one.text, places, one.kind, one.table, one.row)))
        at += len(one.text) + 1
    return Prose(name, tuple(passages), tuple(starts) or (0,), "paragraph")
