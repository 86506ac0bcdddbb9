"""Where a group stands, and what is not known of it."""

import numpy as np
import pytest

from smoulder.records.month import month_index
from smoulder.records.series import Series, YearRow
from smoulder.records.settings import Settings
from smoulder.series.situation import Standing, stand
from smoulder.series.yearly import series_from_years
from tests.series.test_lull import series

FALL = [20.0] * 24 + [1.0] * 24
KIND = "battle-related by dyad"


def standing(one: Series, to: str, years: list[YearRow] | None = None, won: int | None = None) -> Standing:
    month = month_index(to)
    return stand(one, years or [], month, month, Settings(), np.random.default_rng(1), won)


def rows(first: int, *deaths: float) -> list[YearRow]:
    return [
        YearRow(1, first + at, KIND, "Country", value, 0.0, max(value, 24.0), "source")
        for at, value in enumerate(deaths)
    ]


def test_a_quiet_group_has_its_depth_and_age() -> None:
    found = standing(series(FALL), "2003-12").situation
    assert (found.state, found.deaths_12, found.peak) == ("quiet", 12.0, 240.0)
    # A is at most 80 from month 9 of the fall on: known in the eleventh, 2002-11
    assert (found.known, found.age, found.stale, found.unseen) == ("2002-11", 13, 0, 0)


def test_later_months_are_not_looked_at() -> None:
    whole = standing(series(FALL + [90.0] * 12), "2003-12")
    cut = standing(series(FALL), "2003-12")
    assert whole.situation == cut.situation
    assert whole.points == cut.points


def test_months_that_nothing_covers_are_counted_and_shown_as_unknown() -> None:
    found = standing(series(FALL), "2004-05")
    assert (found.situation.stale, found.situation.unseen) == (5, 5)
    assert [point.basis for point in found.points[-5:]] == ["unknown"] * 5
    assert found.points[-1].deaths is None


def test_bridged_months_are_marked_and_their_sum_has_an_interval() -> None:
    years = rows(2000, 120.0, 130.0, 10.0, 6.0, 8.0)
    found = standing(series(FALL), "2004-12", years)
    assert found.situation.seen_to == "2004-12"
    assert found.points[-1].basis == "bridged from a year"
    assert found.situation.deaths_12_low is not None
    assert found.situation.deaths_12_high is not None
    assert found.situation.deaths_12_low <= found.situation.deaths_12 <= found.situation.deaths_12_high  # type: ignore[operator]
    assert found.situation.still == pytest.approx(1.0, abs=0.2)


def test_a_large_bridged_year_ends_the_lull() -> None:
    years = rows(2000, 120.0, 130.0, 10.0, 6.0, 900.0)
    assert standing(series(FALL), "2004-12", years).situation.state == "active"


def test_another_story_by_inflicted_deaths_is_said() -> None:
    one = series([20.0] * 24)
    told = Series(**{**{name: getattr(one, name) for name in one.__slots__}, "inflicted": one.deaths * 0})  # type: ignore[attr-defined]
    found = standing(told, "2001-12").situation
    assert found.state == "active"
    assert found.inflicted_state == "never active"
    assert not found.inflicted_agrees


def test_a_group_that_won_is_not_in_an_open_lull() -> None:
    found = standing(series(FALL), "2003-12", won=month_index("2003-03"))
    assert found.lulls[-1].end == "won"


def test_yearly_rows_alone_carry_a_group_without_months() -> None:
    years = rows(2000, 400.0, 500.0, 60.0, 0.0, 30.0)
    empty = series_from_years(1, "Group", "Country", years)
    found = standing(empty, "2004-12", years)
    assert found.situation.state in ("quiet", "subdued")
    assert found.situation.last_month == ""
    assert found.bridge is not None
    assert found.bridge.ratio == 1.0
    assert found.points[0].month == "2000-01"


def test_a_series_that_is_too_short_has_an_unknown_state() -> None:
    assert standing(series([5.0] * 6), "2000-06").situation.state == "unknown"
