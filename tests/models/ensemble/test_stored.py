"""The weights that ship."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.ensemble.members import ensemble_members
from smoulder.models.ensemble.stored import Units, stored_weights, weight_rows
from smoulder.models.ensemble.weights import even
from smoulder.records.month import month_index

NAMES = tuple(member.name for member in ensemble_members())


@pytest.mark.parametrize("units", ["countries", "groups"])
def test_the_weights_of_an_origin_add_up_and_none_is_negative(units: Units) -> None:
    for month in ("2004-10", "2017-10", "2024-04"):
        values = stored_weights(units, NAMES, month_index(month)).values
        assert values.sum(axis=-1) == pytest.approx(1)
        assert (values >= 0).all()
        assert not np.allclose(values, 1 / len(NAMES), atol=0.01)


def test_an_origin_gets_the_latest_weights_that_were_known_then() -> None:
    def weights(month: str) -> np.ndarray:
        return stored_weights("countries", NAMES, month_index(month)).values

    assert np.array_equal(weights("2017-10"), weights("2018-09"))
    assert not np.array_equal(weights("2018-09"), weights("2018-10"))
    assert np.array_equal(weights("2030-01"), weights("2024-04"))


def test_before_anything_was_learnt_the_weights_are_even() -> None:
    assert np.allclose(stored_weights("groups", NAMES, month_index("2003-12")).values, 1 / len(NAMES))


def test_weights_for_other_members_are_refused() -> None:
    with pytest.raises(ValueError, match="make it again"):
        stored_weights("countries", ("one", "two"), month_index("2020-01"))


def test_rows_hold_every_kind_of_cell_and_member() -> None:
    rows = weight_rows("groups", month_index("2010-10"), even(("a", "b")))
    assert len(rows) == 3 * 3 * 2
    assert rows[0] == ("groups", "2010-10", "none", 6, "a", "0.5000")
