"""Diagnosticity: an item that speaks for or against all alike tells nothing, however strongly."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.diagnosticity import diagnose, divergence, entropy

chances = st.floats(0.01, 0.99)
rows = st.lists(chances, min_size=4, max_size=4).map(np.array)


def shares(row: np.ndarray) -> np.ndarray:
    out: np.ndarray = row / row.sum()
    return out


@given(rows, chances)
def test_an_item_as_likely_under_every_leaf_tells_nothing(priors: np.ndarray, level: float) -> None:
    told = diagnose(shares(priors), np.log(np.full((1, 4), level)))
    assert told.spread[0] == 0
    assert told.learned[0] == pytest.approx(0, abs=1e-12)
    assert told.for_[0] == told.against[0]
    assert told.ratio[0] == 1


@given(rows, rows, st.floats(1e-4, 1.0))
def test_likelihoods_times_a_constant_tell_the_same(
    priors: np.ndarray, likelihoods: np.ndarray, factor: float
) -> None:
    one, other = (
        diagnose(shares(priors), np.log(value)[np.newaxis]) for value in (likelihoods, likelihoods * factor)
    )
    np.testing.assert_allclose(one.spread, other.spread, atol=1e-9)
    np.testing.assert_allclose(one.learned, other.learned, atol=1e-9)
    np.testing.assert_allclose(one.ratio, other.ratio, rtol=1e-9)


@given(rows, rows, st.permutations(range(4)))
def test_the_order_of_the_leaves_does_not_matter(
    priors: np.ndarray, likelihoods: np.ndarray, order: list[int]
) -> None:
    one = diagnose(shares(priors), np.log(likelihoods)[np.newaxis])
    other = diagnose(shares(priors)[order], np.log(likelihoods)[order][np.newaxis])
    np.testing.assert_allclose(one.spread, other.spread, atol=1e-12)
    np.testing.assert_allclose(one.learned, other.learned, atol=1e-12)


@given(rows, rows)
def test_the_pair_named_first_is_the_favoured_one(priors: np.ndarray, likelihoods: np.ndarray) -> None:
    told = diagnose(shares(priors), np.log(likelihoods)[np.newaxis])
    one, other = told.for_[0], told.against[0]
    assert likelihoods[one] >= likelihoods[other]
    assert told.ratio[0] == pytest.approx(likelihoods[one] / likelihoods[other])


def test_leaves_that_are_ruled_out_already_make_no_item_telling() -> None:
    # it parts only the two leaves that hold a thousandth each
    told = diagnose(np.array([0.998, 0.001, 0.001]), np.log([[0.5, 0.9, 0.1]]))
    assert told.spread[0] < 0.01
    assert told.learned[0] < 0.01


@given(rows, rows)
def test_nothing_is_ever_unlearned(after: np.ndarray, before: np.ndarray) -> None:
    assert divergence(shares(after), shares(before)) >= 0
    assert divergence(shares(after), shares(after)) == 0
    assert 0 <= entropy(shares(after)) <= 2 + 1e-12
