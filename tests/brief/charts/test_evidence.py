"""Evidence bars: order, sign, hatching, and the parts that add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.charts.evidence import HATCH, MOST, evidence_chart, tenths
from smoulder.brief.charts.paper import FIRST, NARROW, SECOND, WIDE
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item, Source
from tests.brief.samples import bare, model_case

Panel = dict[str, Any]  # Any: a Vega-Lite specification is JSON


def item(name: str, adds: float | None, alone: float = 0.0, left_out: str = "") -> Item:
    return Item(
        id=name,
        kind="continued attacks",
        text="They fire at night.",
        source=Source(kind="report", name="A report"),
        cluster=name,
        weight=0.5,
        likelihoods={},
        why="assumed",
        change={},
        adds={} if adds is None else {12: adds, 24: 9.0},
        moves_answer=alone,
        flips=False,
        left_out=left_out,
    )


def holding(*items: Item) -> Assessment:
    return model_case(evidence=items)


def bars(assessment: Assessment, colour: str) -> list[Panel]:
    """Full bars, or the outlines of hatched ones."""
    chart = evidence_chart(assessment)
    assert chart is not None
    return [
        row
        for one in chart.spec(WIDE)["layer"]
        if one["mark"]["type"] == "rect" and colour in (one["mark"].get("color"), one["mark"].get("stroke"))
        for row in one["data"]["values"]
    ]


def test_items_stand_by_how_much_they_move_the_answer_with_their_sign() -> None:
    chart = evidence_chart(holding(item("a", 0.01), item("b", -0.03), item("c", 0.02)))
    assert chart is not None
    assert [row[0] for row in chart.data.rows] == ["b", "c", "a"]
    labels = [
        row["words"]
        for one in chart.spec(WIDE)["layer"]
        if one["mark"]["type"] == "text" and one["encoding"]["text"]["field"] == "words"
        for row in one["data"]["values"]
    ]
    assert labels == ["+2.0", "+1.0", "−3.0"]
    assert chart.says == (
        "Most comes from continued attacks (b): −3.0 points. All items together: 0.0 points within 12 months."
    )


def test_what_raises_is_full_and_what_lowers_is_hatched() -> None:
    assessment = holding(item("a", 0.01), item("b", -0.03))
    assert [row["value"] for row in bars(assessment, FIRST)] == pytest.approx([1.0])
    assert [row["value"] for row in bars(assessment, SECOND)] == pytest.approx([-3.0])
    chart = evidence_chart(assessment)
    assert chart is not None
    strokes = next(
        one for one in chart.spec(WIDE)["layer"] if one["mark"] == {"type": "rule", "color": SECOND}
    )["data"]["values"]
    assert all(-3.0001 < row["value"] < 0 for row in strokes)
    assert len(strokes) > 100 / HATCH


def test_an_item_that_is_left_out_or_tells_nothing_has_no_bar_and_is_counted() -> None:
    chart = evidence_chart(holding(item("a", 0.01), item("b", 0.0001), item("c", 0.3, left_out="a copy")))
    assert chart is not None
    assert [row["name"] for row in bars(holding(item("a", 0.01), item("b", 0.0)), FIRST)] == [
        "continued attacks (a)"
    ]
    assert "2 more items" in chart.source
    assert evidence_chart(holding(item("b", 0.0))) is None
    assert evidence_chart(bare()) is None


def test_an_answer_that_keeps_no_parts_is_drawn_by_each_item_alone_and_not_summed() -> None:
    chart = evidence_chart(holding(item("a", None, 0.02), item("b", None, -0.01)))
    assert chart is not None
    assert [row[2] for row in chart.data.rows] == [2.0, -1.0]
    assert "All items together" not in chart.says


@given(st.lists(st.floats(-0.4, 0.4), min_size=1, max_size=20))
@settings(max_examples=30, deadline=None)
def test_every_bar_lies_inside_the_drawing_and_all_moves_are_in_the_data(moves: list[float]) -> None:
    items = [item(f"e{at}", value) for at, value in enumerate(moves)]
    chart = evidence_chart(holding(*items))
    if chart is None:
        assert all(abs(one) < 0.0005 for one in moves)
        return
    assert sum(float(row[2] or 0) for row in chart.data.rows) == pytest.approx(100 * sum(moves), abs=0.1)
    for size in (WIDE, NARROW):
        spec = chart.spec(size)
        rows = [
            row for one in spec["layer"] if one["mark"]["type"] == "rect" for row in one["data"]["values"]
        ]
        assert 1 <= len(rows) <= MOST
        low, high = next(one for one in spec["layer"] if one["mark"]["type"] == "rect")["encoding"]["x"][
            "scale"
        ]["domain"]
        assert all(low < row["value"] < high for row in rows)


@given(st.floats(-1, 1))
@settings(deadline=None)
def test_a_move_is_written_with_its_sign_unless_it_shows_as_nought(value: float) -> None:
    words = tenths(value).replace("−", "-")
    assert float(words) == pytest.approx(100 * value, abs=0.0501)
    assert words[0] in "+-" or words == "0.0"
