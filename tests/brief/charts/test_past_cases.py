"""The strip of past cases: who is drawn, how each ended, and what is left out."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.brief.charts.past_cases import LONGEST, MOST, became, nearest, past_cases_chart
from smoulder.records.case import Assessment
from smoulder.records.rates import PastCase
from tests.brief.sample_cases import rates
from tests.brief.samples import bare, model_case

Panel = dict[str, Any]  # Any: a Vega-Lite specification is JSON


def case(followed: int, end: str = "quiet", peak: float = 500.0, group: str = "Embers") -> PastCase:
    return PastCase(
        group=group,
        country="Norland",
        known="2001-01",
        landmark="2002-01",
        peak=peak,
        deaths_12=30,
        came_back="2003-05" if end in ("comeback", "major") else None,
        won="2003-05" if end == "won" else None,
        major=end == "major",
        followed=followed,
    )


def holding(cases: list[PastCase]) -> Assessment:
    held = rates({}).model_copy(update={"cases": tuple(cases), "n": len(cases)})
    return model_case(rates=held)


def drawn(assessment: Assessment, narrow: bool = False) -> list[Panel]:
    chart = past_cases_chart(assessment)
    assert chart is not None
    return list(chart.spec(NARROW if narrow else WIDE)["layer"])


def points(layers: list[Panel], shape: str) -> list[tuple[int, int]]:
    """Months and sizes of the marks of a shape."""
    return [
        (row["month"], one["mark"]["size"])
        for one in layers
        if one["mark"]["type"] == "point" and one["mark"]["shape"] == shape
        for row in one["data"]["values"]
    ]


ends = st.sampled_from(["quiet", "comeback", "major", "won"])


@given(st.lists(st.builds(case, st.integers(1, 400), ends, st.floats(25, 9000)), min_size=1, max_size=60))
@settings(max_examples=30, deadline=None)
def test_every_case_is_drawn_or_counted_as_left_out_by_length_and_inside_the_drawing(
    cases: list[PastCase],
) -> None:
    chart = past_cases_chart(holding(cases))
    assert chart is not None
    assert len(chart.data.rows) == min(len(cases), MOST)
    assert (f"{len(cases) - MOST} are left out" in chart.source) == (len(cases) > MOST)
    lengths = [row[3] for row in chart.data.rows]
    assert all(isinstance(one, int) for one in lengths)
    assert lengths == sorted(lengths, key=int)
    marks = [one for one in drawn(holding(cases)) if one["mark"]["type"] == "point"]
    rows = [row for one in marks for row in one["data"]["values"]]
    assert sorted(row["row"] for row in rows) == [at + 0.5 for at in range(len(lengths))]
    assert all(row["month"] <= LONGEST for row in rows)


def test_each_end_has_a_mark_of_its_own_and_a_major_comeback_the_larger() -> None:
    layers = drawn(holding([case(3, "comeback"), case(9, "major"), case(12, "won"), case(20), case(300)]))
    (small, large) = sorted(points(layers, "circle"))
    assert (small[0], large[0]) == (3, 9)
    assert large[1] > 2 * small[1]
    assert [month for month, _ in points(layers, "square")] == [12]
    assert [month for month, _ in points(layers, "stroke")] == [20]
    assert [month for month, _ in points(layers, "triangle-right")] == [LONGEST]


def test_a_line_that_is_cut_says_how_long_it_goes_on() -> None:
    for narrow in (False, True):
        layers = drawn(holding([case(300), case(90, "comeback"), case(5, "comeback")]), narrow)
        told = [
            row["words"]
            for one in layers
            if one["mark"]["type"] == "text"
            for row in one["data"]["values"]
            if "words" in row
            and one["mark"]["align"] == "left"
            and one["encoding"]["text"]["field"] == "words"
        ]
        assert told == ([] if narrow else ["May 2003"]) + ["after 90 months", "300 months"]


def test_of_many_cases_the_nearest_by_peak_and_deaths_are_drawn() -> None:
    near = [case(10 + at, peak=16000 + at, group=f"near {at}") for at in range(MOST)]
    far = [case(5, "comeback", peak=30.0, group="far"), case(7, peak=20.0, group="farther")]
    assessment = holding([*far, *near])
    assert assessment.rates is not None
    assert {one.group for one in nearest(assessment, assessment.rates)} == {one.group for one in near}
    chart = past_cases_chart(assessment)
    assert chart is not None
    assert "2 are left out, of which 1 came back" in chart.source


def test_the_sentence_counts_every_end_once() -> None:
    held = rates({}).cases
    ends = [became(one) for one in held]
    chart = past_cases_chart(model_case())
    assert chart is not None
    assert chart.says == (
        f"Of these 24, {len(held) - ends.count('quiet')} came back, {ends.count('major')} of them in a major comeback; "
        f"{ends.count('quiet')} were still quiet when last seen."
    )
    assert "LTTE, Sri Lanka" in chart.instead


def test_on_a_phone_the_names_stand_above_the_lines() -> None:
    names = next(
        one
        for one in drawn(model_case(), narrow=True)
        if one["encoding"].get("text", {}).get("field") == "name"
    )
    assert names["mark"]["dy"] < 0
    assert names["encoding"]["x"] == {"value": 0}
    rows = [row["row"] for row in names["data"]["values"]]
    assert all(after - row == 1 for row, after in pairwise(rows))


def test_an_answer_without_past_cases_has_no_strip() -> None:
    assert past_cases_chart(bare()) is None
