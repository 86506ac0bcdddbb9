"""The update: laws that must hold for any evidence."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.hypothesis import LEAVES
from smoulder.assessment.left_out import posteriors
from smoulder.assessment.likelihood import KINDS, likelihoods
from smoulder.assessment.update import Updated, update
from smoulder.assessment.weights import Weighed
from smoulder.assessment.working import _log_levels, scaled
from smoulder.records.evidence import Likelihood

EVEN = np.full((200, len(LEAVES)), 1 / len(LEAVES))
GRADES = st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("123456"))


def item(
    id_: str, kind: str, cluster: str = "", grades: tuple[str, str] = ("A", "1"), **more: object
) -> Weighed:
    table = likelihoods(kind)
    assert table is not None
    return Weighed(id_, cluster, table, *grades, **more)  # type: ignore[arg-type]


def judged(items: list[Weighed]) -> Updated:
    return update(EVEN, items, LEAVES, np.random.default_rng(5))


@st.composite
def evidence(draw: st.DrawFn) -> list[Weighed]:
    """Items with grades, clusters and copies of every sort."""
    names = draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=5))
    ids = [f"e{at}" for at in range(len(names))]
    return [
        item(
            id_,
            name,
            draw(st.sampled_from(["", "c", "d"])),
            draw(GRADES),
            copy_of=draw(st.sampled_from(["", "", *ids])),
            source=draw(st.sampled_from(["", "s"])),
            share=draw(st.sampled_from([1.0, 0.5, 0.0])),
        )
        for id_, name in zip(ids, names, strict=True)
    ]


@given(evidence())
@settings(max_examples=40, deadline=None)
def test_posteriors_add_up_to_one(items: list[Weighed]) -> None:
    found = judged(items)
    np.testing.assert_allclose(found.posterior.sum(axis=1), 1.0)
    for without in found.without.values():
        assert without.sum() == pytest.approx(1.0)


@given(evidence(), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_order_of_the_evidence_does_not_matter(items: list[Weighed], shuffler) -> None:  # type: ignore[no-untyped-def]
    other = list(items)
    shuffler.shuffle(other)
    np.testing.assert_array_equal(judged(items).posterior, judged(other).posterior)


@given(evidence(), st.floats(0.01, 0.98), st.floats(0, 1), st.floats(0, 1), GRADES)
@settings(max_examples=40, deadline=None)
def test_an_item_that_is_as_likely_under_every_leaf_changes_nothing(
    items: list[Weighed], low: float, wide: float, turn: float, grades: tuple[str, str]
) -> None:
    high = low + wide * (0.99 - low)
    level = Likelihood(low=low, mid=low + turn * (high - low), high=high)
    nothing = Weighed("nothing", "", dict.fromkeys(LEAVES, level), *grades)
    np.testing.assert_allclose(judged([*items, nothing]).posterior, judged(items).posterior, atol=1e-12)


@given(st.sampled_from(sorted(KINDS)), GRADES, st.integers(2, 4), st.booleans())
@settings(max_examples=40, deadline=None)
def test_copies_of_one_item_count_as_that_item_alone(
    kind: str, grades: tuple[str, str], times: int, in_cluster: bool
) -> None:
    def one(id_: str, of: str = "") -> Weighed:
        return item(id_, kind, "c" if in_cluster else "", grades, copy_of=of)

    beside = item("other", "regrouping", "c" if in_cluster else "")
    alone = judged([one("m"), beside])
    copied = judged([one("m"), beside, *(one(id_, "m") for id_ in "azx"[: times - 1])])
    np.testing.assert_allclose(copied.posterior, alone.posterior, atol=1e-12)


@given(evidence())
@settings(max_examples=40, deadline=None)
def test_an_item_removed_gives_the_posterior_of_the_others_alone(items: list[Weighed]) -> None:
    # a copy of what repeats another itself is named after the end of the chain, so chains are left out here
    items = [one for one in items if not one.copy_of or one.copy_of == "e0" != one.id]
    items = [one for one in items if one.id != "e0" or not one.copy_of]
    whole = judged(items)
    removed = posteriors(whole.working, [[at] for at in range(len(items))])
    for at, one in enumerate(items):
        if any(other.copy_of == one.id for other in items):
            continue
        rest = judged([other for other in items if other.id != one.id])
        np.testing.assert_allclose(removed[at], rest.posterior.mean(axis=0), atol=1e-12)


def test_other_priors_on_the_same_evidence_are_as_if_asked_anew() -> None:
    items = [item("a", "surrenders", "c"), item("b", "regrouping", "c")]
    tilted = EVEN * np.linspace(1, 2, len(LEAVES))
    tilted /= tilted.sum(axis=1, keepdims=True)
    anew = update(tilted, items, LEAVES, np.random.default_rng(5)).posterior
    np.testing.assert_allclose(judged(items).working.with_priors(tilted).posterior.T, anew)


@given(evidence())
@settings(max_examples=20, deadline=None)
def test_draws_that_were_asked_for_before_are_the_same(items: list[Weighed]) -> None:
    first = judged(items)
    again = judged(items)
    _log_levels.cache_clear()
    afresh = judged(items)
    for found in (again, afresh):
        np.testing.assert_array_equal(found.working.logs, first.working.logs)
        np.testing.assert_array_equal(found.posterior, first.posterior)


@given(evidence())
@settings(max_examples=20, deadline=None)
def test_what_an_item_itself_says_is_taken_from_the_posterior(items: list[Weighed]) -> None:
    found = judged(items)
    working = found.working
    for at, id_ in enumerate(working.ids):
        rest = scaled(working.total - working.weights[at] * working.logs[at]).mean(axis=1)
        np.testing.assert_allclose(found.without[id_], rest, atol=1e-12, rtol=0)


def test_without_evidence_the_priors_stand() -> None:
    np.testing.assert_allclose(judged([]).posterior, EVEN)


def test_a_hand_worked_update_with_two_leaves() -> None:
    # prior .5/.5, likelihoods .67 and .33 taken in full: .67
    start = np.zeros((1, len(LEAVES)))
    able, unable = LEAVES.index("patience"), LEAVES.index("degraded")
    start[0, [able, unable]] = 0.5
    table: dict[str, Likelihood] = {leaf: Likelihood(low=0.33, mid=0.33, high=0.33) for leaf in LEAVES}
    table["degraded"] = Likelihood(low=0.67, mid=0.67, high=0.67)
    found = update(start, [Weighed("a", "", table, "A", "1")], LEAVES, np.random.default_rng(5)).posterior[0]
    assert found[unable] == pytest.approx(0.67)
    assert found[able] == pytest.approx(0.33)


def test_a_hand_worked_tempering() -> None:
    # odds 2.25 to the power .65 · √.65 (C3): 2.25 ** .52405 = 1.5295
    leaves = ("one", "other")
    table = {"one": Likelihood(low=0.9, mid=0.9, high=0.9), "other": Likelihood(low=0.4, mid=0.4, high=0.4)}
    found = update(
        np.full((1, 2), 0.5), [Weighed("a", "", table, "C", "3")], leaves, np.random.default_rng(1)
    )
    one, other = found.posterior[0]
    assert one / other == pytest.approx(1.5295, abs=1e-4)


def test_an_item_that_the_months_hold_already_has_no_weight() -> None:
    np.testing.assert_allclose(judged([item("a", "continued attacks", share=0.0)]).posterior, EVEN)


def test_fifty_items_and_each_of_them_unsaid_take_little_time() -> None:
    kinds = sorted(KINDS)
    items = [
        item(f"e{at}", kinds[at % len(kinds)], f"c{at // 3}", ("F", "6") if at % 5 == 0 else ("C", "3"))
        for at in range(50)
    ]
    priors = np.full((4000, len(LEAVES)), 1 / len(LEAVES))
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        update(priors, items, LEAVES, np.random.default_rng(1))
        taken.append(time.perf_counter() - start)
    # some 20 ms on an idle core; the bound only holds that it does not grow with the square of the items
    assert min(taken) < 0.5, taken
