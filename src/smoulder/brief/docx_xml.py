"""Parts of a Word document as WordprocessingML text: everything has a style by name, nothing a look of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from smoulder.brief.inert import inert

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
LOCALES = {"en": "en-GB", "fr": "fr-FR", "ar": "ar-SA"}
"""Languages as Word names them."""
_NOT_XML = re.compile("[\ufffe\uffff]")


def text_of(words: str) -> str:
    """A text as XML has it, on one line and without what XML cannot hold.

    >>> text_of("a <b> & \\x00c")
    'a &lt;b&gt; &amp; �c'
    """
    return escape(_NOT_XML.sub("�", re.sub(r"[\t\n]+", " ", inert(words))))


def attribute(words: str) -> str:
    """A text as the quoted value of an attribute."""
    return quoteattr(_NOT_XML.sub("�", re.sub(r"[\t\n]+", " ", inert(words))))


def locale(code: str) -> str:
    """A language as Word names it; one that has no name here by its code.

    >>> locale("fr"), locale("sw")
    ('fr-FR', 'sw')
    """
    return LOCALES.get(code, code)


def run(words: str, style: str = "", lang: str = "") -> str:
    """A run of text.

    style: id of a character style; lang: of the words, where it is not that of the document.
    """
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    # A language that is not the document's is written in its own direction too.
    spoken = f'<w:rtl w:val="0"/><w:lang w:val="{locale(lang)}"/>' if lang else ""
    look = f"<w:rPr>{named}{spoken}</w:rPr>" if named or spoken else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text_of(words)}</w:t></w:r>'


def link(inner: str, bookmark: str) -> str:
    """Runs that lead to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{inner}</w:hyperlink>'


def web_link(inner: str, relation: str) -> str:
    """Runs that lead out of the document, by the id of a relation."""
    return f'<w:hyperlink r:id="{relation}" w:history="1">{inner}</w:hyperlink>'


def bookmark(name: str, number: int) -> str:
    """A place to link to; number: its own in the document."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


def paragraph(inner: str, style: str = "") -> str:
    """A paragraph; style: id of a paragraph style, '' for Normal."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{inner}</w:p>"


def table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    direction: Literal["ltr", "rtl"] = "ltr",
) -> str:
    """A table in Table Grid; its first row is marked as its head and stands again on each page.

    caption: for who cannot see it; head, rows: paragraphs of each cell, as XML; widths: of the columns, twentieths
    of a point; direction: in which its columns follow one another.
    """
    turned = "<w:bidiVisual/>" if direction == "rtl" else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = _row(head, widths, "<w:cantSplit/><w:tblHeader/>")
    body += "".join(_row(row, widths, "<w:cantSplit/>") for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>{turned}<w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(caption)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def _row(cells: Sequence[str], widths: Sequence[int], kind: str) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{kind}</w:trPr>{inner}</w:tr>"


def picture(relation: str, number: int, name: str, instead: str, size: tuple[int, int]) -> str:
    """A run that holds a picture with the text that stands for it.

    relation: id of the picture's file; number: its own in the document; size: width and height, EMU.
    """
    wide, tall = size
    told = f'id="{number}" name={attribute(name)} descr={attribute(instead)}'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{tall}"/>'
        f'<wp:docPr {told}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{tall}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def page_number() -> str:
    """A field that shows the number of the page."""
    return '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
