"""Text out of Markdown, HTML, Word and plain text, each character with its place in the file."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.prose import open_prose, read_prose
from smoulder.reading.prose_docx import paragraphs_of
from smoulder.records.errors import BadReport, MissingExtra
from smoulder.records.prose import BLANK, Prose

MARKS = st.sampled_from([*"*_`[]()!<>|#->~&;: \n\t\\'\"ab1", "](", "![", "```", "&amp;", "  ", "\n\n", "---"])


def prose(text: str, name: str = "note.md") -> Prose:
    return read_prose(name, text.encode())


def texts(text: str, name: str = "note.md") -> list[str]:
    return [one.text.strip() for one in prose(text, name).passages]


def test_marks_of_emphasis_links_and_pictures_are_left_out_and_code_is_blank() -> None:
    (found,) = texts(
        "A **very** _likely_ [return](a/b_(c).md) ![x](y.png)of `it`, 2 \\* 3 &amp; snake_case.\n"
    )
    assert found == f"A very likely return of {BLANK * 4}, 2 * 3 & snake_case."


def test_headings_items_and_cells_are_passages_of_their_own() -> None:
    text = (
        "Title\n=====\n\n- one\n  goes on\n- [x] two\n\n1. three\n\n| a | b |\n|---|---|\n| c | d \\| e |\n"
    )
    found = prose(text).passages
    assert [one.text.strip() for one in found] == [
        "Title",
        "one   goes on",
        "two",
        "three",
        "a",
        "b",
        "c",
        "d | e",
    ]
    assert [one.kind for one in found] == ["heading", "text", "text", "text", "cell", "cell", "cell", "cell"]
    assert [(one.table, one.row) for one in found[4:]] == [(1, 1), (1, 1), (1, 2), (1, 2)]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert texts("---\nQuiet here.\n\n---\n\nAnd here.\n") == ["Quiet here.", "And here."]
    assert texts("---\ntitle: x\n---\nQuiet.\n") == ["Quiet."]


def test_an_indented_paragraph_of_an_item_is_no_code() -> None:
    assert texts("- one\n\n    more of it\n\nafter\n\n    code\n") == ["one", "more of it", "after"]


def test_plain_text_is_cut_at_empty_lines_items_and_labels() -> None:
    text = "One line\nand the next.\nConfidence: low.\n - an item\n\nEnd."
    assert texts(text, "note.txt") == ["One line and the next.", "Confidence: low.", "- an item", "End."]


def test_a_page_is_known_by_how_it_begins_where_no_suffix_says_so() -> None:
    assert texts("<!DOCTYPE html><p>One <i>word</i>.</p>", "standard input") == ["One word."]
    assert texts("a < b and <p>", "standard input") == ["a < b and <p>"]


@settings(deadline=None, max_examples=150)
@given(st.lists(MARKS, max_size=40), st.sampled_from(["note.md", "note.html", "note.txt"]))
def test_each_character_that_is_kept_stands_at_its_place_in_the_file(marks: list[str], name: str) -> None:
    source = "".join(marks)
    found = prose(source, name)
    for passage in found.passages:
        assert len(passage.text) == len(passage.places)
        for character, place in zip(passage.text, passage.places, strict=True):
            line, column = found.where(place)
            lines = source.split("\n")
            assert column <= len(lines[line - 1]) + 1
            if character in "ab1":
                assert lines[line - 1][column - 1] == character


@given(st.sampled_from("*_`[]()!<>&#"), st.integers(1, 40))
def test_marks_alone_give_no_error(mark: str, times: int) -> None:
    assert prose(mark * times * 50).line_starts == (0,)


def test_a_file_that_is_not_there_or_no_text_is_refused_with_a_cure(tmp_path: Path) -> None:
    with pytest.raises(BadReport, match=r"none\.md cannot be read .* check the path"):
        open_prose(tmp_path / "none.md")
    path = tmp_path / "picture.txt"
    path.write_bytes(b"\x89PNG\r\n")
    with pytest.raises(BadReport, match="is a picture, not text"):
        open_prose(path)
    with pytest.raises(BadReport, match="is a folder; name the files in it"):
        open_prose(tmp_path)


def word_file(build: Any) -> bytes:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_of_a_word_document_are_numbered_as_they_follow_one_another() -> None:
    def build(document: Any) -> None:
        document.add_heading("Outlook", 1)
        document.add_paragraph("")
        document.add_paragraph("It could return.", style="Intense Quote")
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
        table.cell(1, 0).text = "left"
        table.cell(1, 1).text = "right"
        document.add_paragraph("The end.")

    found = read_prose("memo.docx", word_file(build))
    assert found.unit == "paragraph"
    assert [(found.where(one.places[0]), one.text, one.kind, one.row) for one in found.passages] == [
        ((1, 1), "Outlook", "heading", 0),
        ((4, 1), "wide", "cell", 1),
        ((5, 1), "left", "cell", 2),
        ((6, 1), "right", "cell", 2),
        ((7, 1), "The end.", "text", 0),
    ]


def test_an_empty_word_document_has_no_passages() -> None:
    assert read_prose("memo.docx", word_file(lambda document: None)).passages == ()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_word_document_is_refused(content: bytes) -> None:
    pytest.importorskip("docx")
    with pytest.raises(BadReport, match="no Word document that can be opened"):
        paragraphs_of("memo.docx", content)


def test_a_word_document_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoulder.reading.prose_docx.MOST_BYTES", 1000)
    with pytest.raises(BadReport, match="unpacks to 1 MB, more than"):
        paragraphs_of("memo.docx", word_file(lambda document: None))


def test_without_python_docx_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match=r"pip install 'smoulder\[docx\]'"):
        paragraphs_of("memo.docx", b"")
