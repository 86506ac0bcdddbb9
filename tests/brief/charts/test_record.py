"""The calibration plot: which points are drawn, with which interval, and where this case stands."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.charts.paper import FIRST, INK, NARROW, WIDE
from smoulder.brief.charts.record import near_point, record_chart
from smoulder.records.case import Assessment
from smoulder.records.track import Track, TrackPoint, TrackRecord
from tests.brief.sample_cases import chance, record
from tests.brief.samples import bare, model_case

Panel = dict[str, Any]  # Any: a Vega-Lite specification is JSON


def case(desk: bool = False) -> Assessment:
    return model_case(record=record(desk), stack={6: chance(0.1), 12: chance(0.2), 24: chance(0.3)})


def panels(assessment: Assessment, narrow: bool = False) -> list[Panel]:
    chart = record_chart(assessment)
    assert chart is not None
    return list(chart.spec(NARROW if narrow else WIDE)["concat"])


def points(panel: Panel, colour: str) -> list[tuple[float, float]]:
    return [
        (row["x"], row["y"])
        for one in panel["layer"]
        if one["mark"]["type"] == "point" and one["mark"]["color"] == colour
        for row in one["data"]["values"]
    ]


def test_a_panel_for_each_horizon_holds_the_points_of_comebacks_alone() -> None:
    drawn = panels(case())
    assert [one["title"]["text"] for one in drawn] == [
        "within 6 months", "within 12 months", "within 24 months",
    ]  # fmt: skip
    for found, at in zip(points(drawn[0], FIRST), (0.01, 0.04, 0.1, 0.3), strict=True):
        assert found == pytest.approx((at, 1.1 * at))


def test_answers_of_the_desk_are_diamonds_beside_the_models_dots() -> None:
    drawn = panels(case(desk=True))
    assert [points(one, INK) for one in drawn] == [[], [(0.2, 0.5)], []]
    chart = record_chart(case(desk=True))
    assert chart is not None
    assert "Diamonds" in chart.source
    without = record_chart(case())
    assert without is not None
    assert "Diamonds" not in without.source


def test_a_point_without_an_interval_has_no_whisker() -> None:
    drawn = panels(case(desk=True))[1]["layer"]
    whiskers = [
        row
        for one in drawn
        if one["mark"]
        in (
            {"type": "rule", "color": FIRST, "strokeWidth": 1.5},
            {"type": "rule", "color": INK, "strokeWidth": 1.5},
        )
        for row in one["data"]["values"]
    ]
    assert len(whiskers) == 4


def test_this_case_stands_where_the_model_stands_before_evidence() -> None:
    for panel, here in zip(panels(case()), (0.1, 0.2, 0.3), strict=True):
        words = [row for one in panel["layer"] for row in one["data"]["values"] if "words" in row]
        assert [(row["x"], row["words"]) for row in words] == [(here, f"here {100 * here:.0f}\u00a0%")]


def test_it_says_what_became_of_chances_like_this_one_at_the_horizon_of_the_headline() -> None:
    chart = record_chart(case())
    assert chart is not None
    assert chart.says == (
        "Where the model gave about 30\u00a0%, 33\u00a0% came back within 12 months (90\u00a0% interval 21–45\u00a0%; "
        "225 questions)."
    )


def test_both_axes_share_one_scale_on_which_all_points_lie() -> None:
    for narrow in (False, True):
        for panel in panels(case(desk=True), narrow):
            scales = [
                one["encoding"][channel]["scale"]
                for one in panel["layer"]
                for channel in ("x", "y")
                if "scale" in one["encoding"].get(channel, {})
            ]
            assert all(one == scales[0] for one in scales)
            top = scales[0]["domain"][1]
            rows = [row for one in panel["layer"] for row in one["data"]["values"]]
            assert all(row.get("y", 0) <= top and (row.get("high") or 0) <= top for row in rows)


@given(st.floats(0, 1))
@settings(deadline=None)
def test_the_nearest_point_is_one_of_the_curve(value: float) -> None:
    track = record().tracks[0]
    found = near_point(track, value)
    assert found in track.points
    assert abs(found.predicted**0.5 - value**0.5) == min(
        abs(one.predicted**0.5 - value**0.5) for one in track.points
    )


def test_without_a_record_or_without_points_there_is_no_plot() -> None:
    assert record_chart(bare()) is None
    empty: Track = record().tracks[0].model_copy(update={"points": ()})
    assert record_chart(model_case(record=TrackRecord(tracks=(empty,)))) is None
    assert record_chart(model_case(record=TrackRecord(note="no record yet"))) is None
    one = empty.model_copy(update={"points": (TrackPoint(predicted=0.2, observed=0.1, n=3),)})
    chart = record_chart(model_case(record=TrackRecord(tracks=(one,))))
    assert chart is not None
    assert chart.says == ""
