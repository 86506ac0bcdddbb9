"""The series drawn with characters."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.brief.charts.blocks import block_chart
from smoulder.series.lull import find_lulls
from tests.series.test_lull import series


def test_a_chart_by_hand() -> None:
    one = series([4.0] * 6 + [0.0, 1.0, math.nan, 4.0])
    lines = block_chart(one, [], 40, 2, fine=False).splitlines()
    assert lines == [
        "deaths a month, each month",
        "   4.0 |######   #",
        "     0 |###### :?#",
        " lulls |",
        "       |2000",
    ]


def test_lulls_are_drawn_from_the_month_each_began_to_the_month_before_its_end() -> None:
    one = series([10.0] * 12 + [0.0] * 12 + [30.0] * 3)
    lulls = find_lulls(one)
    line = block_chart(one, lulls, 60, fine=True).splitlines()[-2]
    assert line == " lulls |" + " " * 12 + "━" * 12
    assert len(lulls) == 1


def test_a_series_without_a_death_has_no_chart() -> None:
    assert block_chart(series([0.0] * 30), [], 80, fine=True) == ""
    assert block_chart(series([]), [], 80, fine=True) == ""


def test_years_stand_under_the_column_they_begin_in() -> None:
    lines = block_chart(series([5.0] * 48, first="2001-07"), [], 80, fine=True).splitlines()
    axis = lines[-1].partition("|")[2]
    assert axis.index("2002") == 6
    assert axis.index("2003") == 18


@given(
    st.lists(st.one_of(st.just(0.0), st.just(math.nan), st.floats(0.01, 5000)), min_size=1, max_size=440),
    st.integers(20, 100),
    st.integers(1, 10),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_every_line_fits_and_every_loud_column_shows(
    deaths: list[float], width: int, height: int, fine: bool
) -> None:
    one = series(deaths)
    text = block_chart(one, find_lulls(one), width, height, fine=fine)
    if not np.nansum(one.deaths):
        assert text == ""
        return
    lines = text.splitlines()
    assert len(lines) == height + 3
    assert all(len(line) <= width for line in lines[1:])
    assert fine or text.isascii()
    bottom = lines[height].partition("|")[2]
    assert bottom.strip(" ?")


@pytest.mark.parametrize("fine", [True, False])
def test_the_highest_column_fills_the_plot(fine: bool) -> None:
    lines = block_chart(series([1.0, 900.0, 3.0]), [], 80, 5, fine=fine).splitlines()
    assert [line.partition("|")[2][1:2] for line in lines[1:6]] == ["█" if fine else "#"] * 5


def test_changes_are_marked_on_a_line_of_their_own_under_their_column() -> None:
    one = series([1.0] * 40)
    plain, marked = (block_chart(one, [], 80, fine=True, changes=months) for months in ([], [one.first + 7]))
    line = next(line for line in marked.splitlines() if line.startswith("breaks |"))
    assert [at for at, mark in enumerate(line.partition("|")[2]) if mark == "^"] == [7]
    assert [line for line in marked.splitlines() if not line.startswith("breaks")] == plain.splitlines()
