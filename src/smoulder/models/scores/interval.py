"""Interval score of draws (docs/methods/counts.md#scores)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats

LEVEL = 0.9


def central_interval(draws: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Bounds that leave equal shares of the draws on either side.

    draws:   shape (..., draw); level: share inside, 0 to 1; returns: two arrays of shape (...).
    """
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=-1)
    return low, high


def interval_score(draws: Floats, truth: Floats, level: float = LEVEL) -> Floats:
    """Width of the central interval, plus 2/(1 - level) times the miss.

    draws:   shape (..., draw); truth: shape (...); returns: shape (...), in the unit of the counts; 0 is best.
    source:  Gneiting & Raftery 2007, eq. 43; its mean is the challenge's MIS.

    >>> round(interval_score(np.array([0.0, 0.0]), np.array(3.0)).item(), 9)
    60.0
    """
    from scoringrules import interval_score as score

    low, high = central_interval(draws, level)
    return np.asarray(score(truth, low, high, 1 - level), dtype=float)
