"""Power: could the counts tell?"""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.opportunity.effect import uses
from smoulder.models.opportunity.power import BOUND, find_power, power_by_effect
from tests.models.opportunity.test_factors import outlook_of


def test_many_counts_tell_a_doubling_and_few_do_not() -> None:
    twice = uses(np.array([2.0]), (1,))
    many = find_power(outlook_of(100.0), twice, np.random.default_rng(1))
    few = find_power(outlook_of(1.0), twice, np.random.default_rng(1))
    assert many.least > 0.9
    assert few.least < 0.2
    assert few.least == min(few.if_used, few.if_not)


def test_power_grows_with_the_effect() -> None:
    powers = power_by_effect(outlook_of(20.0), [1.1, 1.5, 2.0, 4.0], (1,), np.random.default_rng(1))
    values = [one.least for one in powers]
    assert values == sorted(values)
    assert values[0] < 0.1
    assert values[-1] > 0.9


def test_strong_evidence_the_wrong_way_is_as_rare_as_the_law_says() -> None:
    # P(factor of H over G >= k | G) <= 1 / k, whatever the two are
    outlook, twice = outlook_of(8.0), uses(np.array([2.0]), (1,))
    rng = np.random.default_rng(1)
    seen = outlook.draw(twice, 4000, rng)
    wrong = outlook.chance(seen, uses(np.ones(1), (1,))) / outlook.chance(seen, twice) >= BOUND
    assert wrong.mean() <= 1 / BOUND
    assert wrong.mean() == pytest.approx(0.05, abs=0.05)
