"""Forecasts of past origins see nothing of their own group, nor of what came later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from smoulder.models.backtest.comebacks import (
    FIRST_YEAR,
    FOLDS,
    HORIZONS,
    PEAKS,
    QUIET_AGES,
    Forecasts,
    fold_of,
    forecast_years,
    join_forecasts,
    lull_load,
    stacked,
    weights_by_year,
)
from smoulder.models.comeback.covariates import Covariates
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import Sample
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats
from tests.models.comeback.made_groups import made_sample

SAMPLE = made_sample()
YEARS = range(FIRST_YEAR, FIRST_YEAR + 4)


@dataclass
class Seen:
    """What a fit was given, and what it was asked."""

    learned: Origins
    borrowed: Floats
    asked: list[Origins] = field(default_factory=list)

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        self.asked.append(origins)
        level = 0.1 + 0.2 * (covariates.column("deaths_12") > 1)
        return np.asarray(level)[:, np.newaxis] * np.linspace(0.1, 1, months)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        return np.repeat(self.curves(origins, covariates, months)[:, :, np.newaxis], draws, axis=2)


@dataclass
class Spy:
    """A member that remembers."""

    fits: list[Seen] = field(default_factory=list)
    name: str = "spy"

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> Seen:
        self.fits.append(Seen(origins, covariates.column("borrowed")))
        return self.fits[-1]


@dataclass
class Shared:
    """The same shares for everyone, shape (month,)."""

    shares: Floats

    def curves(self, origins: Origins, covariates: Covariates, months: int) -> Floats:
        return np.repeat(self.shares[np.newaxis, :months], len(origins), axis=0)

    def draw_curves(
        self, origins: Origins, covariates: Covariates, months: int, draws: int, rng: np.random.Generator
    ) -> Floats:
        return np.repeat(self.curves(origins, covariates, months)[:, :, np.newaxis], draws, axis=2)


class Shares:
    """A member that gives everyone the share of what it learned from that came back, by month."""

    name = "shares"

    def fit(self, origins: Origins, covariates: Covariates, *, major: bool = False) -> Shared:
        months = range(1, max(HORIZONS) + 1)
        return Shared(np.array([origins.came_back(one, major=major).mean() for one in months]))


def test_no_fit_sees_the_groups_it_is_asked_about_nor_anything_from_its_year_on() -> None:
    spy = Spy()
    for year in YEARS:
        spy.fits.clear()
        list(forecast_years(SAMPLE, [spy], [year]))
        assert len(spy.fits) == FOLDS
        for one in spy.fits:
            (asked,) = one.asked
            assert set(asked.month // 12) == {year}
            assert not set(asked.group) & set(one.learned.group)
            assert len(set(fold_of(asked.group))) == 1
            last = year * 12 - 1
            assert one.learned.month.max() <= last
            for column in ("back", "back_major", "followed"):
                assert (one.learned.month + getattr(one.learned, column)).max() <= last
            assert one.borrowed.sum() == (SAMPLE.origins.month[SAMPLE.borrowed] <= last).sum()
            # all other groups are there
            others = SAMPLE.take(~SAMPLE.borrowed & (SAMPLE.origins.month <= last)).origins
            missing = set(others.group) - set(one.learned.group)
            assert missing == set(others.group[fold_of(others.group) == fold_of(asked.group)[0]])


def test_every_origin_of_a_group_is_asked_once_in_its_year_and_none_of_a_country() -> None:
    found = join_forecasts(list(forecast_years(SAMPLE, [Spy()], YEARS)))
    year = SAMPLE.origins.month // 12
    own = np.flatnonzero(~SAMPLE.borrowed & (year >= YEARS[0]) & (year <= YEARS[-1]))
    assert found.row.tolist() == own.tolist()
    assert found.names == ("spy",)
    spied = (
        found.members[:, :, 0] / (0.1 + 0.2 * (SAMPLE.covariates.column("deaths_12")[found.row] > 1))[:, None]
    )
    assert spied == pytest.approx(
        np.broadcast_to(np.linspace(0.1, 1, max(HORIZONS))[np.array(HORIZONS) - 1], spied.shape)
    )


def test_what_comes_after_a_year_changes_no_forecast_made_for_it() -> None:
    last = (FIRST_YEAR + 1) * 12 - 1
    later = SAMPLE.origins.month + SAMPLE.origins.followed > last
    other = replace(
        SAMPLE.origins,
        followed=np.where(later, np.maximum(last - SAMPLE.origins.month, 0), SAMPLE.origins.followed),
        back=np.where(SAMPLE.origins.month + SAMPLE.origins.back > last, 0, SAMPLE.origins.back),
        back_major=np.where(
            SAMPLE.origins.month + SAMPLE.origins.back_major > last, 0, SAMPLE.origins.back_major
        ),
        won=SAMPLE.origins.won & ~later,
    )
    one, two = (
        join_forecasts(list(forecast_years(sample, [Shares()], [FIRST_YEAR + 1])))
        for sample in (SAMPLE, Sample(other, SAMPLE.covariates))
    )
    assert np.array_equal(one.members, two.members)
    assert np.array_equal(one.mean, two.mean)
    assert np.array_equal(one.table, two.table)


def test_the_references_are_shares_of_past_origins_of_other_groups() -> None:
    year = FIRST_YEAR + 2
    (found,) = forecast_years(SAMPLE, [Spy()], [year])
    known = SAMPLE.seen_by(year * 12 - 1)
    at, side = HORIZONS.index(12), PEAKS.index(50.0)
    for place in (0, len(found.row) // 2, len(found.row) - 1):
        asked = SAMPLE.origins.take(found.row[place : place + 1])
        past = known.take(~known.borrowed & (fold_of(known.origins.group) != fold_of(asked.group)[0])).origins
        past = past.take(past.decided(12) & (past.peak >= 50))
        share = past.came_back(12).mean()
        same = past.take(
            np.digitize(past.age, QUIET_AGES) == np.digitize(asked.age, QUIET_AGES)[0]
        ).came_back(12)
        assert found.mean[place, at, side] == pytest.approx(share)
        assert found.table[place, at, side] == pytest.approx((same.sum() + share) / (len(same) + 1))


def test_years_without_lulls_are_refused_and_too_early_ones_have_no_reference() -> None:
    with pytest.raises(NoLulls, match="no origin in these years"):
        join_forecasts(list(forecast_years(SAMPLE, [Spy()], [2050])))
    with pytest.raises(NoLulls, match="begin later"):
        list(forecast_years(SAMPLE, [Spy()], [1986]))


def test_folds_are_near_even_and_of_the_group_alone() -> None:
    groups = np.arange(1, 5001)
    assert np.bincount(fold_of(groups)).min() > 0.9 * len(groups) / FOLDS
    assert np.array_equal(fold_of(groups)[::-1], fold_of(groups[::-1]))


def forecasts() -> Forecasts:
    return join_forecasts(list(forecast_years(SAMPLE, [Spy(), Shares()], YEARS)))


def test_the_weights_of_a_year_do_not_know_what_came_after_its_first_day() -> None:
    found, years = forecasts(), [*YEARS]
    whole = weights_by_year(SAMPLE, found, years)
    year = years[-1]
    last = year * 12 - 1
    origins = SAMPLE.origins
    unknown = (origins.month + origins.back > last) | (origins.back == 0)
    other = replace(
        origins,
        back=np.where(
            unknown & (origins.month + origins.followed > last), last + 1 - origins.month, origins.back
        ),
        followed=np.where(origins.month + origins.followed > last, 300, origins.followed),
        won=origins.won & ~(origins.month + origins.followed >= last),
    )
    again = weights_by_year(Sample(other, SAMPLE.covariates), found, [*years, year + 5])
    for one in years:
        assert np.array_equal(whole[one], again[one]), one
    assert not np.array_equal(whole[year], again[year + 5])
    assert whole[years[0]].tolist() == [0.5, 0.5]
    assert all(one.sum() == pytest.approx(1) for one in whole.values())


def test_each_year_is_stacked_with_its_own_weights() -> None:
    found = forecasts()
    weights = {year: np.array([1.0, 0.0]) if year % 2 else np.array([0.25, 0.75]) for year in YEARS}
    pooled = stacked(SAMPLE, found, weights)
    odd = (SAMPLE.origins.month[found.row] // 12) % 2 == 1
    assert np.array_equal(pooled[odd], found.members[odd, :, 0])
    assert pooled[~odd] == pytest.approx(found.members[~odd] @ np.array([0.25, 0.75]))


def test_every_lull_weighs_one_in_all() -> None:
    load = lull_load(SAMPLE.origins)
    assert np.bincount(SAMPLE.origins.lull_code, load) == pytest.approx(1.0)
    assert len(lull_load(SAMPLE.origins.take(np.zeros(0, dtype=np.int64)))) == 0
