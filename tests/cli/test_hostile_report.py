"""A report that tries to break out of the brief, through the whole command and into every form."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smoulder.cli.main import main

pytestmark = pytest.mark.slow

LONG = "W" * 10_000
ATTACKS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[press](javascript:alert(1))",
    "</style><style>body{display:none}</style>",
    '=HYPERLINK("http://attack.example","open")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '#import "/etc/passwd" #read("/etc/passwd") $x^2$ *bold* @ref <label> \\u{41}',
    "</w:t></w:r></w:p><w:p><w:r><w:t>forged",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "\u202egnirts desrever\u202c \u2066isolated\u2069",
    LONG,
)
BODY = "\n\n".join(
    f'"The Liberation Tigers of Tamil Eelam are waiting, {attack} and will strike when the monitors leave," said '
    f"a military spokesman in Colombo on Friday. The Tigers did not use the crisis, {attack} he said."
    for attack in ATTACKS
)
REPORT = (
    f"Truce holds in Sri Lanka {ATTACKS[0]} as Tigers {ATTACKS[4]} wait\n\nCOLOMBO, Nov 28 2003 — {BODY}\n"
)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every form of the brief."""
    for library in ("vl_convert", "typst", "docx", "stix2"):
        pytest.importorskip(library, reason=f"needs {library}: pip install 'smoulder[all]'")
    folder = tmp_path_factory.mktemp("hostile")
    report = folder / "=1+1 <script>.txt"
    report.write_text(REPORT, encoding="utf-8")
    out = folder / "out"
    code = main(["assess", str(report), "--data", str(folder / "data"), "--out", str(out), "--to", "all"])
    assert code == 0
    return out


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_has_no_element_attribute_or_address_of_the_report(forms: Path) -> None:
    page = Page((forms / "brief.html").read_text(encoding="utf-8"))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("script") == 1, "its own, and no other"
    assert tags.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(tags)
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        address = attributes.get("href") or ""
        assert re.match(r"#|https?://|$", address), address
    words = "".join(page.words)
    assert "<script>alert(1)</script>" in words, "it is shown as it was written"
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", words)


def test_no_cell_of_any_table_can_begin_a_formula(forms: Path) -> None:
    cells = 0
    for path in (*forms.glob("tables/*.csv"), *forms.glob("charts/*.csv")):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")):
            for cell in row:
                cells += 1
                if cell.lstrip()[:1] in ("=", "+", "-", "@", "＝", "＋", "－", "＠"):
                    float(cell)  # a number; anything else cannot stand there
    assert cells > 1000


def test_the_document_holds_words_alone(forms: Path) -> None:
    with zipfile.ZipFile(forms / "brief.docx") as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))
        body = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert not re.search(r"<w:(instrText|fldSimple|altChunk|object)\b", body)
    assert not re.search(r'Target="(?!https?:|[\w/.-]+")', links)
    root = ElementTree.fromstring(body)
    paragraphs = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("}p")]
    assert "forged" not in paragraphs
    assert any("<script>alert(1)</script>" in one for one in paragraphs), "it is shown as it was written"


def test_the_pdf_runs_nothing_and_shows_markup_as_words(forms: Path) -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(forms / "brief.pdf")
    assert 2 <= len(reader.pages) <= 6
    raw = (forms / "brief.pdf").read_bytes()
    for forbidden in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"root:"):
        assert forbidden not in raw
    for page in reader.pages:
        for link in page.get("/Annots") or ():
            action = link.get_object().get("/A")
            address = str(action.get_object().get("/URI", "")) if action else ""
            assert re.match(r"https?://|$", address), address


def test_the_markdown_makes_no_element_and_no_link_of_the_report(forms: Path) -> None:
    markdown = pytest.importorskip("markdown_it").MarkdownIt("commonmark", {"html": True}).enable("table")
    page = Page(markdown.render((forms / "brief.md").read_text(encoding="utf-8")))
    assert not {"script", "style", "iframe"} & {tag for tag, _ in page.elements}
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert re.match(r"#|https?://|charts/|$", attributes.get("href") or attributes.get("src") or "")


def test_drawings_and_exchange_forms_are_whole_and_hold_nothing_that_runs(forms: Path) -> None:
    drawn = list(forms.glob("charts/*.svg"))
    assert drawn
    for path in drawn:
        names = {one.tag.rsplit("}", 1)[-1] for one in ElementTree.fromstring(path.read_bytes()).iter()}
        assert not names & {"script", "foreignObject", "a", "image", "use"}, path.name
    answer = json.loads((forms / "brief.json").read_text(encoding="utf-8"))
    assert answer["question"]["country"] == "Sri Lanka"
    bundle = json.loads((forms / "brief.stix.json").read_text(encoding="utf-8"))
    assert bundle["type"] == "bundle"
