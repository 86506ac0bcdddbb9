"""Each item's part in what evidence changed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.contribution import NODES, contributions, with_contributions
from smoulder.assessment.update import update
from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import scaled
from smoulder.records.evidence import Item, Likelihood, Source

LEAVES = ("deal", "patience", "spent")
DRAWS = 50


def exactly(*chances: float) -> dict[str, Likelihood]:
    return {leaf: Likelihood(low=one, mid=one, high=one) for leaf, one in zip(LEAVES, chances, strict=True)}


def item(id_: str, *chances: float, of: str = "") -> Weighed:
    return Weighed(id_, "", exactly(*chances), "A", "1", copy_of=of)


def parts(
    items: list[Weighed], given_: np.ndarray | None = None
) -> tuple[np.ndarray, float, tuple[str, ...]]:
    """The parts of the items, what all evidence changed at the first horizon, and the ids in their order."""
    rng = np.random.default_rng(1)
    priors = rng.dirichlet([2, 2, 2], DRAWS)
    chance = rng.random((DRAWS, 3, 2)) if given_ is None else given_
    updated = update(priors, items, LEAVES, np.random.default_rng(2))
    before = np.einsum("dl,dl->d", priors, chance[:, :, 0]).mean()
    after = np.einsum("dl,dl->d", updated.posterior, chance[:, :, 0]).mean()
    return contributions(updated.working, chance), after - before, updated.working.ids


chances = st.floats(0.02, 0.98)


@given(st.lists(st.tuples(chances, chances, chances), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_the_parts_add_up_to_what_evidence_changed(likelihoods: list[tuple[float, float, float]]) -> None:
    items = [item(f"e{at}", *one) for at, one in enumerate(likelihoods)]
    found, change, _ = parts(items)
    assert found[:, 0].sum() == pytest.approx(change, abs=1e-9)


def test_the_parts_are_the_mean_slope_on_the_way_worked_out_term_by_term() -> None:
    rng = np.random.default_rng(4)
    items = [item(f"e{at}", *rng.uniform(0.05, 0.95, 3)) for at in range(5)]
    working = update(rng.dirichlet([2, 2, 2], DRAWS), items, LEAVES, rng).working
    chance = rng.random((DRAWS, 3, 2))
    expected = np.zeros((5, 2))
    for place, share in zip(*np.polynomial.legendre.leggauss(NODES), strict=True):
        posterior = scaled(working.start + (place + 1) / 2 * (working.total - working.start))
        for horizon in range(2):
            given_ = chance[:, :, horizon].T
            slope = posterior * (given_ - (posterior * given_).sum(axis=0))
            said = working.weights[:, np.newaxis, :] * working.logs
            expected[:, horizon] += share / 2 * (said * slope).sum(axis=(1, 2)) / DRAWS
    np.testing.assert_allclose(contributions(working, chance), expected, atol=1e-12, rtol=0)


def test_an_item_that_all_leaves_make_as_likely_adds_nothing() -> None:
    found, _, ids = parts([item("a", 0.3, 0.3, 0.3), item("b", 0.9, 0.2, 0.1)])
    assert found[ids.index("a")] == pytest.approx(np.zeros(2), abs=1e-12)


def test_two_that_say_the_same_have_equal_parts() -> None:
    found, _, ids = parts([item("a", 0.9, 0.2, 0.1), item("b", 0.9, 0.2, 0.1), item("c", 0.1, 0.2, 0.9)])
    assert found[ids.index("a")] == pytest.approx(found[ids.index("b")])


def test_the_order_in_which_items_come_does_not_matter() -> None:
    items = [item("a", 0.9, 0.2, 0.1), item("b", 0.3, 0.2, 0.6)]
    assert parts(items)[0] == pytest.approx(parts(items[::-1])[0])


def test_what_speaks_for_the_leaf_that_comes_back_adds_and_what_speaks_against_it_takes() -> None:
    chance = np.zeros((DRAWS, 3, 2))
    chance[:, 1] = 0.8  # only patience comes back
    found, _, ids = parts([item("for", 0.2, 0.8, 0.2), item("against", 0.8, 0.2, 0.8)], chance)
    assert found[ids.index("for"), 0] > 0 > found[ids.index("against"), 0]


def test_no_evidence_has_no_parts() -> None:
    assert parts([])[0].shape == (0, 2)


def test_items_are_given_their_parts_by_horizon() -> None:
    said = exactly(0.9, 0.2, 0.1)
    first = Item(
        id="a",
        kind="weak",
        text="They have few men left.",
        source=Source(kind="report", name="A report"),
        cluster="",
        weight=1.0,
        likelihoods=said,
        why="assumed",
        change={},
        flips=False,
    )
    rng = np.random.default_rng(1)
    updated = update(rng.dirichlet([2, 2, 2], DRAWS), [item("a", 0.9, 0.2, 0.1)], LEAVES, rng)
    chance = rng.random((DRAWS, 3, 2))
    told = with_contributions([first], updated.working, chance, (6, 12))
    each = contributions(updated.working, chance)[0].tolist()
    assert told[0].adds == dict(zip((6, 12), each, strict=True))
