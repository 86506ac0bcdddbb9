"""The chart of calibration curves: a row for each block, a panel for each horizon."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from smoulder.brief.charts.reliability import LEGEND, reliability_svg
from smoulder.models.backtest.score_row import CurvePoint

pytest.importorskip("vl_convert")

SVG = "{http://www.w3.org/2000/svg}"
DOT = r'<path[^>]*d="M[^"]*A'
"""A circle, which is drawn as arcs."""
GROUPS, CONFLICTS = "2003–2006, peak 50 and more", "1995–2004"


def points(block: str, horizon: int, model: str = "stack", top: float = 0.5) -> list[CurvePoint]:
    """Four parts; what happened is a little less than what was said."""
    chances = [top * share for share in (0.05, 0.2, 0.5, 1.0)]
    return [
        CurvePoint(model, horizon, one, 0.8 * one, 0.5 * one, min(1.0, 1.1 * one), 40, block)
        for one in chances
    ]


def drawn(curve: list[CurvePoint], years: tuple[str, ...] = ()) -> ElementTree.Element:
    return ElementTree.fromstring(reliability_svg(curve, years))


def words_of(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_the_chart_stands_alone_with_a_panel_for_each_block_and_horizon() -> None:
    curve = [*points(GROUPS, 6), *points(GROUPS, 12), *points(CONFLICTS, 5), *points(GROUPS, 6, "hazard")]
    text = reliability_svg(curve, (CONFLICTS,))
    told = words_of(ElementTree.fromstring(text))
    for words in (
        GROUPS,
        "within 6 months",
        "within 12 months",
        f"episodes, {CONFLICTS}",
        "within 5 years",
        LEGEND,
    ):
        assert told.count(words) == 1, words
    assert told.count("chance given") == told.count("share that came back") == 3
    assert "var(--" not in text
    assert "NaN" not in text


def test_only_the_stack_is_drawn_and_every_point_of_it() -> None:
    text = reliability_svg([*points(GROUPS, 6), *points(GROUPS, 12), *points(GROUPS, 12, "hazard")])
    assert len(re.findall(DOT, text)) == 8


def test_no_label_is_cut_off_by_the_edge() -> None:
    curve = [
        one
        for block in (GROUPS, f"{GROUPS}, major comebacks")
        for at in (6, 12, 24, 36)
        for one in points(block, at)
    ]
    root = drawn(curve)
    _, _, width, height = (float(one) for one in root.attrib["viewBox"].split())
    assert width < 1100
    assert 400 < height < 900


def test_a_chance_of_nearly_nothing_and_of_everything_both_fit() -> None:
    for top, labels in ((0.002, {"0%", "10%"}), (1.0, {"0%", "100%"})):
        told = set(words_of(drawn(points(GROUPS, 6, top=top))))
        assert labels <= told
        assert "110%" not in told


def test_an_interval_that_is_not_known_is_left_out() -> None:
    nan = float("nan")
    curve = [replace(one, low=nan, high=nan) for one in points(GROUPS, 6)]
    text = reliability_svg(curve)
    assert "NaN" not in text
    assert len(re.findall(DOT, text)) == 4


def test_words_are_no_markup() -> None:
    assert "<b> & more" in words_of(drawn(points("<b> & more", 6)))


def test_without_a_curve_of_the_stack_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="no calibration curve of the stack"):
        reliability_svg(points(GROUPS, 6, "hazard"))
