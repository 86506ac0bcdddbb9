"""Branches that share their random numbers."""

import numpy as np
import pytest

from smoulder.assessment.branches import draw_branches
from smoulder.records.series import Floats


def stays() -> Floats:
    rng = np.random.default_rng(2)
    return np.maximum.accumulate(rng.uniform(0.01, 0.5, (4000, 24)), axis=1)


def test_with_an_effect_centred_on_none_the_data_cannot_tell_the_branches_apart() -> None:
    found = draw_branches(stays(), stays() / 2, (6, 12, 24), 0, (), 20, np.random.default_rng(1))
    for gap in found.difference.values():
        assert gap.low < 0 < gap.high
        assert not gap.told_apart


def test_the_difference_is_of_the_two_branches_that_are_shown() -> None:
    found = draw_branches(stays(), stays() / 2, (6, 12, 24), 0, (), 20, np.random.default_rng(1))
    kept, off = found.branches
    for horizon in (6, 12, 24):
        gap = off.comeback[horizon].value - kept.comeback[horizon].value
        assert found.difference[horizon].value == pytest.approx(gap)


def test_the_path_begins_after_the_months_that_nothing_covers() -> None:
    draws = np.tile(np.linspace(0.1, 0.6, 29), (100, 1))
    found = draw_branches(draws, draws, (6, 12, 24), 5, (), 20, np.random.default_rng(1))
    assert len(found.branches[0].path) == 24
    assert found.branches[0].path[0][1] == pytest.approx(draws[0, 5])
    assert found.branches[0].comeback[12].value == pytest.approx(draws[0, 16])
