"""What an item counts beside its grades and the others of its cluster."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.assessment.weights import (
    CREDIBILITY,
    FEW,
    LEANING,
    RELIABILITY,
    Weighed,
    draw_powers,
    join_grades,
    roots_of,
    spread_weights,
)
from smoulder.records.series import Floats

DRAWS = 4000
powers = st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5)


def item(id_: str, grades: str = "A1", **more: object) -> Weighed:
    return Weighed(id_, "", {}, *grades, **more)  # type: ignore[arg-type]


def drawn(*items: Weighed) -> Floats:
    return draw_powers(items, roots_of(items), DRAWS, 1)


def test_known_grades_have_their_powers_and_the_share_of_news() -> None:
    found = drawn(item("a", "B3"), item("b", "A1", share=0.25))
    assert set(found[0]) == {CREDIBILITY["3"] * RELIABILITY["B"] ** 0.5}
    assert set(found[1]) == {0.25}


def test_what_cannot_be_judged_may_be_any_known_grade_and_is_not_the_worst() -> None:
    unknown_source, unknown_item = drawn(item("a", "F1"), item("b", "A6"))
    for found in (unknown_source, unknown_item):
        values, counts = np.unique(found, return_counts=True)
        assert values.tolist() == sorted(RELIABILITY.values())
        assert (abs(counts / DRAWS - 0.2) < 0.03).all()
        assert RELIABILITY["E"] < found.mean() < RELIABILITY["B"]


def test_an_unknown_source_is_as_good_or_bad_in_all_that_it_says() -> None:
    one, two, other = drawn(item("a", "F1", source="x"), item("b", "F1", source="x"), item("c", "F1"))
    np.testing.assert_array_equal(one, two)
    assert (one != other).mean() > 0.5


def test_copies_of_an_unknown_source_share_what_is_not_known() -> None:
    one, copy = drawn(item("a", "F6", source="x"), item("b", "F6", source="y", copy_of="a"))
    np.testing.assert_array_equal(one, copy)


@given(powers)
@settings(max_examples=60, deadline=None)
def test_copies_count_as_the_best_of_them(values: list[float]) -> None:
    found = spread_weights(np.array(values)[:, np.newaxis], [""] * len(values), ["a"] * len(values))
    assert found.sum() == pytest.approx(max(values), abs=1e-12)


@given(powers, st.floats(0.0, 1.0))
@settings(max_examples=60, deadline=None)
def test_one_more_that_leans_never_takes_away_and_never_counts_in_full(
    values: list[float], more: float
) -> None:
    def total(of: list[float]) -> float:
        names = [str(at) for at in range(len(of))]
        return float(spread_weights(np.array(of)[:, np.newaxis], ["c"] * len(of), names).sum())

    before, after = total(values), total([*values, more])
    assert before - 1e-12 <= after <= before + more + 1e-12


@given(st.integers(1, FEW + 2), st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_many_draws_are_each_weighed_as_if_alone(items: int, seed: int) -> None:
    powers = np.random.default_rng(seed).choice([0.2, 0.4, 0.65, 1.0], (items, 30))
    names = [str(at) for at in range(items)]
    together = spread_weights(powers, ["c"] * items, names)
    for draw in range(30):
        one = spread_weights(powers[:, [draw]], ["c"] * items, names)
        np.testing.assert_array_equal(together[:, [draw]], one)


def test_items_of_the_same_worth_lean_by_the_design_effect() -> None:
    found = spread_weights(np.full((4, 1), 0.5), ["c"] * 4, list("abcd"))
    np.testing.assert_allclose(found, 0.5 / (1 + 3 * LEANING))


def test_an_item_without_weight_takes_nothing_from_its_cluster() -> None:
    found = spread_weights(np.array([[0.8], [0.0]]), ["c", "c"], ["a", "b"])
    np.testing.assert_allclose(found, [[0.8], [0.0]])


def test_copies_in_a_cluster_lean_on_the_rest_as_one() -> None:
    found = spread_weights(np.ones((3, 1)), ["c", "", "c"], ["a", "a", "b"])
    np.testing.assert_allclose(found.ravel(), np.array([0.5, 0.5, 1.0]) / (1 + LEANING))


def test_items_that_repeat_each_other_in_a_ring_are_copies_of_one() -> None:
    ring = [item("b", copy_of="c"), item("c", copy_of="b"), item("a", copy_of="b")]
    assert roots_of(ring) == ("b", "b", "b")


@given(st.sampled_from(list(RELIABILITY.values())), st.sampled_from(list(CREDIBILITY.values())))
def test_two_doubts_weigh_more_than_the_graver_and_less_than_both(one: float, other: float) -> None:
    assert one * other <= join_grades(one, other) <= min(one, other)
    assert join_grades(one, other) == join_grades(other, one)
