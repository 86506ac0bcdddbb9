"""The small multiples of indicators."""

from __future__ import annotations

import samples

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.indicators import indicators_chart
from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.records.case import Assessment


def chart(assessment: Assessment) -> Chart:
    made = indicators_chart(assessment)
    assert made is not None
    return made


def test_each_indicator_has_a_panel_and_two_bounds_share_one() -> None:
    spec = chart(samples.model_case()).spec(WIDE)
    assert len(spec["concat"]) == 3
    assert spec["columns"] == 2
    assert chart(samples.model_case()).spec(NARROW)["columns"] == 1


def test_panels_have_the_same_time_axis_and_a_title_with_the_unit() -> None:
    panels = chart(samples.model_case()).spec(NARROW)["concat"]
    assert len({str(one["layer"][0]["encoding"]["x"]) for one in panels}) == 1
    titles = [
        layer["encoding"]["y"]["title"]
        for one in panels
        for layer in one["layer"]
        if layer["mark"]["type"] == "circle"
    ]
    assert titles == [
        "events in 12 months",
        "deaths per event, over 12 months",
        "share of deaths inflicted, over 12 months",
    ]


def test_the_last_value_is_labelled_and_a_range_as_one() -> None:
    panels = chart(samples.model_case()).spec(WIDE)["concat"]
    labels = [
        layer["data"]["values"][0]["words"]
        for one in panels
        for layer in one["layer"]
        if layer["mark"]["type"] == "text"
    ]
    assert labels == ["1", "16", "45–60\u00a0%"]


def test_a_gap_ends_a_run() -> None:
    panel = chart(samples.model_case()).spec(WIDE)["concat"][0]
    (line,) = [layer for layer in panel["layer"] if layer["mark"]["type"] == "line"]
    assert {row["run"] for row in line["data"]["values"]} == {"0"}
    assert len(line["data"]["values"]) == 178


def test_without_indicators_there_is_no_chart() -> None:
    assert indicators_chart(samples.active_group()) is None
    assert indicators_chart(samples.bare()) is None


def test_the_words_instead_tell_every_panel() -> None:
    made = chart(samples.model_case())
    assert made.instead.count("the highest was") == 3
    assert "n = 178 months with a value, the last December 2018" in made.source
    assert len(made.data.rows) == 3 * 190
