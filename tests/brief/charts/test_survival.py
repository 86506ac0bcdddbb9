"""The survival curve of past cases: what is drawn, where it ends, and who is still followed."""

from __future__ import annotations

from typing import Any

import pytest

from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.brief.charts.survival import seen, survival_chart
from smoulder.records.rates import RateClass, RiskPoint
from tests.brief.sample_cases import rates

Panel = dict[str, Any]  # Any: a Vega-Lite specification is JSON


def point(month: int, still: float, at_risk: int) -> RiskPoint:
    return RiskPoint(
        month=month, still=still, low=max(0.0, still - 0.1), high=min(1.0, still + 0.1), at_risk=at_risk
    )


def with_curve(late: int = 0, undecided: int = 0, still: float = 0.02) -> RateClass:
    curve = tuple(point(month, 1 - still * month, 24 - month // 2) for month in range(25 + late))
    held = rates({undecided: "yearly rows only"} if undecided else {})
    return held.model_copy(update={"curve": curve, "late": late})


def words(panel: Panel) -> list[str]:
    return [row["words"] for one in panel["layer"] for row in one["data"]["values"] if "words" in row]


def panels(of: RateClass, narrow: bool = False) -> tuple[Panel, Panel]:
    chart = survival_chart(of)
    assert chart is not None
    plot, followed = chart.spec(NARROW if narrow else WIDE)["vconcat"]
    return plot, followed


def test_an_answer_without_a_curve_has_no_chart() -> None:
    assert survival_chart(rates({}).model_copy(update={"curve": ()})) is None


def test_the_share_stands_at_each_horizon_and_at_the_end_with_its_bounds() -> None:
    plot, _ = panels(with_curve())
    assert words(plot)[-3:] == ["52\u00a0%", "42\u00a0%", "62\u00a0%"]
    dots = next(one for one in plot["layer"] if one["mark"]["type"] == "point")
    assert [row["month"] for row in dots["data"]["values"]] == [6, 12, 24]
    assert [row["value"] for row in dots["data"]["values"]] == pytest.approx([0.88, 0.76, 0.52])


@pytest.mark.parametrize("narrow", [False, True])
def test_the_number_still_followed_stands_under_the_months(narrow: bool) -> None:
    plot, followed = panels(with_curve(), narrow)
    (numbers,) = followed["layer"]
    assert [(row["month"], row["n"]) for row in numbers["data"]["values"]] == [
        (0, "24"), (6, "21"), (12, "18"), (18, "15"), (24, "12"),
    ]  # fmt: skip
    scale = numbers["encoding"]["x"]["scale"]
    assert all(
        one["encoding"]["x"]["scale"] == scale for one in plot["layer"] if "scale" in one["encoding"]["x"]
    )


def test_horizons_reach_over_the_months_that_nothing_covers_and_an_undecided_one_is_not_marked() -> None:
    chart = survival_chart(with_curve(late=3, undecided=6))
    assert chart is not None
    plot, _ = panels(with_curve(late=3, undecided=6))
    dots = next(one for one in plot["layer"] if one["mark"]["type"] == "point")
    assert [row["month"] for row in dots["data"]["values"]] == [15, 27]
    assert "3 months later" in chart.source
    assert (
        chart.says == "Of 24 past cases came back: 30\u00a0% within 12 months and 54\u00a0% within 24 months."
    )


def test_the_curve_ends_where_nobody_is_followed_any_more_unless_all_had_come_back() -> None:
    open_end = (point(0, 1, 3), point(1, 0.5, 3), point(2, 0.5, 1), point(3, 0.5, 0))
    assert [one.month for one in seen(open_end)] == [0, 1, 2]
    all_back = (point(0, 1, 3), point(1, 0.5, 3), point(2, 0.0, 1), point(3, 0.0, 0))
    assert [one.month for one in seen(all_back)] == [0, 1, 2, 3]
    chart = survival_chart(rates({}).model_copy(update={"curve": open_end}))
    assert chart is not None
    assert "Nobody was followed for more than 2 months" in chart.source
    assert [row[0] for row in chart.data.rows] == [0, 1, 2]


def test_a_label_stands_under_a_line_that_runs_at_the_top() -> None:
    plot, _ = panels(with_curve(still=0.001))
    below = [one for one in plot["layer"] if one["mark"].get("baseline") == "top"]
    assert [row["words"] for one in below for row in one["data"]["values"]] == ["99\u00a0%", "99\u00a0%"]
