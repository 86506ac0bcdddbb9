"""In which data a group is, and when it was active: by hand, and by a law."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.reading.groups import load_registry
from smoulder.records.group import Group
from smoulder.records.month import month_index
from smoulder.records.settings import Settings
from smoulder.series.twelve import twelve_month_deaths
from smoulder.series.whereabouts import (
    Active,
    deaths_by_year,
    find_active,
    find_loaded,
    find_months,
    find_years,
)
from smoulder.store.counts import Counts
from smoulder.store.events import open_events
from tests.series.test_lull import series


class OneSeries(Counts):
    """One series in one country, in place of the figures."""

    def __init__(self, deaths: list[float]) -> None:
        super().__init__()
        self.one = series(deaths)

    def countries(self, group_id: int) -> tuple[str, ...]:
        return (self.one.country,)

    def series(self, group_id: int, country: str, measure: object = "all kinds") -> object:  # type: ignore[override]
        return self.one


def active(deaths: list[float]) -> Active:
    (found,) = find_active(Group(group_id=1, name="Group"), OneSeries(deaths), Settings())
    return found


def test_a_spell_is_bounded_by_the_months_whose_twelve_month_deaths_reach_the_line() -> None:
    first = series([0.0]).first
    found = active([0.0] * 12 + [25.0] + [0.0] * 20)
    assert (found.first, found.last) == (first + 12, first + 23)
    assert (found.state, found.as_of) == ("quiet", first + 32)


def test_a_group_under_the_line_was_never_active() -> None:
    found = active([2.0] * 24)
    assert (found.first, found.last, found.state) == (None, None, "never active")


def test_a_series_of_one_month_says_that_nothing_is_known() -> None:
    found = active([500.0])
    assert (found.first, found.state, found.as_of) == (None, "unknown", None)


def test_the_state_is_that_of_the_last_month_that_is_known() -> None:
    found = active([10.0] * 12 + [float("nan")] * 5)
    assert found.as_of == series([0.0]).first + 13
    assert found.state == "active"


@given(st.lists(st.floats(0, 40) | st.just(float("nan")), min_size=1, max_size=60))
def test_no_month_outside_first_and_last_reaches_the_line(deaths: list[float]) -> None:
    found = active(deaths)
    loud = np.flatnonzero(np.nan_to_num(twelve_month_deaths(np.array(deaths))) >= 25)
    start = series([0.0]).first
    if found.first is None or found.last is None:
        assert len(loud) == 0
    else:
        assert (loud.min() + start, loud.max() + start) == (found.first, found.last)


def test_months_run_from_the_first_to_the_last_with_deaths_inside_what_is_covered() -> None:
    (months,) = find_months(Counts(), 320)
    assert (months.first, months.last) == (month_index("1989-01"), month_index("2009-07"))
    assert months.covered_from <= month_index("1989-01")
    assert months.covered_to == month_index("2022-12")
    assert months.deaths == pytest.approx(
        float(np.nansum(Counts().series(320, "Sri Lanka").deaths)), abs=0.01
    )


def test_a_group_without_rows_is_in_no_data() -> None:
    group = load_registry().group(160)
    assert find_months(Counts(), 160) == ()
    assert find_active(group, Counts(), Settings()) == ()
    assert find_years(deaths_by_year(160)) == ()
    assert find_loaded(open_events(Path("nowhere")), 160) == ()
