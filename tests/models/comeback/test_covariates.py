"""What is known at an origin: worked out by hand on two groups of one country."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.comeback.borrowed import BELOW, borrowed_series
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.grid import decayed, grid_of, since_last, trailing_max, trailing_sum
from smoulder.models.comeback.sample import Groups, Sample, build_sample
from smoulder.records.panel import Panel
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import walk_histories
from tests.models.comeback.made_groups import FIRST, made_groups, made_panel
from tests.series.test_lull import series

QUIET = series([10.0] * 12 + [0.0] * 10 + [2.0] + [0.0] * 20, group_id=1, country="A")
LOUD = series([1.0] * 12 + [20.0] * 31, group_id=2, country="A")
AWAY = series([0.0] * 20 + [3.0] * 23, group_id=1, country="B")


def sample() -> Sample:
    groups = Groups([QUIET, LOUD, AWAY], {})
    return build_sample(groups, None, Settings(), every=1)


def at(month: int) -> dict[str, float]:
    """The covariates of the quiet group in a month."""
    whole = sample()
    (row,) = np.flatnonzero(
        (whole.origins.month == QUIET.first + month) & (whole.origins.group == 1) & (whole.origins.unit == 0)
    )
    return dict(zip(whole.covariates.names, whole.covariates.values[row].tolist(), strict=True))


def test_the_lull_and_its_question() -> None:
    # A is 2 in month 23: deaths 10 each to month 11, two in month 22; the lull is known in month 21 at A = 20
    held = at(23)
    assert held["age"] == pytest.approx(np.log1p(2))
    assert held["deaths_12"] == pytest.approx(np.log1p(2))
    assert held["lowest"] == pytest.approx(np.log1p(2))
    assert held["peak"] == pytest.approx(np.log(120))
    assert held["gap"] == pytest.approx(np.log(27) - np.log1p(2))
    assert held["year"] == (QUIET.first + 23) / 12
    assert held["borrowed"] == 0.0


def test_the_last_months_and_the_past() -> None:
    held = at(23)
    assert held["since_death"] == pytest.approx(np.log1p(1))
    assert held["deaths_3"] == pytest.approx(np.log1p(2))
    assert held["active_months_12"] == 1
    assert held["active_months_60"] == 13
    assert held["comebacks"] == 0
    assert held["best_120"] == pytest.approx(np.log1p(120) - np.log(27))
    # active from month 11, the first with a known A, to month 20
    assert held["history"] == pytest.approx(np.log1p(10))


def test_the_other_groups_of_the_country_count_and_the_same_group_elsewhere_does_not() -> None:
    # the other group has 20 a month since month 12; the same group abroad 3 a month since month 20
    assert at(23)["others"] == pytest.approx(np.log1p(240))


def test_columns_are_asked_for_by_name() -> None:
    table = Covariates(("one", "two"), np.array([[1.0, 2.0]]))
    assert table.only(["two"]).values.tolist() == [[2.0]]
    assert table.join({"three": np.array([3.0])}).column("three").tolist() == [3.0]
    with pytest.raises(KeyError, match="no covariate 'four'; there are: one, two"):
        table.column("four")


def test_the_reach_is_never_beyond_its_bounds_and_rises_with_the_deaths_of_late() -> None:
    whole = build_sample(made_groups(30), None, Settings())
    for half_life in (24, 72):
        reach = whole.covariates.column(f"reach_{half_life}")
        assert np.abs(reach).max() <= np.log((1 - 1e-4) / 1e-4) + 1e-9
        assert np.corrcoef(reach, whole.covariates.column("active_months_60"))[0, 1] > 0.2


def test_sums_and_means_over_months() -> None:
    values = np.array([[1.0, np.nan, 4.0, 2.0]])
    assert trailing_sum(values, 4).tolist() == [[1.0, 1.0, 5.0, 7.0]]
    assert trailing_max(values, 3).tolist() == [[1.0, 1.0, 4.0, 4.0]]
    assert trailing_max(np.empty((0, 0)), 3).shape == (0, 0)
    assert since_last(np.array([[False, False, True, False]])).tolist() == [[1.0, 2.0, 0.0, 1.0]]
    seen = np.array([[False, True, True, True]])
    # unknown months that count weigh as nought: (2 + 4/2 + 0/4) / (1 + 1/2 + 1/4)
    assert decayed(values, seen, 1)[0, -1] == pytest.approx((2 + 2) / 1.75)


def test_the_grid_lays_every_series_on_one_axis() -> None:
    late = replace(LOUD, first=QUIET.first + 40)
    grid = grid_of(walk_histories([QUIET, late], Settings()))
    assert grid.deaths.shape == grid.twelve.shape
    assert grid.deaths[0, :13].tolist() == [10.0] * 12 + [0.0]
    assert np.isnan(grid.deaths[1, :40]).all()
    assert grid.deaths[1, 40] == 1.0
    cut = grid_of(walk_histories([QUIET, late], Settings(), QUIET.first + 20))
    assert cut.deaths.shape == (1, 21)


def test_countries_are_borrowed_only_where_no_group_has_its_own_series() -> None:
    panel = made_panel()
    counts = panel.counts.copy()
    counts[1, :30] = np.nan
    counts[2] = np.nan
    lent = borrowed_series(replace(panel, counts=counts), {"C0"})
    assert [one.country for one in lent] == ["Lent A", "Lent C", "Lent D", "Lent E"]
    assert (lent[0].first, lent[0].group_id) == (FIRST + 30, BELOW - 1)
    assert np.isnan(lent[0].events).all()
    assert len({one.group_id for one in lent}) == 4


def test_a_sample_holds_groups_first_every_third_month_of_a_lull_and_says_who_is_borrowed() -> None:
    groups = made_groups(10)
    panel: Panel = made_panel()
    both, own = build_sample(groups, panel, Settings()), build_sample(groups, None, Settings())
    size = len(own)
    assert not both.borrowed[:size].any()
    assert both.borrowed[size:].all()
    assert len(both) > size
    assert set(both.origins.age % 3) == {0}
    assert np.array_equal(both.covariates.values[:size], own.covariates.values, equal_nan=True)
    assert not set(both.origins.unit[:size]) & set(both.origins.unit[size:])
