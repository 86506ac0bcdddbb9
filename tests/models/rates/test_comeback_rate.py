"""Base rates from past lulls: by hand, without a look ahead, and with honest intervals."""

import numpy as np
import pytest

from smoulder.models.rates.comeback_rate import ComebackRate, comeback_rate
from smoulder.models.rates.describe import describe_rates
from smoulder.records.errors import NoLulls
from smoulder.records.month import month_index
from tests.models.rates.invented import many, panel, quiet_for, running
from tests.series.test_lull import series


def rate(returning: int, staying: int) -> ComebackRate:
    return comeback_rate(panel(many(returning, staying)), running(), 24, 4000, np.random.default_rng(1))


def test_the_estimate_is_the_share_pulled_by_one_case() -> None:
    found = rate(10, 20)
    # 10 of 30 come back 9 months after the landmark; everyone is the same class, so the pull is to itself,
    # and before that to the least part, a quarter of a case
    assert found.back.value[7] == pytest.approx(0.25 / (15 + 1), abs=0.01)
    assert found.back.value[8] == pytest.approx(1 / 3, abs=0.01)
    words = describe_rates(found, (12,), 0, {})
    assert (words.rates[0].comeback.count, words.rates[0].comeback.n) == (10, 30)


def test_draws_rise_over_months_and_hold_the_estimate() -> None:
    found = rate(10, 20)
    assert (np.diff(found.draws, axis=1) >= 0).all()
    assert (found.major_draws <= found.draws).all()
    np.testing.assert_allclose(found.draws[:, 8:].mean(axis=0), found.back.value[8:], atol=0.02)


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
        found = comeback_rate(panel(several), running(), 12, 4000, np.random.default_rng(1))
        chance = describe_rates(found, (12,), 0, {}).rates[0].comeback
        spans.append(chance.high - chance.low)
    assert spans[1] > spans[0]


def test_a_class_of_one_case_has_a_wide_interval() -> None:
    found = describe_rates(
        comeback_rate(panel([quiet_for(24, 30.0, 1)]), running(), 24, 400, np.random.default_rng(1)), (24,)
    )
    assert found.n == 1
    assert found.rates[0].comeback.low < 0.5 < found.rates[0].comeback.high


def test_a_victory_is_a_rival_end_and_lowers_the_chance_that_is_left() -> None:
    # all sixteen would come back nine months after the landmark; eight are the government five months after it
    won = {(at, f"C{at % 5}"): month_index("2002-04") + 5 for at in range(8)}
    found = comeback_rate(panel(many(16, 0), won=won), running(), 12, 400, np.random.default_rng(1))
    assert found.back.plain[[7, 8]].tolist() == [0.0, 0.5]
    assert found.back.won[[3, 4]].tolist() == [0.0, 0.5]
    words = describe_rates(found, (6, 12))
    assert [one.won for one in words.rates] == [8, 8]
    assert sorted({case.won for case in words.cases if case.won}) == ["2002-09"]


def test_a_horizon_beyond_every_case_says_how_far_they_were_followed() -> None:
    found = describe_rates(
        comeback_rate(panel([quiet_for(24, 0.0, 1)]), running(), 60, 200, np.random.default_rng(1)), (12, 60)
    )
    assert [one.beyond for one in found.rates] == [
        "",
        "no past lull of this class was followed for 60 months: the longest for 26",
    ]
    assert [one.followed for one in found.rates] == [1, 0]


def test_a_horizon_by_which_all_have_come_back_is_within_the_data() -> None:
    found = describe_rates(
        comeback_rate(panel(many(5, 0)), running(), 60, 200, np.random.default_rng(1)), (60,)
    )
    assert found.rates[0].beyond == ""
    assert found.rates[0].plain == 1.0


def test_no_lull_at_all_is_an_error() -> None:
    with pytest.raises(NoLulls, match="later as-of day"):
        comeback_rate(panel([series([0.0] * 40)]), running(), 12, 200, np.random.default_rng(1))


def test_the_same_seed_gives_the_same_draws() -> None:
    np.testing.assert_array_equal(rate(10, 20).draws, rate(10, 20).draws)
