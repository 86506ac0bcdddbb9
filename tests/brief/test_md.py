"""The brief as Markdown: read as it was meant, its links inside it found, and text from outside inert."""

from __future__ import annotations

import re
from functools import cache

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from printed import CASES, manuscript

from smoulder.brief.edition import Edition
from smoulder.brief.inert import run_on
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.md import md_files
from smoulder.brief.md_text import JOINER, block, escaped, line_md
from smoulder.brief.page import Run, Web

ANCHOR = re.compile(r'<a id="([a-z0-9-]+)">|</a>')
OURS = {
    *("paragraph", "heading", "text", "inline", "strong", "em", "link", "image", "html_inline", "softbreak"),
    *("bullet_list", "list_item", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "code_inline"),
}


@cache
def files(name: str) -> dict[str, bytes]:
    return md_files(manuscript(name))


def text(name: str) -> str:
    return files(name)["brief.md"].decode("utf-8")


def tokens(markdown: str) -> list[Token]:
    """Every token of a text, inner ones too, read with HTML switched on."""
    found: list[Token] = []
    for one in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown):
        found += [one, *(one.children or ())]
    return found


def kind(token: Token) -> str:
    return token.type.removesuffix("_open").removesuffix("_close")


def shown(markdown: str) -> str:
    return "".join(one.content for one in tokens(markdown) if one.type in {"text", "code_inline"})


@pytest.mark.parametrize("name", CASES)
def test_nothing_becomes_markup_that_is_not_ours(name: str) -> None:
    found = tokens(text(name))
    assert {kind(one) for one in found} <= OURS
    assert all(ANCHOR.fullmatch(one.content) for one in found if one.type == "html_inline")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text(name))


@pytest.mark.parametrize("name", CASES)
def test_every_link_leads_to_a_place_in_it_or_to_a_plain_address(name: str) -> None:
    found = tokens(text(name))
    places = [
        match[1]
        for one in found
        if one.type == "html_inline"
        if (match := ANCHOR.match(one.content)) and match[1]
    ]
    links = {str(one.attrs["href"]) for one in found if one.type == "link_open"}
    assert len(places) == len(set(places))
    assert {link[1:] for link in links if link.startswith("#")} == set(places)
    assert all(link.startswith("https://") for link in links if not link.startswith("#"))
    if name == "hostile":
        assert all(link.startswith("#") for link in links)


@pytest.mark.parametrize("name", CASES)
def test_every_picture_comes_along_and_has_a_text_that_stands_for_it(name: str) -> None:
    images = [one for one in tokens(text(name)) if one.type == "image"]
    assert {str(one.attrs["src"]) for one in images} == set(files(name)) - {"brief.md"}
    assert len(images) == len(manuscript(name).charts)
    assert all(len(one.content) > 20 for one in images)


def test_the_answer_reads_as_plain_text() -> None:
    plain = shown(text("model_case"))
    for words in (
        "27 %",
        "14–43 %",
        "7 of 24",
        "unlikely",
        "within 24 months",
        "The data cannot tell these apart",
    ):
        assert words in plain
    assert "\u00a0" not in plain
    assert re.match(r"# (<a id=.answer.></a>)?Will the fighting of Islamic State in Iraq", text("model_case"))


def test_every_number_of_the_first_page_leads_to_its_why() -> None:
    first = text("model_case").split("\n## ")[0]
    bare = re.sub(r"\[[^\]]*\]\([^)]*\)", "", first.split("### This brief")[0].split("\n", 1)[1])
    loose = re.sub(r"(?<![\d.,])(19|20)\d\d\b|\d+[- ]months?|90\s%\s(interval|range)|E\d", "", bare)
    assert not re.search(r"\d", loose)


def test_a_sentence_from_a_report_is_quoted_with_its_credit() -> None:
    assert re.search(r"^> .*\*\*.+\*\*.*\n>\n> – .+", text("model_case"), re.MULTILINE)


def test_a_report_in_full_stays_out_and_the_reader_is_told_where_it_is() -> None:
    assert "Not on these pages" in text("model_case")
    assert "joint operations have been reduced" not in shown(text("model_case"))


def test_without_the_chart_library_the_words_stand_in_place_of_charts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("smoulder.brief.charts.draw.find_spec", lambda _: None)
    found = md_files(Manuscript(samples.model_case()))
    assert list(found) == ["brief.md"]
    plain = shown(found["brief.md"].decode())
    assert "pip install 'smoulder[charts]'" in plain
    assert all(
        run_on(chart.instead).replace("\u00a0", " ") in plain for chart in manuscript("model_case").charts
    )


@given(
    st.text(st.sampled_from("<>&*_`[]()!|~#$\\-+=.:/@ \n\t1a\u00a0wW\"'"), max_size=30) | st.text(max_size=40)
)
@settings(max_examples=200, deadline=None)
def test_any_text_reads_as_itself_and_as_nothing_else(words: str) -> None:
    found = tokens(f"{block(escaped(words))}\n")
    assert {kind(one) for one in found} <= {"paragraph", "inline", "text", "softbreak"}
    plain = "".join(one.content for one in found if one.type == "text")
    assert " ".join(plain.replace(JOINER, "").split()) == " ".join(run_on(words).replace(JOINER, "").split())


@given(st.lists(st.text(st.sampled_from("ab ().,*_-!'"), min_size=1, max_size=6), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_words_set_off_never_leave_stray_stars(parts: list[str]) -> None:
    line = tuple(
        Run(words, "x" if at % 3 == 0 else "", "strong" if at % 2 else "tag")
        for at, words in enumerate(parts)
    )
    plain = shown(f"a {line_md(line)} b\n")
    assert plain.count("*") == "".join(parts).count("*")


def test_an_address_is_a_link_and_what_looks_like_one_in_a_text_is_not() -> None:
    assert line_md((Web("a (b)", "https://example.org/a_(b)|c?d=1&copy=2"),)) == (
        "[a (b)](https://example.org/a_%28b%29%7Cc?d=1&amp;copy=2)"
    )
    assert escaped("see https://example.org, www.example.org, a@example.org") == (
        r"see https\://example.org, www\.example.org, a@" + f"{JOINER}example.org"
    )


def test_what_links_to_one_place_side_by_side_is_one_link() -> None:
    line = (Run("27 %", "why", "figure"), Run(" "), Run("(14–43 %)", "why", "quiet"), Run(" of all"))
    assert line_md(line) == "[27 % (14–43 %)](#why) of all"


def test_a_translation_says_first_what_it_is() -> None:
    made = Manuscript(samples.bare(), Edition("fr"))
    lines = md_files(made)["brief.md"].decode().split("\n\n")
    assert lines[1] == f"> {escaped(made.page.translated)}"


def test_the_same_answer_gives_the_same_files() -> None:
    assert md_files(Manuscript(samples.bare())) == files("bare")
