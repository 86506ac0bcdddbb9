# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Laws of the reader: exact spans, any text, bounded time, the keys of its JSON."""

from __future__ import annotations

from contextlib import suppress
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.page import report_from_text
from smoulder.reading.read import read, reading_json
from smoulder.records.errors import BadReport
from smoulder.records.statement import Passage, Reading
from tests.reading.fake_registry import FakeRegistry
from tests.reading.reports import reading_of

PIECES = st.sampled_from(
    [
        "The group said ", "Boko Haram ", "he said", '"', "“", "”", "‘", "’", "'", ". ", "? ", ", ", "\n", "\n\n", " on Wednesday",
        "more than 460 people", "killed ", "according to ", "Gen. Jane Doe", "if ", "the more ", "last March", "5 January",
        "[IS]", "(LTTE)", " — ", "in Iraq ", "&amp;", "<p>", "é", "𝒳", "\u200f", "10,000", "ceasefire holds", "it collapsed",
        "parliament voted to ", "whether ", " or ", "waiting for ", "Monday", "BAGHDAD, Jan 22 — ",
    ]
)  # fmt: skip


def passages(reading: Reading) -> list[Passage]:
    items: list[Passage] = []
    for part in (
        "statements",
        "quantities",
        "dates",
        "actors",
        "places",
        "events",
        "claims",
        "evidence",
        "pressure",
    ):
        items += getattr(reading, part)
    return items + [event.killed for event in reading.events if event.killed]


def assert_exact(reading: Reading) -> None:
    report = reading.report
    for item in passages(reading):
        assert 0 <= item.start < item.end <= len(report.raw)
        assert report.passage(item.start, item.end) == item.text
    for part in (
        "statements",
        "quantities",
        "dates",
        "actors",
        "places",
        "events",
        "claims",
        "evidence",
        "pressure",
    ):
        starts = [item.start for item in getattr(reading, part)]
        assert starts == sorted(starts), part
    ends = [0] + [block.end for block in report.blocks]
    assert all(before <= block.start < block.end for before, block in zip(ends, report.blocks, strict=False))


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_exact_spans_or_one_line_of_error(text: str) -> None:
    line = ""
    try:
        assert_exact(read(report_from_text("any.txt", text), FakeRegistry()))
    except BadReport as reason:
        line = str(reason)
    assert "\n" not in line


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=60))
def test_any_mix_of_news_words_gives_exact_spans(pieces: list[str]) -> None:
    try:
        reading = read(
            report_from_text("any.txt", "A headline\n\n12 March 2014\n\n" + "".join(pieces)), FakeRegistry()
        )
    except BadReport:
        return
    assert_exact(reading)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            PIECES,
            st.sampled_from(
                [
                    "<p>",
                    "</p>",
                    "&nbsp;",
                    "&#8217;",
                    "&bad;",
                    "&",
                    "<b>",
                    "</div>",
                    "<!--",
                    "<",
                    "<a href='x'>",
                    "<script>",
                    "</script>",
                ]
            ),
        ),
        max_size=50,
    )
)
def test_any_page_gives_exact_spans(pieces: list[str]) -> None:
    body = "<p>The army said the group had not been seen in the north of the country since the rains began in May of that year, and that it would stay there until the end of the month.</p>"
    page = f"<!doctype html><html><body><article>{body}{''.join(pieces)}</article></body></html>"
    try:
        reading = read(report_from_text("any.html", page), FakeRegistry())
    except BadReport:
        return
    assert_exact(reading)


@pytest.mark.parametrize(
    "text",
    [
        "He said " + "“" * 200 + "it is over" + "”" * 200 + ".",
        "He said " + "\"'" * 200 + "it is over" + "'\"" * 200 + ".",
        '"' * 2000,
        "the more " * 1000,
    ],
)
def test_deeply_nested_quotes_end_in_bounded_time(text: str) -> None:
    start = perf_counter()
    assert_exact(reading_of(text))
    assert perf_counter() - start < 3


def seconds_for(text: str) -> float:
    start = perf_counter()
    with suppress(BadReport):
        reading_of(text)
    return perf_counter() - start


