"""Columns of the user's own beside the covariates: known from their year on, and never at lulls of countries."""

from __future__ import annotations

import numpy as np
import pytest

from smoulder.models.comeback.leaks import find_leaks
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.own_columns import add_own_columns
from smoulder.models.comeback.sample import Sample, build_sample
from smoulder.reading.own_covariates import GROUP, OwnCovariates
from smoulder.records.settings import Settings
from tests.models.comeback.made_groups import FIRST, made_groups, made_panel, made_sample

Cells = dict[tuple[int | None, str | None], list[tuple[int, float | str | None]]]


def own(**columns: Cells) -> OwnCovariates:
    return OwnCovariates("own.csv", tuple(columns), (GROUP,), columns)


STRENGTH: Cells = {(1000, None): [(0, 500.0)], (1007, None): [(1990, 40.0), (1996, 90.0)]}
AIM: Cells = {(1000, None): [(0, "state")], (1007, None): [(0, "region")]}
SANCTUARY: Cells = {(1000, None): [(0, "abroad")], (1007, None): [(0, "none")], (1014, None): [(0, "home")]}


def test_a_number_is_known_from_its_year_on_and_missing_elsewhere() -> None:
    sample, names = add_own_columns(made_sample(), own(strength=STRENGTH))
    assert names == ("own: strength",)
    column, origins = sample.covariates.column(names[0]), sample.origins
    year = origins.month // 12
    assert set(column[origins.group == 1000]) == {500.0}
    late = origins.group == 1007
    assert np.isnan(column[late & (year < 1990)]).all()
    assert set(column[late & (year >= 1990) & (year < 1996)]) <= {40.0}
    assert set(column[late & (year >= 1996)]) <= {90.0}
    assert (late & (year >= 1990)).any()
    assert np.isnan(column[~np.isin(origins.group, [1000, 1007])]).all()
    assert np.isnan(column[sample.borrowed]).all()
    assert sample.covariates.names[:-1] == made_sample().covariates.names


def test_words_become_one_column_each_and_two_words_one() -> None:
    sample, names = add_own_columns(made_sample(), own(aim=AIM, sanctuary=SANCTUARY))
    assert names == (
        "own: aim is state",
        "own: sanctuary is abroad",
        "own: sanctuary is home",
        "own: sanctuary is none",
    )
    group = sample.origins.group
    assert set(sample.covariates.column(names[0])[group == 1000]) == {1.0}
    assert set(sample.covariates.column(names[0])[group == 1007]) == {0.0}
    home = sample.covariates.column("own: sanctuary is home")
    assert (set(home[group == 1014]), set(home[group == 1000])) == ({1.0}, {0.0})


def test_a_column_that_says_when_it_was_known_is_no_look_ahead() -> None:
    groups, panel = made_groups(20), made_panel()

    def build(month: int | None) -> Sample:
        return add_own_columns(build_sample(groups, panel, Settings(), month), own(strength=STRENGTH))[0]

    assert find_leaks(build, FIRST + 100) == ()


@pytest.mark.parametrize("name", ["hazard", "boosted"])
def test_hazard_and_trees_take_the_columns_up_and_the_others_do_not(name: str) -> None:
    strength: Cells = {
        (int(group), None): [(0, float(group % 5))] for group in np.unique(made_sample().origins.group)
    }
    sample, more = add_own_columns(made_sample(), own(strength=strength))
    members = {one.name: one for one in comeback_models(more)}
    plain = {one.name: one for one in comeback_models()}
    asked = sample.take(np.arange(40))
    one, two = (
        held[name].fit(sample.origins, sample.covariates).curves(asked.origins, asked.covariates, 12)
        for held in (members, plain)
    )
    assert not np.array_equal(one, two)
    for other in set(members) - {"hazard", "boosted"}:
        assert members[other] == plain[other]
