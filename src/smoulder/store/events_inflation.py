"""By how much final figures exceed candidate ones: the factor behind everything provisional.

For each country-month that both cover, y = log((final + 1/2) / (candidate + 1/2)). The y of a country are drawn to
the mean of all countries by how many there are: weight n / (n + within / between variance), by the method of
moments. The 90 % interval is for one new country-month: it holds the spread of months as well as the error
of the mean.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smoulder.records.event import Inflation

Floats = NDArray[np.float64]

LEAST = 3
"""Country-months from which a spread is estimated at all."""
ASSUMED_SPREAD = 0.5
"""Standard deviation of y where it cannot be estimated: a factor of 2.3 either way at 90 %."""
Z90 = 1.6448536269514722


def inflation(overlaps: Sequence[tuple[Any, ...]]) -> tuple[Inflation, ...]:  # Any: columns of the query
    """Factors by lag: first of all countries together (country ''), then of each.

    overlaps: (country, month, lag, candidate vintage, final vintage, candidate deaths, final deaths).
    returns:  empty where nothing overlaps.

    >>> inflation([("Sudan", 24000, 1, "0.0.1", "1.1", 10.0, 20.0)])[0].basis
    'assumed'
    """
    lags: dict[int, list[tuple[str, float, float]]] = defaultdict(list)
    for country, _, lag, _, _, candidate, final in overlaps:
        lags[int(lag)].append((str(country), float(candidate), float(final)))
    found: list[Inflation] = []
    for lag in sorted(lags):
        found += _of_lag(lag, lags[lag])
    return tuple(found)


def _of_lag(lag: int, cells: Sequence[tuple[str, float, float]]) -> list[Inflation]:
    """All countries together, then each, at one lag."""
    by_country: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for country, candidate, final in cells:
        by_country[country].append((candidate, final))
    ratios = {country: _ratios(pairs) for country, pairs in by_country.items()}
    every = np.concatenate(list(ratios.values()))
    mean = float(every.mean())
    if len(every) < LEAST:
        within, between, basis = ASSUMED_SPREAD**2, 0.0, "assumed"
    else:
        within, between = _variances(list(ratios.values()), mean)
        basis = "estimated"
    spread = math.sqrt(within + between + (within + between) / len(every))
    result = [_told("", lag, [pair for pairs in by_country.values() for pair in pairs], mean, spread, basis)]
    for country in sorted(by_country):
        own = ratios[country]
        weight = between / (between + within / len(own)) if between else 0.0
        centre = weight * float(own.mean()) + (1 - weight) * mean
        error = (
            (1 - weight) * between
            + weight * within / len(own)
            + (1 - weight) * (within + between) / len(every)
        )
        kind = "assumed" if basis == "assumed" else "pooled"
        result.append(_told(country, lag, by_country[country], centre, math.sqrt(within + error), kind))
    return result


def _ratios(pairs: Sequence[tuple[float, float]]) -> Floats:
    values = np.array(pairs, dtype=np.float64)
    return np.log((values[:, 1] + 0.5) / (values[:, 0] + 0.5))


def _variances(groups: Sequence[Floats], mean: float) -> tuple[float, float]:
    """Variance of months within a country and of countries, by the method of moments."""
    n = sum(len(one) for one in groups)
    k = len(groups)
    inside = float(sum(((one - one.mean()) ** 2).sum() for one in groups))
    outside = float(sum(len(one) * (one.mean() - mean) ** 2 for one in groups))
    if n == k:  # one month a country: the two cannot be told apart, so that all counts as spread of months
        return outside / (n - 1), 0.0
    within = inside / (n - k)
    if k == 1:
        return within, 0.0
    size = (n - sum(len(one) ** 2 for one in groups) / n) / (k - 1)
    return within, max(0.0, (outside / (k - 1) - within) / size)


def _told(
    country: str, lag: int, pairs: Sequence[tuple[float, float]], centre: float, spread: float, basis: Any
) -> Inflation:  # Any: one of the literals of Inflation
    return Inflation(
        country=country,
        lag=lag,
        months=len(pairs),
        candidate=sum(candidate for candidate, _ in pairs),
        final=sum(final for _, final in pairs),
        factor=math.exp(centre),
        low=math.exp(centre - Z90 * spread),
        high=math.exp(centre + Z90 * spread),
        basis=basis,
    )
