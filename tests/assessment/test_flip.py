"""The smallest set that flips the order, against every set tried one by one."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.flip import smallest_flip
from smoulder.assessment.left_out import TIE, lead, posteriors
from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import Working, work_out
from smoulder.records.evidence import Likelihood
from tests.assessment.worked import exactly, worked

LEAVES = ("patience", "degraded", "spent")

levels = st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9])
items = st.tuples(levels, levels, levels, st.sampled_from(["", "x", "y"]), st.integers(0, 6))


@st.composite
def cases(draw: st.DrawFn, most: int = 7) -> Working:
    drawn = draw(st.lists(items, min_size=1, max_size=most))
    weighed = [
        Weighed(
            f"e{at}",
            cluster,
            {
                leaf: Likelihood(low=level - 0.05, mid=level, high=level + 0.05)
                for leaf, level in zip(LEAVES, row, strict=True)
            },
            "ABCDEF"[grade % 6],
            "1",
            copy_of="e0" if grade == 6 and at else "",
        )
        for at, (*row, cluster, grade) in enumerate(drawn)
    ]
    priors = np.random.default_rng(draw(st.integers(0, 50))).dirichlet([4, 3, 2], size=30)
    return work_out(priors, weighed, LEAVES, np.random.default_rng(1))


def by_force(working: Working) -> tuple[int, float] | None:
    """The size of the smallest set that flips, and how far the furthest of that size does."""
    first = int(np.argmax(working.posterior.mean(axis=1)))
    for size in range(1, len(working.ids) + 1):
        sets = [list(one) for one in combinations(range(len(working.ids)), size)]
        margin = lead(posteriors(working, sets), first).min()
        if margin < -TIE:
            return size, float(margin)
    return None


@given(cases())
@settings(max_examples=60, deadline=None)
def test_the_search_finds_a_set_as_small_as_trying_them_all_does(working: Working) -> None:
    flip, forced = smallest_flip(working, alone(working)), by_force(working)
    if forced is None:
        assert flip.items == ()
        assert flip.none_up_to == min(4, len(working.ids))
        return
    size, margin = forced
    if not flip.items:
        # beyond four items the search takes them out in one order only
        assert size > 4
        return
    first = int(np.argmax(working.posterior.mean(axis=1)))
    found = [working.ids.index(id_) for id_ in flip.items]
    after = posteriors(working, [found])
    assert lead(after, first)[0] < -TIE
    assert working.leaves[int(np.argmax(after[0]))] == flip.to
    assert len(found) >= size
    assert flip.none_up_to < size
    if size <= 4:
        assert len(found) == size
        assert flip.smallest
        assert abs(lead(after, first)[0] - margin) < 1e-12


def alone(working: Working) -> np.ndarray:
    return posteriors(working, [[at] for at in range(len(working.ids))])


def test_without_items_nothing_flips() -> None:
    assert smallest_flip(worked({"patience": 0.6, "degraded": 0.4}, []), np.empty((0, 2))).items == ()


def test_items_that_only_together_hold_the_order_are_all_named() -> None:
    # odds 1 : 40, six items of 2 : 1 each give 64 : 40; without one they are 32 : 40
    one = worked(
        {"patience": 1 / 41, "degraded": 40 / 41},
        [exactly(f"e{at}", {"patience": 0.8, "degraded": 0.4}) for at in range(6)],
    )
    assert len(smallest_flip(one, alone(one)).items) == 1
    # odds 1 : 1.9, so that one item left still holds it: all six have to go, more than are tried one by one
    many = worked(
        {"patience": 1 / 2.9, "degraded": 1.9 / 2.9},
        [exactly(f"e{at}", {"patience": 0.8, "degraded": 0.4}) for at in range(6)],
    )
    found = smallest_flip(many, alone(many))
    assert len(found.items) == 6
    assert found.none_up_to == 4
    assert not found.smallest


def test_a_tie_is_no_flip() -> None:
    even = worked({"a": 0.5, "b": 0.5}, [exactly("e0", {"a": 0.8, "b": 0.4})])
    found = smallest_flip(even, alone(even))
    assert found.items == ()
    assert found.none_up_to == 1


def test_with_fifty_items_what_could_not_be_tried_is_not_claimed() -> None:
    priors = np.random.default_rng(0).dirichlet([5, 4], size=50)
    weighed = [exactly(f"e{at:02}", {"a": 0.5, "b": 0.5 - at / 500}) for at in range(50)]
    working = work_out(priors, weighed, ("a", "b"), np.random.default_rng(1))
    found = smallest_flip(working, alone(working))
    assert found.none_up_to == 1
    assert found.items == () or not found.smallest
