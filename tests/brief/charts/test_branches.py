"""The fans of the branches: a panel each, the difference under it, and the verdict in words."""

from __future__ import annotations

import json
from typing import Any

from smoulder.brief.charts.branches import branches_chart
from smoulder.brief.charts.paper import NARROW, WIDE
from smoulder.records.case import Assessment, Branches
from smoulder.records.forecast import Difference
from tests.brief.samples import model_case

Panel = dict[str, Any]  # Any: a Vega-Lite specification is JSON


def case(against: bool = True, apart: bool = False) -> Assessment:
    """The model case, with differences by month, or as an older answer keeps them; told apart or not."""
    held = model_case().branches
    assert held is not None
    gap = Difference(value=0.05, low=0.01 if apart else -0.13, high=0.24, told_apart=apart)
    months = tuple((month, 0.002 * month, -0.005 * month, 0.01 * month) for month in range(1, 25))
    first, *others = held.branches
    drawn = (first, *(one.model_copy(update={"against": months if against else ()}) for one in others))
    gaps = {one.id: dict.fromkeys((6, 12, 24), gap) for one in others}
    return model_case(branches=Branches(branches=drawn, differences=gaps, basis=held.basis, cases=held.cases))


def panels(assessment: Assessment, narrow: bool = False) -> list[list[Panel]]:
    """The panels of each branch, its fan first."""
    chart = branches_chart(assessment)
    assert chart is not None
    return [one["vconcat"] for one in chart.spec(NARROW if narrow else WIDE)["concat"]]


def texts(panel: Panel) -> list[str]:
    return [row["words"] for one in panel["layer"] for row in one["data"]["values"] if "words" in row]


def kinds(panel: Panel) -> list[str]:
    return [one["mark"]["type"] for one in panel["layer"]]


def test_each_branch_has_a_fan_named_above_it_with_its_chance_and_bounds_at_the_end() -> None:
    columns = panels(case())
    assert [one[0]["title"]["text"] for one in columns] == [
        "Pressure stays", "Pressure eases", "Pressure comes off",
    ]  # fmt: skip
    assert texts(columns[0][0]) == ["26\u00a0%", "12\u00a0%", "46\u00a0%"]
    assert all("area" in kinds(one[0]) for one in columns)


def test_the_first_branchs_line_stands_in_the_other_fans_and_all_share_one_scale() -> None:
    columns = panels(case())
    assert [kinds(one[0]).count("line") for one in columns] == [3, 4, 4]
    domains = {
        tuple(mark["encoding"]["y"]["scale"]["domain"])
        for one in columns
        for mark in one[0]["layer"]
        if "scale" in mark["encoding"]["y"]
    }
    assert len(domains) == 1


def test_the_difference_stands_under_every_branch_but_the_first_with_its_verdict() -> None:
    first, *others = panels(case())
    assert "Lower row" in texts(first[1])[0]
    for one in others:
        assert one[1]["title"]["text"] == "The data cannot tell these apart"
        assert texts(one[1]) == ["+5", "−13", "+24"]
        assert "area" in kinds(one[1])
    assert panels(case(apart=True))[1][1]["title"]["text"] == "The branches differ"


def test_an_older_answer_shows_the_difference_at_its_horizons() -> None:
    under = panels(case(against=False))[2][1]
    assert kinds(under).count("area") == 0
    (dots,) = (one for one in under["layer"] if one["mark"]["type"] == "point")
    assert [row["month"] for row in dots["data"]["values"]] == [6, 12, 24]


def test_on_a_phone_the_panels_stand_under_one_another_as_wide_as_the_screen() -> None:
    chart = branches_chart(case())
    assert chart is not None
    spec = chart.spec(NARROW)
    assert spec["columns"] == 1
    assert [len(one) for one in panels(case(), narrow=True)] == [1, 2, 2]
    assert {panel["width"] for one in panels(case(), narrow=True) for panel in one} == {NARROW.width}


def test_the_data_hold_what_is_drawn_month_by_month() -> None:
    chart = branches_chart(case())
    assert chart is not None
    rows = [row for row in chart.data.rows if row[0] == "comes off"]
    assert rows[24][5:] == (0.048, -0.12, 0.24)
    assert [row[5] for row in chart.data.rows if row[0] == "stays"] == [None] * 25
    assert "The data cannot tell these apart" in chart.says
    assert "26\u00a0%" in chart.instead
    assert len(json.dumps(chart.spec(WIDE))) < 100_000
