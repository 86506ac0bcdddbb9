"""Weights of a pool, learnt on earlier forecasts."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.ensemble.cells import HIGH, REACHES, REGIMES, regimes
from smoulder.models.ensemble.terms import measure
from smoulder.models.ensemble.weights import Lesson, Weights, even, learn
from smoulder.records.panel import Panel

NAMES = ("good", "bad")


def lesson(seed: int = 1, cells: int = 40, regime: int = 1, reach: int = 0) -> Lesson:
    """A member that knows the mean and one that is ten times too high."""
    rng = np.random.default_rng(seed)
    truth = rng.poisson(4, cells).astype(float)
    members = [rng.poisson(4, (cells, 200)).astype(float), rng.poisson(40, (cells, 200)).astype(float)]
    kinds = np.full(cells, regime), np.full(cells, reach), np.full(cells, 24_000)
    return Lesson(measure(members, truth, rng), *kinds)


def test_the_better_member_gets_the_weight_where_it_was_better_and_nowhere_else() -> None:
    found = learn([lesson()], NAMES, shrink=0.001).values
    assert found[1, 0, 0] > 0.9
    others = [found[one, two] for one in range(3) for two in range(3) if (one, two) != (1, 0)]
    assert all(each.tolist() == [0.5, 0.5] for each in others)


def test_much_shrinkage_leaves_the_weights_even() -> None:
    assert learn([lesson()], NAMES, shrink=1e4).values == pytest.approx(0.5, abs=0.01)


def test_nothing_learnt_is_even() -> None:
    assert learn([], NAMES).values.tolist() == even(NAMES).values.tolist()


def test_what_is_learnt_adds_up_and_does_not_hang_on_the_order_of_lessons() -> None:
    lessons = [lesson(seed) for seed in range(3)]
    found = learn(lessons, NAMES)
    assert found.values.sum(axis=-1) == pytest.approx(1)
    assert learn(lessons[::-1], NAMES).values == pytest.approx(found.values, abs=1e-4)


def test_months_that_had_not_come_to_pass_teach_nothing() -> None:
    one = lesson()
    assert len(one.until(23_999).terms.hit) == 0
    assert len(one.until(24_000).terms.hit) == 40
    assert learn([one.until(23_999)], NAMES).values.tolist() == even(NAMES).values.tolist()


def test_weights_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="do not add up to one"):
        Weights(NAMES, np.full((len(REGIMES), len(REACHES), 2), 0.4))


def test_a_unit_is_quiet_low_or_high_by_its_last_year() -> None:
    counts = np.zeros((4, 24))
    counts[0, :12] = 999  # long ago
    counts[1, -1] = 1
    counts[2] = HIGH
    counts[3, -12:] = np.nan
    panel = Panel(tuple("abcd"), np.arange(4), 0, counts, np.zeros((4, 4), bool))
    assert [REGIMES[each] for each in regimes(panel)] == ["none", "low", "high", "none"]
