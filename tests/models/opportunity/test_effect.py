"""Chances of totals under an effect, against groups simulated attack by attack."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from smoulder.models.opportunity.effect import Outlook, look_out, no_effect, uses
from smoulder.models.opportunity.window import Phase
from smoulder.records.series import Floats
from tests.models.opportunity.world import attack_by_attack

SPREAD = 5.0


def one_phase(
    months: int = 1, shares: tuple[float, ...] = (1.0,), name: str = "during", first: int = 0
) -> Phase:
    return Phase(name, np.arange(first, first + months), np.array(shares))


def world(size: int, rng: np.random.Generator) -> Floats:
    """Hidden rates of a month, unknown to the test: gamma with a long tail."""
    return rng.gamma(1.2, 25.0, size)


@pytest.mark.parametrize("ratio", [0.4, 1.0, 2.5])
def test_an_effect_is_that_of_groups_simulated_attack_by_attack(ratio: float) -> None:
    rng = np.random.default_rng(3)
    outlook = look_out(attack_by_attack(world(3000, rng), SPREAD, rng)[np.newaxis], [one_phase()], 0, SPREAD)
    made = attack_by_attack(ratio * world(6000, rng), SPREAD, rng)
    bounds = np.array([0, 3, 8, 15, 25, 40, 60, 90, 140, 2000])
    counts = np.arange(2000.0)[:, np.newaxis]
    chance = outlook.chance(counts, uses(np.array([ratio]), (1,)) if ratio != 1 else no_effect(1))
    said = np.array([chance[low:high].sum() for low, high in pairwise(bounds)])
    came = np.histogram(made, bounds)[0] / len(made)
    assert np.abs(said - came).max() < 0.025


def test_where_half_the_expected_falls_on_the_days_half_of_the_effect_is_felt() -> None:
    rng = np.random.default_rng(4)
    rates = world(3000, rng)
    months = np.stack([attack_by_attack(rates, SPREAD, rng) for _ in range(2)])
    outlook = look_out(months, [one_phase(2, (1.0, 0.0))], 0, SPREAD)
    assert outlook.exposure[0] == pytest.approx(0.5, abs=0.02)
    made = attack_by_attack(3 * rates, SPREAD, rng) + attack_by_attack(rates, SPREAD, rng)
    drawn = outlook.draw(uses(np.array([3.0]), (1,)), 6000, rng)[:, 0]
    for level in (0.1, 0.5, 0.9):
        assert np.quantile(drawn, level) == pytest.approx(np.quantile(made, level), rel=0.12, abs=2)


def test_phases_of_one_draw_go_together_and_their_effects_have_opposite_signs() -> None:
    rng = np.random.default_rng(5)
    rates = world(3000, rng)
    months = np.stack([attack_by_attack(rates, SPREAD, rng) for _ in range(2)])
    phases = [one_phase(name="before"), one_phase(name="after", first=1)]
    outlook = look_out(months, phases, 0, SPREAD)
    used = outlook.draw(uses(np.array([3.0]), (-1, 1)), 4000, rng)
    still = outlook.draw(no_effect(2), 4000, rng)
    assert used[:, 0].mean() < 0.5 * still[:, 0].mean()
    assert used[:, 1].mean() > 2 * still[:, 1].mean()
    assert np.corrcoef(np.log1p(still.T))[0, 1] > 0.5
    # a group that was as busy before as after speaks against, one that lay low and rose speaks for
    effect, none = uses(np.array([3.0]), (-1, 1)), no_effect(2)
    seen = np.array([[30.0, 30.0], [8.0, 60.0]])
    factor = outlook.chance(seen, effect) / outlook.chance(seen, none)
    assert factor[0] < 0.5
    assert factor[1] > 3


def test_the_chances_of_all_totals_add_up() -> None:
    rng = np.random.default_rng(6)
    outlook: Outlook = look_out(rng.poisson(4.0, (1, 500)).astype(float), [one_phase()], 0, 1.0)
    counts = np.arange(1500.0)[:, np.newaxis]
    for behaviour in (no_effect(1), uses(np.array([1.5, 4.0]), (1,))):
        assert outlook.chance(counts, behaviour).sum() == pytest.approx(1.0, abs=1e-4)
