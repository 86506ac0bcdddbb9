"""Small maps: each place as sure as it is known, in pixels, within their frames."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.draw import draw
from smoulder.brief.charts.map import lay_ground, map_chart
from smoulder.brief.charts.map_key import samples as key_samples
from smoulder.brief.charts.map_marks import LOOKS
from smoulder.brief.charts.paper import NARROW, WIDE, Size
from smoulder.records.event_map import EventMap
from smoulder.records.outlines import Outline, Outlines
from tests.brief import samples
from tests.brief.sample_places import cell, period, places

SQUARE = ((40.0, 30.0), (48.0, 30.0), (48.0, 37.0), (40.0, 37.0), (40.0, 30.0))
EAST = tuple((x + 8, y) for x, y in SQUARE)


def spec_of(size: Size, found: EventMap | None = None, own: Outlines | None = None) -> Spec:
    chart = map_chart(samples.model_case(places=found or places()), own)
    assert chart is not None
    return chart.spec(size)


def drawn_points(spec: Spec, placed: str) -> list[dict[str, float]]:
    look = LOOKS[placed]  # type: ignore[index]
    return [
        row
        for one in spec["layer"]
        if one["mark"]["type"] == "point" and look.items() <= one["mark"].items()
        for row in one["data"]["values"]
    ]


def words_of(spec: Spec) -> list[str]:
    return [
        row["words"]
        for one in spec["layer"]
        if one["mark"]["type"] == "text"
        for row in one["data"]["values"]
    ]


def test_without_positions_there_is_no_map() -> None:
    assert map_chart(samples.model_case(places=None)) is None


def test_each_class_has_a_look_of_its_own_and_its_circles() -> None:
    spec = spec_of(WIDE)
    # one of each class in the key as well, and of 'place' one for each size
    assert len(drawn_points(spec, "district")) == 2 + 1
    assert len(drawn_points(spec, "province")) == 1 + 1
    assert len(drawn_points(spec, "unsaid")) == 1 + 1
    assert len(drawn_points(spec, "place")) > 4
    full = {name: look.get("fillOpacity", 0) if look["fill"] else 0 for name, look in LOOKS.items()}
    assert full["place"] > full["unsaid"] > full["district"] == full["province"] == 0
    assert "strokeDash" in LOOKS["province"]
    assert "strokeDash" not in LOOKS["district"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_every_mark_lies_inside_the_drawing(size: Size) -> None:
    spec = spec_of(size)
    for one in spec["layer"]:
        for row in one["data"]["values"]:
            for x in (row.get("x"), row.get("x2")):
                assert x is None or -0.1 <= x <= size.width + 0.1
            for y in (row.get("y"), row.get("y2")):
                assert y is None or -0.1 <= y <= spec["height"] + 0.1


@pytest.mark.parametrize(("size", "across"), [(WIDE, 3), (NARROW, 1)])
def test_maps_stand_side_by_side_on_a_desk_and_under_one_another_on_a_phone(size: Size, across: int) -> None:
    (edges,) = [one["data"]["values"] for one in spec_of(size)["layer"] if one["mark"]["type"] == "rect"]
    assert len(edges) == 3
    assert len({row["x"] for row in edges}) == across
    assert len({round(row["x2"] - row["x"], 3) for row in edges}) == 1


def test_the_area_of_a_circle_stands_for_deaths_to_one_scale() -> None:
    found = places().model_copy(
        update={
            "periods": (
                period("the peak", "2014-06", "2015-05", (cell(33.25, 44.25, "place", 9, 1000),)),
                period("the lull so far", "2017-12", "2018-12", (cell(33.25, 44.25, "place", 9, 500),)),
            ),
            "unplaced": {"the peak": 0.0, "the lull so far": 0.0},
            "reach_km": None,
        }
    )
    areas = [row["area"] for row in drawn_points(spec_of(WIDE, found), "place")][:2]
    assert areas[0] == pytest.approx(2 * areas[1], rel=0.001)


def test_classes_of_one_cell_stand_side_by_side() -> None:
    spec = spec_of(WIDE)
    (place,) = [row for row in drawn_points(spec, "place") if row["area"] > 1000 and row["y"] < 300]
    ring = drawn_points(spec, "district")[0]
    assert place["y"] == ring["y"]
    assert ring["x"] - place["x"] == pytest.approx(5, abs=0.2)


def test_above_each_map_stand_its_name_months_and_counts() -> None:
    words = " ".join(words_of(spec_of(WIDE)))
    for wanted in (
        "The peak", "June 2014 to May 2015", "12 months: 3,158 deaths, 358 events", "on no map: 5 events",
        "13 months: 88 deaths, 34 events", "place known, to 25 km", "200 km", "1,000 deaths", "Syria", "Iran",
    ):  # fmt: skip
        assert wanted in words.replace("\u00a0", " "), wanted


def test_the_words_under_it_name_source_n_and_outlines_and_the_data_every_cell() -> None:
    chart = map_chart(samples.model_case(places=places()))
    assert chart is not None
    for wanted in ("UCDP GED 19.1", "n = 358, 31 and 34 events", "Natural Earth 4.1"):
        assert wanted in chart.source
    assert len(chart.data.rows) == 8
    assert chart.data.rows[0] == ("the peak", "2014-06", "2015-05", 36.25, 43.25, "place", 90.0, 1807.0)
    assert "Most in one cell: 1,807 deaths at latitude 36.25°, longitude 43.25°." in chart.instead
    assert chart.says == "Cells of half a degree with an event: 2 (the peak), 2 (the lull so far)."


def test_numbers_in_the_key_are_round() -> None:
    assert key_samples(99_999) == [50_000, 5_000, 500]
    assert key_samples(1) == [1]


def test_the_readers_own_outlines_take_the_place_of_those_that_ship() -> None:
    own = Outlines((Outline("Iraq", "", ((SQUARE,),)), Outline("Eastland", "", ((EAST,),))), "own.geojson")
    ground, _ = lay_ground(places(), own)
    assert [one.name for one in ground.own] == ["Iraq"]
    assert [one.name for one in ground.near] == ["Eastland"]
    assert "Syria" not in words_of(spec_of(WIDE, own=own))
    chart = map_chart(samples.model_case(places=places()), own)
    assert chart is not None
    assert "outlines: the reader's own, own.geojson" in chart.source


def test_own_outlines_of_which_none_is_called_like_the_country_are_all_the_country() -> None:
    own = Outlines((Outline("North", "", ((SQUARE,),)), Outline("East", "", ((EAST,),))), "own.geojson")
    ground, box = lay_ground(places(), own)
    assert len(ground.own) == 2
    assert ground.near == ()
    assert box == (40, 30, 56, 37)


def test_a_country_without_an_outline_is_drawn_by_its_events() -> None:
    assert map_chart(samples.model_case(places=places("Atlantis"))) is not None
    nowhere = places("Atlantis").model_copy(
        update={"periods": (period("the peak", "2014-06", "2015-05", (), 4),)}
    )
    assert map_chart(samples.model_case(places=nowhere)) is None


@pytest.mark.parametrize("own", [None, Outlines((Outline('<b>\x00&"', "", ((SQUARE,),)),), "x")])
def test_it_is_drawn_and_nothing_hostile_in_a_name_gets_through(own: Outlines | None) -> None:
    pytest.importorskip("vl_convert")
    shapes = Outlines((*own.shapes, Outline("Iraq", "", ((EAST,),))), own.source) if own else None
    chart = map_chart(samples.model_case(places=places()), shapes)
    assert chart is not None
    drawing = draw([chart])["map"]
    for form in ("wide", "narrow"):
        svg = drawing.on_page(form)
        names = {one.tag.rsplit("}", 1)[-1] for one in ElementTree.fromstring(svg).iter()}
        assert names <= {"svg", "g", "path", "rect", "line", "text", "tspan", "title", "defs", "clipPath"}
        assert "var(--first)" in svg
        assert len(svg) < 60_000


@pytest.mark.slow
def test_the_specification_is_vega_lite() -> None:
    altair = pytest.importorskip("altair")
    altair.LayerChart.from_dict(json.loads(json.dumps(spec_of(NARROW))))
