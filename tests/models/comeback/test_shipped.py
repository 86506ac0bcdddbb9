"""The weights that ship."""

from __future__ import annotations

import pytest

from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.shipped import Line, shipped_weights
from smoulder.models.comeback.stack import even_weights

NAMES = tuple(one.name for one in comeback_models())
EVEN = even_weights(len(NAMES))


@pytest.mark.parametrize("line", ["comeback", "major"])
def test_shipped_weights_are_of_the_newest_year_that_is_not_later(line: Line) -> None:
    for year in (1994, 2005, 2020, 2100):
        weights = shipped_weights(line, NAMES, year)
        assert weights.shape == (len(NAMES),)
        assert weights.sum() == pytest.approx(1)
        assert weights.min() >= 0
    assert shipped_weights(line, NAMES, 1994) == pytest.approx(EVEN, abs=1e-3)
    assert shipped_weights(line, NAMES, 1980) == pytest.approx(EVEN)
    turned = shipped_weights(line, NAMES[::-1], 2020)
    assert turned[::-1] == pytest.approx(shipped_weights(line, NAMES, 2020))


def test_weights_of_other_members_are_refused() -> None:
    with pytest.raises(ValueError, match="make it again"):
        shipped_weights("comeback", ("one", "two"), 2020)
