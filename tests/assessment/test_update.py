"""The update: laws that must hold for any evidence."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.likelihood import KINDS, WORD, likelihoods
from smoulder.assessment.update import LEANING, Weighed, item_weights, update
from smoulder.records.evidence import Likelihood

EVEN = np.full((200, len(LEAVES)), 1 / len(LEAVES))


def item(id_: str, kind: str, cluster: str = "", **more: object) -> Weighed:
    table = likelihoods(kind)
    assert table is not None
    return Weighed(id_, cluster or id_, table, "A", "1", **more)  # type: ignore[arg-type]


kinds = st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=5)


def rng() -> np.random.Generator:
    return np.random.default_rng(5)


@given(kinds)
@settings(max_examples=40, deadline=None)
def test_posteriors_add_up_to_one(names: list[str]) -> None:
    found = update(EVEN, [item(f"e{at}", name) for at, name in enumerate(names)], rng())
    np.testing.assert_allclose(found.posterior.sum(axis=1), 1.0)
    for without in (*found.without.values(), *found.removed.values()):
        assert without.sum() == pytest.approx(1.0)


@given(kinds, st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_evidence_does_not_matter(names: list[str], shuffler) -> None:  # type: ignore[no-untyped-def]
    items = [item(f"e{at}", name, cluster=f"c{at % 2}") for at, name in enumerate(names)]
    other = list(items)
    shuffler.shuffle(other)
    np.testing.assert_allclose(update(EVEN, items, rng()).posterior, update(EVEN, other, rng()).posterior)


def test_an_item_that_is_as_likely_under_every_leaf_changes_nothing() -> None:
    flat = Likelihood(low=0.3, mid=0.3, high=0.3)
    nothing = Weighed("e1", "e1", dict.fromkeys(LEAVES, flat), "A", "1")
    np.testing.assert_allclose(update(EVEN, [nothing], rng()).posterior, EVEN)


def test_copies_of_one_item_count_as_one() -> None:
    mid = {
        leaf: Likelihood(low=v.mid, mid=v.mid, high=v.mid) for leaf, v in likelihoods("surrenders").items()
    }  # type: ignore[union-attr]
    once = update(EVEN, [Weighed("e1", "c", mid, "A", "1")], rng()).posterior
    thrice = [Weighed(f"e{at}", "c", mid, "A", "1", copy=True) for at in range(3)]
    np.testing.assert_allclose(update(EVEN, thrice, rng()).posterior, once)


def test_two_items_of_one_cluster_count_less_than_two_and_more_than_one() -> None:
    pair = item_weights([item("a", "surrenders", "c"), item("b", "regrouping", "c")])
    assert 0.5 < pair["a"] < 1
    assert pair["a"] == pytest.approx(1 / (1 + LEANING))


def test_grades_f_and_6_stand_in_the_middle_and_not_at_the_bottom() -> None:
    table = likelihoods("surrenders")
    assert table is not None
    weight = {
        grades: item_weights([Weighed("a", "a", table, *grades)])["a"]
        for grades in ("A1", "F1", "E1", "A6", "A5")
    }
    assert weight["E1"] < weight["F1"] < weight["A1"]
    assert weight["A5"] < weight["A6"] < weight["A1"]


def test_a_hand_worked_update_with_two_leaves() -> None:
    # prior .5/.5, likelihoods .67 and .33 taken in full: .67
    start = np.zeros((1, len(LEAVES)))
    able, unable = LEAVES.index("patience"), LEAVES.index("degraded")
    start[0, [able, unable]] = 0.5
    table = {leaf: Likelihood(low=0.33, mid=0.33, high=0.33) for leaf in LEAVES}
    table["degraded"] = Likelihood(low=0.67, mid=0.67, high=0.67)
    found = update(start, [Weighed("a", "a", table, "A", "1")], rng()).posterior[0]
    assert found[unable] == pytest.approx(0.67)
    assert found[able] == pytest.approx(0.33)


def test_an_item_removed_gives_the_posterior_of_the_others_alone() -> None:
    three = [item("a", "surrenders", "c"), item("b", "regrouping", "c"), item("d", "large attack")]
    whole = update(EVEN, three, rng())
    for one in three:
        rest = update(EVEN, [other for other in three if other.id != one.id], rng())
        np.testing.assert_allclose(whole.removed[one.id], rest.posterior.mean(axis=0))


def test_an_item_that_the_months_hold_already_has_no_weight() -> None:
    found = update(EVEN, [item("a", "continued attacks", share=0.0)], rng())
    np.testing.assert_allclose(found.posterior, EVEN)


def test_every_likelihood_word_is_a_range_in_order() -> None:
    assert all(0 < value.low < value.mid < value.high < 1 for value in WORD.values())