@pytest.mark.parametrize(
    "word",
    [
        "he said the group was waiting, and the army said so ",
        "IS is weak. The group is waiting. ",
        "General Said Doe said General Mohammed Roe said. ",
        "x",
        '"he said, ',
        "1,000 people were killed in Iraq, ",
        "’",
        "The The ",
        "the rebels\u200b left\u200f. ",
    ],
)
def test_time_grows_no_faster_than_a_line_without_end(word: str) -> None:
    reading_of(word)
    short = min(seconds_for(word * (2_500 // len(word))) for _ in range(2))
    # Four times the text in less than twelve times the time, since a busy machine keeps no even pace.
    assert seconds_for(word * (10_000 // len(word))) < 12 * short + 0.5


def test_a_line_of_five_million_characters_is_refused_at_once() -> None:
    start = perf_counter()
    for word in ("he said the group was waiting, ", "x", "\u200f"):
        with pytest.raises(BadReport):
            report_from_text("long.txt", word * (4_900_000 // len(word)))
    assert perf_counter() - start < 10


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028", "\n\r\n \r"])
@pytest.mark.parametrize("mark", ["", "\u200f", "\u202b", "\u200b", "\ufeff", "\u2066", "\u00ad"])
def test_marks_without_width_and_mixed_line_ends_leave_spans_exact(mark: str, ending: str) -> None:
    said = f'"It is{mark} over," General Jane Doe said{mark} on Monday.{ending}{mark}About 20 people were killed in Iraq.'
    text = f"Calm in the hills{ending}{ending}12 March 2014{ending}{ending}{said}{ending}"
    reading = read(report_from_text("marks.txt", text), FakeRegistry())
    assert_exact(reading)
    assert any("over" in item.text for item in reading.statements)


def test_a_page_of_broken_tags_ends_in_bounded_time() -> None:
    start = perf_counter()
    with pytest.raises(BadReport):
        report_from_text("broken.html", "<!doctype html><html><body>" + "<a " * 200_000)
    with pytest.raises(BadReport):
        report_from_text("deep.html", "<!doctype html><html><body>" + "<div>" * 20_000 + "</div>" * 20_000)
    assert perf_counter() - start < 20


def test_the_json_has_the_documented_keys() -> None:
    answer = reading_json(
        reading_of('"It is over," the general said on Monday.', "About 20 people were killed in Iraq.")
    )
    assert list(answer) == [
        "document", "statements", "quantities", "dates", "actors", "places", "events", "claims", "hypotheses", "evidence", "pressure",
    ]  # fmt: skip
    assert list(answer["document"]) == ["title", "standfirst", "published", "captions", "furniture"]
    assert {
        "speaker",
        "role",
        "date",
        "kind",
        "text",
        "start",
        "end",
        "hedge",
        "condition",
        "negated",
        "anonymous",
    } <= set(answer["statements"][0])
    assert {"text", "value", "comparator", "role", "start", "end"} <= set(answer["quantities"][0])
    assert {"text", "from", "to", "start", "end"} <= set(answer["dates"][0])


def test_a_report_without_any_group_has_none() -> None:
    reading = reading_of("The bakers of the town said on Monday that bread would cost more.")
    assert reading.group_id is None
    assert reading.claims == ()


def test_reading_twice_gives_the_same() -> None:
    text = (
        "Boko Haram is biding its time, an officer said.",
        "It may come back if the troops leave, he added.",
    )
    assert reading_of(*text) == reading_of(*text)


def test_time_grows_no_faster_than_the_text_however_many_speak() -> None:
    def seconds(count: int) -> float:
        names = [
            f"Colonel {'Ab' + chr(97 + i % 26) * 3} {'Ez' + chr(97 + i // 26 % 26) + chr(97 + i % 26)}"
            for i in range(count)
        ]
        text = " ".join(f"{name} said the IS group was weak in Iraq." for name in names)
        start = perf_counter()
        reading_of(text)
        return perf_counter() - start

    seconds(20)
    # Four times the text in less than twelve times the time, since a busy machine keeps no even pace.
    assert seconds(400) < 12 * seconds(100) + 0.5
