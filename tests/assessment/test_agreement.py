"""A forecast that agrees with the comeback model, and priors that are widened where it cannot."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.agreement import WITHIN, agree
from smoulder.assessment.hypothesis import LEAVES, Priors, Range, draw_priors

SMALL = Range(0.02, 0.01, 0.05, "estimated", "", 100)
DEAL = Range(0.2, 0.15, 0.25, "estimated", "", 400)
SPENT = Range(0.2, 0.05, 0.4, "estimated", "", 20)


def priors(spent: Range = SPENT, size: int = 500) -> Priors:
    return draw_priors(SMALL, DEAL, spent, size, np.random.default_rng(1))


def ones(size: int) -> list[np.ndarray]:  # type: ignore[type-arg]
    return [np.ones(size)] * 4


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


@given(
    st.lists(st.floats(0.001, 0.95), min_size=1, max_size=5),
    st.floats(1.0, 8.0),
    st.lists(st.floats(0.05, 5.0), min_size=4, max_size=4),
    st.sampled_from([SPENT, Range(0.9, 0.85, 0.95, "estimated", "", 20)]),
)
@settings(max_examples=60, deadline=None)
def test_before_evidence_the_forecast_is_the_comeback_models(
    chances: list[float], ratio: float, others: list[float], spent: Range
) -> None:
    drawn = priors(spent, size=50).draws
    stack = np.tile(np.sort(chances), (50, 1))
    found = agree(stack, drawn, [np.full(50, one) for one in others], np.full(50, ratio))
    np.testing.assert_allclose(np.einsum("dl,dlm->dm", found.priors, found.given), stack, atol=1e-9)
    np.testing.assert_allclose(found.priors.sum(axis=1), 1.0)
    assert ((found.given >= 0) & (found.given <= 1)).all()
    assert (found.priors >= 0).all()
    assert (found.given[:, LEAVES.index("spent"), :] == 0).all()


def test_priors_that_cannot_agree_with_the_model_are_said_to_conflict() -> None:
    spent = Range(0.9, 0.85, 0.95, "estimated", "", 20)
    drawn = priors(spent).draws
    assert agree(np.full((500, 1), 0.6), drawn, ones(500), np.full(500, 3.0)).conflict > 0.9
    assert agree(np.full((500, 1), 0.01), drawn, ones(500), np.full(500, 3.0)).conflict < 0.01


def test_priors_in_conflict_are_widened_and_not_forced_to_an_edge() -> None:
    at = LEAVES.index("spent")
    drawn = priors(Range(0.9, 0.85, 0.95, "estimated", "", 20)).draws
    stack = np.full((500, 1), 0.6)
    found = agree(stack, drawn, ones(500), np.full(500, 3.0))
    before, after = (np.ptp(np.quantile(one[:, at], [0.05, 0.95])) for one in (drawn, found.priors))
    assert after > 1.5 * before
    # staying away keeps at least a tenth of the model's chance of it, and in most draws more
    places = [LEAVES.index("patience"), LEAVES.index("degraded")]
    weights = found.priors[:, places] / found.priors[:, places].sum(axis=1, keepdims=True)
    away = 1 - (weights * found.given[:, places, 0]).sum(axis=1)
    assert away.min() >= 0.4 / WITHIN - 1e-6
    assert (away > 1.5 * 0.4 / WITHIN).mean() > 0.8


def test_priors_that_agree_stay_as_they_were() -> None:
    drawn = priors().draws
    found = agree(np.full((500, 1), 0.3), drawn, ones(500), np.full(500, 3.0))
    assert found.conflict < 0.2
    free = np.all(found.priors == drawn, axis=1)
    assert free.mean() == pytest.approx(1 - found.conflict)


def test_other_leaves_that_say_more_than_the_model_conflict_as_well() -> None:
    deal = Range(0.6, 0.55, 0.65, "estimated", "", 400)
    drawn = draw_priors(SMALL, deal, SPENT, 500, np.random.default_rng(1)).draws
    ratios = [*ones(500)[:3], np.full(500, 4.0)]
    found = agree(np.full((500, 1), 0.3), drawn, ratios, np.full(500, 3.0))
    assert found.conflict > 0.9
    assert found.priors[:, LEAVES.index("deal")].mean() < drawn[:, LEAVES.index("deal")].mean()
