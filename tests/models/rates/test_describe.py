"""A class as it leaves the tool: its curve falls, says what its rates say, and counts who is still followed."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.comeback_rate import comeback_rate
from smoulder.models.rates.curve import draw_curve, resampled
from smoulder.models.rates.describe import describe_rates, risk_points
from smoulder.models.rates.followed import Case, followed
from smoulder.records.rates import RateClass
from tests.models.rates.invented import many, panel, running

RANK = (np.arange(100)[:, np.newaxis] + 0.5) / 100
ends = st.sampled_from(["comeback", "won", "open"])
cases = st.builds(Case, st.sampled_from("ABC"), st.integers(1, 6), st.just(3), st.integers(4, 40), ends)


def described(returning: int, staying: int, late: int = 0) -> RateClass:
    rate = comeback_rate(panel(many(returning, staying)), running(), 24 + late, 400, np.random.default_rng(1))
    return describe_rates(rate, (6, 12, 24), late)


@given(st.lists(cases, min_size=1, max_size=25))
@settings(max_examples=30, deadline=None)
def test_the_curve_falls_inside_its_interval_and_never_gains_a_case(several: list[Case]) -> None:
    some = followed(several)
    found = risk_points(
        draw_curve(some, some, 3, 30, resampled(some, np.random.default_rng(1)), RANK), len(some)
    )
    assert [point.month for point in found] == list(range(31))
    assert (found[0].still, found[0].at_risk) == (1.0, len(several))
    for point, after in pairwise(found):
        assert after.still <= point.still
        assert after.at_risk <= point.at_risk
    assert all(0 <= point.low <= point.still <= point.high <= 1 for point in found)


@pytest.mark.parametrize("late", [0, 4])
def test_the_curve_says_what_the_rates_of_each_horizon_say(late: int) -> None:
    found = described(10, 20, late)
    assert found.late == late
    for rate in found.rates:
        point = found.curve[rate.horizon + late]
        assert 1 - point.still == pytest.approx(rate.plain)
        assert point.at_risk == rate.followed
        assert (1 - point.high, 1 - point.low) == pytest.approx(
            (rate.comeback.low, rate.comeback.high), abs=1e-6
        )


def test_a_class_in_which_nobody_came_back_is_whole_to_the_end_with_room_for_doubt() -> None:
    last = described(0, 20).curve[-1]
    assert (last.still, last.high, last.at_risk) == (1.0, 1.0, 20)
    assert last.low < 0.95
