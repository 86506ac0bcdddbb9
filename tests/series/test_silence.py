"""Is the silence unusual: counted by hand, and never looking ahead."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.records.series import Series
from smoulder.series.all_lulls import walk_histories
from smoulder.series.silence import Silence, compare, earlier_gaps, make_pool, running_gap
from tests.series.test_lull import series


def silence(several: list[Series], unit: int = 0, to: int | None = None) -> Silence:
    histories = walk_histories(several, to=to)
    known = int(np.flatnonzero(histories.path.known[unit])[-1])
    deaths = histories.series[unit].deaths
    loud = np.flatnonzero(deaths[: known + 1] >= histories.path.peak[unit, known] / 36)
    return compare(histories, make_pool(histories), unit, known, int(loud[-1]) + 1)


def test_gaps_lie_between_deaths_and_hold_no_unknown_month() -> None:
    deaths = np.array([0.0, 2.0, 0.0, 1.0, 0.0, 0.0, 0.0, 5.0, 3.0, math.nan, 0.0, 1.0, 0.0])
    assert earlier_gaps(deaths).tolist() == [1, 3]
    assert running_gap(deaths) == 1


@pytest.mark.parametrize("deaths", [[], [0.0, 0.0], [3.0, 0.0, math.nan]])
def test_a_gap_without_a_death_before_it_or_with_an_unknown_month_is_not_known(deaths: list[float]) -> None:
    assert running_gap(np.array(deaths)) is None


def test_a_silent_group_is_compared_with_its_own_gaps() -> None:
    # ten gaps of one month and one of four, then 20 months of nothing
    deaths = [20.0, 0.0] * 10 + [20.0] + [0.0] * 4 + [20.0] + [0.0] * 20
    found = silence([series(deaths)])
    assert (found.basis, found.alike, found.of, found.gap, found.longest) == ("own gaps", 0, 11, 20, 4)
    assert (found.share, found.word) == (pytest.approx(1 / 12), "unusual")
    assert "0 of 11 earlier gaps" in found.words


def test_a_group_that_still_kills_is_compared_with_its_own_months() -> None:
    # as low as now for one stretch of an earlier lull
    deaths = [20.0] * 24 + [1.0] * 14 + [20.0] * 24 + [1.0] * 14
    found = silence([series(deaths)])
    assert found.basis == "own months"
    # A is 12 in the months 24+11 to 24+13; the present A is 12 as well
    assert (found.alike, found.of) == (3, 51)
    assert found.word == "unusual"


def test_too_little_of_its_own_and_of_others_is_said() -> None:
    found = silence([series([20.0] * 13 + [0.0] * 20)])
    assert (found.basis, found.share, found.word) == ("too little", None, "cannot be told")


def test_a_group_with_few_gaps_is_compared_with_those_of_other_groups() -> None:
    quiet = series([20.0] * 13 + [0.0] * 20)
    others = [
        series(([20.0] + [0.0] * (2 if at else 30)) * 4 + [20.0], group_id=10 + at, group=f"G{at}")
        for at in range(8)
    ]
    same = series([20.0, *([0.0] * 40), 20.0], country="Elsewhere")
    found = silence([quiet, *others, same])
    # 28 gaps of two months, 4 of thirty; the group's own gap in another country does not count
    assert (found.basis, found.alike, found.of) == ("gaps of others", 4, 32)


def test_a_gap_that_still_runs_counts_among_others_only_once_it_is_as_long() -> None:
    quiet = series([20.0] * 13 + [0.0] * 20)
    others = [series([20.0, 0.0] * 16 + [20.0], group_id=10 + at) for at in range(2)]
    longer = series([20.0] * 8 + [0.0] * 25, group_id=50)
    shorter = series([20.0] * 25 + [0.0] * 8, group_id=51)
    found = silence([quiet, *others, longer, shorter])
    assert (found.alike, found.of) == (1, 33)


def test_a_young_group_that_still_kills_is_compared_with_lulls_of_others_at_the_same_age() -> None:
    deep = [10.0] * 12 + [0.0] * 20
    shallow = [10.0] * 12 + [3.0] * 20
    others = [series(deep if at < 15 else shallow, group_id=10 + at) for at in range(30)]
    found = silence([series([10.0] * 12 + [1.0] * 14), *others])
    assert (found.basis, found.alike, found.of) == ("lulls of others", 15, 30)


@given(st.lists(st.one_of(st.just(0.0), st.just(math.nan), st.integers(0, 4).map(float)), max_size=60))
def test_gaps_and_loud_months_add_up_to_the_known_stretches(deaths: list[float]) -> None:
    values = np.array(deaths)
    plain = []
    for at, value in enumerate(deaths):
        if value > 0:
            back = at - 1
            while back >= 0 and deaths[back] == 0:
                back -= 1
            if back >= 0 and deaths[back] > 0 and at - back > 1:
                plain.append(at - back - 1)
    assert earlier_gaps(values).tolist() == plain


def test_the_comparison_sees_nothing_later() -> None:
    deaths = [20.0, 0.0] * 10 + [20.0] + [0.0] * 4 + [20.0] + [0.0] * 20
    cut = silence([series(deaths)])
    several = [series([*deaths, 300.0, *([0.0] * 40)])]
    assert silence(several, to=several[0].first + len(deaths) - 1) == cut
