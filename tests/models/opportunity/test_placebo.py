"""Placebo windows."""

from __future__ import annotations

from datetime import date

import numpy as np

from smoulder.models.opportunity.kinds import choose_kind
from smoulder.models.opportunity.matter import HISTORY, find_matter
from smoulder.models.opportunity.placebo import placebo_windows, try_placebos
from smoulder.models.opportunity.window import Window
from smoulder.records.month import month_index
from tests.models.opportunity.world import COUNTRY, FIRST, series_of, steady_series

WINDOW = Window(date(2007, 2, 10), date(2007, 4, 20))
TO = month_index("2007-08")


def test_placebo_windows_lie_end_to_end_before_the_real_one_and_after_two_years() -> None:
    matter = find_matter(steady_series(), 9001, COUNTRY, "inflicted", TO)
    found = placebo_windows(matter, WINDOW)
    months = [int(month) for window in found for month in window.months]
    assert len(months) == len(set(months)) == 3 * len(found)
    assert max(months) == WINDOW.cut
    assert min(months) >= FIRST + HISTORY
    assert len(found) == (WINDOW.cut - FIRST + 1 - HISTORY) // 3
    assert all((one.first.day, one.last.day) == (10, 20) for one in found)


def test_a_placebo_window_with_an_unknown_month_is_left_out() -> None:
    series = steady_series()
    deaths = series[0].deaths.copy()
    deaths[month_index("2005-06") - FIRST] = np.nan
    holed = find_matter([series_of(9001, deaths), *series[1:]], 9001, COUNTRY, "inflicted", TO)
    whole = find_matter(series, 9001, COUNTRY, "inflicted", TO)
    # its own window, and no other unless it stands right before one
    assert 1 <= len(placebo_windows(whole, WINDOW)) - len(placebo_windows(holed, WINDOW)) <= 2


def test_windows_that_say_as_much_the_same_way_are_counted() -> None:
    matter = find_matter(steady_series(), 9001, COUNTRY, "inflicted", TO)
    kind = choose_kind("protests")
    tried = {factor: try_placebos(matter, WINDOW, kind, factor, 1, 60, 6) for factor in (1e-9, 1.0001, 1e9)}
    assert {one.n for one in tried.values()} == {6}
    assert tried[1e-9].as_much == tried[1e9].as_much == 0
    middle = try_placebos(matter, WINDOW, kind, 0.9999, 1, 60, 6)
    assert middle.as_much + tried[1.0001].as_much == 6
    assert (tried[1e9].possible, tried[1e9].enough) == (len(placebo_windows(matter, WINDOW)), False)


def test_without_a_past_there_is_no_placebo_window() -> None:
    matter = find_matter(steady_series(months=29), 9001, COUNTRY, "inflicted", TO)
    window = Window(date(2002, 2, 1), date(2002, 4, 30))
    assert try_placebos(matter, window, choose_kind("protests"), 0.5, 1, 60, 6).n == 0
