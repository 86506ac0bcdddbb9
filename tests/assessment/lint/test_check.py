"""The check of a whole text: places, what is not the author's, and that nothing breaks it."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.lint.check import check_wording
from smoulder.reading.prose import read_prose
from smoulder.reading.scales import load_scale, shipped_scales
from smoulder.records.errors import BadReport
from smoulder.records.wording import Finding

SUFFIXES = st.sampled_from([".md", ".html", ".txt"])
CLEAN = (
    "The front is quiet.",
    "A comeback is unlikely (30 %).",
    "It is likely that the truce holds.",
    "Monitors were let in as soon as possible.",
    "Confidence in this is low. Few past lulls are like it.",
    "In May 2019 the road was cut.",
    "“They could return,” the mayor said.",
    "The source is rated F: it cannot be judged.",
    "Of 24 past lulls seven ended within a year.",
)
PIECES = st.sampled_from(
    [
        *CLEAN,
        "could",
        "unlikely (60 %)",
        "high confidence",
        "improbable",
        "F6 worst",
        "\n",
        "\n\n",
        "> ",
        "```",
        "| a | b |",
        "|---|---|",
        "`",
        "“",
        "'",
        "<p>",
        "</td><td>",
        "<!--",
        "&nbsp;",
        "[x](",
        "**",
        "\u00ad",
        "\r",
        "    ",
        "# ",
        "- ",
    ]
)


def check(text: str, suffix: str = ".md") -> tuple[Finding, ...]:
    return check_wording(read_prose(f"note{suffix}", text.encode()), load_scale(), shipped_scales())


def test_findings_stand_in_the_order_of_the_text_with_their_places() -> None:
    text = "# Could it return?\n\n- It is unlikely\n  (60 %).\n- Perhaps | not.\n"
    assert [(one.line, one.column, one.rule) for one in check(text)] == [
        (1, 3, "unscaled-word"),
        (3, 9, "number-contradicts-word"),
        (5, 3, "unscaled-word"),
    ]


def test_mixed_rows_keep_the_row_that_is_used_most() -> None:
    text = "A raid is probable.\n\nA siege is unlikely.\n\nA truce is very likely.\n"
    (found,) = check(text)
    assert (found.line, found.words, found.rule) == (1, "probable", "mixed-rows")
    assert "write 'likely'" in found.cure


def test_a_table_that_defines_the_scale_is_no_wording_and_another_table_is() -> None:
    rows = "| improbable | 20–45 % |\n| likely | 55–80 % |\n| very likely | 80–95 % |\n"
    assert check("| term | means |\n|---|---|\n" + rows) == ()
    told = "| what | chance |\n|---|---|\n| a raid is unlikely | 60 % |\n| a siege could follow | 10 % |\n"
    assert [one.rule for one in check(told)] == ["unscaled-word"]


@pytest.mark.parametrize(
    "text",
    [
        "```\nIt could return.\n```\n",
        "~~~text\nIt could return.\n~~~\n",
        "    It could return.\n",
        "Call `could()` and see.\n",
        "> It could return.\n> Perhaps.\n",
        "<!-- It could\nreturn. -->\n",
        "---\ntitle: It could return\n---\n\nQuiet.\n",
        "See https://example.org/it-could-return for more.\n",
        "[Quiet](could/might.md)\n",
        "The word 'could' says little.\n",
    ],
)
def test_what_is_not_the_authors_wording_is_not_checked(text: str) -> None:
    assert check(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "It **could** return.\n",
        "It [could](page.md) return.\n",
        "1. It could return.\n\n       and more\n",
        "It could return. “They rest,” he said.\n",
        "“It could return.”\n",
        "> Quoted.\n\nIt could return.\n",
        "```\ncode\n```\nIt could return.\n",
    ],
)
def test_what_is_the_authors_wording_is_checked(text: str) -> None:
    assert [one.words for one in check(text)] == ["could"]


def test_a_page_is_checked_where_a_reader_reads_it() -> None:
    page = (
        "<!doctype html>\n<html><head><title>It could be</title><style>p{}</style></head><body>\n"
        "<p>It <b>might</b> return.</p>\n<blockquote>It could.</blockquote>\n"
        '<div class="card quoted"><p>It could.</p></div>\n<p hidden>It could.</p>\n'
        "<p>A siege is unlikely&nbsp;(60&nbsp;%).</p></body></html>\n"
    )
    assert [(one.line, one.column, one.words) for one in check(page, ".html")] == [
        (3, 10, "might"),
        (7, 15, "unlikely (60 %"),
    ]


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=14), SUFFIXES)
def test_no_text_breaks_it_and_every_place_is_in_the_file(pieces: list[str], suffix: str) -> None:
    text = " ".join(pieces)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for found in check(text, suffix):
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert found.words
        assert found.cure


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), SUFFIXES)
def test_no_characters_break_it(text: str, suffix: str) -> None:
    with contextlib.suppress(BadReport):  # control characters are no text
        check(text.encode("utf-8", "replace").decode(), suffix)


@given(st.lists(st.sampled_from(CLEAN), max_size=8), st.lists(st.sampled_from(CLEAN), max_size=8), SUFFIXES)
@settings(deadline=None, max_examples=60)
def test_a_clean_text_after_a_clean_text_of_the_same_row_is_clean(
    one: list[str], other: list[str], suffix: str
) -> None:
    assert check("\n\n".join(one), suffix) == ()
    assert check("\n\n".join([*one, *other]), suffix) == ()
