"""Places of peacekeepers, events near them, windows around departures and panels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.pressure.panels import country_panel, place_panel
from smoulder.models.pressure.phase import peacekeeper_phases
from smoulder.models.pressure.places import Happened, covered, distance, events_near, place_years
from smoulder.models.pressure.staggered import NEVER
from smoulder.models.pressure.windows import departure_windows
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow
from tests.models.pressure.made import pressed, series

NOBODY = Happened(np.empty(0), np.empty(0), np.empty(0, dtype=np.int64))


def camp(place: str, years: range, latitude: float, troops: float = 100.0) -> list[PressureRow]:
    """A place in Sudan, on one meridian."""
    return [
        pressed("Sudan", f"{y}-01", f"{y}-12", troops, place=place, latitude=latitude, longitude=30.0)
        for y in years
    ]


def test_a_place_is_left_when_no_troops_stand_near_it_for_two_years() -> None:
    rows = [
        *camp("stays", range(2000, 2010), 10.0),
        *camp("leaves", range(2000, 2004), 20.0),
        *camp("moves", range(2000, 2004), 15.0),
        *camp("moved", range(2004, 2010), 15.3),
        *camp("police", range(2004, 2010), 20.1, troops=0.0),
    ]
    found = place_years(rows, 2007)
    assert [(one.place, one.year, one.age) for one in found if one.left] == [("leaves", 2003, 3)]
    assert [one.year for one in found if one.place == "moves"] == [2000, 2001]
    assert max(one.year for one in found if one.place == "stays") == 2007


def test_only_places_with_complete_years_around_are_covered() -> None:
    found = place_years(camp("stays", range(2000, 2010), 10.0), 2007)
    spans = {"Sudan": [(month_index("2001-01"), month_index("2006-12"))]}
    assert [one.year for one in covered(found, spans)] == [2002, 2003, 2004]


def test_events_are_counted_by_year_within_fifty_kilometres() -> None:
    one = place_years(camp("stays", range(2000, 2003), 10.0), 2000)
    happened = Happened(
        np.array([10.4, 10.5, 10.0]), np.array([30.0, 30.0, 30.0]), np.array([2001, 2001, 1999])
    )
    assert events_near(one, happened, (-1, 0, 1)).tolist() == [[1.0, 0.0, 1.0]]
    assert events_near([], NOBODY, (0, 1)).shape == (0, 2)


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-89, 89), st.floats(-180, 180))
def test_a_distance_is_the_same_both_ways_and_at_most_half_the_earth_around(
    a: float, b: float, c: float, d: float
) -> None:
    forth = distance(a, b, np.array([c]), np.array([d]))[0]
    assert forth == pytest.approx(distance(c, d, np.array([a]), np.array([b]))[0], abs=1e-6)
    assert 0 <= forth <= np.pi * 6371.0 + 1e-6


def test_a_place_panel_knows_only_complete_years_and_leaves_the_year_after() -> None:
    rows = [*camp("stays", range(2000, 2010), 10.0), *camp("leaves", range(2000, 2004), 20.0)]
    happened = Happened(np.array([20.1]), np.array([30.0]), np.array([2005]))
    spans = {"Sudan": [(month_index("2001-01"), month_index("2006-12"))]}
    panel = place_panel(place_years(rows, 2007), happened, spans, (2000, 2008))
    assert panel.left.tolist() == [4, NEVER]
    assert np.isnan(panel.outcome[:, [0, 7, 8]]).all()
    assert panel.outcome[0, 1:7].tolist() == [0, 0, 0, 0, 1, 0]


def test_a_country_panel_has_only_countries_that_had_the_pressure() -> None:
    rows = [pressed("Mali", "2000-01", "2003-06", 2000), pressed("Sudan", "2000-01", "2008-12", 2000)]
    phases = peacekeeper_phases(rows, [], (), (month_index("2000-01"), month_index("2008-12")))
    monthly = np.full(108, 1.0)
    monthly[5] = np.nan
    deaths = {name: (month_index("2000-01"), monthly) for name in ("Mali", "Sudan", "Peru")}
    panel = country_panel(phases, deaths, (2000, 2008))
    assert panel.cluster == ("Mali", "Sudan")
    assert panel.left.tolist() == [4, NEVER]
    assert np.isnan(panel.outcome[0, 0])
    assert panel.outcome[0, 1] == pytest.approx(np.log(13))


def test_a_window_holds_the_groups_left_and_groups_where_nothing_changed() -> None:
    rows = [pressed("Mali", "1998-01", "2001-12", 2000), pressed("Chad", "1998-01", "2001-11", 2000)]
    phases = peacekeeper_phases(rows, [], (), (month_index("1998-01"), month_index("2006-12")))
    held = [
        series([1.0] * 24 + [3.0] * 36, country="Mali", group_id=1),
        series([2.0] * 60, country="Sudan", group_id=2),
        series([0.0] * 60, country="Sudan", group_id=3),
        series([9.0] * 60, country="Chad", group_id=4),
        series([9.0] * 20, country="Sudan", group_id=5),
    ]
    found = departure_windows(held, phases)
    # Chad was left in December 2001, 23 months after its series begins
    assert found.departures == (("Mali", month_index("2002-01")),)
    assert found.left.tolist() == [True, False]
    assert found.before.tolist() == [24.0, 48.0]
    assert found.after.tolist() == [72.0, 48.0]
    assert departure_windows([], phases).departures == ()
    assert place_years([], 2000) == []
