"""Yearly rows standing in for months."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.records.month import month_index
from smoulder.records.series import YearRow
from smoulder.series.bridge import carry_on, yearly_totals
from tests.series.test_lull import series

BATTLE = "battle-related by dyad"


def row(year: int, deaths: float, kind: str = BATTLE, where: str = "Country", high: float = 24) -> YearRow:
    return YearRow(1, year, kind, where, deaths, 0.0, max(high, deaths), "source")


def carry(years: list[YearRow], monthly: list[float], to: str = "2005-12"):  # type: ignore[no-untyped-def]
    return carry_on(series(monthly), years, month_index(to), 500, np.random.default_rng(1))


def test_another_kind_of_count_is_bridged_by_the_ratio_of_the_years_both_cover() -> None:
    # 20, 40, 60 a year by month against 10, 20, 30 by dyad: a ratio of 2 in each year
    monthly = [20 / 12] * 12 + [40 / 12] * 12 + [5.0] * 12
    bridged = carry([row(2000, 10), row(2001, 20), row(2002, 30), row(2003, 50)], monthly)
    assert bridged.bridge.ratio == pytest.approx(2.0)
    assert bridged.bridge.years == (2000, 2001, 2002)
    assert bridged.deaths[36:].sum() == pytest.approx(100.0)
    assert bridged.draws.shape == (500, 12)


def test_rows_of_the_same_kind_are_used_as_they_are() -> None:
    bridged = carry([row(2003, 120, "all kinds")], [5.0] * 36)
    assert (bridged.bridge.ratio, bridged.bridge.low, bridged.bridge.high) == (1.0, 1.0, 1.0)
    assert bridged.deaths[36:].tolist() == [10.0] * 12
    np.testing.assert_allclose(bridged.draws.sum(axis=1), 120.0)


def test_the_same_kind_is_taken_before_another() -> None:
    years = [row(year, 10) for year in range(2000, 2004)] + [row(2003, 120, "all kinds")]
    assert carry(years, [5.0] * 36).bridge.kind == "all kinds"


def test_a_ratio_needs_three_years() -> None:
    assert carry([row(2001, 10), row(2002, 10), row(2003, 10)], [5.0] * 36) is None


def test_years_after_the_as_of_day_are_not_used() -> None:
    years = [row(year, 30) for year in range(2000, 2006)]
    assert len(carry(years, [5.0] * 36, to="2004-11").rows) == 1


def test_a_gap_ends_the_bridge() -> None:
    years = [row(year, 30) for year in (2000, 2001, 2002, 2004)]
    assert carry(years, [5.0] * 36) is None


def test_a_year_under_its_line_is_drawn_between_nought_and_the_line() -> None:
    years = [row(year, 30) for year in (2000, 2001, 2002)] + [row(2003, 0)]
    bridged = carry(years, [2.5] * 36)
    totals = bridged.draws.sum(axis=1)
    assert totals.min() >= 0
    assert totals.max() <= 24.001
    assert bridged.deaths[36:].sum() == pytest.approx(12.0)


def test_the_known_months_of_a_half_covered_year_are_taken_off_its_total() -> None:
    bridged = carry([row(2003, 120, "all kinds")], [5.0] * 36 + [10.0] * 6)
    assert bridged.deaths[36:42].tolist() == [10.0] * 6
    assert bridged.deaths[42:].tolist() == [10.0] * 6


@given(st.lists(st.integers(25, 5000), min_size=4, max_size=8), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_each_drawn_year_holds_its_deaths_times_one_ratio(totals: list[int], extra: int) -> None:
    monthly = [value / 12 for value in totals for _ in range(12)]
    years = [row(2000 + at, value) for at, value in enumerate(totals)]
    years += [row(2000 + len(totals) + at, 100) for at in range(extra)]
    bridged = carry(years, monthly, to="2030-12")
    sums = bridged.draws.reshape(500, extra, 12).sum(axis=2)
    np.testing.assert_allclose(sums, np.repeat(sums[:, :1], extra, axis=1))
    assert yearly_totals(series(monthly)) == pytest.approx(
        {2000 + at: float(value) for at, value in enumerate(totals)}
    )
