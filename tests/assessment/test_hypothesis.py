"""Priors that add up, and a forecast that agrees with the comeback model."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import (
    LEAVES,
    Range,
    agree,
    draw_priors,
    draw_range,
    draw_ratio,
)

SMALL = Range(0.02, 0.01, 0.05, "estimated", "", 100)
DEAL = Range(0.2, 0.15, 0.25, "estimated", "", 400)
SPENT = Range(0.2, 0.05, 0.4, "estimated", "", 20)


def priors(spent: Range = SPENT, size: int = 500):  # type: ignore[no-untyped-def]
    return draw_priors(SMALL, DEAL, spent, size, np.random.default_rng(1))


def ones(size: int) -> list[np.ndarray]:  # type: ignore[type-arg]
    return [np.ones(size)] * 4


def test_each_drawn_prior_adds_up_to_one_and_rules_nothing_out() -> None:
    drawn = priors(Range(0.9, 0.85, 0.95, "estimated", "", 20)).draws
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    assert (drawn > 0).all()


def test_a_range_is_drawn_through_its_bounds() -> None:
    share = draw_range(SPENT, 200_000, np.random.default_rng(1))
    np.testing.assert_allclose(np.quantile(share, [0.05, 0.5, 0.95]), [0.05, 0.2, 0.4], atol=0.005)
    ratio = draw_ratio(Range(3.0, 1.5, 6.0, "assumed", ""), 200_000, np.random.default_rng(1))
    np.testing.assert_allclose(np.quantile(ratio, [0.05, 0.5, 0.95]), [1.5, 3.0, 6.0], rtol=0.02)


def test_a_hand_worked_agreement() -> None:
    # only patience and degraded, half each, odds ratio 3, the model says .4: (3q/(1 + 2q) + q) / 2 = .4
    # gives q² + 1.2 q − .4 = 0, so q = −.6 + √.76 = .27178
    row = np.zeros((1, 7))
    row[0, LEAVES.index("patience")] = row[0, LEAVES.index("degraded")] = 0.5
    found = agree(np.array([[0.4]]), row, ones(1), np.array([3.0]))
    low, high = found.given[0, LEAVES.index("degraded"), 0], found.given[0, LEAVES.index("patience"), 0]
    assert low == pytest.approx(0.27178, abs=1e-5)
    assert (low + high) / 2 == pytest.approx(0.4)
    assert high / (1 - high) == pytest.approx(3 * low / (1 - low))


@given(st.lists(st.floats(0.001, 0.6), min_size=1, max_size=5), st.floats(1.0, 8.0))
@settings(max_examples=60, deadline=None)
def test_before_evidence_the_forecast_is_the_comeback_models(chances: list[float], ratio: float) -> None:
    drawn = priors(size=50).draws
    stack = np.tile(chances, (50, 1))
    found = agree(stack, drawn, ones(50), np.full(50, ratio))
    total = np.einsum("dl,dlm->dm", drawn, found.given)
    fits = (found.given[:, LEAVES.index("degraded"), :] > 1e-5) & (
        found.given[:, LEAVES.index("patience"), :] < 1 - 1e-5
    )
    np.testing.assert_allclose(total[fits], stack[fits], atol=1e-9)
    assert ((found.given >= 0) & (found.given <= 1)).all()
    assert (found.given[:, LEAVES.index("spent"), :] == 0).all()


def test_priors_that_cannot_agree_with_the_model_are_said_to_conflict() -> None:
    spent = Range(0.9, 0.85, 0.95, "estimated", "", 20)
    drawn = priors(spent).draws
    assert agree(np.full((500, 1), 0.6), drawn, ones(500), np.full(500, 3.0)).conflict > 0.9
    assert agree(np.full((500, 1), 0.01), drawn, ones(500), np.full(500, 3.0)).conflict < 0.01
