"""Aalen–Johansen: by hand, by law, against statsmodels, and on little data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.aalen_johansen import incidence
from smoulder.models.rates.kaplan_meier import survival


def columns(rows: list[tuple[int, int, int]]):  # type: ignore[no-untyped-def]
    return (
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[0] + row[1] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.int64),
    )


rows = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 20), st.integers(0, 2)), min_size=1, max_size=40)


def test_a_hand_worked_case_with_left_truncation_and_two_ends() -> None:
    # age 2: a, b, c at risk, a comes back: 1/3, 2/3 left. age 4: b, c and d (entered at 3), b wins: 1/3 of 2/3.
    # age 6: c, d: c comes back: 1/2 of 4/9; d is last seen at 7.
    entry, leave, end = np.array([0, 0, 0, 3]), np.array([2, 4, 6, 7]), np.array([1, 2, 1, 0])
    found = incidence(entry, leave, end, (1, 2), 0, 7)
    np.testing.assert_allclose(found[0], [0, 1 / 3, 1 / 3, 1 / 3, 1 / 3, 5 / 9, 5 / 9])
    np.testing.assert_allclose(found[1], [0, 0, 0, 2 / 9, 2 / 9, 2 / 9, 2 / 9])


def test_it_counts_from_a_later_age_on_what_still_runs_there() -> None:
    entry, leave, end = np.array([0, 0, 0, 3]), np.array([2, 4, 6, 7]), np.array([1, 2, 1, 0])
    found = incidence(entry, leave, end, (1, 2), 3, 4)
    np.testing.assert_allclose(found[:, -1], [1 / 3, 1 / 3])


@given(rows, st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_the_ends_and_what_is_left_add_up_to_one(table, start) -> None:  # type: ignore[no-untyped-def]
    entry, leave, end = columns(table)
    found = incidence(entry, leave, end, (1, 2), start, 30)
    np.testing.assert_allclose(found.sum(axis=0) + survival(entry, leave, end > 0, start, 30), 1)
    assert (np.diff(found, axis=-1) >= -1e-12).all()


@given(rows)
@settings(max_examples=60, deadline=None)
def test_without_a_rival_it_is_kaplan_meier_turned_round(table) -> None:  # type: ignore[no-untyped-def]
    entry, leave, end = columns(table)
    alone = incidence(entry, leave, np.where(end == 1, 1, 0), (1, 2), 0, 30)
    np.testing.assert_allclose(alone[0], 1 - survival(entry, leave, end == 1, 0, 30))
    # taking the rival for censoring gives the chance there would be without it, which is no smaller
    assert (incidence(entry, leave, end, (1, 2), 0, 30)[0] <= alone[0] + 1e-12).all()


@pytest.mark.filterwarnings(
    "ignore::RuntimeWarning"
)  # of the reference's standard errors, which are not used
@given(st.lists(st.tuples(st.just(0), st.integers(1, 12), st.integers(0, 2)), min_size=2, max_size=40))
@settings(max_examples=20, deadline=None)
def test_it_agrees_with_statsmodels(table) -> None:  # type: ignore[no-untyped-def]
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="needs statsmodels")
    entry, leave, end = columns(table)
    if set(end.tolist()) != {0, 1, 2}:
        return  # the reference wants both ends
    reference = duration.CumIncidenceRight(leave, end)
    ours = incidence(entry, leave, end, (1, 2), 0, 12)
    for at in range(2):
        for time, value in zip(reference.times, reference.cinc[at], strict=True):
            assert ours[at, int(time) - 1] == pytest.approx(value, abs=1e-9)


def test_weights_are_repeated_cases() -> None:
    entry, leave, end = columns([(0, 2, 1), (0, 3, 2), (1, 4, 0)])
    weighted = incidence(entry, leave, end, (1, 2), 0, 6, np.array([[2.0, 1.0, 3.0]]))[0]
    again = incidence(*(np.repeat(one, [2, 1, 3]) for one in (entry, leave, end)), (1, 2), 0, 6)
    np.testing.assert_allclose(weighted, again)


def test_one_case_and_none_at_all() -> None:
    assert incidence(*columns([(0, 2, 1)]), (1, 2), 0, 3).tolist() == [[0, 1, 1], [0, 0, 0]]
    assert incidence(*columns([]), (1, 2), 0, 3).tolist() == [[0, 0, 0], [0, 0, 0]]
