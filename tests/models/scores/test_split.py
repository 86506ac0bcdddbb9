"""Each cell is in exactly one part of the split."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from smoulder.models.scores.split import CHANGES, split_cells

count = st.one_of(st.just(float("nan")), st.integers(0, 60).map(float))


@pytest.mark.parametrize(
    ("before", "then", "change"),
    [
        (0, 0, "zeros"),
        (0, 1, "onset"),
        (1, 6, "steady"),  # no more than five above
        (1, 7, "escalation"),
        (20, 40, "steady"),  # no more than twice
        (20, 41, "escalation"),
        (20, 10, "steady"),  # no less than half
        (20, 9, "de-escalation"),
        (6, 1, "steady"),  # no more than five below
        (6, 0, "de-escalation"),
        (5, 0, "steady"),
    ],
)
def test_a_month_is_held_against_the_mean_of_the_year_before(before: float, then: float, change: str) -> None:
    # a month before the last twelve does not count
    cells = split_cells(np.array([[900.0, *[before] * 12]]), np.array([[float(then)]]))
    assert [name for name in CHANGES if cells[name].any()] == [change]


def test_unknown_months_are_left_out_of_the_year_before() -> None:
    past = np.array([[np.nan] * 11 + [20.0], [np.nan] * 12])
    cells = split_cells(past, np.array([[50.0], [50.0]]))
    assert cells["escalation"].tolist() == [[True], [False]]
    assert not any(part[1].any() for part in cells.values())


@given(arrays.arrays(float, (3, 14), elements=count), arrays.arrays(float, (3, 5), elements=count))
def test_every_known_cell_is_in_exactly_one_part(past: np.ndarray, truth: np.ndarray) -> None:
    cells = split_cells(past, truth)
    assert tuple(cells) == CHANGES
    known = ~np.isnan(truth) & ~np.isnan(past[:, -12:]).all(axis=1)[:, np.newaxis]
    assert np.array_equal(sum(part.astype(int) for part in cells.values()), known.astype(int))
