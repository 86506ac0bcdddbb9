"""Aalen–Johansen: the chance of each end, where one end shuts out the others (docs/methods/base-rates.md)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.models.rates.nelson_aalen import hazards
from smoulder.records.series import Floats, Ints


def incidence(
    entry: Ints,
    exit_: Ints,
    end: Ints,
    ends: Sequence[int],
    start: int,
    steps: int,
    weights: Floats | None = None,
) -> Floats:
    """Chance that each end has come within 1 … steps months after `start`, given none by then.

    entry, exit_: shape (n,), ages; a case is at risk at age a if entry < a <= exit_.
    end:     shape (n,), which end came at `exit_`; a number that is not in `ends` is censored.
    ends:    the ends that compete.
    weights: shape (..., n), case weights, for a bootstrap; ones by default.
    returns: shape (..., end, steps); over the ends they add up to 1 − Kaplan–Meier of any end.
    source:  Aalen & Johansen 1978; Klein & Moeschberger 2003, section 4.7.

    >>> entry, exit_ = np.zeros(4, dtype=np.int64), np.array([1, 2, 2, 3])
    >>> incidence(entry, exit_, np.array([1, 2, 0, 1]), (1, 2), 0, 3).tolist()
    [[0.25, 0.25, 0.75], [0.0, 0.25, 0.25]]
    """
    each = np.stack([hazards(entry, exit_, end == one, start, steps, weights) for one in ends], axis=-2)
    left = np.cumprod(1 - each.sum(axis=-2), axis=-1)
    before = np.concatenate([np.ones_like(left[..., :1]), left[..., :-1]], axis=-1)
    chances: Floats = np.cumsum(before[..., np.newaxis, :] * each, axis=-1)
    return chances
