"""Logarithmic score of chances of yes (docs/methods/scores.md#log)."""

from __future__ import annotations

import numpy as np

from smoulder.models.scores.brier import check_chances
from smoulder.records.series import Bools, Floats


def log_score(chance: Floats, happened: Bools) -> Floats:
    """Minus the natural logarithm of the chance that was given to what happened.

    chance:   shape (row,), 0 to 1; happened: shape (row,).
    returns:  shape (row,), nats; 0 is best, endless where what happened had been called impossible: nothing is cut
              off, so that a model that says never must be right.
    raises:   ValueError if a chance lies outside 0 to 1 or the shapes differ.
    source:   Good 1952; Gneiting & Raftery 2007, section 3.

    >>> log_score(np.array([0.5, 0.9]), np.array([True, False])).round(3).tolist()
    [0.693, 2.303]
    """
    check_chances(chance, happened)
    with np.errstate(divide="ignore"):
        found: Floats = -np.log(np.where(happened, chance, 1 - chance))
    # minus nought is nought
    return found + 0.0
