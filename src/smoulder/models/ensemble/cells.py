"""Kinds of cell that have weights of their own (docs/methods/counts.md#ensemble)."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Floats, Ints

Regime = Literal["none", "low", "high"]
REGIMES: tuple[Regime, ...] = get_args(Regime)
HIGH = 25.0
"""Deaths a month, in the mean of the last twelve, from which a unit counts as high."""
REACHES = (6, 12, 36)
"""Months ahead at which each reach ends: to 6, 7 to 12, 13 and more."""


def regimes(past: Panel) -> Ints:
    """Place in `REGIMES` of each unit at the end of the panel, by its last twelve months; shape (unit,).

    none: not a death in them; low: fewer than `HIGH` a month; high: that many or more.
    """
    return regimes_at(past.counts, past.counts.shape[1] - 1)


def regimes_at(counts: Floats, month: int) -> Ints:
    """The same at a month of counts of shape (unit, month), given by its place; shape (unit,)."""
    mean = np.nan_to_num(counts[:, max(month - 11, 0) : month + 1]).mean(axis=1)
    return np.where(mean == 0, 0, np.where(mean < HIGH, 1, 2))


def reaches(ahead: Ints) -> Ints:
    """Place in `REACHES` of each month ahead; shape (month,).

    >>> reaches(np.array([1, 6, 7, 36])).tolist()
    [0, 0, 1, 2]
    """
    return np.minimum(np.searchsorted(REACHES, ahead), len(REACHES) - 1)
