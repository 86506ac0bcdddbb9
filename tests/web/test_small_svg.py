"""Small drawings: whatever they are given, nothing is unreadable and nothing lies outside."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.web.views.small_svg import bars, range_svg, span_svg, spark_svg

NUMBERS = st.none() | st.floats(width=64)
FAST = settings(max_examples=150, deadline=None)


def hold_inside(drawn: str) -> list[ElementTree.Element]:
    """See that every length is a number and every shape inside; gives the shapes."""
    root = ElementTree.fromstring(drawn)
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert "nan" not in drawn.lower().replace("<title>", "").split("</title>")[1]
    assert "inf" not in drawn.split("</title>")[1]
    assert "style" not in drawn
    shapes = [one for one in root if one.tag != "title"]
    for one in shapes:
        for x, y in corners(one):
            assert -0.01 <= x <= width + 0.01, drawn
            assert -0.01 <= y <= height + 0.01, drawn
    return shapes


def corners(shape: ElementTree.Element) -> list[tuple[float, float]]:
    """The outermost points of a shape."""
    if shape.tag == "path":
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", shape.attrib["d"])]
        return list(zip(numbers[::2], numbers[1::2], strict=True))
    at = {name: float(value) for name, value in shape.attrib.items() if name != "class"}
    if shape.tag == "line":
        return [(at["x1"], at["y1"]), (at["x2"], at["y2"])]
    if shape.tag == "circle":
        return [(at["cx"] - at["r"], at["cy"] - at["r"]), (at["cx"] + at["r"], at["cy"] + at["r"])]
    assert at["width"] >= 0
    assert at["height"] >= 0
    return [(at["x"], at["y"]), (at["x"] + at["width"], at["y"] + at["height"])]


@FAST
@given(NUMBERS, NUMBERS, NUMBERS, st.lists(st.floats(), max_size=3))
def test_a_range_lies_inside_its_box_whatever_it_is(
    value: float | None, low: float | None, high: float | None, others: list[float]
) -> None:
    shapes = hold_inside(range_svg(value, low, high, others=others))
    ticks = [one for one in shapes if one.attrib["class"] == "tick"]
    assert len(ticks) == (value is not None and math.isfinite(value))


@FAST
@given(
    st.lists(NUMBERS, max_size=30),
    st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=3),
    NUMBERS,
)
def test_a_line_of_months_lies_inside_its_box_whatever_they_are(
    values: list[float | None], shaded: list[tuple[int, int]], line: float | None
) -> None:
    hold_inside(spark_svg(values, "words", shaded=shaded, line=line))


@FAST
@given(st.lists(NUMBERS, max_size=30), NUMBERS)
def test_columns_lie_inside_their_box_whatever_they_are(
    values: list[float | None], most: float | None
) -> None:
    shapes = hold_inside(bars(values, "words", most=most))
    known = [one for one in values if one is not None and math.isfinite(one)]
    assert len([one for one in shapes if one.attrib["class"].startswith("bar")]) == len(known)


@FAST
@given(
    st.lists(st.tuples(st.floats(), st.floats()), max_size=4),
    st.lists(st.floats(), max_size=3),
    st.floats(0, 3000),
    st.floats(0, 3000),
)
def test_stretches_of_time_lie_inside_their_box_whatever_they_are(
    stretches: list[tuple[float, float]], days: list[float], first: float, last: float
) -> None:
    hold_inside(span_svg(stretches, "words", first=first, last=last, ticks=days, days=days))


def test_a_range_stands_where_its_numbers_are() -> None:
    shapes = hold_inside(range_svg(0.5, 0.25, 0.75, width=104))
    tick = next(one for one in shapes if one.attrib["class"] == "tick")
    band = next(one for one in shapes if one.attrib["class"] == "band")
    assert tick.attrib["x1"] == "52"
    assert (band.attrib["x"], band.attrib["width"]) == ("27", "50")


def test_a_gap_stays_a_gap() -> None:
    drawn = spark_svg([1, 2, None, 2, 1], "words")
    assert drawn.count('class="line"') == 2


def test_words_from_outside_stay_words() -> None:
    drawn = spark_svg([1.0], "<script>alert(1)</script>")
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
