"""How many are counted in one attack, and the chance of a count at a rate of attacks.

docs/methods/opportunity.md#likelihood
"""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats

BORROWED = 20.0
"""Events that a group borrows from all groups before its own deaths an event are believed."""
BLUR = 0.1
"""No rate is steadier than to a tenth of itself, however many attacks it makes: the least relative spread."""
_POISSON = 1.0 + 1e-6
"""Below this ratio of variance to mean the count is Poisson."""


def deaths_an_event(deaths: float, events: float, usual: float) -> float:
    """Mean count of one event, pulled towards the usual one where the group has few; never under 1.

    deaths, events: of the group, up to the origin; usual: of all groups together.

    >>> deaths_an_event(90.0, 30.0, usual=3.0)
    3.0
    """
    return max(1.0, (deaths + BORROWED * usual) / (events + BORROWED))


def dispersion(count: float) -> float:
    """Ratio of variance to mean of a count that comes in attacks of this mean size.

    count:   mean count of one attack, >= 1; sizes follow the logarithmic series, many small and few large.
    returns: v with (v - 1) / log v = count; 1 for attacks that count one each.
    source:  Quenouille 1949, A relation between the logarithmic, Poisson, and negative binomial series.

    >>> dispersion(1.0), round(dispersion(3.0), 3)
    (1.0, 6.711)
    """
    if count <= 1.0 + 1e-9:
        return 1.0
    low, high = 0.0, 1.0
    while np.expm1(high) / high < count:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.expm1(middle) / middle < count else (low, middle)
    return float(np.exp((low + high) / 2))


def spreads(means: Floats, spread: float) -> Floats:
    """Variance over mean of counts with these means: that of the attacks, and at least what `BLUR` makes.

    >>> spreads(np.array([10.0, 400.0]), 3.0).round(2).tolist()
    [3.0, 4.0]
    """
    return np.maximum(spread, BLUR**2 * means)


def log_chance(counts: Floats, means: Floats, spread: float) -> Floats:
    """Log chance of counts where attacks come at a steady rate: a Poisson number of them, log-series sizes.

    counts:  shape (count,), whole, >= 0; means: shape (rate,), > 0; spread: variance over mean, >= 1.
    returns: shape (count, rate). With spread above 1 it is the negative binomial whose size is
             mean / (spread - 1): a rate of attacks r times as high has r times the mean and the same spread,
             but for what `BLUR` adds to large means.

    >>> np.exp(log_chance(np.array([0.0]), np.array([2.0]), 1.0)).round(4).tolist()
    [[0.1353]]
    """
    from scipy.special import gammaln

    count, mean, over = counts[:, np.newaxis], means[np.newaxis, :], spreads(means, spread)[np.newaxis, :]
    wide = np.maximum(over, _POISSON)
    size = mean / (wide - 1)
    shape = gammaln(count + size) - gammaln(size) - gammaln(count + 1)
    clustered = shape - size * np.log(wide) + count * np.log1p(-1 / wide)
    poisson = count * np.log(mean) - mean - gammaln(count + 1)
    return np.where(over < _POISSON, poisson, clustered)
