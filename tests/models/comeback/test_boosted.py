"""Boosted trees: where they start, what they leave out, and whether they find what is there."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.comeback.boosted import Boosted, FittedBoosted
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.records.series import Floats, Ints
from tests.models.comeback.waiting import origins_of

BARE = Boosted(names=("x",), bags=2, trees=1, rate=1e-9)
"""Trees that say nothing: what is left is the start."""


def lulls(back: Ints, followed: Ints) -> Origins:
    size = len(back)
    return origins_of(np.arange(size), np.zeros(size, dtype=np.int64), back, followed)


def table(x: Floats, borrowed: Floats | float = 0.0) -> Covariates:
    return Covariates(("x", "borrowed"), np.column_stack([x, np.broadcast_to(borrowed, len(x))]))


def fit(model: Boosted, origins: Origins, covariates: Covariates) -> FittedBoosted:
    return model.fit(origins, covariates)


def first_month(fitted: FittedBoosted, x: Floats) -> Floats:
    asked = lulls(np.zeros(len(x), dtype=np.int64), np.zeros(len(x), dtype=np.int64))
    return fitted.curves(asked, table(x), 1)[:, 0]


def mixed(*parts: tuple[int, int, int]) -> tuple[Ints, Ints]:
    """So many lulls, back in that month, followed so long."""
    back = np.concatenate([np.full(count, month) for count, month, _ in parts])
    return back, np.concatenate([np.full(count, seen) for count, _, seen in parts])


def test_trees_start_from_the_odds_of_their_step() -> None:
    back, followed = mixed((40, 1, 60), (60, 2, 60), (300, 0, 60))
    fitted = fit(BARE, lulls(back, followed), table(np.zeros(400)))
    curve = fitted.curves(lulls(back[:1], followed[:1]), table(np.zeros(1)), 3)[0]
    # half a comeback, and one lull, are added in each step
    shares = [40.5 / 401, 60.5 / 361, 0.5 / 301]
    assert curve == pytest.approx(1 - np.cumprod(1 - np.array(shares)), abs=1e-6)


def test_lulls_of_countries_have_a_start_of_their_own_and_groups_are_asked_with_theirs() -> None:
    back, followed = mixed((20, 1, 60), (180, 0, 60), (150, 1, 60), (50, 0, 60))
    borrowed = np.repeat([0.0, 1.0], 200)
    fitted = fit(BARE, lulls(back, followed), table(np.zeros(400), borrowed))
    assert first_month(fitted, np.zeros(1)) == pytest.approx([20.5 / 201], abs=1e-6)


def test_a_step_that_the_data_cut_short_is_left_out_even_with_its_comeback() -> None:
    # steps of months 13 to 18: of the first, 30 are followed through and 3 come back in it; of the second, the months
    # end in the 15th, and all ten that came back before it would be kept for their event alone
    whole = mixed((1, 1, 60), (3, 14, 60), (27, 0, 60))
    short = mixed((10, 14, 15), (90, 0, 15))
    both = tuple(np.concatenate(pair) for pair in zip(whole, short, strict=True))
    one = fit(BARE, lulls(*whole), table(np.zeros(len(whole[0]))))
    two = fit(BARE, lulls(*both), table(np.zeros(len(both[0]))))
    at = 6
    assert two.start[at] == pytest.approx(one.start[at])
    assert one.start[at] == pytest.approx(np.log(3.5 / (31 - 3.5)))
    # and months that were followed to their end do count
    assert two.start[0] < one.start[0]


def test_a_group_that_won_counts_as_watched_to_the_end() -> None:
    back, followed = mixed((20, 1, 60), (80, 0, 8))
    lost = lulls(back, followed)
    won = replace(lost, won=followed == 8)
    at = 4
    kept, left = (fit(BARE, one, table(np.zeros(100))).start[at] for one in (won, lost))
    assert kept == pytest.approx(np.log(0.5 / 80.5))
    assert left == 0.0


def test_trees_find_a_covariate_that_decides_and_bear_a_gap() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=1500)
    back = np.where(rng.uniform(size=1500) < np.where(x > 0.5, 0.5, 0.05), 1, 0)
    fitted = fit(Boosted(names=("x",)), lulls(back, np.full(1500, 3)), table(x))
    low, high, gap = first_month(fitted, np.array([-1.0, 1.5, np.nan]))
    assert low == pytest.approx(0.05, abs=0.03)
    assert high == pytest.approx(0.5, abs=0.08)
    assert 0 < gap < 1


def test_the_same_rows_give_the_same_trees() -> None:
    rng = np.random.default_rng(2)
    x, back = rng.normal(size=400), rng.integers(0, 4, 400)
    origins = lulls(back, np.full(400, 12))
    one, other = (fit(Boosted(names=("x",)), origins, table(x)) for _ in range(2))
    assert one.stored() == other.stored()


def test_a_bag_of_groups_that_nothing_is_known_of_yet_says_no_more_than_the_start() -> None:
    back, followed = mixed((1, 0, 0), (1, 2, 60))
    origins = lulls(back, followed)
    covariates = table(np.zeros(2))
    fitted = fit(Boosted(names=("x",), bags=20, trees=2), origins, covariates)
    empty = [one for one in fitted.models if not len(one.root)]
    assert 0 < len(empty) < 20
    curves = fitted.draw_curves(origins, covariates, 12, 50, np.random.default_rng(1))
    assert np.isfinite(curves).all()
    again = FittedBoosted.restored(json.loads(json.dumps(fitted.stored())))
    assert np.array_equal(again.curves(origins, covariates, 12), fitted.curves(origins, covariates, 12))
