"""Whether what happened lies among the draws as often as it should (docs/methods/counts.md#scores)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.models.scores.interval import central_interval
from smoulder.models.scores.resample import TIMES, Estimate, draw_clusters, estimate
from smoulder.records.series import Floats

LEVELS = (0.5, 0.8, 0.9)
BINS = 10


def pit(draws: Floats, truth: Floats, rng: np.random.Generator) -> Floats:
    """Where the truth stands among the draws, 0 to 1; ties are broken at random.

    draws:   shape (..., draw); truth: shape (...), NaN where unknown.
    returns: shape (...), NaN where the truth is; even between 0 and 1 if the truth is one more draw of the same
             kind, for any number of draws: (draws below + a random part of (draws equal + 1)) / (draws + 1).
    source:  Czado, Gneiting & Held 2009, Predictive model assessment for count data; here for draws.

    >>> pit(np.array([1.0, 2.0, 3.0]), np.array(9.0), np.random.default_rng(1)).item() > 0.75
    True
    """
    below = np.sum(draws < truth[..., np.newaxis], axis=-1)
    equal = np.sum(draws == truth[..., np.newaxis], axis=-1)
    values = (below + rng.uniform(size=truth.shape) * (equal + 1)) / (draws.shape[-1] + 1)
    return np.where(np.isnan(truth), np.nan, values)


def histogram(values: Floats, bins: int = BINS) -> Floats:
    """Shares of PIT values in equal bins from 0 to 1, shape (bin,); all alike if the forecast is calibrated.

    values: any shape; NaN is left out.
    raises: ValueError if all are NaN.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        raise ValueError("no PIT value is known; give a forecast of months that have come to pass")
    held: Floats = np.histogram(known, bins=bins, range=(0.0, 1.0))[0] / len(known)
    return held


def unevenness(
    values: Floats, clusters: Sequence[str], rng: np.random.Generator, bins: int = BINS, times: int = TIMES
) -> Estimate:
    """Share of the PIT values that would have to change their bin for all bins to hold as many.

    values:   shape (row, ...), PIT values, NaN left out; clusters: shape (row,), the country of each row.
    returns:  0 to 1 - 1/bins; nought is even. Chance alone leaves something above nought, and so does drawing
              again: read the interval as spread, and not for whether it holds nought.
    raises:   ValueError if all values are NaN.

    >>> half = np.array([[0.1], [0.2], [0.3], [0.4]])
    >>> unevenness(half, ["A", "B", "C", "D"], np.random.default_rng(1), bins=2).value
    0.5
    """
    value = float(_from_even(histogram(values, bins)[np.newaxis])[0])
    table = values.reshape(len(clusters), -1)
    places = np.clip((np.nan_to_num(table) * bins).astype(np.int64), 0, bins - 1)
    known = ~np.isnan(table)
    held = np.stack([np.sum((places == one) & known, axis=1) for one in range(bins)], axis=1).astype(float)
    drawn = draw_clusters(clusters, rng, times)
    again = drawn.weights @ drawn.sums(held)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = again / again.sum(axis=1, keepdims=True)
    return estimate(value, _from_even(shares))


def inside(draws: Floats, truth: Floats, levels: Sequence[float] = LEVELS) -> Floats:
    """Whether the truth lies in the central intervals of the draws, bounds included.

    draws:    shape (..., draw); truth: shape (...), NaN where unknown; levels: shares that should be inside.
    returns:  shape (level, ...): 1 inside, 0 outside, NaN where the truth is unknown. Where most draws are nought the
              interval holds more than its level, because its bounds are counts; `pit` has no such excess.

    >>> inside(np.arange(101.0), np.array(94.0)).tolist()
    [0.0, 0.0, 1.0]
    """
    unknown = np.isnan(truth)
    held = []
    for level in levels:
        low, high = central_interval(draws, level)
        held.append(np.where(unknown, np.nan, (truth >= low) & (truth <= high)))
    return np.stack(held)


def _from_even(shares: Floats) -> Floats:
    """Half the absolute distance of shares, shape (row, bin), from equal ones; shape (row,)."""
    distance: Floats = np.abs(shares - 1 / shares.shape[1]).sum(axis=1) / 2
    return distance
