"""The interval from the tails alone."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.interval import FEW, interval_of


@given(
    st.sampled_from([1, 2, FEW - 1, FEW, FEW + 7, 4000]),
    st.integers(0, 999),
    st.sampled_from(["even", "sorted", "few values", "one value", "long tail", "falling in rows"]),
)
@settings(max_examples=120, deadline=None)
def test_the_interval_is_that_of_numpy_to_the_last_bit(size: int, seed: int, shape: str) -> None:
    rng = np.random.default_rng(seed)
    draws = {
        "even": lambda: rng.random(size),
        "sorted": lambda: np.sort(rng.random(size)),
        "few values": lambda: rng.choice([0.1, 0.2, 0.7], size),
        "one value": lambda: np.full(size, 0.3),
        "long tail": lambda: rng.standard_normal(size) ** 9,
        # every sampled draw is among the highest
        "falling in rows": lambda: -np.mod(np.arange(size), max(1, size // 100)).astype(float) + rng.random(),
    }[shape]()
    before = draws.copy()
    assert interval_of(draws) == tuple(np.quantile(draws, [0.05, 0.95]).tolist())
    np.testing.assert_array_equal(draws, before)
