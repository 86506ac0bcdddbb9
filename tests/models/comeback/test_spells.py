"""Origins laid end to end as years of waiting."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.comeback.spells import spells_of
from smoulder.records.errors import NoLulls
from smoulder.records.series import Ints
from tests.models.comeback.waiting import origins_of


def ints(*values: int) -> Ints:
    return np.array(values, dtype=np.int64)


def test_a_lull_enters_as_years_laid_end_to_end() -> None:
    # known for 0, 6, 12 and 18 months; back 20 months after it was known
    spells = spells_of(
        origins_of(ints(7, 7, 7, 7), ints(0, 6, 12, 18), ints(20, 14, 8, 2), ints(30, 24, 18, 12))
    )
    assert spells.row.tolist() == [0, 2]
    assert spells.entry.tolist() == [3.0, 15.0]
    assert spells.leave.tolist() == [15.0, 23.0]
    assert spells.event.tolist() == [False, True]
    assert spells.group.tolist() == [7]


def test_an_open_lull_is_censored_where_sight_ends() -> None:
    spells = spells_of(origins_of(ints(1, 2), ints(0, 0), ints(0, 4), ints(5, 9)))
    assert spells.leave.tolist() == [8.0, 7.0]
    assert spells.event.tolist() == [False, True]


def test_an_origin_with_nothing_after_it_is_left_out() -> None:
    spells = spells_of(origins_of(ints(1, 2), ints(0, 0), ints(0, 4), ints(0, 9)))
    assert spells.row.tolist() == [1]


def test_a_comeback_beyond_the_year_is_left_to_the_next_origin() -> None:
    with pytest.raises(NoLulls, match="none of 1 origins"):
        spells_of(origins_of(ints(1), ints(0), ints(13), ints(20)))


def test_no_origin_is_refused() -> None:
    with pytest.raises(NoLulls, match="no origin"):
        spells_of(origins_of(ints(), ints(), ints(), ints()))
