from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.panel.weights import coherence_weights
from smoulder.records.series import Floats

moves = st.lists(st.floats(0, 2), min_size=1, max_size=8).map(np.array)


@given(moves)
def test_weights_add_up_and_fall_with_the_distance(moved: Floats) -> None:
    weights = coherence_weights(moved, np.ones(len(moved), dtype=bool))
    assert weights.sum() == pytest.approx(1)
    assert np.all(np.diff(weights[np.argsort(moved)]) <= 1e-15)


def test_a_worked_case() -> None:
    weights = coherence_weights(np.array([0.0, 0.1]), np.array([True, True]))
    assert weights[0] / weights[1] == pytest.approx(np.exp(0.2))


def test_one_who_could_not_fail_counts_as_the_mean_of_those_who_could() -> None:
    weights = coherence_weights(np.array([0.0, 0.3, 0.0]), np.array([True, True, False]))
    assert weights[2] == pytest.approx(1 / 3)
    untested = coherence_weights(np.zeros(4), np.zeros(4, dtype=bool))
    assert untested == pytest.approx(np.full(4, 0.25))


def test_a_rate_of_nought_counts_all_alike() -> None:
    assert coherence_weights(np.array([0.0, 0.9]), np.ones(2, dtype=bool), rate=0.0).tolist() == [0.5, 0.5]
