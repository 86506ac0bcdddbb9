"""The text that is chosen from a page, and its place on the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.article import label_runs
from smoulder.reading.body import chosen_text, shares
from smoulder.reading.html import read_page
from smoulder.reading.page import page_blocks

FIRST = "The army said that the group had not been seen in the hills since the rains began in May."
SECOND = "Farmers had started to go back to their fields, but nobody would say how long the calm would last."
THIRD = "“We wait for the others to move first,” said a teacher in the market, and went on with her shopping."
TEASER = f"<div class='teasers'><p>{FIRST}</p></div>"


def page_of(*paragraphs: str, before: str = "", after: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    article = f"<article><h1>Calm in the hills</h1>{body}</article>"
    return f"<!doctype html><html><body>{before}{article}{after}</body></html>"


def kinds_of(raw: str) -> list[tuple[str, str]]:
    text, _, blocks, _ = page_blocks(raw)
    return [(block.kind, text[block.start : block.end]) for block in blocks]


def test_a_line_that_stands_twice_is_taken_where_its_neighbours_are() -> None:
    runs = read_page(page_of(FIRST, SECOND, before=TEASER, after=TEASER)).runs
    held = shares(runs, f"{FIRST}\n{SECOND}")
    assert [run.text for run, share in zip(runs, held, strict=True) if share == 1] == [FIRST, SECOND]
    assert held[0] == held[-1] == 0


def test_a_line_that_the_page_breaks_up_is_found_in_all_its_parts() -> None:
    runs = read_page(page_of(f"{FIRST}<br>{SECOND}")).runs
    assert shares(runs, f"{FIRST} {SECOND}") == [0, 1, 1]


def test_a_line_with_a_word_that_is_not_on_the_page_is_found_for_the_most_part() -> None:
    runs = read_page(page_of(FIRST, SECOND)).runs
    assert shares(runs, SECOND.replace("nobody", "somebody"))[2] > 0.7


def test_text_that_is_not_on_the_page_is_found_nowhere() -> None:
    assert shares(read_page(page_of(FIRST)).runs, "Zebra crossing 99\n\n?") == [0, 0]


@given(st.lists(st.text(max_size=30), max_size=8), st.text(max_size=80))
def test_shares_lie_between_none_and_all(paragraphs: list[str], text: str) -> None:
    runs = read_page("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)).runs
    held = shares(runs, text)
    assert len(held) == len(runs)
    assert all(0 <= share <= 1 for share in held)
    whole = shares(runs, "\n".join(run.text for run in runs))
    assert all(share in (0, 1) for share in whole)


def test_a_repeated_line_of_the_body_is_a_pull_quote() -> None:
    quote = "We wait for the others to move first"
    page = page_of(FIRST, THIRD, f"{quote}", SECOND)
    assert kinds_of(page)[1:] == [("body", FIRST), ("body", THIRD), ("pull quote", quote), ("body", SECOND)]


def test_a_page_that_the_library_finds_nothing_in_is_read_by_where_its_prose_stands() -> None:
    page = "<!doctype html><html><body><main>" + f"<p>{FIRST}</p><p>{SECOND}</p>" + "</main></body></html>"
    assert label_runs(read_page(page), "") == ["body", "body"]


def test_a_page_no_library_can_parse_gives_no_text() -> None:
    assert chosen_text("") == ""
    assert chosen_text("\ud800" * 5).strip("\ufffd") == ""
    assert chosen_text("<p>" + "a" * 3_000_000) == ""
