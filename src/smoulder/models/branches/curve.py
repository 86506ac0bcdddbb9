"""The chance of a comeback on a branch: the hazard of each month, multiplied from the date of the effect on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from smoulder.records.forecast import Difference
from smoulder.records.series import Floats

_SURE = 1 - 1e-12


def branch_curve(stays: Floats, log_ratio: Floats) -> Floats:
    """Chances of a comeback by month on a branch.

    stays:     shape (draw, month), chance within 1 … months while pressure is as it was; where a row falls, what it
               was before is kept.
    log_ratio: shape (draw, month), logarithm of the hazard ratio in force in each month.
    returns:   1 − Π (1 − h)^r over the months so far, h being the chance of a comeback in a month before which
               there was none. A ratio acts in its own month and not before; rows rise, and stay within 0 and 1.

    >>> np.round(branch_curve(np.array([[0.1, 0.19]]), np.log([[1.0, 2.0]])), 3).tolist()
    [[0.1, 0.271]]
    """
    log_survival = np.log1p(-np.minimum(np.maximum.accumulate(stays, axis=1), _SURE))
    step = np.diff(log_survival, axis=1, prepend=0.0)
    found: Floats = -np.expm1(np.cumsum(step * np.exp(log_ratio), axis=1))
    return found


def monthly_chance(curve: Floats) -> Floats:
    """The chance of a comeback in each month, had there been none before it; shape as `curve`.

    >>> np.round(monthly_chance(np.array([[0.1, 0.19]])), 3).tolist()
    [[0.1, 0.1]]
    """
    before = np.concatenate([np.zeros((len(curve), 1)), curve[:, :-1]], axis=1)
    left = 1 - before
    found: Floats = np.divide(curve - before, left, out=np.zeros_like(curve), where=left > 0)
    return found


def difference_of(
    one: Floats, other: Floats, middle: Callable[[Floats], np.floating[Any]] = np.mean
) -> Difference:
    """How much more the first has than the second, draw by draw, with its 90 % interval; shape (draw,) each.

    middle: of the draws, what is told as the value.

    >>> difference_of(np.full(3, 0.2), np.full(3, 0.2)).told_apart
    False
    """
    gap = one - other
    low, high = np.quantile(gap, [0.05, 0.95])
    return Difference(
        value=float(middle(gap)), low=float(low), high=float(high), told_apart=bool(low > 0 or high < 0)
    )
