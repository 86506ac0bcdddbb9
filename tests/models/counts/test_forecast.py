"""One model's forecast from one origin, as whole numbers, in the number of draws that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from smoulder.models.counts.benchmarks import Conflictology, LastMonth
from smoulder.models.counts.forecast import forecast_counts
from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints

PANEL = Panel(
    units=("A", "B", "C"),
    ids=np.array([1, 2, 3]),
    first=100,
    counts=np.vstack([np.arange(24.0), np.full(24, 7.0), np.r_[np.ones(12), np.full(12, np.nan)]]),
    near=np.zeros((3, 3), dtype=bool),
)
AHEAD = np.array([3, 4])


@dataclass(frozen=True)
class Sloppy:
    """Draws that are neither whole nor all above nought."""

    name: str = "sloppy"

    def draws(self, past: Panel, ahead: Ints, draws: int, rng: np.random.Generator) -> Floats:
        return rng.normal(0, 3, (len(past.units), len(ahead), draws))


def test_units_that_are_not_covered_at_the_origin_are_left_out() -> None:
    found = forecast_counts(PANEL, 123, AHEAD, LastMonth(), 50, np.random.default_rng(1))
    assert (found.past.units, found.months.tolist()) == (("A", "B"), [126, 127])
    assert found.draws.shape == (2, 2, 50)
    with pytest.raises(ValueError, match="lies outside the panel"):
        forecast_counts(PANEL, 124, AHEAD, LastMonth(), 50, np.random.default_rng(1))


def test_nothing_after_the_origin_is_seen() -> None:
    early = forecast_counts(PANEL, 111, AHEAD, Conflictology(), 24, np.random.default_rng(1))
    assert sorted(set(early.draws[0].ravel().tolist())) == [float(month) for month in range(12)]


def test_fewer_draws_are_repeated_in_turn_and_told() -> None:
    found = forecast_counts(PANEL, 123, AHEAD, Conflictology(), 30, np.random.default_rng(1))
    assert (found.draws.shape[-1], found.known) == (30, 12)
    assert found.draws[0, 0].tolist() == [float(12 + at % 12) for at in range(30)]


def test_draws_are_whole_and_not_below_nought() -> None:
    draws = forecast_counts(PANEL, 123, AHEAD, Sloppy(), 200, np.random.default_rng(1)).draws
    assert (draws >= 0).all()
    assert np.array_equal(draws, np.round(draws))


def test_expected_counts_and_bounds_are_over_all_months_and_draws() -> None:
    found = forecast_counts(PANEL, 123, AHEAD, Conflictology(), 12, np.random.default_rng(1))
    assert found.expected().tolist() == [17.5, 7.0]
    low, high = found.bounds()
    assert (low[1], high[1]) == (7.0, 7.0)
    assert 12 <= low[0] < 13
    assert 22 < high[0] <= 23


def test_no_covered_unit_is_refused() -> None:
    none = Panel(("A",), np.array([1]), 0, np.array([[1.0, np.nan]]), np.zeros((1, 1), dtype=bool))
    with pytest.raises(ValueError, match="no unit of the panel is covered in month 1"):
        forecast_counts(none, 1, AHEAD, Conflictology(), 12, np.random.default_rng(1))
