"""What belongs on paper: no part that is looked up, lists cut and counted, every link with its target."""

from __future__ import annotations

from dataclasses import replace

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from sample_hostile import hostile

from smoulder.brief.compose import compose
from smoulder.brief.links import ids, lost
from smoulder.brief.page import Bullets, Card, Page, Row, Run, Section, Table, Text
from smoulder.brief.paper import LEFT_OUT, Room, abridge, clip, shorten, words

TIGHT = Room(rows=2, cards=1, items=1, letters=40, cell=20)


def texts(page: Page) -> list[str]:
    return [words(b.line) for s in page.sections for b in s.blocks if isinstance(b, Text)]


@pytest.mark.parametrize("name", samples.ALL)
@pytest.mark.parametrize("room", [Room(), TIGHT])
def test_every_link_of_a_short_page_finds_its_target(name: str, room: Room) -> None:
    short = abridge(compose(samples.ALL[name]()), room)
    assert lost(short, ids(short) | {"answer"}) == ()


def test_what_is_looked_up_is_left_out_and_named() -> None:
    whole = compose(samples.model_case())
    short = abridge(whole)
    left = [section for section in whole.sections if section.long]
    assert {one.id for one in left} == {"reports", "cases", "months"}
    assert not {one.id for one in left} & {one.id for one in short.sections}
    last = short.sections[-1]
    assert last.id == LEFT_OUT
    assert all(one.title in texts(short)[-1] for one in left)


def test_a_front_is_kept_whole() -> None:
    whole = compose(samples.model_case())
    kept = abridge(whole, TIGHT).front
    assert [words(line) for line in kept.not_known] == [words(line) for line in whole.front.not_known]
    assert kept.question == whole.front.question
    assert [one.number for one in kept.answers] == [one.number for one in whole.front.answers]


def test_a_cut_list_says_how_many_are_left_out() -> None:
    rows = tuple((Run(str(n)),) for n in range(7))
    page = Page(
        title="t",
        front=compose(samples.bare()).front,
        sections=(Section("a", "A", (Bullets(rows), *(Card(f"c{n}", (), ()) for n in range(4)))),),
    )
    short = abridge(page, replace(TIGHT, items=5, cards=1))
    blocks = short.sections[0].blocks
    assert [words(line) for line in blocks[0].items] == ["0", "1", "2", "3", "4"]  # type: ignore[union-attr]
    assert texts(short)[:2] == [
        "and 2 more, in the HTML and CSV forms",
        "and 3 more, in the HTML and CSV forms",
    ]
    assert [block.id for block in blocks if isinstance(block, Card)] == ["c0"]


def test_rows_that_are_set_off_are_kept_before_others() -> None:
    rows = tuple(Row(((Run(str(n)),),), marked=n in (4, 6)) for n in range(8))
    page = Page("t", compose(samples.bare()).front, (Section("a", "A", (Table("", ("n",), rows),)),))
    table = abridge(page, replace(TIGHT, rows=3)).sections[0].blocks[0]
    assert isinstance(table, Table)
    assert [words(row.cells[0]) for row in table.rows] == ["0", "4", "6"]


def test_a_list_that_fits_says_nothing_of_more() -> None:
    assert not [text for text in texts(abridge(compose(samples.bare()))) if text.startswith("and ")]


def test_methods_become_one_table_that_keeps_their_ids() -> None:
    whole = compose(samples.model_case())
    short = abridge(whole)
    before = next(section for section in whole.sections if section.id == "methods")
    after = next(section for section in short.sections if section.id == "methods")
    table = after.blocks[0]
    assert isinstance(table, Table)
    assert {row.id for row in table.rows} == {block.id for block in before.blocks if isinstance(block, Card)}
    assert all(words(row.cells[1]).endswith(".") for row in table.rows)
    used = [row for row in table.rows if row.id]
    assert used
    assert all(words(row.cells[2]) for row in used)


def test_hostile_words_do_not_outgrow_the_room() -> None:
    for section in abridge(compose(hostile()), TIGHT).sections:
        for block in section.blocks:
            if isinstance(block, Table) and section.id != "methods":
                assert max(len(words(cell)) for row in block.rows for cell in row.cells) <= TIGHT.cell


@given(st.lists(st.text(max_size=12), max_size=6), st.integers(1, 40))
def test_a_shortened_line_begins_like_the_whole_and_fits(parts: list[str], letters: int) -> None:
    line = tuple(Run(part) for part in parts)
    short = words(shorten(line, letters))
    assert len(short) <= letters
    assert words(line).startswith(short.removesuffix("…")) or short == words(line)
    assert len(clip("".join(parts), letters)) <= letters
