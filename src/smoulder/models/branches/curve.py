"""The chance of a comeback on a branch: the hazard of each month, multiplied from the date of the effect on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np

from smoulder.models.interval import interval_of
from smoulder.records.forecast import Difference
from smoulder.records.series import Floats

_SURE = 1 - 1e-12


def log_steps(stays: Floats) -> Floats:
    """The change of the log chance of no comeback in each month, while pressure is as it was.

    stays:   shape (draw, month), chance within 1 … months; where a row falls, what it was before is kept.
    returns: shape (month, draw), so that months can be added up row by row.
    """
    sure = np.minimum(np.ascontiguousarray(stays.T), _SURE)
    for before, after in pairwise(sure):
        np.maximum(before, after, out=after)
    log_survival = np.log1p(-sure)
    log_survival[1:] -= log_survival[:-1].copy()
    return log_survival


def branch_curve(steps: Floats, ratio: Floats) -> Floats:
    """Chances of a comeback by month on a branch.

    steps:   shape (month, draw), as `log_steps` gives them.
    ratio:   shape (month, draw), hazard ratio in force in each month.
    returns: 1 − Π (1 − h)^r over the months so far, shape (month, draw), h being the chance of a comeback in a month
             before which there was none. A ratio acts in its own month and not before; columns rise, and stay within
             0 and 1.

    >>> steps = log_steps(np.array([[0.1, 0.19]]))
    >>> np.round(branch_curve(steps, np.array([[1.0], [2.0]])), 3).ravel().tolist()
    [0.1, 0.271]
    """
    log_survival = steps * ratio
    for before, after in pairwise(log_survival):
        after += before
    found: Floats = -np.expm1(log_survival)
    return found


def monthly_chance(curve: Floats) -> Floats:
    """The chance of a comeback in each month, had there been none before it; shape (month, draw) as `curve`.

    >>> np.round(monthly_chance(np.array([[0.1], [0.19]])), 3).ravel().tolist()
    [0.1, 0.1]
    """
    before = np.concatenate([np.zeros((1, curve.shape[1])), curve[:-1]])
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
    low, high = interval_of(gap)
    return Difference(value=float(middle(gap)), low=low, high=high, told_apart=low > 0 or high < 0)
