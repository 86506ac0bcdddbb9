"""The tree as an analyst has it: parts that mix to their leaf."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.tree import (
    WHOLE,
    draw_shares,
    grow,
    solve_parts,
    split_given,
    split_priors,
)
from smoulder.records.change import HypothesisPut, Part
from smoulder.records.errors import BadEntry
from smoulder.records.evidence import Likelihood

DRAWS = 50


def exact(value: float) -> Likelihood:
    return Likelihood(low=value, mid=value, high=value)


HALF, SAME = exact(0.5), exact(1.0)


def part(name: str, share: Likelihood = HALF, odds: Likelihood = SAME) -> Part:
    return Part(id=name, words=f"{name} words", share=share, odds=odds)


def split(leaf: str, *parts: Part, **more: object) -> HypothesisPut:
    return HypothesisPut(leaf=leaf, parts=parts, **more)  # type: ignore[arg-type]


@st.composite
def ranges(draw: st.DrawFn, least: float, most: float) -> Likelihood:
    low, mid, high = sorted(draw(st.tuples(*[st.floats(least, most)] * 3)))
    return Likelihood(low=low, mid=mid, high=high)


@st.composite
def splits(draw: st.DrawFn) -> dict[str, HypothesisPut]:
    """One or two leaves split into two to four parts each."""
    out: dict[str, HypothesisPut] = {}
    for leaf in draw(st.lists(st.sampled_from(LEAVES), min_size=1, max_size=2, unique=True)):
        count = draw(st.integers(2, 4))
        parts = [
            part(f"{leaf} {at}", draw(ranges(0.02, 0.9)), draw(ranges(0.05, 20.0))) for at in range(count)
        ]
        out[leaf] = split(leaf, *parts)
    return out


@given(splits(), st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_parts_add_up_to_their_leaf_and_mix_to_its_chance(
    changes: dict[str, HypothesisPut], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    tree = grow(changes)
    priors = rng.dirichlet(np.ones(len(LEAVES)), size=DRAWS)
    chances = np.sort(rng.uniform(size=(DRAWS, len(LEAVES), 3)), axis=2)
    chances[:, LEAVES.index("spent"), :] = 0.0
    shares = draw_shares(tree, DRAWS, seed)
    parts, given_ = split_priors(priors, tree, shares), split_given(chances, tree, shares)
    np.testing.assert_allclose(parts.sum(axis=1), 1.0)
    np.testing.assert_allclose(tree.joined(parts), priors)
    total = np.einsum("dl,dlm->dm", parts, given_)
    np.testing.assert_allclose(total, np.einsum("dl,dlm->dm", priors, chances), atol=1e-12)
    assert ((given_ >= 0) & (given_ <= 1)).all()


@given(
    st.floats(1e-6, 1 - 1e-6),
    st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.02, 50)), min_size=2, max_size=5),
)
@settings(max_examples=100, deadline=None)
def test_any_odds_between_parts_can_be_met(mean: float, parts: list[tuple[float, float]]) -> None:
    shares = np.array([[one for one, _ in parts]])
    shares /= shares.sum()
    odds = np.array([[two / parts[0][1] for _, two in parts]])
    found = solve_parts(np.array([[mean]]), shares, odds)[0, :, 0]
    assert float(shares[0] @ found) == pytest.approx(mean, abs=1e-13)
    np.testing.assert_allclose((found / (1 - found)) / (found[0] / (1 - found[0])), odds[0], rtol=1e-6)


def test_a_leaf_that_cannot_come_back_has_no_part_that_can() -> None:
    tree = grow({"spent": split("spent", part("disbanded"), part("in prison", odds=exact(4.0)))})
    found = split_given(np.zeros((DRAWS, 7, 2)), tree, draw_shares(tree, DRAWS, 1))
    assert (found == 0).all()


def test_parts_stand_in_the_place_of_their_leaf() -> None:
    tree = grow({"deal": split("deal", part("ceasefire"), part("co-opted"))})
    assert tree.ids == (
        "unseen", "moved", "won", "ceasefire", "co-opted", "patience", "degraded", "spent",
    )  # fmt: skip
    assert [node.leaf for node in tree.nodes[3:5]] == ["deal", "deal"]


def test_a_leaf_and_a_part_can_have_other_words() -> None:
    tree = grow(
        {
            "patience": HypothesisPut(leaf="patience", words="bides its time"),
            "deal": split("deal", part("ceasefire"), part("co-opted")),
            "ceasefire": HypothesisPut(leaf="ceasefire", words="a truce holds"),
        }
    )
    words = {node.id: node.words for node in tree.nodes}
    assert (words["patience"], words["ceasefire"]) == ("bides its time", "a truce holds")


def test_an_item_speaks_of_a_part_as_of_its_leaf_unless_it_names_it() -> None:
    tree = grow({"deal": split("deal", part("ceasefire"), part("co-opted"))})
    found = tree.likelihoods({"deal": exact(0.8), "co-opted": exact(0.2), "spent": exact(0.1)})
    assert (found["ceasefire"].mid, found["co-opted"].mid, found["spent"].mid) == (0.8, 0.2, 0.1)
    assert found["moved"].mid == 0.5


def test_a_split_leaves_the_numbers_of_another_as_they_are() -> None:
    one = {"deal": split("deal", part("ceasefire", ranges_of(0.2, 0.5, 0.8)), part("co-opted"))}
    both = {**one, "moved": split("moved", part("renamed"), part("abroad", ranges_of(0.1, 0.3, 0.6)))}
    alone, beside = (draw_shares(grow(changes), DRAWS, 3) for changes in (one, both))
    at, other = grow(one).ids.index("ceasefire"), grow(both).ids.index("ceasefire")
    np.testing.assert_array_equal(alone.shares[:, at], beside.shares[:, other])


def ranges_of(low: float, mid: float, high: float) -> Likelihood:
    return Likelihood(low=low, mid=mid, high=high)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"patiense": HypothesisPut(leaf="patiense", words="x")}, "no leaf is called 'patiense'"),
        ({"deal": split("deal", part("won"), part("other"))}, "name of another leaf"),
        (
            {"deal": split("deal", part("a"), part("b")), "moved": split("moved", part("a"), part("c"))},
            "'a' has the name",
        ),
        (
            {"deal": split("deal", part("a"), part("b")), "a": HypothesisPut(leaf="a", prior=exact(0.2))},
            "is a part of 'deal' already",
        ),
        ({"deal": HypothesisPut(leaf="deal", prior=exact(1.0))}, "between 0 and 1"),
        ({"deal": split("deal", part("a", exact(0.0)), part("b"))}, "between 0 and 1"),
        ({"deal": split("deal", part("a"), part("b", odds=exact(0.0)))}, "must be above 0"),
    ],
)
def test_a_tree_that_cannot_stand_is_refused(changes: dict[str, HypothesisPut], words: str) -> None:
    with pytest.raises(BadEntry, match=words):
        grow(changes)


def test_without_changes_the_tree_is_the_seven_leaves() -> None:
    assert grow({}).ids == WHOLE.ids == LEAVES
    priors = np.full((3, 7), 1 / 7)
    np.testing.assert_array_equal(split_priors(priors, WHOLE, draw_shares(WHOLE, 3, 1)), priors)
