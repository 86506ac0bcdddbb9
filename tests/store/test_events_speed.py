"""The speed of a load, held to what was measured before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

TRIES = 3
"""A machine that does something else at the time can spoil a run, and seldom three."""


@pytest.fixture(scope="module")
def benchmark(load_benchmark: Callable[[str], ModuleType]) -> ModuleType:
    return load_benchmark("events")


@pytest.mark.slow
@pytest.mark.timed
def test_a_load_takes_at_most_twice_the_bare_copy(benchmark: ModuleType, root: Path, tmp_path: Path) -> None:
    stored = json.loads((root / "tests" / "baselines" / "events.json").read_text())
    ratios = []
    for _ in range(TRIES):
        ratios.append(benchmark.measure(stored["rows"], repeats=3, folder=tmp_path)["ratio"])
        if ratios[-1] <= stored["limit"]:
            return
    pytest.fail(
        f"ratio to the bare copy {min(ratios):.2f}, stored {stored['ratio']}, limit {stored['limit']}"
    )
