"""The brief as Word document: styles by name, links that find their places, pictures with words, inert text."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import CASES, manuscript

from smoulder.brief.docx import docx_files
from smoulder.brief.docx_body import _KINDS as WORD
from smoulder.brief.docx_body import Body
from smoulder.brief.docx_xml import NAMESPACES, attribute, text_of
from smoulder.brief.edition import Edition
from smoulder.brief.inert import inert
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.md import _KINDS as MARKDOWN
from smoulder.brief.page import Block, Run, Section, Text
from smoulder.records.errors import MissingExtra

docx = pytest.importorskip("docx")

BUILT_IN = {
    *("Title", "Heading 1", "Heading 2", "Normal", "List Bullet", "Caption", "Quote", "Footer"),
    *("Strong", "Hyperlink", "Table Grid"),
}


@cache
def printed(name: str) -> bytes:
    return docx_files(manuscript(name))["brief.docx"]


@cache
def document(name: str) -> Any:
    return docx.Document(io.BytesIO(printed(name)))


def all_of(name: str, tag: str) -> list[Any]:
    from docx.oxml.ns import qn

    return list(document(name).element.body.iter(qn(tag)))


def value(element: Any, name: str) -> str:
    from docx.oxml.ns import qn

    return str(element.get(qn(name)))


@pytest.mark.parametrize("name", CASES)
def test_everything_has_a_style_by_name_and_no_look_of_its_own(name: str) -> None:
    ids = {style.style_id: style.name for style in document(name).styles}
    used = {
        value(one, "w:val") for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for one in all_of(name, tag)
    }
    assert {ids[one] for one in used} <= BUILT_IN | {
        one for one in ids.values() if one.startswith("Smoulder ")
    }
    inside = {
        child.tag.split("}")[1] for tag in ("w:rPr", "w:pPr") for one in all_of(name, tag) for child in one
    }
    assert inside <= {"rStyle", "pStyle", "lang", "rtl"}
    assert {c.tag.split("}")[1] for one in all_of(name, "w:tcPr") for c in one} <= {"tcW"}


@pytest.mark.parametrize("name", CASES)
def test_every_link_inside_finds_its_bookmark(name: str) -> None:
    marks = [value(one, "w:name") for one in all_of(name, "w:bookmarkStart")]
    links = {value(one, "w:anchor") for one in all_of(name, "w:hyperlink")} - {"None"}
    assert links == set(marks)
    assert len(marks) == len(set(marks))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", one, re.ASCII) for one in marks)
    numbers = [value(one, "w:id") for one in all_of(name, "w:bookmarkStart")]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("name", CASES)
def test_each_chart_is_a_picture_with_the_text_that_stands_for_it(name: str) -> None:
    told = [" ".join(one.get("descr").split()) for one in all_of(name, "wp:docPr")]
    assert told == [" ".join(inert(chart.instead).split()) for chart in manuscript(name).charts]
    shapes = document(name).inline_shapes
    page = document(name).sections[0]
    assert all(shape.width <= page.page_width - page.left_margin - page.right_margin for shape in shapes)


@pytest.mark.parametrize("name", CASES)
def test_the_head_of_each_table_is_marked_and_stands_again_on_each_page(name: str) -> None:
    from docx.oxml.ns import qn

    for table in document(name).tables:
        assert table.style.name == "Table Grid"
        assert len(table._tbl.tr_lst[0].findall(f".//{qn('w:tblHeader')}")) == 1
        assert len(table._tbl.findall(f".//{qn('w:tblHeader')}")) == 1
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert all(len(row.tc_lst) == len(table._tbl.tblGrid.gridCol_lst) for row in table._tbl.tr_lst)


def test_all_pictures_are_of_one_scale_and_the_widest_fills_the_text() -> None:
    page = document("model_case").sections[0]
    widths = [shape.width for shape in document("model_case").inline_shapes]
    pixels = [int.from_bytes(png[16:20]) for png in manuscript("model_case").pictures.values()]
    assert len({round(wide / pixel) for wide, pixel in zip(widths, pixels, strict=True)}) == 1
    assert abs(max(widths) - (page.page_width - page.left_margin - page.right_margin)) < 1000


def test_lists_are_lists_and_headings_are_headings() -> None:
    shown = document("model_case").paragraphs
    assert shown[0].style.name == "Title"
    assert shown[0].text.startswith("Will the fighting of Islamic State in Iraq come back")
    headings = [one.text for one in shown if one.style.name == "Heading 1"]
    assert [
        section.title for section in manuscript("model_case").page.sections if not section.long
    ] == headings[:-1]
    bullets = document("model_case").styles["List Bullet"].element
    assert bullets.find(".//{*}numId") is not None
    assert [one for one in shown if one.style.name == "List Bullet"]


def test_a_sentence_from_a_report_is_quoted_with_its_credit() -> None:
    shown = document("model_case").paragraphs
    at = next(i for i, one in enumerate(shown) if one.style.name == "Quote")
    assert [run.style.name for run in shown[at].runs if run.style.name == "Strong"]
    assert shown[at + 1].style.name == "Smoulder Credit"


def test_the_properties_name_the_tool_and_no_person() -> None:
    about = document("model_case").core_properties
    assert (about.author, about.last_modified_by, about.language) == (
        "Smoulder 0.1.0",
        "Smoulder 0.1.0",
        "en-GB",
    )
    assert about.title == "Islamic State in Iraq, as of 23 January 2020"
    assert (str(about.created)[:10], str(about.modified)[:10]) == ("2020-01-23", "2020-01-23")


def test_the_same_answer_gives_the_same_bytes_whatever_the_hour() -> None:
    assert docx_files(manuscript("model_case"))["brief.docx"] == printed("model_case")
    with zipfile.ZipFile(io.BytesIO(printed("model_case"))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]


def test_hostile_text_comes_out_as_text() -> None:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(printed("hostile"))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
                assert b'TargetMode="External"' not in archive.read(name)
        body = archive.read("word/document.xml").decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", body)
    assert not {"instrText", "script", "object", "altChunk"} & {
        one.tag.split("}")[-1] for one in etree.fromstring(body.encode()).iter()
    }


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_text_can_stand_in_the_document(words: str) -> None:
    from lxml import etree

    found = etree.fromstring(f"<w:t {NAMESPACES} w:x={attribute(words)}>{text_of(words)}</w:t>".encode())
    assert len(found) == 0
    assert (found.text or "").replace("�", "") == "".join(
        one for one in re.sub("[\t\n]+", " ", inert(words)) if one not in "\ufffe\uffff�"
    )


def test_a_language_from_right_to_left_turns_text_and_tables() -> None:
    found = docx.Document(
        io.BytesIO(docx_files(Manuscript(samples.data_only(), Edition("ar")))["brief.docx"])
    )
    assert found.core_properties.language == "ar-SA"
    assert found.styles["Normal"].element.find(".//{*}bidi") is not None
    assert found.tables
    assert all(table._tbl.tblPr.find("{*}bidiVisual") is not None for table in found.tables)
    assert document("bare").styles["Normal"].element.find(".//{*}bidi") is None
    assert all(table._tbl.tblPr.find("{*}bidiVisual") is None for table in document("data_only").tables)


def test_a_figure_among_words_left_in_english_is_marked_as_they_are() -> None:
    line = (Run("Of ", lang="en"), Run("24", "x", "figure"), Run(" cases", lang="en"), Run("لماذا", "x"))
    body = Body(frozenset(), {}, "", embed=lambda _: "", relate=lambda _: "")
    written = body.write("", (Section("answer", "", (Text(line),)),))
    runs = re.findall(r"<w:r>.*?</w:r>", written)
    marked = [re.sub("<[^>]*>", "", one) for one in runs if '<w:lang w:val="en-GB"/>' in one]
    assert marked == ["Of ", "24", " cases"]


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"needs python-docx\. Run: pip install 'smoulder\[docx\]'"):
        docx_files(manuscript("bare"))


def test_without_the_chart_library_the_words_stand_in_place_of_charts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("smoulder.brief.charts.draw.find_spec", lambda _: None)
    found = docx.Document(io.BytesIO(docx_files(Manuscript(samples.model_case()))["brief.docx"]))
    told = " ".join(one.text for one in found.paragraphs)
    assert "pip install 'smoulder[charts]'" in told
    assert all(chart.instead in told for chart in manuscript("model_case").charts)
    assert len(found.inline_shapes) == 0


def test_every_style_is_named_in_the_documents() -> None:
    told = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
    ours = {style.name for style in document("bare").styles if style.name.startswith("Smoulder ")}
    assert len(ours) > 10
    assert sorted(one for one in ours | BUILT_IN if one not in told) == []


def test_every_kind_of_block_can_be_printed() -> None:
    kinds = {cls.__name__ for cls in get_args(Block)}
    assert {cls.__name__ for cls in WORD} == {cls.__name__ for cls in MARKDOWN} == kinds
