"""From degrees to pixels, and outlines cut to the map."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.charts.map_frame import Frame, box_of, clip, cut, disc, fit, roomy
from smoulder.reading.outlines import country_outlines
from smoulder.records.outlines import Outline

RING = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0))
FAR = ((20.0, 0.0), (20.5, 0.0), (20.5, 0.5), (20.0, 0.0))
PLAIN = Frame(0.0, 10.0, 10.0, 10.0, 100.0, 100.0)

degrees = st.tuples(st.floats(-170, 160), st.floats(-80, 70), st.floats(0, 20), st.floats(0, 15))


def area(ring: list[tuple[float, float]]) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


@given(degrees, st.floats(100, 900))
@settings(max_examples=80)
def test_a_box_lies_inside_its_map_and_the_map_keeps_its_size(
    given_box: tuple[float, float, float, float], width: float
) -> None:
    west, south, dx, dy = given_box
    frame = fit((west, south, west + dx, south + dy), width, 170, 330)
    assert (frame.width, 170 <= frame.height <= 330.0001) == (width, True)
    for point in ((west, south), (west + dx, south + dy)):
        x, y = frame.pixel(*point)
        assert -1e-6 <= x <= width + 1e-6
        assert -1e-6 <= y <= frame.height + 1e-6
    north_west = frame.pixel(frame.box[0], frame.box[3])
    assert north_west == pytest.approx((0, 0), abs=1e-6)


def test_a_kilometre_is_as_long_up_as_across_in_the_middle_of_the_map() -> None:
    frame = fit((40.0, 30.0, 48.0, 38.0), 300, 170, 330)
    assert frame.across / frame.down == pytest.approx(math.cos(math.radians(34)))
    assert frame.length(111.2) == pytest.approx(frame.down)


def test_a_far_small_part_is_left_outside_unless_something_happened_there() -> None:
    outline = Outline("A", "A", ((RING,), (FAR,)))
    assert box_of([outline], []) == (0, 0, 4, 4)
    assert box_of([outline], [(20.25, 0.25)]) == (0, 0, 20.25, 4)
    assert box_of([], []) is None


@given(
    st.lists(st.tuples(st.floats(-50, 150), st.floats(-50, 150)), min_size=3, max_size=12),
)
@settings(max_examples=100)
def test_what_is_cut_lies_inside_and_never_grows(ring: list[tuple[float, float]]) -> None:
    found = clip(ring, 100, 100)
    assert all(-0.01 <= x <= 100.01 and -0.01 <= y <= 100.01 for x, y in found)


@given(st.floats(-30, 130), st.floats(-30, 130), st.floats(1, 60))
@settings(max_examples=100)
def test_the_part_of_a_square_inside_has_the_area_that_it_should(x: float, y: float, half: float) -> None:
    ring = [(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
    across = max(0.0, min(100, x + half) - max(0, x - half))
    down = max(0.0, min(100, y + half) - max(0, y - half))
    found = clip(ring, 100, 100)
    assert (area(found) if found else 0.0) == pytest.approx(across * down, abs=2.5)


def test_holes_run_the_other_way_whichever_way_they_came() -> None:
    hole = ((1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0))
    for inner in (hole, hole[::-1]):
        outer, cut_hole = cut(Outline("A", "", ((RING, inner),)), PLAIN)
        turns = [sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) for ring in (outer, cut_hole)]
        assert turns[0] * turns[1] < 0


def test_a_disc_is_cut_at_the_edge_of_its_map() -> None:
    whole, half = disc(50, 50, 20, PLAIN), disc(0, 50, 20, PLAIN)
    assert area(whole[:-1]) == pytest.approx(math.pi * 400, rel=0.02)
    assert area(half[:-1]) == pytest.approx(math.pi * 200, rel=0.02)
    assert disc(500, 500, 20, PLAIN) == []


def test_a_word_is_written_only_where_it_fits() -> None:
    square = [(10.0, 10.0), (90.0, 10.0), (90.0, 90.0), (10.0, 90.0), (10.0, 10.0)]
    assert roomy([square], 60, PLAIN) == (50.0, 50.0)
    assert roomy([square], 90, PLAIN) is None
    assert roomy([], 10, PLAIN) is None


@pytest.mark.parametrize("country", ["Iraq", "Sri Lanka", "Nigeria", "Mexico", "Ukraine"])
def test_the_outline_of_a_country_is_drawn_within_its_map(country: str) -> None:
    own = country_outlines(country)
    box = box_of(own, [])
    assert box is not None
    frame = fit(box, 280, 170, 330)
    rings = [ring for one in own for ring in cut(one, frame)]
    assert max(area(ring) for ring in rings) > 0.15 * frame.width * frame.height
    assert all(0 <= x <= frame.width and 0 <= y <= frame.height for ring in rings for x, y in ring)
