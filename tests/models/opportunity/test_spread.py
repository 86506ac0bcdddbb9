"""Assumed ranges as evenly likely values."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.opportunity.spread import Spread


@given(st.floats(1.05, 3.0), st.floats(1.05, 3.0), st.floats(0.2, 5.0))
def test_nine_tenths_of_the_values_lie_within_the_range(down: float, up: float, mid: float) -> None:
    values = Spread(mid, mid / down, mid * up).ratios(1000)
    inside = np.mean((values >= mid / down) & (values <= mid * up))
    assert inside == pytest.approx(0.9, abs=0.002)
    assert np.median(values) == pytest.approx(mid, rel=1e-2)


def test_shares_stay_between_nought_and_one_and_a_single_value_stays_that() -> None:
    values = Spread(0.5, 0.01, 0.99).shares(200)
    assert 0 < values.min() < values.max() < 1
    assert Spread(0.0, 0.0, 0.0).shares(3).tolist() == [0.0, 0.0, 0.0]


def test_a_range_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="low <= mid <= high"):
        Spread(1.0, 2.0, 3.0)
