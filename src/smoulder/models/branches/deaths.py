"""Inflicted deaths on a branch: count draws, scaled by the rate ratio, weighted to the comeback model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.branches.tilt import Tilt, first_back, tilt
from smoulder.records.series import Floats, Series

SHARE_YEARS = 10
"""Years back from the last split month, from which the share of inflicted deaths is drawn."""
SHARE_PULL = 25.0
"""Deaths of the pooled share that are added to each year, so that a year of few deaths says little alone."""


@dataclass(frozen=True, slots=True)
class Paths:
    """What the count model says while pressure is as it was.

    before:    shape (11,), deaths of all kinds in the months up to the last one seen.
    deaths:    shape (draw, month), of all kinds. inflicted: of these, shape (draw, month).
    line:      12-month deaths of all kinds that are a comeback.
    """

    before: Floats
    deaths: Floats
    inflicted: Floats
    line: float

    def scaled(self, log_rate: Floats) -> tuple[Floats, Floats]:
        """Deaths of all kinds and inflicted ones, with the inflicted ones multiplied; others stay.

        log_rate: shape (draw, month) or (month,).
        """
        more = self.inflicted * np.exp(log_rate)
        return self.deaths - self.inflicted + more, more


@dataclass(frozen=True, slots=True)
class InflictedShare:
    """What share of a group's recorded deaths it inflicted, by year; shares of its pooled whole.

    value: pooled share; years: shape (year,), each year's, drawn towards the pooled one; unknown: pooled share of
    deaths whose side is not known, which stand beside.
    """

    value: float
    years: Floats
    unknown: float

    def draw(self, draws: int, rng: np.random.Generator) -> Floats:
        """One past year's share for each path, shape (draw,)."""
        return self.years[rng.integers(len(self.years), size=draws)]


def inflicted_share(seen: Series) -> InflictedShare:
    """The share of deaths that a group inflicted, in each of the last ten years that are split by side.

    seen: its months up to the last one that may be seen.
    """
    months = min(len(seen.deaths), 12 * SHARE_YEARS)
    parts = [np.nan_to_num(one[len(one) - months :]) for one in (seen.inflicted, seen.suffered, seen.unknown)]
    whole: Floats = np.sum(parts, axis=0)
    total = float(np.sum(whole))
    # nobody died in the split months: half, and the year's pull has nothing to say
    pooled = float(parts[0].sum()) / total if total else 0.5
    starts = np.arange(months % 12, months, 12)
    blocks = [
        (float(parts[0][at : at + 12].sum()), float(np.sum(whole[at : at + 12])))
        for at in starts.tolist()  # whole years, counted back from the last month
    ]
    years = [(own + SHARE_PULL * pooled) / (all_ + SHARE_PULL) for own, all_ in blocks if all_ > 0]
    return InflictedShare(
        value=pooled,
        years=np.array(years or [pooled]),
        unknown=float(parts[2].sum()) / total if total else 0.0,
    )


def split_paths(
    before: Floats, deaths: Floats, line: float, share: InflictedShare, rng: np.random.Generator
) -> Paths:
    """Split drawn deaths by side: each path has the share of one past year, each death falls by it.

    deaths: shape (draw, month), whole numbers.
    """
    shares = share.draw(len(deaths), rng)[:, np.newaxis]
    inflicted = rng.binomial(np.rint(deaths).astype(np.int64), shares).astype(float)
    return Paths(before, deaths, inflicted, line)


@dataclass(frozen=True, slots=True)
class BranchDeaths:
    """Inflicted deaths on one branch.

    month:  shape (3, month): the middle draw, 5 and 95 % of the deaths of each month.
    upto:   shape (3, horizon): the same of all deaths by each horizon.
    expected: shape (set, horizon), mean deaths by each horizon for each set of parameters: their error alone.
    tilt:   the weights behind.
    """

    month: Floats
    upto: Floats
    expected: Floats
    tilt: Tilt


def branch_deaths(
    paths: Paths, curve: Floats, log_rate: Floats, ahead: Sequence[int], sets: int, late: int = 0
) -> BranchDeaths:
    """Inflicted deaths on a branch, so that as many paths come back as the comeback model says.

    curve:    shape (draw, month), chance of a comeback on the branch; log_rate: shape (draw, month), of the rate.
    ahead:    horizons in months after the last month seen, rising. late: months of these that lie before the as-of
              day; deaths of them are counted for the line, and left out of what is told.
    sets:     draws of parameters for which the mean is worked out.
    """
    months = max(ahead)
    draws, size = len(paths.deaths), len(curve)
    at = np.asarray(ahead) - 1
    own = log_rate[np.arange(draws) % size, :months]
    whole, inflicted = paths.scaled(own)
    weighed = tilt(first_back(paths.before, whole, paths.line), ahead, curve[:, at].mean(axis=0))
    told = inflicted[:, late:]
    sums = np.cumsum(told, axis=1)[:, at - late]
    expected = np.empty((sets, len(ahead)))
    for one in range(sets):
        expected[one] = _mean_upto(paths, curve[one % size, at], log_rate[one % size, :months], ahead, late)
    return BranchDeaths(
        month=summarise(told, weighed.weights),
        upto=summarise(sums, weighed.weights),
        expected=expected,
        tilt=weighed,
    )


def _mean_upto(paths: Paths, chance: Floats, log_rate: Floats, ahead: Sequence[int], late: int) -> Floats:
    """Mean inflicted deaths by each horizon at one set of parameters, shape (horizon,)."""
    whole, inflicted = paths.scaled(log_rate)
    weights = tilt(first_back(paths.before, whole, paths.line), ahead, chance).weights
    found: Floats = np.cumsum(weights @ inflicted[:, late:])[np.asarray(ahead) - 1 - late]
    return found


def summarise(values: Floats, weights: Floats) -> Floats:
    """The middle, 5 and 95 % of weighted draws.

    values: shape (draw, column); weights: shape (draw,), adding up to 1. returns: shape (3, column). The middle and
            not the mean: a ratio whose logarithm is centred on none has a mean above one.

    >>> summarise(np.array([[0.0], [4.0], [90.0]]), np.array([0.2, 0.4, 0.4]))[:, 0].tolist()
    [4.0, 0.0, 90.0]
    """
    order = np.argsort(values, axis=0, kind="stable")
    ranked = np.take_along_axis(values, order, axis=0)
    upto = np.cumsum(weights[order], axis=0)
    return np.stack(
        [
            np.take_along_axis(ranked, np.argmax(upto >= level - 1e-12, axis=0)[np.newaxis], axis=0)[0]
            for level in (0.5, 0.05, 0.95)
        ]
    )
