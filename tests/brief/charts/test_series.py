"""The chart of the series: sums, months, and the lanes under them."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
import samples

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.lanes import BAR, NEAR, PHASES, SHAPES, SIGNS, STEP, STRETCHES, lanes_key
from smoulder.brief.charts.paper import NARROW, WIDE, Size
from smoulder.brief.charts.series import series_chart
from smoulder.brief.charts.series_panels import bounds_sums, inflicted_sums
from smoulder.brief.manuscript import Manuscript
from smoulder.models.opportunity.kinds import load_kinds
from smoulder.records.case import Assessment
from smoulder.records.month import month_text
from smoulder.records.pressure import KINDS
from smoulder.records.situation import MonthPoint
from smoulder.records.timeline import TimelineMark


def chart(assessment: Assessment) -> Chart:
    made = series_chart(assessment)
    assert made is not None
    return made


def panels(assessment: Assessment, size: Size = WIDE) -> list[Any]:  # Any: a specification is JSON
    found: list[Any] = chart(assessment).spec(size)["vconcat"]
    return found


def test_panels_share_one_time_axis() -> None:
    domains = {
        str(one["layer"][0]["encoding"]["x"]["scale"]["domain"]) for one in panels(samples.model_case())
    }
    assert len(domains) == 1


def test_where_nothing_is_known_there_is_no_lane() -> None:
    assert len(panels(samples.data_only())) == 2
    assert len(panels(samples.model_case())) == 3
    assert "opportunity" not in chart(samples.data_only()).source


def test_each_kind_has_a_lane_of_its_own_with_its_name() -> None:
    words = " ".join(row["words"] for row in _texts(panels(samples.model_case())[2]))
    assert words == "pressure and opportunities foreign troops air campaign opportunities"


def _texts(panel: Any) -> list[dict[str, str]]:  # Any: as above
    return [row for one in panel["layer"] if one["mark"]["type"] == "text" for row in one["data"]["values"]]


def test_phases_are_told_apart_by_form_as_well_as_tone() -> None:
    looks = [(share, "strokeDash" in look, "fill" in look) for share, look in STRETCHES.values()]
    assert len(set(looks)) == len(STRETCHES)
    assert set(PHASES) == set(STRETCHES) | set(SHAPES)
    assert len(set(SHAPES.values())) == len(SHAPES)
    assert len(set(SIGNS.values())) == 3


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_days_that_are_near_each_other_stand_in_rows_of_their_own(size: Size) -> None:
    day = {"lane": "pressure", "kind": "deal", "words": "", "last": None, "source": "s"}
    marks = tuple(
        TimelineMark.model_validate({**day, "phase": phase, "first": first, "last": first})
        for phase, first in (
            ("demanded", "2012-01-05"),
            ("reduced", "2012-01-06"),
            ("departed", "2016-01-05"),
        )
    )
    lanes = panels(samples.model_case(timeline=marks), size)[2]
    rows = [one["encoding"]["y"]["value"] for one in lanes["layer"] if one["mark"]["type"] == "point"]
    assert rows[1] - rows[0] == pytest.approx(STEP)
    assert rows[2] == rows[0]
    assert NEAR < STEP


def test_a_departure_caps_the_bar_that_ends_with_it() -> None:
    troops = [
        one for one in panels(samples.model_case())[2]["layer"] if one["mark"]["type"] in ("rect", "point")
    ]
    bar = next(one for one in troops if one["data"]["values"][0].get("x2") == 2011.9624)
    cross = next(one for one in troops if one["mark"].get("shape") == "cross")
    assert cross["data"]["values"] == [{"x": 2011.9624}]
    assert 0 < bar["encoding"]["y2"]["value"] - cross["encoding"]["y"]["value"] < BAR


def test_marks_from_before_the_first_death_are_left_out() -> None:
    early = TimelineMark(
        lane="pressure",
        kind="deal",
        words="",
        phase="present",
        first="1990-01-01",
        last="1995-01-01",
        source="s",
    )
    assert len(panels(samples.model_case(timeline=(early,)))) == 2


def test_inflicted_is_a_range_that_ends_where_the_situation_says() -> None:
    points = samples.model_case().months
    sums = inflicted_sums(points)
    last = [one for one in points if one.inflicted is not None][-12:]
    assert sums[-1].low == sum(one.inflicted or 0 for one in last)
    assert sums[-1].high == sums[-1].low + sum(one.unknown or 0 for one in last)
    assert sums[-1].month == "2018-12"


def test_a_sum_of_sides_needs_twelve_known_months() -> None:
    known = [MonthPoint(month=month_text(24000 + at), inflicted=1.0) for at in range(12)]
    assert len(inflicted_sums(known)) == 1
    assert inflicted_sums([*known[:6], MonthPoint(month="2000-07"), *known[7:]]) == []


def test_the_bounds_of_the_source_are_a_band_about_the_total_where_they_are_asked_for() -> None:
    months = samples.model_case().months
    widened = tuple(
        one if one.deaths is None else one.model_copy(update={"low": one.deaths / 2, "high": one.deaths * 3})
        for one in months
    )
    case = samples.model_case(months=widened)
    bare, made = series_chart(case), series_chart(case, bounds=True)
    assert bare is not None
    assert made is not None
    assert "low to its high" not in bare.source
    assert "from the source's low to its high estimates" in made.source
    assert [one.name for one in made.data.columns[len(bare.data.columns) :]] == [
        "low_12_months",
        "high_12_months",
    ]
    bounded = [
        row for row in made.data.rows if row[-1] is not None and row[1] is not None and row[2] is not None
    ]
    monthly = [row for row in bounded if row[-3] == "monthly"]
    assert len(monthly) > 100
    assert all(row[-2] <= row[2] <= row[-1] for row in monthly)
    assert max(row[-1] for row in bounded) <= _highest(made) < 1.2 * max(row[-1] for row in bounded)
    assert _highest(made) > _highest(bare)


def _highest(made: Chart) -> float:
    """The top of the axis of the sums."""
    panel = made.spec(WIDE)["vconcat"][0]
    scales = [
        one["encoding"]["y"]["scale"] for one in panel["layer"] if "scale" in one["encoding"].get("y", {})
    ]
    return float(max(one["domain"][1] for one in scales if one and "domain" in one))


def test_a_sum_of_bounds_needs_twelve_months_that_have_them() -> None:
    known = [MonthPoint(month=month_text(24000 + at), low=1.0, high=3.0) for at in range(12)]
    (one,) = bounds_sums(known)
    assert (one.low, one.high) == (12.0, 36.0)
    assert bounds_sums([*known[:6], MonthPoint(month="2000-07"), *known[7:]]) == []


def test_the_sentence_says_where_it_stands_against_the_line_and_the_source_says_n() -> None:
    lull, active = chart(samples.model_case()), chart(samples.active_group())
    assert lull.says.endswith("to 557 in December 2019; 1,114 would be a comeback.")
    assert "comeback" not in active.says
    assert re.search(r"n = 178 months with rows", lull.source)
    assert "inflicted" in lull.instead


def test_the_key_names_only_what_is_drawn() -> None:
    marks = samples.model_case().timeline
    assert len(lanes_key(marks)) == 9
    assert lanes_key([one for one in marks if one.phase == "departed"]) == ["× departed"]
    assert lanes_key([]) == []


def test_every_kind_has_words_that_can_be_translated() -> None:
    from smoulder.brief.charts.lanes import NAMES

    assert {*KINDS, *load_kinds(), "opportunity", "other"} == set(NAMES)


def test_data_hold_every_month_that_is_drawn() -> None:
    made = chart(samples.model_case())
    assert len(made.data.rows) == 190
    assert all(len(row) == len(made.data.columns) for row in made.data.rows)


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_the_drawing_names_the_lanes(form: str) -> None:
    pytest.importorskip("vl_convert")
    svg = Manuscript(samples.model_case()).drawings["series"].on_page(form)
    words = " ".join(ElementTree.fromstring(svg).itertext())
    assert "pressure and opportunities" in words
    assert "inflicted" in words
