"""Bayes factors between the hypotheses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.opportunity.effect import Outlook, look_out
from smoulder.models.opportunity.factors import CURVE, curve_of, factors_of, weigh_factors
from smoulder.models.opportunity.kinds import choose_kind
from smoulder.models.opportunity.spread import Spread
from smoulder.models.opportunity.window import Phase

PROTESTS, DEPARTURE = choose_kind("protests"), choose_kind("departure")


def outlook_of(mean: float, months: int = 1, draws: int = 600) -> Outlook:
    rng = np.random.default_rng(7)
    made = rng.poisson(mean, (months, draws)).astype(float)
    phases = [Phase(f"phase {at}", np.array([at]), np.ones(1)) for at in range(months)]
    return look_out(made, phases, 0, 1.0)


def test_by_hand_where_use_and_effect_are_known() -> None:
    sure = replace(PROTESTS.effects["patience"], use=Spread(0.5, 0.5, 0.5), times=Spread(2.0, 2.0, 2.0))
    none = replace(PROTESTS.effects["degraded"], use=Spread(0.0, 0.0, 0.0))
    kind = replace(PROTESTS, effects={**PROTESTS.effects, "patience": sure, "degraded": none})
    factor = factors_of(outlook_of(50.0), np.array([[60.0], [90.0]]), kind, (1,))["patience", "degraded"]
    # rates near 50 for sure: half of Poisson(100) and half of Poisson(50), over Poisson(50)
    ratio = np.exp(-50.0) * 2.0 ** np.array([60.0, 90.0])
    assert factor[0] == pytest.approx(0.5 + ratio[0] / 2, rel=0.02)
    # far above, rates above 50 become likelier than they were: of the order, not more
    assert factor[1] > 20


def test_more_than_expected_speaks_for_patience_and_as_expected_against_it() -> None:
    seen = np.array([[50.0], [110.0]])
    factors = factors_of(outlook_of(50.0), seen, PROTESTS, PROTESTS.signs)
    against, speaks_for = factors["patience", "degraded"]
    assert against < 0.7
    assert speaks_for > 3


def test_before_a_departure_less_than_expected_speaks_for_patience() -> None:
    seen = np.array([[25.0], [50.0], [65.0]])
    low, even, high = factors_of(outlook_of(50.0), seen, DEPARTURE, (-1,))["patience", "degraded"]
    assert low > 3
    assert even < 0.7
    assert high < 0.7


def test_factors_of_three_pairs_agree_and_lie_in_their_ranges() -> None:
    weighed = weigh_factors(outlook_of(20.0), np.array([20.0]), PROTESTS, PROTESTS.signs)
    product = weighed["patience", "degraded"].value * weighed["degraded", "spent"].value
    assert weighed["patience", "spent"].value == pytest.approx(product)
    assert all(one.low <= one.value <= one.high for one in weighed.values())


def test_the_curve_falls_for_an_unused_time_as_the_assumed_effect_grows_and_levels_out() -> None:
    curve = curve_of(outlook_of(200.0), np.array([200.0]), PROTESTS, PROTESTS.signs)
    values = [one.value for one in curve]
    assert len(curve) == len(CURVE)
    assert np.diff(values).max() < 0.001
    # a group that may leave the time unused is never ruled out by that
    assert values[-1] == pytest.approx(1 - PROTESTS.effects["patience"].use.mid, abs=0.1)
    assert all(one.low <= one.value <= one.high for one in curve)


def test_a_count_beyond_all_draws_gives_a_number() -> None:
    factors = factors_of(outlook_of(3.0), np.array([[1e6]]), PROTESTS, PROTESTS.signs)
    assert all(np.isfinite(one).all() for one in factors.values())
