"""Draws whose months go together."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.ensemble.paths import tie_months
from smoulder.records.panel import Panel
from smoulder.records.series import Floats

AHEAD = np.array([1, 2, 6])


def panel(counts: Floats) -> Panel:
    units = len(counts)
    return Panel(
        tuple(map(str, range(units))), np.arange(units), 24_000, counts, np.zeros((units, units), bool)
    )


def slow_panel(months: int = 120) -> Panel:
    """Units whose level changes slowly, so that what is high stays high."""
    rng = np.random.default_rng(3)
    walk = np.cumsum(rng.normal(0, 0.3, (20, months)), axis=1) + 4
    return panel(np.rint(np.exp(walk - walk[:, :1] + 4)))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99), st.sampled_from([1, 7, 50]))
def test_every_unit_and_month_keeps_its_draws(seed: int, draws: int) -> None:
    rng = np.random.default_rng(seed)
    past = slow_panel(int(rng.integers(3, 60)))
    before = rng.poisson(5, (20, 3, draws)).astype(float)
    after = tie_months(before, past, AHEAD, rng)
    assert np.array_equal(np.sort(after, axis=-1), np.sort(before, axis=-1))


def test_months_that_went_together_in_the_past_go_together_in_a_draw() -> None:
    rng = np.random.default_rng(1)
    tied = tie_months(rng.poisson(100, (20, 3, 400)).astype(float), slow_panel(), AHEAD, rng)
    near = [np.corrcoef(unit[0], unit[1])[0, 1] for unit in tied]
    far = [np.corrcoef(unit[0], unit[2])[0, 1] for unit in tied]
    assert np.mean(near) > np.mean(far) + 0.1
    assert np.mean(far) > 0.1


def test_units_are_not_tied_to_each_other() -> None:
    rng = np.random.default_rng(1)
    tied = tie_months(rng.poisson(100, (20, 3, 400)).astype(float), slow_panel(), AHEAD, rng)
    across = np.corrcoef(tied[:, 0])[np.triu_indices(20, 1)]
    assert abs(across.mean()) < 0.05


def test_a_past_too_short_for_examples_leaves_the_months_untied() -> None:
    rng = np.random.default_rng(1)
    tied = tie_months(np.tile(np.arange(300.0), (20, 3, 1)), slow_panel(12), AHEAD, rng)
    assert abs(np.corrcoef(tied[0, 0], tied[0, 1])[0, 1]) < 0.3
