"""Kaplan–Meier: by hand, by law, against statsmodels, and on little data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.models.rates.kaplan_meier import survival


def arrays(rows: list[tuple[int, int, bool]]):  # type: ignore[no-untyped-def]
    return (
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[0] + row[1] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=bool),
    )


def test_a_hand_worked_case_with_left_truncation() -> None:
    # age 3: at risk a, b (c enters at 3): a falls, 1/2. age 5: b, c at risk, c falls, 1/2.
    entry, leave = np.array([0, 0, 3]), np.array([3, 9, 5])
    event = np.array([True, False, True])
    assert survival(entry, leave, event, 0, 6).tolist() == [1, 1, 0.5, 0.5, 0.25, 0.25]


rows = st.lists(st.tuples(st.integers(0, 10), st.integers(1, 20), st.booleans()), min_size=1, max_size=40)


@given(rows, st.integers(0, 10))
@settings(max_examples=100, deadline=None)
def test_survival_falls_and_stays_between_nought_and_one(table, start) -> None:  # type: ignore[no-untyped-def]
    curve = survival(*arrays(table), start, 30)
    assert ((curve >= 0) & (curve <= 1)).all()
    assert (np.diff(curve) <= 1e-12).all()


@given(rows)
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_statsmodels(table) -> None:  # type: ignore[no-untyped-def]
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="needs statsmodels")
    entry, leave, event = arrays(table)
    # statsmodels takes an entry at age e as at risk at e + 1 on, as we do
    reference = duration.SurvfuncRight(leave, event.astype(int), entry=entry)
    ours = survival(entry, leave, event, 0, 31)
    for age, value in zip(reference.surv_times, reference.surv_prob, strict=True):
        assert ours[int(age) - 1] == pytest.approx(value, abs=1e-9)


def test_weights_of_one_are_no_weights() -> None:
    entry, leave, event = arrays([(0, 3, True), (1, 5, False), (2, 2, True)])
    weighted = survival(entry, leave, event, 0, 8, np.ones((4, 3)))
    np.testing.assert_array_equal(weighted, np.tile(survival(entry, leave, event, 0, 8), (4, 1)))


def test_nobody_at_risk_leaves_the_curve_where_it_is() -> None:
    assert survival(*arrays([(0, 2, False)]), 5, 3).tolist() == [1, 1, 1]
