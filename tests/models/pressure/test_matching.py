"""Matching against a hand case, scipy's nearest neighbours, and laws of balance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from smoulder.models.pressure.matching import difference, match_nearest, plain_difference


def test_a_unit_that_left_gets_the_nearest_of_its_stratum() -> None:
    traits = np.array([[0.0], [1.0], [5.0], [0.1]])
    left = np.array([True, False, False, False])
    found = match_nearest(traits, ["violence"], left, ["a", "a", "a", "b"], neighbours=2)
    assert found.units.tolist() == [0]
    assert found.partners.tolist() == [[1, 2]]
    (row,) = found.balance
    assert (row.left, row.stayed, row.matched) == pytest.approx((0.0, 6.1 / 3, 3.0))


def test_the_difference_is_the_mean_change_less_that_of_the_matches() -> None:
    traits = np.array([[0.0], [0.0], [0.0], [9.0]])
    left = np.array([True, False, False, False])
    matched = match_nearest(traits, ["violence"], left, ["a"] * 4, neighbours=2)
    found = difference(np.array([1.0, 0.0, 1.0, 7.0]), matched, ["m"] * 4, np.random.default_rng(1))
    assert (found.value, found.low, found.high) == (0.5, 0.5, 0.5)
    plain = plain_difference(np.array([1.0, 0.0, 1.0, 7.0]), left, list("mnop"), np.random.default_rng(1))
    assert plain.value == pytest.approx(1 - 8 / 3)


def test_the_partners_are_those_of_a_search_tree() -> None:
    rng = np.random.default_rng(3)
    traits, left = rng.normal(size=(200, 3)), np.arange(200) < 40
    found = match_nearest(traits, ["a", "b", "c"], left, ["same"] * 200)
    scaled = traits / traits.std(axis=0)
    _, near = cKDTree(scaled[~left]).query(scaled[left], k=3)
    assert found.partners.tolist() == np.flatnonzero(~left)[near].tolist()


def test_matching_takes_selection_on_a_measured_trait_out() -> None:
    rng = np.random.default_rng(4)
    violence = rng.normal(size=1500)
    left = rng.random(1500) < 1 / (1 + np.exp(2 + 1.5 * violence))
    change = -0.5 * violence + 0.3 * left + rng.normal(0, 0.1, 1500)
    missions = [str(at % 30) for at in range(1500)]
    matched = match_nearest(violence[:, None], ["violence"], left, ["same"] * 1500)
    plain = plain_difference(change, left, missions, np.random.default_rng(1))
    fair = difference(change, matched, missions, np.random.default_rng(1))
    assert plain.value > 0.6
    assert fair.value == pytest.approx(0.3, abs=0.05)
    assert abs(matched.balance[0].after) < 0.1 < 0.5 < abs(matched.balance[0].before)


@settings(max_examples=30)
@given(st.integers(0, 1000), st.floats(0.01, 100))
def test_the_unit_of_a_trait_does_not_matter(seed: int, factor: float) -> None:
    traits = np.random.default_rng(seed).normal(size=(30, 2))
    left = np.arange(30) < 8
    one = match_nearest(traits, ["a", "b"], left, ["same"] * 30)
    two = match_nearest(traits * [factor, 1.0], ["a", "b"], left, ["same"] * 30)
    assert one.partners.tolist() == two.partners.tolist()


def test_a_stratum_without_stays_is_counted_and_nothing_matched_is_refused() -> None:
    found = match_nearest(np.zeros((2, 1)), ["a"], np.array([True, False]), ["x", "y"])
    assert (len(found.units), found.unmatched, found.balance) == (0, 1, ())
    with pytest.raises(ValueError, match="coarsen the stratum"):
        difference(np.zeros(2), found, ["m", "n"], np.random.default_rng(1))
    with pytest.raises(ValueError, match="left and units that stayed"):
        plain_difference(np.empty(0), np.empty(0, dtype=bool), [], np.random.default_rng(1))
    nobody = match_nearest(np.empty((0, 1)), ["a"], np.empty(0, dtype=bool), [])
    assert nobody.partners.shape == (0, 3)
