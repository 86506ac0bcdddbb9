"""A brief as a Word document: styles by name throughout, so that a house style put over it changes all of it."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from smoulder.brief.docx_body import EMU, WIDTH, Body
from smoulder.brief.docx_xml import NAMESPACES, locale, page_number, paragraph, run
from smoulder.brief.inert import one_line
from smoulder.brief.language.say import say, speaking, spoken
from smoulder.brief.linear import linear, linked_ids
from smoulder.brief.manuscript import Manuscript
from smoulder.records.errors import MissingExtra

if TYPE_CHECKING:
    from docx.document import Document

INSTALL = "The brief as Word document needs python-docx. Run: pip install 'smoulder[docx]'"
A4 = (11906, 16838)
"""Width and height of the page, twentieths of a point."""
WITHOUT = ("thumbnail", "stylesWithEffects", "customXml")
"""Parts of python-docx's empty document that say nothing of this one."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the document: the first that an archive can hold."""


def docx_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.docx`; charts that cannot be drawn have their words and what to install instead.

    raises: MissingExtra if python-docx is not installed.
    """
    document = _empty()
    pictures = manuscript.pictures
    with speaking(manuscript.edition.language):
        sections = linear(manuscript)
        body = Body(
            linked_ids(sections),
            pictures,
            manuscript.no_charts,
            embed=lambda png: document.part.get_or_add_image(io.BytesIO(png))[0],
            relate=lambda address: _relate(document, address),
        )
        _fill(document, body.write(manuscript.page.front.question, sections))
        _style(document)
        _foot(document, manuscript)
        _properties(document, manuscript)
    out = io.BytesIO()
    document.save(out)
    return {"brief.docx": _same_bytes(out.getvalue())}


def _empty() -> Document:
    """An empty document.

    raises: MissingExtra if python-docx is not installed.
    """
    try:
        import docx
    except ImportError as missing:
        raise MissingExtra(INSTALL) from missing
    document = docx.Document()
    for part in (document.part, document.part.package):
        for name, relation in list(part.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in WITHOUT:
                del part.rels[name]
    return document


def _relate(document: Document, address: str) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE

    return document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _parsed(inner: str) -> list[Any]:  # Any: lxml has no types
    from docx.oxml import parse_xml

    return list(parse_xml(f"<w:body {NAMESPACES}>{inner}</w:body>"))


def _fill(document: Document, text: str) -> None:
    """Put the body before the settings of the page, and make the page A4."""
    from docx.shared import Emu

    body = document.element.body
    end = body[-1]
    for one in _parsed(text):
        end.addprevious(one)
    page = document.sections[0]
    margin = (A4[0] - WIDTH) // 2 * EMU
    page.page_width, page.page_height = Emu(A4[0] * EMU), Emu(A4[1] * EMU)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Emu(margin)


def _style(document: Document) -> None:
    """Put our styles and our list in place of those that come with an empty document."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    folder = files("smoulder.brief") / "templates" / "word"
    language = locale(spoken().code)
    styles = (folder / "styles.xml").read_text(encoding="utf-8").replace("en-GB", language)
    if spoken().direction == "rtl":
        styles = _right_to_left(styles)
    for element, text in (
        (document.styles.element, styles),
        (document.part.numbering_part.element, (folder / "numbering.xml").read_text(encoding="utf-8")),
    ):
        for child in list(element):
            element.remove(child)
        for child in list(parse_xml(text)):
            element.append(child)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _right_to_left(styles: str) -> str:
    """Styles for a language that is written from right to left; quotations stay as their reports are."""
    normal = '<w:name w:val="Normal"/>\n    <w:qFormat/>\n'
    turned = f"{normal}    <w:pPr><w:bidi/></w:pPr>\n    <w:rPr><w:rtl/></w:rPr>\n"
    return styles.replace(normal, turned)


def _foot(document: Document, manuscript: Manuscript) -> None:
    """The foot of each page: what this is, and the number of the page."""
    words = f"Smoulder {manuscript.page.version} · {manuscript.page.title}"
    foot = document.sections[0].footer
    foot.is_linked_to_previous = False
    element = foot._element
    for child in list(element):
        element.remove(child)
    inner = run(words) + "<w:r><w:tab/></w:r>" + run(say("page ")) + page_number()
    for one in _parsed(paragraph(inner, "Footer")):
        element.append(one)


def _properties(document: Document, manuscript: Manuscript) -> None:
    """Title, language and maker; the dates are the as-of day, so that a rerun gives the same file."""
    asked = manuscript.assessment.question.as_of
    day = datetime(asked.year, asked.month, asked.day, tzinfo=UTC).replace(tzinfo=None)
    about = document.core_properties
    made = f"Smoulder {manuscript.page.version}"
    about.author, about.last_modified_by = made, made
    about.title = _short(manuscript.page.title)
    about.subject = _short(manuscript.page.front.question)
    about.language = locale(spoken().code)
    about.comments, about.keywords, about.category = "", "", ""
    about.created, about.modified = day, day
    about.revision = 1


def _short(words: str) -> str:
    """A property of a document is at most 255 characters long."""
    return one_line(words).replace("\ufffe", "�").replace("\uffff", "�")[:255]


def _same_bytes(document: bytes) -> bytes:
    """The archive with the same time on each of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return out.getvalue()
