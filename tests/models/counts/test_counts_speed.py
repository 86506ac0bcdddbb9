"""The benchmark of speed measures what it says: more units of the same kind, and what one forecast takes."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import numpy as np
import pytest

from tests.models.counts.small_panel import mixed_panel


@pytest.fixture(scope="module")
def benchmark(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("counts_speed")


def test_copies_are_units_of_their_own_with_the_counts_of_the_panel(benchmark: ModuleType) -> None:
    one = mixed_panel()
    one.near[0, 1] = one.near[1, 0] = True
    panel, units = benchmark.copies(one, 3), len(one.units)
    assert len(set(panel.units)) == 3 * units
    assert np.array_equal(panel.counts[units : 2 * units], one.counts, equal_nan=True)
    assert np.array_equal(panel.near[-units:, -units:], one.near)
    assert panel.near.sum() == 3 * one.near.sum()


def test_a_measurement_holds_units_time_and_memory(benchmark: ModuleType) -> None:
    found = benchmark.measure("conflictology", 2, 3, 12)
    assert found["units"] == 382
    assert found["seconds"] >= 0
    assert 0 < found["before_mb"] <= found["peak_mb"]
