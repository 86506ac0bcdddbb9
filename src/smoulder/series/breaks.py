"""Change points: months from which deaths run at another level. An aid to the eye, found in hindsight.

docs/methods/indicators.md#change-points
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats, Ints

LEAST_MONTHS = 6
PENALTY = 3.0
"""Times log(n) for each change: one for its level, two for its place."""
SIZES = (0.1, 0.2, 0.35, 0.6, 1.0, 1.7, 3.0, 6.0, 15.0, 100.0)
"""Negative binomial sizes tried: variance is m + m²/size, so that 100 is all but Poisson."""


@dataclass(frozen=True, slots=True)
class Level:
    """A stretch of months at one level.

    first, last: month indices, both included; mean: deaths per month; months: known months in it.
    """

    first: int
    last: int
    mean: float
    months: int


def find_levels(
    first: int, deaths: Floats, least: int = LEAST_MONTHS, penalty: float = PENALTY
) -> list[Level]:
    """Cut a series into stretches of one level each; a change is where one ends and the next begins.

    first:   month index of the first value.
    deaths:  shape (n,), deaths per month, NaN where unknown; unknown months are stepped over.
    least:   known months a stretch must have.
    penalty: times log(n), what a change must gain in twice the log likelihood.
    returns: stretches in order, one where nothing changes, none where no month is known. Counts are taken as
             negative binomial with a size common to all stretches; the size and the cuts together minimise
             the penalised likelihood (exactly, for the sizes tried). Months are taken as independent:
             where they hang together, changes are found that are none (docs/methods/indicators.md has the rates).
    source:  Killick, Fearnhead and Eckley (2012), PELT, Journal of the American Statistical Association 107(500).

    >>> [(level.first, level.mean) for level in find_levels(0, np.array([0.0] * 24 + [30.0] * 24))]
    [(0, 0.0), (24, 30.0)]
    """
    places = np.flatnonzero(~np.isnan(deaths))
    counts = np.maximum(np.round(deaths[places]), 0.0)
    if not len(counts):
        return []
    cost = penalty * np.log(max(len(counts), 2))
    best = min((cut_at_size(counts, size, least, cost) for size in SIZES), key=lambda found: found[0])
    edges = [*best[1], len(counts)]
    levels = []
    for at, (start, stop) in enumerate(zip([0, *best[1]], edges, strict=True)):
        last = first + int(places[stop]) - 1 if at < len(best[1]) else first + len(deaths) - 1
        begin = first + int(places[start]) if at else first
        levels.append(Level(begin, last, float(deaths[places[start:stop]].mean()), stop - start))
    return levels


def cut_at_size(counts: Floats, size: float, least: int, cost: float) -> tuple[float, list[int]]:
    """The best cuts for one size, by PELT: exact, because a stretch never costs less than its parts.

    counts:  shape (n,), whole numbers.
    returns: −2 log likelihood plus `cost` for each cut, and the cuts as positions in `counts`.
    """
    n = len(counts)
    sums = np.concatenate([[0.0], np.cumsum(counts)])
    total = np.full(n + 1, np.inf)
    total[0] = -cost
    before = np.zeros(n + 1, dtype=np.int64)
    starts: Ints = np.array([0], dtype=np.int64)
    until = np.full(n + 1, n + 1, dtype=np.int64)
    for t in range(least, n + 1):
        fits = total[starts] + stretch_cost(sums[t] - sums[starts], t - starts, size)
        total[t], before[t] = float(fits.min()) + cost, starts[int(fits.argmin())]
        # a start that loses by more than the price of a cut at t never wins once a stretch can begin at t
        losing = starts[fits > total[t]]
        until[losing] = np.minimum(until[losing], t + least)
        following = t + 1 - least
        if following >= least:
            starts = np.append(starts, following)
        starts = starts[until[starts] > t + 1]
    if n < least:
        total[n] = float(stretch_cost(sums[n] - sums[0], n, size))
    cuts = []
    at = n
    while at > 0 and before[at] > 0:
        at = int(before[at])
        cuts.append(at)
    return float(total[n]) + _constant(counts, size), cuts[::-1]


def stretch_cost(sum_: Floats | float, months: Ints | int, size: float) -> Floats:
    """−2 log likelihood of a stretch at its own mean, less what does not depend on the mean.

    sum_: deaths in the stretch; months: its length; both of one shape.
    """
    mean = np.asarray(sum_, dtype=np.float64) / months
    # m log m goes to nought with m
    part = np.where(mean > 0, mean * np.log(np.where(mean > 0, mean, 1.0) / (size + mean)), 0.0)
    value: Floats = -2.0 * months * (part + size * np.log(size / (size + mean)))
    return value


def _constant(counts: Floats, size: float) -> float:
    """The rest of −2 log likelihood, the same for every way to cut."""
    from scipy.special import gammaln

    return float(-2.0 * np.sum(gammaln(counts + size) - gammaln(size) - gammaln(counts + 1)))
