"""Past lulls at one age: followed from there, without a look ahead."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.past_lulls import find_landmarks
from smoulder.records.month import month_index, month_text
from tests.models.rates.invented import panel, quiet_for
from tests.series.test_lull import series


def test_a_landmark_is_followed_with_the_line_frozen_there() -> None:
    # peak 240; A is 80 after 8 months of nothing (a third), so months 8, 9, 10 are the run: known at
    # month 22 of the series, 2001-10. Two years of nothing in all, then 30 a month: A = 30 at once.
    one = find_landmarks(panel([quiet_for(24, 30.0, 1)]), 6)[0]
    assert month_text(one.lull.known) == "2001-10"
    assert month_text(one.at.month) == "2002-04"
    assert (one.line, one.major_line) == (25.0, 120.0)
    assert (one.end, one.end_major) == ("comeback", "comeback")
    assert month_text(one.lull.known + one.exit) == "2003-01"
    assert month_text(one.lull.known + one.exit_major) == "2003-04"


def test_a_lull_that_ended_younger_is_no_landmark() -> None:
    assert find_landmarks(panel([quiet_for(24, 30.0, 1)]), 20) == []


def test_the_case_itself_is_left_out() -> None:
    known = month_index("2001-10")
    assert find_landmarks(panel([quiet_for(24, 30.0, 1)]), 6, (1, "Country", known)) == []


def test_a_victory_ends_a_lull_in_the_month_it_was_known() -> None:
    won = panel([quiet_for(24, 30.0, 1)], won={(1, "Country"): month_index("2002-09")})
    one = find_landmarks(won, 6)[0]
    assert one.end == "won"
    assert month_text(one.lull.known + one.exit) == "2002-09"


@given(st.integers(13, 70))
@settings(max_examples=30, deadline=None)
def test_nothing_after_the_last_month_is_seen(keep: int) -> None:
    several = [quiet_for(10 + 3 * at, 5.0 + at, at) for at in range(6)]
    to = month_text(month_index("2000-01") + keep)
    cut = [one.change_counts(lambda counts: counts[: keep + 1]) for one in several]
    for age in (0, 5, 12):
        assert find_landmarks(panel(several, to), age) == find_landmarks(panel(cut), age)


def test_the_quiet_of_a_government_is_no_lull() -> None:
    won = panel([quiet_for(24, 30.0, 1)], won={(1, "Country"): month_index("2001-12")})
    assert len(find_landmarks(won, 1)) == 1
    assert find_landmarks(won, 2) == []


def test_what_is_known_of_a_landmark_is_of_its_own_month() -> None:
    one = find_landmarks(panel([quiet_for(24, 30.0, 1)]), 6)[0].at
    # the last death was in 2000-12; A has been nought since 2001-12
    assert (one.age, one.deaths, one.lowest, one.peak, one.silence, one.comebacks) == (
        6,
        0.0,
        0.0,
        240.0,
        16,
        0,
    )


def test_an_earlier_comeback_is_counted() -> None:
    twice = series([20.0] * 12 + [0.0] * 24 + [20.0] * 12 + [0.0] * 30)
    assert [one.at.comebacks for one in find_landmarks(panel([twice]), 3)] == [0, 1]


def test_the_running_line_is_the_one_that_ends_a_lull() -> None:
    # 20 a month, then 6 a month: A falls to 72; then nothing, so that M falls to 0, then 3 a month: A = 36.
    # Frozen at A = 72 the line is 144, which it never reaches; running it is 25.
    deaths = [20.0] * 12 + [6.0] * 14 + [0.0] * 14 + [3.0] * 20
    frozen = find_landmarks(panel([series(deaths)]), 0)[0]
    falling = find_landmarks(panel([series(deaths)]), 0, line="running")[0]
    assert (frozen.end, falling.end) == ("open", "comeback")
    assert falling.lull.known + falling.exit == falling.lull.ended


months = st.lists(st.one_of(st.just(0.0), st.integers(0, 60).map(float)), min_size=40, max_size=120)


@given(months)
@settings(max_examples=60, deadline=None)
def test_with_the_running_line_every_lull_ends_as_it_does_in_the_state_machine(deaths: list[float]) -> None:
    for one in find_landmarks(panel([series(deaths)], "2040-12"), 0, line="running"):
        assert (one.exit, one.end) == (one.lull.last - one.lull.known, one.lull.end)
        assert one.exit_major >= one.exit or one.end_major == "open"


@given(months, st.integers(0, 12))
@settings(max_examples=60, deadline=None)
def test_a_major_comeback_is_a_comeback(deaths: list[float], age: int) -> None:
    for one in find_landmarks(panel([series(deaths)], "2040-12"), age):
        if one.end_major == "comeback":
            assert one.end == "comeback"
            assert one.exit <= one.exit_major
        assert np.isfinite(one.at.deaths)


@given(
    st.lists(months, max_size=4),
    st.integers(0, 8),
    st.sampled_from([(0.0, 1.0), (1.0, 25.0), (25.0, np.inf)]),
)
@settings(max_examples=40, deadline=None)
def test_a_span_of_deaths_leaves_what_lies_in_it(several, age, span) -> None:  # type: ignore[no-untyped-def]
    past = panel([series(deaths, group_id=at) for at, deaths in enumerate(several)], "2040-12")
    everyone = find_landmarks(past, age)
    inside = [one for one in everyone if span[0] <= np.floor(one.at.deaths) < span[1]]
    assert find_landmarks(past, age, deaths=span) == inside
