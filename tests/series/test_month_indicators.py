"""Indicators that follow from months and cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.event_map import PlacedCount
from smoulder.records.indicator import Indicator
from smoulder.records.month import month_index, month_text
from smoulder.records.situation import MonthPoint
from smoulder.series.month_indicators import footprint, month_indicators

FIRST = month_index("2001-01")


def months(count: int, **values: float | None) -> list[MonthPoint]:
    given = {"events": 2.0, "deaths": 6.0, "inflicted": 3.0, "unknown": 1.0, **values}
    return [MonthPoint(month=month_text(FIRST + at), **given) for at in range(count)]


def by_name(found: tuple[Indicator, ...]) -> dict[str, Indicator]:
    return {one.name: one for one in found}


def test_a_hand_worked_year() -> None:
    found = by_name(month_indicators(months(13), "rows 1"))
    assert found["events"].months == (("2001-12", 24.0), ("2002-01", 24.0))
    assert found["lethality"].months[0][1] == 3.0
    assert found["inflicted_low"].months[0][1] == 0.5
    assert found["inflicted_high"].months[0][1] == pytest.approx(0.667)
    assert {one.window for one in found.values()} == {12}
    assert found["events"].source == "rows 1"


def test_a_window_with_an_unknown_month_has_no_value() -> None:
    points = [*months(12), MonthPoint(month="2002-01", basis="unknown"), *months(0)]
    assert by_name(month_indicators(points, "r"))["events"].months[-1] == ("2002-01", None)


def test_a_quiet_year_has_no_events_and_nothing_to_divide_by() -> None:
    found = by_name(month_indicators(months(12, events=0.0, deaths=0.0, inflicted=0.0, unknown=0.0), "r"))
    assert set(found) == {"events"}
    assert found["events"].months == (("2001-12", 0.0),)


def test_less_than_a_year_gives_no_indicator() -> None:
    assert month_indicators(months(11), "r") == ()
    assert month_indicators([], "r") == ()


def placed(month: str, latitude: float, events: float = 1.0, sure: str = "place") -> PlacedCount:
    return PlacedCount(month_index(month), latitude, 40.25, sure, events, 1.0)  # type: ignore[arg-type]


def test_the_footprint_counts_each_cell_once_and_lets_it_go_after_a_year() -> None:
    places = [
        placed("2001-01", 30.25),
        placed("2001-02", 30.25),
        placed("2001-12", 31.25, sure="district"),
        placed("2001-12", 32.25, sure="province"),
        placed("2001-12", 33.25, events=0.0),
    ]
    (cells,) = footprint(months(15), places, "r")
    assert dict(cells.months) == {"2001-12": 2.0, "2002-01": 2.0, "2002-02": 1.0, "2002-03": 1.0}


def test_without_a_place_that_is_sure_there_is_no_footprint() -> None:
    assert footprint(months(15), [placed("2001-01", 30.25, sure="country")], "r") == ()
    assert footprint(months(15), [], "r") == ()


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), min_size=1, max_size=60))
def test_the_sliding_count_is_the_count_of_each_window(seen: list[tuple[int, int]]) -> None:
    places = [placed(month_text(FIRST + at), 0.25 + cell / 2) for at, cell in seen]
    (cells,) = footprint(months(41), places, "r")
    for month, value in cells.months:
        end = month_index(month) - FIRST
        assert value == len({cell for at, cell in seen if end - 12 < at <= end})
