"""Groups of known behaviour: the factors are worth what they say."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.opportunity.effect import Outlook, look_out
from smoulder.models.opportunity.kinds import LEAVES, Kind, Leaf, load_kinds
from smoulder.models.opportunity.power import BOUND
from smoulder.models.opportunity.simulate import Calibrated, Simulated, calibrate, simulate_groups, try_groups
from smoulder.models.opportunity.window import Phase
from smoulder.records.series import Floats
from tests.models.opportunity.world import attack_by_attack

SPREAD = 5.0


def outlooks(kind: Kind, number: int, draws: int, rng: np.random.Generator) -> list[tuple[Outlook, Floats]]:
    """Outlooks of several worlds, with the hidden monthly rates they come from."""
    phases = [Phase(name, np.array([at]), np.ones(1)) for at, name in enumerate(kind.phases)]
    found = []
    for at in range(number):
        rates = rng.gamma(1.0 + at, 3.0 ** (1 + at % 4), draws)
        months = np.stack([attack_by_attack(rates, SPREAD, rng) for _ in phases])
        found.append((look_out(months, phases, 0, SPREAD), rates))
    return found


def check(found: Calibrated, slack: float) -> None:
    assert found.mean_degraded == pytest.approx(1.0, abs=slack)
    assert found.mean_spent == pytest.approx(1.0, abs=slack)
    full = found.held >= 400
    assert np.abs(found.said - found.came)[full].max() < 2 * slack
    assert max(found.wrong_patient, found.wrong_degraded) <= 1 / BOUND


@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.name)
def test_the_mean_factor_is_one_where_it_should_be_and_posteriors_come_true(kind: Kind) -> None:
    rng = np.random.default_rng(8)
    made = [simulate_groups(one, kind, kind.signs, 1500, rng) for one, _ in outlooks(kind, 4, 400, rng)]
    check(calibrate(made), slack=0.04)


def test_the_law_of_strong_factors_holds_in_the_tally() -> None:
    ones, tens = np.ones(30), np.full(10, 10.0)
    found = calibrate([Simulated(np.concatenate([ones, tens]), np.ones(40), np.ones(40), np.ones(40))])
    assert found.wrong_degraded == found.wrong_patient == 0
    assert found.came.tolist() == pytest.approx([30 / 70, 1.0])
    assert found.said.tolist() == pytest.approx([0.5, 10 / 11])


def brute(kind: Kind, rates: Floats, leaf: Leaf, size: int, rng: np.random.Generator) -> Floats:
    """Totals of groups made attack by attack from the hidden rates, not from the outlook."""
    effect = kind.effects[leaf]
    pick = rng.choice(rates, size)
    times = rng.choice(effect.times.ratios(), size)
    used = rng.random(size) < effect.use.shares().mean()
    signs = np.array(kind.signs)
    ratio = np.where(used[:, np.newaxis], times[:, np.newaxis] ** signs, 1.0)
    return np.stack([attack_by_attack(pick * ratio[:, at], SPREAD, rng) for at in range(len(signs))], axis=1)


@pytest.mark.slow
@pytest.mark.parametrize("kind", load_kinds().values(), ids=lambda kind: kind.name)
def test_the_factors_are_calibrated_for_groups_made_attack_by_attack(kind: Kind) -> None:
    rng = np.random.default_rng(9)
    made = []
    for outlook, rates in outlooks(kind, 6, 3000, rng):
        seen = {leaf: brute(kind, rates, leaf, 5000, rng) for leaf in LEAVES}
        made.append(try_groups(outlook, kind, kind.signs, seen))
    found = calibrate(made)
    print(f"\n{kind.name}: {found}")
    check(found, slack=0.03)
