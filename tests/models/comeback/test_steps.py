"""Origins cut into steps of waiting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoulder.models.comeback.steps import COUNT, EDGES, by_month, steps_of
from smoulder.records.errors import NoLulls
from tests.models.comeback.waiting import origins_of


def ints(*values: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def test_steps_by_hand() -> None:
    # back in month 5 of 20; never back in 4 months; an origin of another age is not kept
    steps = steps_of(origins_of(ints(0, 1, 2), ints(12, 0, 3), ints(5, 0, 1), ints(20, 4, 9)))
    assert list(zip(steps.row, steps.step, steps.months, steps.event, strict=True)) == [
        (0, 0, 1.0, False),
        (0, 1, 1.0, False),
        (0, 2, 1.0, False),
        (0, 3, 2.0, True),
        (1, 0, 1.0, False),
        (1, 1, 1.0, False),
        (1, 2, 1.0, False),
        (1, 3, 1.0, False),
    ]
    assert steps.weight == 1.0


def test_a_lull_weighs_one_comeback_however_many_origins_tell_of_it() -> None:
    steps = steps_of(
        origins_of(ints(0, 0, 0, 1), ints(0, 12, 24, 0), ints(30, 18, 6, 0), ints(40, 40, 40, 40))
    )
    assert steps.weight == pytest.approx(1 / 3)


def test_nothing_beyond_the_last_step_counts() -> None:
    steps = steps_of(origins_of(ints(0, 1), ints(0, 0), ints(61, 60), ints(90, 90)))
    assert steps.months[steps.row == 0].sum() == EDGES[-1]
    assert steps.event[steps.row == 0].sum() == 0
    assert steps.event[steps.row == 1].tolist() == [False] * (COUNT - 1) + [True]


def test_the_major_line_has_its_own_steps_and_without_a_comeback_there_is_nothing_to_cut() -> None:
    origins = origins_of(ints(0, 1), ints(0, 0), ints(4, 7), ints(30, 30))
    assert steps_of(origins, major=True).event.sum() == 1
    with pytest.raises(NoLulls, match="none of 1 origins"):
        steps_of(origins.take(ints(0)), major=True)


@given(st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), min_size=1, max_size=30))
def test_the_months_of_all_steps_are_the_months_watched(pairs: list[tuple[int, int]]) -> None:
    followed = np.array([max(pair) for pair in pairs] + [10])
    back = np.array([pair[0] if pair[0] <= pair[1] else 0 for pair in pairs] + [1])
    size = len(back)
    steps = steps_of(origins_of(np.arange(size), np.zeros(size, dtype=np.int64), back, followed))
    watched = np.minimum(np.where(back > 0, back, followed), EDGES[-1])
    assert np.bincount(steps.row, steps.months, size).tolist() == watched.tolist()
    assert steps.event.sum() == ((back > 0) & (back <= EDGES[-1])).sum()


def test_rates_by_step_become_chances_by_month() -> None:
    rates = np.zeros((1, COUNT))
    rates[0, 0], rates[0, 3], rates[0, -1] = 0.1, 0.2, 0.05
    load = -np.log1p(-by_month(rates, 62)[0])
    assert load[:7] == pytest.approx([0.1, 0.1, 0.1, 0.3, 0.5, 0.7, 0.7])
    assert load[[47, 48, 59, 61]] == pytest.approx([0.7, 0.75, 1.3, 1.4])
