"""A unit's level fades as it says."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.counts.level import levels


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=30), st.floats(0.5, 24))
def test_levels_agree_with_the_exponential_mean_of_pandas(counts: list[int], half_life: float) -> None:
    logs = np.log1p([0, *counts])
    mean = pd.Series(logs).ewm(halflife=half_life, adjust=False).mean().to_numpy()[1:]
    assert np.allclose(levels(np.array([counts], dtype=float), half_life)[0], mean)


def test_a_unit_not_yet_covered_has_no_level() -> None:
    assert levels(np.array([[np.nan, np.nan, 3.0]]), 1.0)[0, :2].tolist() == [0.0, 0.0]


def test_no_units_have_no_levels() -> None:
    assert levels(np.zeros((0, 5)), 3.0).shape == (0, 5)
