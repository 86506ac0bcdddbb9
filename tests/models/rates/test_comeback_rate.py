"""Base rates from past lulls: by hand, without a look ahead, and with honest intervals."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.comeback_rate import CaseAt, choose_class, comeback_rate, describe_rates
from smoulder.models.rates.past_lulls import Panel, build_panel, find_landmarks
from smoulder.records.errors import NoLulls
from smoulder.records.month import month_index, month_text
from smoulder.records.series import Series
from smoulder.records.settings import Settings
from tests.series.test_lull import series

EVERY = (0.0, np.inf)


def quiet_for(months: int, then: float, group: int, country: str = "Country") -> Series:
    """A year at 20 a month, so many months of nothing, then a year at `then` a month."""
    deaths = [20.0] * 12 + [0.0] * months + [then] * 12
    return series(deaths, group_id=group, group=f"Group {group}", country=country)


def panel(several: list[Series], to: str = "2030-12", **more: object) -> Panel:
    return build_panel(several, month_index(to), Settings(), **more)  # type: ignore[arg-type]


def test_a_landmark_is_followed_with_the_line_frozen_there() -> None:
    # peak 240; A is 80 after 8 months of nothing (a third), so months 8, 9, 10 are the run: known at
    # month 22 of the series, 2001-10. Two years of nothing in all, then 30 a month: A = 30 at once.
    one = find_landmarks(panel([quiet_for(24, 30.0, 1)]), 6, "quiet", EVERY)[0]
    assert month_text(one.lull.known) == "2001-10"
    assert month_text(one.month) == "2002-04"
    assert (one.line, one.major_line) == (25.0, 120.0)
    assert one.came_back
    assert month_text(one.lull.known + one.exit) == "2003-01"
    assert month_text(one.lull.known + one.exit_major) == "2003-04"


def test_a_lull_that_ended_younger_is_no_landmark() -> None:
    assert find_landmarks(panel([quiet_for(24, 30.0, 1)]), 20, None, EVERY) == []


def test_the_case_itself_is_left_out() -> None:
    known = month_index("2001-10")
    assert find_landmarks(panel([quiet_for(24, 30.0, 1)]), 6, None, EVERY, (1, "Country", known)) == []


def test_a_victory_censors_a_lull_from_the_day_it_was_known() -> None:
    won = panel([quiet_for(24, 30.0, 1)], won={(1, "Country"): month_index("2002-09")})
    one = find_landmarks(won, 6, None, EVERY)[0]
    assert not one.came_back
    assert month_text(one.lull.known + one.exit) == "2002-09"


@given(st.integers(13, 70))
@settings(max_examples=30, deadline=None)
def test_nothing_after_the_last_month_is_seen(keep: int) -> None:
    several = [quiet_for(10 + 3 * at, 5.0 + at, at) for at in range(6)]
    to = month_text(month_index("2000-01") + keep)
    cut = [one.change_counts(lambda counts: counts[: keep + 1]) for one in several]
    for age in (0, 5, 12):
        assert find_landmarks(panel(several, to), age, None, EVERY) == find_landmarks(
            panel(cut), age, None, EVERY
        )


def many(returning: int, staying: int) -> list[Series]:
    back = [quiet_for(24, 30.0, at, f"C{at % 5}") for at in range(returning)]
    return back + [quiet_for(60, 0.0, 100 + at, f"C{at % 5}") for at in range(staying)]


CASE = CaseAt(group_id=999, country="Nowhere", known=0, age=6, state="quiet", peak=240.0)


def rate(returning: int, staying: int):  # type: ignore[no-untyped-def]
    return comeback_rate(panel(many(returning, staying)), CASE, 24, 4000, np.random.default_rng(1))


def test_the_estimate_is_the_share_pulled_by_one_case() -> None:
    found = rate(10, 20)
    # 10 of 30 come back 9 months after the landmark; everyone is the same class, so the pull is to itself,
    # and before that to the least part, a quarter of a case
    assert found.curve[7] == pytest.approx(0.25 / (15 + 1), abs=0.01)
    assert found.curve[8] == pytest.approx(1 / 3, abs=0.01)
    words = describe_rates(found, (12,), 0, {})
    assert (words.rates[0].comeback.count, words.rates[0].comeback.n) == (10, 30)


def test_draws_rise_over_months_and_hold_the_estimate() -> None:
    found = rate(10, 20)
    assert (np.diff(found.draws, axis=1) >= 0).all()
    assert (found.major_draws <= found.draws).all()
    np.testing.assert_allclose(found.draws[:, 8:].mean(axis=0), found.curve[8:], atol=0.02)


def test_more_cases_give_a_narrower_interval() -> None:
    narrow = describe_rates(rate(40, 80), (12,), 0, {}).rates[0].comeback
    wide = describe_rates(rate(6, 12), (12,), 0, {}).rates[0].comeback
    assert narrow.high - narrow.low < wide.high - wide.low


def test_no_comeback_in_the_class_is_a_small_chance_and_not_nought() -> None:
    found = describe_rates(rate(0, 20), (12,), 0, {}).rates[0].comeback
    assert found.count == 0
    assert 0 < found.value < 0.04
    assert 0.05 < found.high < 0.3


def test_clusters_widen_the_interval() -> None:
    # the same 30 lulls, once each of its own group and country, once in three countries that behave alike
    apart = many(0, 0) + [quiet_for(24 if at < 10 else 60, 30.0, at, f"C{at}") for at in range(30)]
    alike = [quiet_for(24 if at < 10 else 60, 30.0, at, f"C{at // 10}") for at in range(30)]
    spans = []
    for several in (apart, alike):
        found = comeback_rate(panel(several), CASE, 12, 4000, np.random.default_rng(1))
        chance = describe_rates(found, (12,), 0, {}).rates[0].comeback
        spans.append(chance.high - chance.low)
    assert spans[1] > spans[0]


def test_a_thin_class_is_widened_and_the_steps_are_kept() -> None:
    several = many(10, 20)
    rich = CaseAt(group_id=999, country="Nowhere", known=0, age=6, state="quiet", peak=5000.0)
    words, age, widened, landmarks = choose_class(panel(several), rich, 15)
    assert age == 6
    assert len(landmarks) == 30
    assert widened[0].endswith("1,000 or more deaths in 12 months: 0")
    assert "peak of 100 or more" in words


def test_an_age_that_nobody_reached_falls_back_to_the_oldest_age_with_enough() -> None:
    old = CaseAt(group_id=999, country="Nowhere", known=0, age=200, state="quiet", peak=240.0)
    _, age, _, landmarks = choose_class(panel(many(10, 20)), old, 15)
    assert age < 200
    assert len(landmarks) >= 15


def test_no_lull_at_all_is_an_error() -> None:
    with pytest.raises(NoLulls, match="later as-of day"):
        choose_class(panel([series([0.0] * 40)]), CASE, 15)


def test_the_same_seed_gives_the_same_draws() -> None:
    np.testing.assert_array_equal(rate(10, 20).draws, rate(10, 20).draws)
