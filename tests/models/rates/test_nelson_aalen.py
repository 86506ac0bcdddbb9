"""Nelson–Aalen: by hand, by law, against statsmodels, and on little data."""

import numpy as np
import pytest
from hypothesis import given, settings

from smoulder.models.rates.kaplan_meier import survival
from smoulder.models.rates.nelson_aalen import cumulative_hazard, hazards
from tests.models.rates.test_kaplan_meier import arrays, rows


def test_a_hand_worked_case_with_left_truncation() -> None:
    # age 3: a and b at risk (c enters at 3), a has the event: 1/2. age 5: b and c, c: 1/2. age 9: b alone: 1.
    entry, leave = np.array([0, 0, 3]), np.array([3, 9, 5])
    event = np.array([True, True, True])
    assert hazards(entry, leave, event, 0, 9).tolist() == [0, 0, 0.5, 0, 0.5, 0, 0, 0, 1.0]
    assert cumulative_hazard(entry, leave, event, 0, 9)[-1] == 2.0
    assert cumulative_hazard(entry, leave, event, 3, 6)[-1] == 1.5


@given(rows)
@settings(max_examples=60, deadline=None)
def test_it_lies_at_or_above_minus_the_logarithm_of_kaplan_meier_turned_round(table) -> None:  # type: ignore[no-untyped-def]
    hazard = cumulative_hazard(*arrays(table), 0, 30)
    left = survival(*arrays(table), 0, 30)
    assert (np.diff(hazard) >= 0).all()
    assert (np.exp(-hazard) >= left - 1e-12).all()


@given(rows)
@settings(max_examples=60, deadline=None)
def test_it_agrees_with_statsmodels(table) -> None:  # type: ignore[no-untyped-def]
    duration = pytest.importorskip("statsmodels.duration.survfunc", reason="needs statsmodels")
    entry, leave, event = arrays(table)
    reference = duration.SurvfuncRight(leave, event.astype(int), entry=entry)
    ours = cumulative_hazard(entry, leave, event, 0, 31)
    # statsmodels gives events and cases at risk at each time; their ratios add up to Nelson–Aalen
    theirs = np.cumsum(reference.n_events / reference.n_risk)
    for age, value in zip(reference.surv_times, theirs, strict=True):
        assert ours[int(age) - 1] == pytest.approx(value, abs=1e-9)


def test_one_case_and_none_at_all() -> None:
    assert cumulative_hazard(*arrays([(0, 2, True)]), 0, 3).tolist() == [0, 1, 1]
    assert cumulative_hazard(*arrays([]), 0, 3).tolist() == [0, 0, 0]
