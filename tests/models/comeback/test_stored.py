"""Fits are made once for each December, and again only when what they rest on has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from smoulder.models.comeback import stored as kept_fits
from smoulder.models.comeback.donors import Donors
from smoulder.models.comeback.fit import ComebackFit
from smoulder.models.comeback.sample import Groups
from smoulder.models.comeback.stack import FittedStack
from smoulder.models.comeback.stored import fit_for, month_of_fit
from smoulder.records.settings import Settings
from tests.models.comeback.made_groups import LAST, made_groups

GROUPS = made_groups(4)
EMPTY = FittedStack((), (), np.empty(0))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The months for which a fit was made, which costs nothing here."""
    months: list[int] = []

    def make(groups: Groups, settings: Settings, month: int) -> ComebackFit:
        months.append(month)
        return ComebackFit(EMPTY, EMPTY, {}, Donors({}), month, lulls=3, comebacks=2, borrowed=1)

    monkeypatch.setattr(kept_fits, "_make", make)
    monkeypatch.setattr(kept_fits, "_MADE", {})
    return months


def test_a_fit_is_of_the_last_december_and_is_made_once(made: list[int], tmp_path: Path) -> None:
    december = LAST - 12
    assert month_of_fit(LAST - 1) == december
    one = fit_for(GROUPS, Settings(), LAST - 1, tmp_path)
    assert one.fitted_to == december
    assert fit_for(GROUPS, Settings(), LAST - 5, tmp_path) is one
    assert made == [december]
    kept_fits._MADE.clear()
    again = fit_for(GROUPS, Settings(), LAST - 1, tmp_path)
    assert made == [december]
    assert again.stored() == one.stored()
    assert len(list((tmp_path / "fits").iterdir())) == 1
    assert fit_for(GROUPS, Settings(), LAST, tmp_path).fitted_to == LAST
    assert made == [december, LAST]


def test_a_fit_is_made_again_where_a_month_it_saw_has_changed_and_not_for_a_later_one(
    made: list[int],
) -> None:
    def changed(at: int) -> Groups:
        one = GROUPS.series[0]
        deaths = one.deaths.copy()
        deaths[at - one.first] += 1
        return replace(GROUPS, series=[replace(one, deaths=deaths), *GROUPS.series[1:]])

    fit_for(GROUPS, Settings(), LAST - 1)
    fit_for(changed(LAST - 3), Settings(), LAST - 1)
    assert len(made) == 1
    fit_for(changed(LAST - 12), Settings(), LAST - 1)
    fit_for(replace(GROUPS, won={}), Settings(), LAST - 1)
    fit_for(GROUPS, Settings(active_line=30), LAST - 1)
    assert len(made) == 4
    fit_for(GROUPS, Settings(draws=500, seed=3), LAST - 1)
    assert len(made) == 4


def test_memory_holds_only_so_many_fits(made: list[int]) -> None:
    for year in range(kept_fits.KEPT + 3):
        fit_for(GROUPS, Settings(), LAST - 12 * year)
    assert len(kept_fits._MADE) == kept_fits.KEPT
