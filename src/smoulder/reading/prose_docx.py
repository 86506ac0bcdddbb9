"""Paragraphs of a Word document, numbered as they follow one another."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from typing import Any

from smoulder.records.errors import BadReport, MissingExtra
from smoulder.records.prose import PassageKind

MOST_BYTES = 100_000_000
"""Unpacked: a book has a hundredth of it, and a bomb a thousand times as much."""
DEEPEST = 20
"""Tables inside tables deeper than this are left out."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph, empty ones included; those in a table's cells are counted row by row.

    quoted: True for the styles of quotations and of code: no wording of the author's.
    """

    text: str
    kind: PassageKind = "text"
    table: int = 0
    row: int = 0
    quoted: bool = False


def paragraphs_of(name: str, content: bytes) -> list[WordParagraph]:
    """The paragraphs of the body in order; footnotes, comments, headers and footers are not read.

    raises: MissingExtra without python-docx; BadReport where the file is no Word document.
    """
    try:
        docx = import_module("docx")  # it has no types of its own
    except ImportError as reason:
        raise MissingExtra("Word documents need python-docx. Run: pip install 'smoulder[docx]'") from reason
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_size(name, archive)
        document = docx.Document(io.BytesIO(content))
        return list(_blocks(document, count(1), (0, 0), DEEPEST))
    except (
        zipfile.BadZipFile,
        KeyError,
        IndexError,
        AttributeError,
        ValueError,
        OSError,
        SyntaxError,
    ) as reason:
        raise BadReport(
            f"{name} is no Word document that can be opened ({reason}); save it again as .docx or as text"
        ) from reason


def _check_size(name: str, archive: zipfile.ZipFile) -> None:
    size = sum(member.file_size for member in archive.infolist())
    if size > MOST_BYTES:
        raise BadReport(
            f"{name} unpacks to {size / 1e6:,.0f} MB, more than a text can be; save its text as .txt and give that"
        )


def _blocks(part: Any, met: count[int], place: tuple[int, int], left: int) -> Iterator[WordParagraph]:
    """Paragraphs of a body or a cell (Any: python-docx is untyped).

    met: gives each table its number. place: table and row of the cell. left: how much deeper to look.
    """
    for block in part.iter_inner_content():
        if not hasattr(block, "rows"):
            yield _paragraph(block, *place)
        elif left:
            table = next(met)
            for row, line in enumerate(block.rows, start=1):
                for cell in _cells(line):
                    yield from _blocks(cell, met, (table, row), left - 1)


def _cells(line: Any) -> list[Any]:
    """Each cell of a row once: one that spans several columns is given as often (Any: python-docx is untyped)."""
    cells: list[Any] = []
    for cell in line.cells:
        if not any(cell._tc is one._tc for one in cells):
            cells.append(cell)
    return cells


def _paragraph(block: Any, table: int, row: int) -> WordParagraph:  # Any: python-docx is untyped
    style = str(getattr(block.style, "name", "") or "").lower()
    kind: PassageKind = "cell" if row else "heading" if style.startswith(("heading", "title")) else "text"
    return WordParagraph(
        text=" ".join(block.text.splitlines()),
        kind=kind,
        table=table,
        row=row,
        quoted=any(word in style for word in ("quote", "code", "macro", "preformatted")),
    )
