"""Simulation-based calibration of the comeback members: what is stored, and a short run of the same."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.stats import chisquare

MEMBERS = (
    "Weibull",
    "shared frailty",
    "Weibull with cure",
    "log-logistic with cure",
    "lognormal with cure",
    "hazard",
)


@pytest.mark.parametrize("member", MEMBERS)
def test_in_a_thousand_stored_runs_nine_in_ten_intervals_held_the_truth(root: Path, member: str) -> None:
    stored = json.loads((root / "tests" / "baselines" / "comeback_calibration.json").read_text())[member]
    assert stored["runs"] == 1000
    assert 0.87 <= stored["held"] <= 0.93
    for one in stored["by parameter"].values():
        assert sum(one["ranks"]) == 1000
        assert one["held"] > 0.84


@pytest.mark.slow
@pytest.mark.parametrize("member", ["Weibull", "shared frailty", "Weibull with cure", "hazard"])
def test_in_fifty_runs_about_nine_in_ten_intervals_hold_the_truth(
    load_benchmark: Callable[[str], ModuleType], member: str
) -> None:
    benchmark = load_benchmark("comeback_calibration")
    found = benchmark.calibrate(benchmark.SUBJECTS[member], 50)
    # fifty runs of six parameters and more: a share of .90 comes out between .85 and .95
    assert 0.85 <= found["held"] <= 0.95


def test_a_fit_that_knows_too_much_is_caught(load_benchmark: Callable[[str], ModuleType]) -> None:
    benchmark = load_benchmark("comeback_calibration")

    def sure(rng: np.random.Generator) -> object:
        """A law half as wide as it should be."""
        law = benchmark.nowhere(rng.standard_normal(3))
        narrow = benchmark.replace(law, covariance=0.25 * np.eye(3))
        return benchmark.judge(np.zeros(3), narrow, (0.5, rng.random(199)), rng)

    found = benchmark.calibrate(sure, 200)
    assert found["held"] < 0.7
    assert chisquare(found["by parameter"]["0"]["ranks"]).pvalue < 1e-6
