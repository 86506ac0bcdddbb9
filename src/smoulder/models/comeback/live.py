"""The chance of a comeback for one group today, from the fitted model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.covariates import Covariates, covariates_of
from smoulder.models.comeback.donors import PATTERN
from smoulder.models.comeback.fit import ComebackFit
from smoulder.models.comeback.grid import grid_of
from smoulder.models.comeback.origins import Key, find_origins
from smoulder.models.comeback.sample import Groups, Sample
from smoulder.models.comeback.stack import FittedStack, pool
from smoulder.records.errors import NoLulls
from smoulder.records.month import month_text
from smoulder.records.series import Floats, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import walk_histories

PARAMETER_DRAWS = 1000
"""Draws of the members' parameters; where more are asked for, these are given again."""


@dataclass(frozen=True, slots=True)
class ComebackForecast:
    """What the stack says of one group.

    curve:   shape (month,), chance of a comeback within 1 … months after the last one seen.
    draws:   shape (draw, month), the same with its error; each row rises.
    major, major_draws: the same for a major comeback, never above the first.
    members: shape (month,) by name; weights: by name.
    lulls, comebacks, borrowed, fitted_to: of the fit.
    """

    curve: Floats
    draws: Floats
    major: Floats
    major_draws: Floats
    members: Mapping[str, Floats]
    weights: Mapping[str, float]
    lulls: int
    comebacks: int
    borrowed: int
    fitted_to: int


def origin_now(groups: Groups, key: Key, settings: Settings, to: int) -> Sample:
    """The origin of one group at the last month that is known of it.

    groups:  series of all groups, the one that is asked about among them.
    key:     its group id and country; to: last month that is seen.
    raises:  NoLulls where the group is in no lull then, or has no months.
    """
    histories = walk_histories(groups.series, settings, to)
    units = [(one.group_id, one.country) for one in histories.series]
    if key not in units:
        raise NoLulls(f"group {key[0]} has no months in {key[1]} by {month_text(to)}; give a later as-of day")
    unit = units.index(key)
    month = int(histories.last[unit]) + histories.first
    origins = find_origins(groups.series, settings, groups.won, to, histories)
    origins = origins.take((origins.unit == unit) & (origins.month == month))
    if not len(origins):
        raise NoLulls(
            f"group {key[0]} is in no lull in {key[1]} in {month_text(month)}; only a lull can end in a comeback"
        )
    covariates = covariates_of(origins, grid_of(histories))
    now = Sample(origins, covariates.join({"borrowed": np.zeros(1)}))
    return _hide_pattern(now) if _by_years(histories.series[unit], month) else now


def _by_years(own: Series, month: int) -> bool:
    """Whether a yearly row stands in for the months: deaths are known of the last one, and its events are not."""
    return bool(np.isnan(own.events[month - own.first]) and not np.isnan(own.deaths[month - own.first]))


def _hide_pattern(now: Sample) -> Sample:
    """The origin without what its months would tell."""
    names, values = now.covariates.names, now.covariates.values.copy()
    values[:, [names.index(name) for name in PATTERN]] = np.nan
    return Sample(now.origins, Covariates(names, values))


def forecast_comeback(
    fit: ComebackFit, now: Sample, months: int, draws: int, rng: np.random.Generator
) -> ComebackForecast:
    """Ask the fitted model about one origin.

    now:     as `origin_now` gives it; where its months are not known donors lend them.
    months:  how far ahead, at least 1.
    returns: where a line lies at half of the peak or above, both curves are the same question; elsewhere the major
             one is held under the first.
    """
    same = bool(now.origins.major_line[0] <= now.origins.line[0])
    now = fit.donors.fill(now)
    made = fit.comeback.member_curves(now.origins, now.covariates, months)
    curve = pool(made, fit.comeback.weights).mean(axis=0)
    spread = _spread(fit.comeback, now, months, draws, rng)
    major, major_spread = curve, spread
    if not same:
        major = fit.major.curves(now.origins, now.covariates, months).mean(axis=0)
        major_spread = _spread(fit.major, now, months, draws, rng)
    return ComebackForecast(
        curve=curve,
        draws=spread,
        major=np.minimum(major, curve),
        major_draws=np.minimum(major_spread, spread),
        members=dict(zip(fit.comeback.names, made.mean(axis=0).T, strict=True)),
        weights=dict(zip(fit.comeback.names, fit.comeback.weights.tolist(), strict=True)),
        lulls=fit.lulls,
        comebacks=fit.comebacks,
        borrowed=fit.borrowed,
        fitted_to=fit.fitted_to,
    )


def _spread(stack: FittedStack, now: Sample, months: int, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of the curve, shape (draw, month)."""
    made = stack.draw_curves(now.origins, now.covariates, months, min(draws, PARAMETER_DRAWS), rng)
    # where there are donors, each draw has one of them, and all of them come as often
    row = rng.permutation(np.arange(made.shape[2]) % len(now))
    spread: Floats = made[row, :, np.arange(made.shape[2])]
    # evenly many of each, in a new order, so that more draws than parameters lose nothing
    again: Floats = spread[rng.permutation(np.arange(draws) % len(spread))]
    return again
