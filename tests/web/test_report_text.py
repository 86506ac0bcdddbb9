"""The text of a report as markup: every character once, at its place, whatever the text and the marks are."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.page import report_from_text
from smoulder.records.report import Report
from smoulder.web.views.report_html import Drawn, text_markup
from smoulder.web.views.report_marks import LAYERS, Mark
from smoulder.web.views.report_text import as_shown, parts_of
from tests.web.report_sample import ARABIC, arabic, hostile

PIECE = re.compile(r'<span data-at="(\d+)"([^>]*)>(.*?)</span>', re.DOTALL)


def pieces(markup: str) -> list[tuple[int, str, str]]:
    """Place, attributes and words of every piece."""
    return [(int(at), more, unescape(words)) for at, more, words in PIECE.findall(markup)]


def plain(text: str) -> Report:
    return Report(name="x.txt", sha256="0" * 64, raw=text, text=text)


texts = st.text(
    st.one_of(
        st.characters(codec="utf-8"), st.sampled_from("..?! \n\n\r\t\x00\u202e\u2067\U0001f525العربي<&\"'")
    ),
    min_size=1,
    max_size=200,
)


@settings(max_examples=60, deadline=None)
@given(
    text=texts,
    spans=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.sampled_from(list(LAYERS)))),
)
def test_every_character_stands_in_one_piece_at_its_place(
    text: str, spans: list[tuple[int, int, str]]
) -> None:
    marks = sorted(
        (Mark(layer, a, b, "item-x") for a, b, layer in spans if a < b <= len(text)),
        key=lambda one: (one.start, -one.end),
    )
    for read in (True, False):
        parts = parts_of(plain(text), read)
        found = pieces(text_markup(parts, Drawn(text, marks, "/r?")))
        covered = "".join(words for _, _, words in found)
        assert covered == "".join(as_shown(text[left:right]) for left, right in _stretches(found))
        assert all(as_shown(text[at : at + len(words)]) == words for at, _, words in found)
        between = sorted((at, at + len(words)) for at, _, words in found)
        assert all(left[1] <= right[0] for left, right in pairwise(between))
        left_out = set(range(len(text))) - {at for a, b in between for at in range(a, b)}
        assert not "".join(text[at] for at in left_out).strip()
        for mark in marks:
            inside = [more for at, more, _ in found if mark.start <= at < mark.end]
            assert all(mark.layer in more for more in inside)


def _stretches(found: list[tuple[int, str, str]]) -> list[tuple[int, int]]:
    return [(at, at + len(words)) for at, _, words in found]


@settings(max_examples=60, deadline=None)
@given(text=texts)
def test_what_is_shown_has_as_many_characters_and_none_that_acts(text: str) -> None:
    shown = as_shown(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_a_text_cannot_act_and_its_marks_do_not_nest() -> None:
    report = hostile()
    marks = [Mark("dates", 0, 40), Mark("places", 10, 60), Mark("events", 20, 30)]
    markup = str(text_markup(parts_of(report), Drawn(report.text, marks, "/r?")))
    assert "<script" not in markup
    assert "onclick=alert(1)>" not in markup.replace("&gt;", "")
    assert "{{ 7 * 7 }}" in markup
    assert not re.search(r"<span data-at[^>]*>[^<]*<span data-at", markup)


def test_sentences_of_a_language_that_is_not_read_end_at_their_own_stops() -> None:
    parts = parts_of(arabic(), read=False)
    ends = [ARABIC[one.end - 1] for part in parts for one in part.sentences]
    assert ends.count("؟") == 1
    assert sum(len(part.sentences) for part in parts) == 6


def test_spans_of_raw_and_text_are_told_both_ways() -> None:
    page = "<html><body><article><h1>Calm &amp; quiet</h1>" + "".join(
        f"<p>In week {number} the traders said &ldquo;the road is open&rdquo; and the army stayed in the hills.</p>"
        for number in range(8)
    )
    report = report_from_text("page.html", page + "</article></body></html>")
    for part in parts_of(report):
        for one in part.sentences:
            assert report.text_span(*report.raw_span(one.start, one.end)) == (one.start, one.end)
