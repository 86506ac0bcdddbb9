"""What looking is worth: never less than nothing, and nothing where every leaf says the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.assessment.diagnosticity import entropy
from smoulder.assessment.next_look import Now, Seekable, best_pair, chance_of_report, rank_looks, value_of

LEAVES = ("unseen", "deal", "patience", "degraded")
chances = st.floats(0.01, 0.99)
rows = st.lists(chances, min_size=4, max_size=4).map(np.array)
weights = st.floats(0.0, 1.0)


def now(row: np.ndarray, chance: np.ndarray | None = None) -> Now:
    return Now(LEAVES, row / row.sum(), np.full(4, 0.3) if chance is None else chance)


def seek(likelihoods: np.ndarray, weight: float = 1.0, kind: str = "k") -> Seekable:
    return Seekable(kind, kind, likelihoods, weight)


@given(rows, rows, weights)
def test_expected_information_lies_between_nothing_and_what_is_open(
    row: np.ndarray, likelihoods: np.ndarray, weight: float
) -> None:
    found = value_of(now(row), [seek(likelihoods, weight)])
    assert 0 <= found.bits <= entropy(now(row).posterior) + 1e-9


@given(rows, chances, weights)
def test_a_kind_as_likely_under_every_leaf_is_worth_nothing(
    row: np.ndarray, level: float, weight: float
) -> None:
    found = value_of(now(row), [seek(np.full(4, level), weight)])
    assert found.bits == pytest.approx(0, abs=1e-12)
    assert found.moves == pytest.approx(0, abs=1e-12)


@given(rows, rows)
def test_a_report_of_no_weight_is_worth_nothing(row: np.ndarray, likelihoods: np.ndarray) -> None:
    assert value_of(now(row), [seek(likelihoods, 0.0)]).bits == pytest.approx(0, abs=1e-12)


@given(rows, rows, rows, weights)
def test_what_is_expected_to_be_thought_is_what_is_thought_now(
    row: np.ndarray, likelihoods: np.ndarray, chance: np.ndarray, weight: float
) -> None:
    here = now(row, chance)
    found = value_of(here, [seek(likelihoods, weight)])
    assert sum(one.chance for one in found.outcomes) == pytest.approx(1)
    expected = sum(one.chance * one.answer for one in found.outcomes)
    assert expected == pytest.approx(float(here.posterior @ chance), abs=1e-9)


@given(rows, rows, weights)
def test_a_report_is_a_chance_and_keeps_its_overall_chance(
    row: np.ndarray, likelihoods: np.ndarray, weight: float
) -> None:
    here = now(row)
    seen = chance_of_report(here.posterior, likelihoods, weight)
    assert np.all((seen >= 0) & (seen <= 1))
    assert here.posterior @ seen == pytest.approx(float(here.posterior @ likelihoods))


@given(rows, rows, weights)
def test_a_report_does_to_the_posterior_what_the_update_does(
    row: np.ndarray, likelihoods: np.ndarray, weight: float
) -> None:
    here = now(row)
    seen = here.posterior * chance_of_report(here.posterior, likelihoods, weight)
    updated = here.posterior * likelihoods**weight
    np.testing.assert_allclose(seen / seen.sum(), updated / updated.sum(), atol=1e-12)


@given(rows, rows, rows, weights, weights)
def test_two_looks_tell_as_much_as_the_better_one_and_no_more_than_both(
    row: np.ndarray, one: np.ndarray, other: np.ndarray, first: float, second: float
) -> None:
    a, b = seek(one, first, "a"), seek(other, second, "b")
    here = now(row)
    both, alone = value_of(here, [a, b]).bits, [value_of(here, [each]).bits for each in (a, b)]
    assert max(alone) - 1e-9 <= both <= sum(alone) + 1e-9


@given(rows, st.lists(rows, min_size=2, max_size=5), weights)
def test_the_best_pair_is_the_best_of_all_pairs(
    row: np.ndarray, kinds: list[np.ndarray], weight: float
) -> None:
    here, sought = now(row), [seek(one, weight, f"k{at}") for at, one in enumerate(kinds)]
    best = best_pair(here, sought)
    assert best is not None
    every = [value_of(here, [a, b]).bits for at, a in enumerate(sought) for b in sought[at + 1 :]]
    assert best.bits == pytest.approx(max(every), abs=1e-9)


def test_looks_come_most_telling_first() -> None:
    strong, weak = np.array([0.9, 0.1, 0.5, 0.5]), np.array([0.6, 0.4, 0.5, 0.5])
    looks = rank_looks(now(np.ones(4)), [seek(weak, kind="weak"), seek(strong, kind="strong")])
    assert [one.kinds for one in looks] == [("strong",), ("weak",)]


def test_one_thing_makes_no_pair() -> None:
    assert best_pair(now(np.ones(4)), [seek(np.full(4, 0.5))]) is None
