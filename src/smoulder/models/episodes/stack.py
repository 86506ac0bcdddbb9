"""One forecast out of several: weights by log score on earlier origins (docs/methods/episodes.md#stack)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats

EVEN = 50.0
"""Made-up past forecasts that speak for even weights."""
ROUNDS = 500


def stack_weights(chances: Floats, happened: Bools, even: float = EVEN) -> Floats:
    """Weights of a mixture of forecasts with the best log score on past outcomes, drawn towards even ones.

    chances:  shape (n, member), of past origins whose outcome is known; happened: shape (n,); n may be 0.
    returns:  shape (member,), at least nought, adding up to one.
    source:   Hall & Mitchell 2007 for the pool; fitted by expectation and maximisation, as shares of a mixture.

    >>> stack_weights(np.array([[0.9, 0.1]] * 400), np.ones(400, dtype=bool)).round(2).tolist()
    [0.94, 0.06]
    """
    said = np.where(happened[:, np.newaxis], chances, 1 - chances)
    count = chances.shape[1]
    weights = np.full(count, 1 / count)
    for _ in range(ROUNDS):
        shares = said * weights
        owed = (shares / shares.sum(axis=1, keepdims=True)).sum(axis=0)
        weights = (owed + even / count) / (len(said) + even)
    return weights
