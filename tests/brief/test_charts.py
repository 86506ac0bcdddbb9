"""Charts hold what they should, share no id, and take their colours from the page."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st

from smoulder.brief.charts.draw import Drawing
from smoulder.brief.charts.paper import VARIABLES, spaced
from smoulder.brief.charts.svg import page_svg
from smoulder.brief.manuscript import Manuscript

pytest.importorskip("vl_convert")


@cache
def drawn(name: str) -> dict[str, Drawing]:
    return Manuscript(samples.ALL[name]()).drawings


def _words(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


def test_each_answer_gets_the_charts_it_has_figures_for() -> None:
    assert set(drawn("model_case")) >= {"series", "branches"}
    assert set(drawn("active_group")) >= {"series"}
    assert drawn("bare") == {}


@pytest.mark.parametrize("chart", ["series", "branches"])
@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_colours_come_from_the_page_and_nothing_can_run(chart: str, form: str) -> None:
    svg = drawn("model_case")[chart].on_page(form)
    colours = set(re.findall(r'(?:fill|stroke)="(#[^"]*)"', svg))
    assert not colours & set(VARIABLES)
    assert colours == set()
    assert "var(--first)" in svg
    names = {element.tag.rsplit("}", 1)[-1] for element in ElementTree.fromstring(svg).iter()}
    assert names <= {"svg", "g", "path", "rect", "line", "text", "tspan", "title", "defs", "clipPath"}


def test_no_two_drawings_share_an_id() -> None:
    ids = [
        one
        for drawing in drawn("model_case").values()
        for svg in (drawing.on_page("wide"), drawing.on_page("narrow"))
        for one in re.findall(r'\bid="([^"]+)"', svg)
    ]
    assert len(ids) == len(set(ids)) >= 4


def test_the_series_names_the_line_the_day_and_the_units() -> None:
    words = _words(drawn("model_case")["series"].on_page("wide"))
    for wanted in (
        "comeback line 1,114",
        "23 January 2020",
        "lull",
        "total, bridged 557",
        "deaths in the 12 months to each month",
        "deaths a month",
    ):
        assert wanted in words


def test_months_that_nothing_covers_are_named() -> None:
    assert "no rows" in _words(drawn("undecidable")["series"].on_page("wide"))
    assert "no rows" not in _words(drawn("model_case")["series"].on_page("wide"))


def test_both_branches_are_named_with_their_chance() -> None:
    words = _words(drawn("model_case")["branches"].on_page("wide"))
    words = words.replace("\u00a0", " ")
    assert all(one in words for one in ("Pressure stays", "26 %", "Pressure comes off"))
    assert "31 %" in words


def test_a_drawing_loses_what_could_run_or_load() -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script><image href="http://a/b"/>'
        '<a href="javascript:x()"><text>t</text></a><defs><clipPath id="c"/></defs><g clip-path="url(#c)"/></svg>'
    )
    made = page_svg(raw, "p", "A & B")
    assert "url(#p-c)" in made
    assert 'id="p-c"' in made
    assert "A &amp; B" in made
    assert not re.search("script|image|href|onload", made)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=3))
def test_labels_are_kept_apart_and_inside(places: list[float]) -> None:
    moved = sorted(spaced(places, 15.0, 200.0))
    assert all(high - low > 14.9 for low, high in pairwise(moved))
    assert moved[-1] <= 200.001
