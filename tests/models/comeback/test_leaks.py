"""Covariates from the future are caught by name, and the sample that the models learn from has none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from smoulder.models.comeback.contract import ComebackModel
from smoulder.models.comeback.leaks import find_leaks
from smoulder.models.comeback.members import comeback_models
from smoulder.models.comeback.sample import Groups, Sample, build_sample
from smoulder.reading.figures import load_all_series
from smoulder.reading.holdings import victories
from smoulder.reading.panels import load_country_panel
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Settings
from tests.models.comeback.made_groups import FIRST, made_groups, made_panel

AT = FIRST + 159
GROUPS, PANEL = made_groups(30), made_panel()


def cut(many: list[Series], month: int) -> list[Series]:
    """The series themselves without a later month; those that had not begun are gone."""
    left = [(one, month - one.first + 1) for one in many]
    return [
        one.change_counts(lambda counts, stop=stop: counts[:stop])  # type: ignore[misc]
        for one, stop in left
        if stop > 0
    ]


def honest(month: int | None) -> Sample:
    return build_sample(GROUPS, PANEL, Settings(), month)


def with_column(name: str, column: Callable[[Sample, int | None], Floats]) -> Callable[[int | None], Sample]:
    """The honest builder with one more covariate."""

    def build(month: int | None) -> Sample:
        sample = honest(month)
        return Sample(sample.origins, sample.covariates.join({name: column(sample, month)}))

    return build


def until_back(sample: Sample, month: int | None) -> Floats:
    return np.where(sample.origins.back > 0, sample.origins.back, 999).astype(float)


def centred_mean(sample: Sample, month: int | None) -> Floats:
    """Mean of thirteen months around the origin, as smoothing a whole series in advance would give it."""
    own = {one.group_id: one for one in GROUPS.series}
    found = []
    for group, at in zip(sample.origins.group.tolist(), sample.origins.month.tolist(), strict=True):
        if group not in own:
            found.append(np.nan)
            continue
        last = own[group].last if month is None else month
        near = own[group].deaths[max(0, at - 6 - own[group].first) : min(last, at + 6) - own[group].first + 1]
        found.append(float(np.nanmean(near)))
    return np.array(found)


@pytest.mark.parametrize("month", [FIRST + 60, AT, FIRST + 170])
def test_taking_away_all_that_came_later_changes_nothing(month: int) -> None:
    assert len(honest(month)) > 50
    assert find_leaks(honest, month) == ()


def test_series_that_end_there_give_the_same_origins() -> None:
    def build(month: int | None) -> Sample:
        if month is None:
            return honest(None)
        short = Groups(cut(list(GROUPS.series), month), GROUPS.won)
        seen = PANEL.counts[:, : month - PANEL.first + 1]
        return build_sample(short, replace(PANEL, counts=seen), Settings())

    assert find_leaks(build, AT) == ()


@pytest.mark.parametrize(
    ("name", "column"),
    [("until_back", until_back), ("centred_mean", centred_mean)],
    ids=("until back", "centred mean"),
)
def test_a_covariate_from_the_future_is_caught_by_name(
    name: str, column: Callable[[Sample, int | None], Floats]
) -> None:
    assert find_leaks(with_column(name, column), AT) == (name,)


def test_a_covariate_of_one_row_that_knows_its_future_is_caught() -> None:
    def one_row(sample: Sample, month: int | None) -> Floats:
        column = np.full(len(sample), np.nan)
        column[0] = float(sample.origins.month.max())
        return column

    assert find_leaks(with_column("one_row", one_row), AT) == ("one_row",)


def test_a_scale_learned_on_all_months_is_caught() -> None:
    def scaled(sample: Sample, month: int | None) -> Floats:
        own: Floats = sample.covariates.column("peak") - sample.covariates.column("peak").mean()
        return own

    assert find_leaks(with_column("scaled", scaled), AT) == ("scaled",)


def test_outcomes_that_are_told_from_beyond_the_month_are_caught() -> None:
    whole = honest(None)

    def build(month: int | None) -> Sample:
        sample = honest(month)
        if month is None:
            return sample
        kept = whole.take(whole.origins.month <= month)
        return Sample(replace(sample.origins, back=kept.origins.back), sample.covariates)

    assert find_leaks(build, AT) == ("back",)


def test_origins_that_are_chosen_by_what_followed_are_caught() -> None:
    def build(month: int | None) -> Sample:
        sample = honest(month)
        return sample.take(sample.origins.back > 0)

    assert find_leaks(build, AT) == ("origins",)


def test_a_covariate_that_is_there_only_in_hindsight_is_caught() -> None:
    def build(month: int | None) -> Sample:
        sample = honest(month)
        more = {"later": np.zeros(len(sample))} if month is None else {}
        return Sample(sample.origins, sample.covariates.join(more))

    assert find_leaks(build, AT) == ("later",)


@pytest.mark.parametrize("year", [1996, 2004])
def test_the_shipped_figures_are_built_without_a_look_ahead(year: int) -> None:
    groups = Groups(load_all_series(), victories(date.max))
    panel = load_country_panel()
    whole = build_sample(groups, panel, Settings())

    def build(month: int | None) -> Sample:
        return whole if month is None else build_sample(groups, panel, Settings(), month)

    assert find_leaks(build, year * 12 - 1) == ()


@pytest.mark.parametrize("member", comeback_models(), ids=lambda one: one.name)
def test_a_refit_on_cut_series_is_the_cut_refit(member: ComebackModel) -> None:
    short, whole = honest(AT), honest(None)
    seen = whole.seen_by(AT)
    asked = whole.take(whole.origins.month == AT + 3)
    one, two = (
        member.fit(sample.origins, sample.covariates).curves(asked.origins, asked.covariates, 36)
        for sample in (short, seen)
    )
    assert np.array_equal(one, two)
