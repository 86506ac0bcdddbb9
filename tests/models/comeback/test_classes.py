"""Kaplan–Meier by class of age and depth, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from smoulder.models.comeback.classes import PULL, Classes, FittedClasses
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats
from tests.models.comeback.waiting import origins_of


def groups(borrowed: Floats) -> Covariates:
    return Covariates(("borrowed",), np.asarray(borrowed, dtype=float)[:, np.newaxis])


def made(back: list[int], followed: list[int], deaths: list[float], age: int = 0) -> Origins:
    size = len(back)
    rows = origins_of(np.arange(size), np.full(size, age), np.array(back), np.array(followed))
    return replace(rows, twelve=np.array(deaths))


def fit(origins: Origins) -> FittedClasses:
    return Classes().fit(origins, groups(np.zeros(len(origins))))


def chance(fitted: FittedClasses, age: int, deaths: float, months: int) -> float:
    asked = made([0], [0], [deaths], age)
    return float(fitted.curves(asked, groups(np.zeros(1)), months)[0, -1])


def test_one_class_alone_is_kaplan_and_meier() -> None:
    # four at risk in the first months; one back in month 2; one leaves after 5; one of two left back in month 9
    fitted = fit(made([2, 0, 9, 0], [60, 5, 60, 60], [0.0] * 4))
    assert chance(fitted, 0, 0.0, 1) == 0.0
    assert chance(fitted, 0, 0.0, 2) == pytest.approx(1 / 4)
    assert chance(fitted, 0, 0.0, 6) == pytest.approx(1 / 4)
    assert chance(fitted, 0, 0.0, 9) == pytest.approx(1 - 3 / 4 * 1 / 2)
    assert chance(fitted, 0, 0.0, 60) == pytest.approx(1 - 3 / 4 * 1 / 2, abs=1e-5)


def test_a_class_leans_on_its_depth_by_five_lulls_and_the_depth_on_all() -> None:
    quiet, loud = [0.0] * 10, [30.0] * 10
    fitted = fit(made([1] * 2 + [0] * 8 + [1] * 6 + [0] * 4, [60] * 20, quiet + loud))
    whole, own = 8 / 20, 2 / 10
    broad = (10 * own + PULL * whole) / (10 + PULL)
    assert chance(fitted, 0, 0.0, 1) == pytest.approx((10 * own + PULL * broad) / (10 + PULL), abs=1e-5)
    # no lull of that age has been seen: its depth at any age; of that depth neither: all of them
    assert chance(fitted, 100, 0.0, 1) == pytest.approx(broad, abs=1e-5)
    assert chance(fitted, 0, 5.0, 1) == pytest.approx(whole, abs=1e-5)


def test_classes_begin_where_they_say() -> None:
    deaths = [0.0, 0.99, 1.0, 9.0, 10.0, 24.0, 25.0, 99.0, 100.0]
    fitted = fit(made([1, 1, 0, 0, 1, 1, 0, 0, 1], [60] * 9, deaths))
    told = [chance(fitted, 0, one, 1) for one in deaths]
    assert told[0] == told[1] > told[2] == told[3] < told[4] == told[5] > told[6] == told[7] < told[8]


def test_lulls_of_countries_do_not_count() -> None:
    origins = made([1, 0, 1, 1, 1], [60] * 5, [0.0] * 5)
    fitted = Classes().fit(origins, groups(np.array([0, 0, 1, 1, 1])))
    assert chance(fitted, 0, 0.0, 1) == pytest.approx(0.5)
    with pytest.raises(NoLulls, match="none of 0 origins"):
        Classes().fit(origins, groups(np.ones(5)))


def test_draws_are_groups_drawn_again() -> None:
    origins = made([1] * 10 + [0] * 30, [60] * 40, [0.0] * 40)
    fitted = fit(origins)
    drawn = fitted.draw_curves(made([0], [0], [0.0]), groups(np.zeros(1)), 1, 400, np.random.default_rng(1))[
        0, 0
    ]
    # a share of a quarter over forty groups: standard error .068
    assert drawn.std() == pytest.approx(0.068, abs=0.02)
    assert drawn.mean() == pytest.approx(0.25, abs=0.03)
    assert len(np.unique(drawn)) > 5


def test_between_two_ends_the_rate_is_even() -> None:
    fitted = fit(made([5] * 5 + [0] * 5, [60] * 10, [0.0] * 10))
    load = [-np.log1p(-chance(fitted, 0, 0.0, month)) for month in (3, 4, 5, 6)]
    assert load == pytest.approx([0, np.log(2) / 3, 2 * np.log(2) / 3, np.log(2)], abs=1e-4)
