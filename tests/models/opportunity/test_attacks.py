"""The chance of a count where attacks come at a steady rate."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.opportunity.attacks import BORROWED, deaths_an_event, dispersion, log_chance
from tests.models.opportunity.world import attack_by_attack


@pytest.mark.parametrize("spread", [1.0, 6.0])
def test_the_chance_is_that_of_counts_made_attack_by_attack(spread: float) -> None:
    rng = np.random.default_rng(1)
    made = attack_by_attack(np.full(20_000, 5.0), spread, rng)
    counts = np.arange(60.0)
    chance = np.exp(log_chance(counts, np.array([5.0]), spread))[:, 0]
    seen = np.array([np.mean(made == one) for one in counts])
    assert np.abs(seen - chance).max() < 0.01
    assert made.mean() == pytest.approx(5.0, abs=0.15)
    assert made.var() == pytest.approx(5.0 * spread, rel=0.08)


@given(st.floats(0.05, 40.0), st.floats(1.0, 12.0))
def test_chances_add_up_and_keep_the_mean(mean: float, spread: float) -> None:
    counts = np.arange(3000.0)
    chance = np.exp(log_chance(counts, np.array([mean]), spread))[:, 0]
    assert chance.sum() == pytest.approx(1.0, abs=1e-6)
    assert counts @ chance == pytest.approx(mean, rel=1e-4)


@given(st.floats(1.0, 60.0))
def test_the_dispersion_belongs_to_attacks_of_that_mean_size(count: float) -> None:
    spread = dispersion(count)
    mean = 1.0 if spread == 1 else (spread - 1) / np.log(spread)
    assert mean == pytest.approx(count, rel=1e-6)


def test_a_group_with_few_events_borrows_from_all() -> None:
    assert deaths_an_event(0.0, 0.0, usual=4.0) == 4.0
    assert deaths_an_event(90.0 * BORROWED, BORROWED * 9, usual=4.0) == pytest.approx(9.4)
    assert deaths_an_event(1.0, 500.0, usual=0.1) == 1.0
