"""Backtest of the comeback model on group months (docs/methods/comeback.md#backtest)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.contract import ComebackModel
from smoulder.models.comeback.origins import Origins
from smoulder.models.comeback.sample import EVERY, Sample
from smoulder.models.comeback.stack import learn_weights, pool
from smoulder.records.errors import NoLulls
from smoulder.records.series import Floats, Ints

HORIZONS = (6, 12, 24, 36)
FIRST_YEAR = 1994
"""First year of origins that are forecast; those before the scored years teach the stack its weights."""
FOLDS = 5
QUIET_AGES = np.array([3, 6, 12, 24, 48, 96])
PEAKS = (25.0, 50.0, 100.0)
"""Least peaks of the lulls that are scored, each with reference tables counted on lulls of the same kind."""


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What was forecast for the origins of some years, seeing only what was known before each year.

    row:      shape (n,), position in the sample.
    members:  shape (n, horizon, member); names of the members beside.
    mean, table: shape (n, horizon, least peak), share of all past lulls, and by the age of the quiet.
    """

    names: tuple[str, ...]
    row: Ints
    members: Floats
    mean: Floats
    table: Floats


def fold_of(group: Ints, folds: int = FOLDS) -> Ints:
    """The fold of each group: the same however many groups there are.

    >>> fold_of(np.array([234, 234, 532])).tolist()
    [2, 2, 0]
    """
    mixed = (np.abs(group).astype(np.uint64) * np.uint64(2654435761)) % np.uint64(2**32)
    found: Ints = ((mixed // np.uint64(7)) % np.uint64(folds)).astype(np.int64)
    return found


def forecast_years(
    sample: Sample, members: Sequence[ComebackModel], years: Sequence[int], *, major: bool = False
) -> Iterator[Forecasts]:
    """Forecast the origins of each year with models fitted on other groups, on what was known before it.

    sample:  all origins with all that followed; what lies after a year's first day is taken out before a fit.
    members: fitted anew for each year and fold of groups. Lulls borrowed from countries stand in every fold.
    yields:  one for each year that has origins.
    """
    fold = fold_of(sample.origins.group)
    for year in years:
        known = sample.seen_by(year * 12 - 1)
        known_fold, own = fold_of(known.origins.group), ~known.borrowed
        here = (sample.origins.month // 12 == year) & ~sample.borrowed
        parts = []
        for one in np.unique(fold[here]):
            asked = np.flatnonzero(here & (fold == one))
            learn = known.take(~own | (known_fold != one))
            parts.append(_forecast(learn, sample.take(asked), asked, members, major=major))
        if parts:
            yield _joined(parts)


def _forecast(
    learn: Sample, asked: Sample, row: Ints, members: Sequence[ComebackModel], *, major: bool
) -> Forecasts:
    chances = []
    for member in members:
        fitted = member.fit(learn.origins, learn.covariates, major=major)
        curves = fitted.curves(asked.origins, asked.covariates, max(HORIZONS))
        chances.append(curves[:, np.array(HORIZONS) - 1])
    mean, table = reference_chances(learn.take(~learn.borrowed).origins, asked.origins, major=major)
    return Forecasts(tuple(member.name for member in members), row, np.stack(chances, axis=-1), mean, table)


def reference_chances(past: Origins, asked: Origins, *, major: bool) -> tuple[Floats, Floats]:
    """The plain share of past origins that came back, and the share by age; shape (n, horizon, least peak)."""
    shape = (len(asked), len(HORIZONS), len(PEAKS))
    mean, table = np.empty(shape), np.empty(shape)
    age = np.digitize(asked.age, QUIET_AGES)
    for at, horizon in enumerate(HORIZONS):
        for side, least in enumerate(PEAKS):
            inside = past.decided(horizon) & (past.peak >= least)
            if not inside.any():
                raise NoLulls(
                    f"no lull from a peak of {least:.0f} was followed for {horizon} months; begin later"
                )
            happened = past.came_back(horizon, major=major)[inside]
            ages = np.digitize(past.age[inside], QUIET_AGES)
            share = float(happened.mean())
            count = np.bincount(ages, minlength=len(QUIET_AGES) + 1)
            yes = np.bincount(ages, happened, len(QUIET_AGES) + 1)
            mean[:, at, side] = share
            # one origin of the plain share in each class, so that an empty class has a chance
            table[:, at, side] = ((yes + share) / (count + 1))[age]
    return mean, table


def _joined(parts: Sequence[Forecasts]) -> Forecasts:
    return Forecasts(
        parts[0].names,
        np.concatenate([part.row for part in parts]),
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.mean for part in parts]),
        np.concatenate([part.table for part in parts]),
    )


def join_forecasts(parts: Sequence[Forecasts]) -> Forecasts:
    """Several years below each other, in the order of their rows.

    raises: NoLulls if there is none.
    """
    if not parts:
        raise NoLulls("no origin in these years; give years in which groups were in a lull")
    whole = _joined(parts)
    order = np.argsort(whole.row, kind="stable")
    return Forecasts(
        whole.names, whole.row[order], whole.members[order], whole.mean[order], whole.table[order]
    )


def weights_by_year(
    sample: Sample, forecasts: Forecasts, years: Sequence[int], *, major: bool = False
) -> dict[int, Floats]:
    """The weights of the stack for each year: learned on forecasts of earlier years whose outcome was known."""
    origins = sample.origins.take(forecasts.row)
    found = {}
    for year in years:
        before = origins.month < year * 12
        seen = origins.take(before).seen_by(year * 12 - 1)
        decided = np.stack([seen.decided(horizon) for horizon in HORIZONS], axis=1)
        happened = np.stack([seen.came_back(horizon, major=major) for horizon in HORIZONS], axis=1)
        load = np.full(len(seen), EVERY / 12)
        found[year] = learn_weights(forecasts.members[before], happened, decided, load)
    return found


def lull_load(origins: Origins) -> Floats:
    """What each origin weighs where each lull weighs one, shape (n,)."""
    code = origins.lull_code
    load: Floats = 1.0 / np.bincount(code)[code] if len(code) else np.empty(0)
    return load


def stacked(sample: Sample, forecasts: Forecasts, weights: dict[int, Floats]) -> Floats:
    """The stack's chances, each year with its own weights, shape (n, horizon)."""
    year = sample.origins.month[forecasts.row] // 12
    out = np.empty(forecasts.members.shape[:2])
    for one in np.unique(year):
        rows = year == one
        out[rows] = pool(forecasts.members[rows], weights[int(one)])
    return out
