"""Marks stand where they belong, whatever overlaps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.page import Mark
from smoulder.brief.reports import Spot, paragraphs
from smoulder.records.report import Block, Report

TEXT = "One two three.\n\nFour five six seven.\n\nEight nine ten eleven twelve."
BLOCKS = (Block(kind="title", start=0, end=14), Block(kind="body", start=16, end=36))


def _report(blocks: tuple[Block, ...] = BLOCKS) -> Report:
    return Report(name="a.txt", sha256="0" * 64, raw=TEXT, text=TEXT, blocks=blocks)


def _spot(number: int, start: int, end: int) -> Spot:
    return Spot(start, end, Mark(f"m{number}", f"M{number}", "back", weighed=False))


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda pair: pair[0] < pair[1]
)


@given(st.lists(spans, max_size=6))
def test_the_pieces_make_up_the_text_and_each_mark_begins_and_ends_once(pairs: list[tuple[int, int]]) -> None:
    spots = [_spot(i, start, end) for i, (start, end) in enumerate(pairs)]
    made = paragraphs(_report(), spots)
    whole = "\n\n".join("".join(piece.text for piece in one.pieces) for one in made)
    assert whole == TEXT
    pieces = [piece for one in made for piece in one.pieces]
    for spot in spots:
        inside = TEXT[spot.start : spot.end]
        times = 1 if inside.strip("\n") else 0
        assert sum(spot.mark in piece.begins for piece in pieces) == times
        assert sum(spot.mark in piece.ends for piece in pieces) == times
        covered = "".join(piece.text for piece in pieces if spot.mark in piece.covered)
        assert covered == inside.replace("\n", "")


def test_text_that_no_block_covers_is_kept_as_other() -> None:
    made = paragraphs(_report(), [])
    assert [one.kind for one in made] == ["title", "body", "other"]
    assert made[-1].pieces[0].text == "Eight nine ten eleven twelve."


def test_a_report_without_blocks_is_cut_at_blank_lines() -> None:
    assert [one.kind for one in paragraphs(_report(()), [])] == ["other"] * 3


def test_an_empty_report_has_no_paragraph() -> None:
    assert paragraphs(Report(name="a", sha256="0" * 64, raw="", text=""), []) == ()
