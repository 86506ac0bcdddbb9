"""Priors that add up, estimated, assumed or set."""

import numpy as np
import pytest

from smoulder.assessment.hypothesis import (
    LEAVES,
    Priors,
    Range,
    draw_priors,
    draw_range,
    draw_ratio,
    set_priors,
)
from smoulder.records.evidence import Likelihood

SMALL = Range(0.02, 0.01, 0.05, "estimated", "", 100)
DEAL = Range(0.2, 0.15, 0.25, "estimated", "", 400)
SPENT = Range(0.2, 0.05, 0.4, "estimated", "", 20)


def priors(spent: Range = SPENT, size: int = 500) -> Priors:
    return draw_priors(SMALL, DEAL, spent, size, np.random.default_rng(1))


def test_each_drawn_prior_adds_up_to_one_and_rules_nothing_out() -> None:
    drawn = priors(Range(0.9, 0.85, 0.95, "estimated", "", 20)).draws
    np.testing.assert_allclose(drawn.sum(axis=1), 1.0)
    assert (drawn > 0).all()


def test_a_range_is_drawn_through_its_bounds() -> None:
    share = draw_range(SPENT, 200_000, np.random.default_rng(1))
    np.testing.assert_allclose(np.quantile(share, [0.05, 0.5, 0.95]), [0.05, 0.2, 0.4], atol=0.005)
    ratio = draw_ratio(Range(3.0, 1.5, 6.0, "assumed", ""), 200_000, np.random.default_rng(1))
    np.testing.assert_allclose(np.quantile(ratio, [0.05, 0.5, 0.95]), [1.5, 3.0, 6.0], rtol=0.02)


def test_a_prior_that_is_set_is_taken_and_the_others_keep_their_proportions() -> None:
    before = priors()
    own = {"patience": Likelihood(low=0.5, mid=0.6, high=0.7)}
    after = set_priors(before, own, {"patience": "set by A: because"}, 3)  # type: ignore[arg-type]
    at = LEAVES.index("patience")
    np.testing.assert_allclose(np.quantile(after.draws[:, at], [0.05, 0.5, 0.95]), [0.5, 0.6, 0.7], atol=0.03)
    np.testing.assert_allclose(after.draws.sum(axis=1), 1.0)
    rest = [place for place in range(7) if place != at]
    left, right = (
        one.draws[:, rest] / one.draws[:, rest].sum(axis=1, keepdims=True) for one in (before, after)
    )
    np.testing.assert_allclose(left, right)
    assert after.ranges["patience"].why == "set by A: because"
    assert set_priors(before, {}, {}, 3) is before


def test_priors_set_on_every_leaf_are_scaled_to_add_up() -> None:
    half = Likelihood(low=0.4, mid=0.5, high=0.6)
    found = set_priors(priors(), dict.fromkeys(LEAVES, half), dict.fromkeys(LEAVES, "x"), 3).draws
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert found.mean(axis=0) == pytest.approx(np.full(7, 1 / 7), abs=0.01)
