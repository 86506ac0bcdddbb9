"""How much a unit fought of late, as one number a month (docs/methods/counts.md#recent)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats


def levels(counts: Floats, half_life: float) -> Floats:
    """Mean of log(1 + count) over each month and those before it, halving in weight every `half_life` months.

    counts:  shape (unit, month), NaN where unknown, which counts as nothing: before a unit is covered its level
             is 0.
    returns: shape (unit, month).

    >>> levels(np.array([[np.e - 1, 0.0, 0.0]]), half_life=1.0).tolist()
    [[0.5, 0.25, 0.125]]
    """
    from scipy.signal import lfilter

    keep = 0.5 ** (1 / half_life)
    return np.asarray(lfilter([1 - keep], [1, -keep], np.log1p(np.nan_to_num(counts)), axis=1), dtype=float)
