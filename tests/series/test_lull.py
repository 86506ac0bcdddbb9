"""The lull state machine against hand-worked cases, a plain reading, and its own past."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from smoulder.series.lull import ACTIVE, LULL, NEVER, find_lulls, state_word, walk
from smoulder.series.twelve import twelve_month_deaths
from tests.series.plain_lull import plain_states, plain_twelve

CODES = {"never": NEVER, "active": ACTIVE, "lull": LULL}

months = st.lists(
    st.one_of(
        st.just(0.0),
        st.integers(0, 8).map(float),
        st.integers(0, 300).map(float),
        st.just(math.nan),
    ),
    max_size=90,
)


def series(deaths: list[float], first: str = "2000-01", **names: object) -> Series:
    counts = np.array(deaths, dtype=float)
    return Series(
        group_id=int(names.get("group_id", 1)),  # type: ignore[call-overload]
        group=str(names.get("group", "Group")),
        country=str(names.get("country", "Country")),
        first=month_index(first),
        events=counts,
        deaths=counts,
        low=counts,
        high=counts,
        inflicted=counts,
        suffered=counts * 0,
        unknown=counts * 0,
    )


def test_a_fall_to_a_third_of_the_peak_for_three_months_is_a_lull() -> None:
    # 12 months of 10 (P = 120), then 1 a month: A falls by 9 a month and is 39 after nine months
    # and 30 after ten; 120/3 = 40, so months 9, 10, 11 of the fall are the run.
    lulls = find_lulls(series([10.0] * 12 + [1.0] * 12))
    assert [(month_text(one.known), one.peak, one.at_known) for one in lulls] == [("2001-11", 120.0, 21.0)]
    assert month_text(lulls[0].began) == "2001-01"
    assert lulls[0].end == "open"


def test_the_lowest_figure_of_the_run_sets_the_comeback_line() -> None:
    deaths = [10.0] * 12 + [0.0] * 12 + [24.0] + [0.0] * 3 + [1.0]
    lull = find_lulls(series(deaths))[0]
    assert lull.ended is not None
    # M is 0, so the line is max(25, 0, 25) = 25: 24 is not enough, 25 is
    assert month_text(lull.ended) == "2002-05"


def test_a_group_under_the_line_all_its_life_is_never_in_a_lull() -> None:
    assert find_lulls(series([2.0] * 60)) == []


def test_an_open_lull_is_censored_at_the_last_month() -> None:
    lull = find_lulls(series([10.0] * 12 + [0.0] * 30))[0]
    assert (lull.end, month_text(lull.last)) == ("open", "2003-06")


def test_a_lull_that_runs_when_the_group_wins_ends_as_won() -> None:
    lull = find_lulls(series([10.0] * 12 + [0.0] * 30), won=month_index("2002-06"))[0]
    assert (lull.end, month_text(lull.last)) == ("won", "2002-06")


def test_an_unknown_month_breaks_the_run_of_low_months() -> None:
    twelve = np.array([[120.0, 30.0, 30.0, math.nan, 30.0, 30.0, 30.0]])
    path = walk(twelve, Settings())
    assert path.known[0].tolist() == [False] * 6 + [True]


def test_two_unknown_months_are_scaled_up_and_three_are_not() -> None:
    two = [math.nan] * 2 + [1.0] * 10
    assert twelve_month_deaths(np.array(two))[-1] == 12.0
    assert math.isnan(twelve_month_deaths(np.array([math.nan] * 3 + [1.0] * 9))[-1])


@pytest.mark.parametrize("deaths", [[], [30.0], [30.0] * 11])
def test_too_few_months_give_no_state_and_no_lull(deaths: list[float]) -> None:
    assert find_lulls(series(deaths)) == []


def test_a_lull_is_quiet_under_the_line_and_subdued_above() -> None:
    assert state_word(LULL, 24.9, Settings()) == "quiet"
    assert state_word(LULL, 25.0, Settings()) == "subdued"


@given(months)
@settings(max_examples=300, deadline=None)
def test_the_fast_walk_equals_the_plain_reading(deaths: list[float]) -> None:
    twelve = twelve_month_deaths(np.array(deaths, dtype=float))
    np.testing.assert_allclose(twelve, plain_twelve(deaths), atol=1e-6)
    path = walk(twelve[np.newaxis, :], Settings())
    plain = plain_states(twelve.tolist())
    assert path.state[0].tolist() == [CODES[row[0]] for row in plain]
    np.testing.assert_array_equal(path.peak[0], [row[1] for row in plain])
    np.testing.assert_array_equal(path.lowest[0], [row[2] for row in plain])
    assert path.known[0].tolist() == [row[3] for row in plain]
    assert path.back[0].tolist() == [row[4] for row in plain]


@given(months, st.integers(0, 90))
@settings(max_examples=200, deadline=None)
def test_no_state_changes_when_later_months_are_cut_off(deaths: list[float], keep: int) -> None:
    whole = walk(twelve_month_deaths(np.array(deaths, dtype=float))[np.newaxis, :], Settings())
    cut = walk(twelve_month_deaths(np.array(deaths[:keep], dtype=float))[np.newaxis, :], Settings())
    assert cut.state[0].tolist() == whole.state[0, :keep].tolist()
    np.testing.assert_array_equal(cut.lowest[0], whole.lowest[0, :keep])
