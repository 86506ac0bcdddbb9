"""A page as data for the template: each link has its target, each target comes once, drawings fit the page."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from printed import CASES, manuscript

from smoulder.brief.charts.draw import Drawing
from smoulder.brief.charts.paper import COLUMN, Size
from smoulder.brief.page import Original, Page, Run, Section, Shift
from smoulder.brief.paper import Room, abridge
from smoulder.brief.typeset import COLUMN_WIDTH, PAGE_WIDTH, Drawn, Typesetter, plain, soft, typeset


def walk(data: Any) -> list[tuple[str, str]]:
    """Each key of nested data with its text."""
    if isinstance(data, dict):
        found = [(key, one) for key, one in data.items() if isinstance(one, str)]
        return found + [pair for one in data.values() for pair in walk(one)]
    return [pair for one in data for pair in walk(one)] if isinstance(data, list) else []


@pytest.mark.parametrize("name", CASES)
def test_links_have_targets_and_targets_come_once(name: str) -> None:
    data = Typesetter({}).page(abridge(manuscript(name).page, Room()))
    json.dumps(data)
    targets = [text for key, text in walk(data) if key == "id" and text] + ["answer"]
    assert len(targets) == len(set(targets))
    assert {text for key, text in walk(data) if key == "to" and text} <= set(targets)


def drawing(wide: int, column: int, broad: bool) -> Drawing:
    def raw(size: Size) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {column if size == COLUMN else wide} 300"/>'

    return Drawing(replace(manuscript("model_case").charts[0], broad=broad), raw, lambda: b"")


def test_a_drawing_stands_in_one_column_unless_its_chart_is_broad() -> None:
    assert not Drawn.of(drawing(920, 470, broad=False)).wide
    assert Drawn.of(drawing(920, 470, broad=True)).wide
    assert 'viewBox="0 0 470' in Drawn.of(drawing(920, 470, broad=False)).svg


def test_a_drawing_is_no_wider_than_its_place() -> None:
    assert Drawn.of(drawing(5000, 3000, broad=True)).width == PAGE_WIDTH
    assert Drawn.of(drawing(5000, 3000, broad=False)).width == COLUMN_WIDTH


def test_a_sentence_that_ends_in_why_is_the_link_itself() -> None:
    line = (Run("Past ones are few."), Run(" "), Run("why", "branches", "quiet"))
    assert plain(line) == (Run("Past ones are few.", "branches"),)
    assert plain(line[:1]) == line[:1]


def test_the_number_before_a_bar_is_set_to_stand_beside_it() -> None:
    parts = typeset((Run("+7"), Shift(0.07, 0.1)))
    assert parts[0]["beside"] is True
    assert parts[1]["shift"] == pytest.approx(0.7)


def test_a_long_word_can_be_broken_and_reads_the_same() -> None:
    assert soft("W" * 100).replace("\u200b", "") == "W" * 100
    assert max(map(len, soft("W" * 100).split("\u200b"))) == 10


def test_a_report_in_full_is_refused() -> None:
    page = manuscript("bare").page
    whole = Page(page.title, page.front, (Section("r", "R", (Original(()),)),))
    with pytest.raises(TypeError, match="abridge"):
        Typesetter({}).page(whole)
