"""Hidden rates behind draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.opportunity.hidden import find_hidden


def chances_of(draws: list[float], spread: float, counts: list[float], ratio: float = 1.0) -> list[float]:
    hidden = find_hidden(np.array([draws]), spread)
    found: list[float] = (
        hidden.chances(np.array(counts), np.array([ratio]), 0)[:, 0] @ hidden.shares[:, 0]
    ).tolist()
    return found


def test_at_no_effect_the_mixture_gives_the_draws_back() -> None:
    rng = np.random.default_rng(2)
    draws = rng.negative_binomial(0.8, 0.05, 4000).astype(float)
    upto = np.arange(0.0, 3000.0)
    mixed = np.cumsum(chances_of(draws.tolist(), 1.0, upto.tolist()))
    drawn = np.array([np.mean(draws <= one) for one in upto])
    assert np.abs(mixed - drawn).max() < 0.03


def test_three_times_the_rate_makes_a_quiet_month_rarer_as_it_would_by_attacks() -> None:
    draws = [0.0] * 819 + [1.0] * 164 + [2.0] * 16 + [3.0]  # Poisson of mean .2
    still, thrice = (chances_of(draws, 1.0, [0.0], ratio)[0] for ratio in (1.0, 3.0))
    assert still == pytest.approx(np.exp(-0.2), abs=0.01)
    assert thrice == pytest.approx(np.exp(-0.6), abs=0.04)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=60), st.floats(1.0, 9.0))
def test_every_count_has_some_chance_and_the_shares_add_up(draws: list[int], spread: float) -> None:
    hidden = find_hidden(np.array([draws], dtype=float), spread)
    assert hidden.shares.sum() == pytest.approx(1.0)
    far = np.array([0.0, 5.0 * max(max(draws), 2)])
    chance = hidden.chances(far, np.ones(1), 0)[:, 0] @ hidden.shares
    assert chance.min() > 0
