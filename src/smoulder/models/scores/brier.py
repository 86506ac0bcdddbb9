"""Brier score of chances of yes (docs/methods/scores.md#brier)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats


def brier(chance: Floats, happened: Bools) -> Floats:
    """Squared distance of each chance from what happened: (p - y)².

    chance:   shape (row,), 0 to 1; happened: shape (row,).
    returns:  shape (row,), 0 to 1; 0 is best, and .25 is what one half always scores.
    raises:   ValueError if a chance lies outside 0 to 1 or the shapes differ.
    source:   Brier 1950, for two outcomes and one of them counted (half of his sum over both).

    >>> brier(np.array([0.5, 0.9]), np.array([True, False])).round(2).tolist()
    [0.25, 0.81]
    """
    check_chances(chance, happened)
    found: Floats = (chance - happened) ** 2
    return found


def check_chances(chance: Floats, happened: Bools) -> None:
    """Hold chances to 0 to 1 and to one outcome each.

    raises: ValueError with the place of the first that is not.
    """
    if chance.shape != happened.shape or chance.ndim != 1:
        raise ValueError(f"chances of {chance.shape} for outcomes of {happened.shape}; give one chance a row")
    wrong = np.flatnonzero(~((chance >= 0) & (chance <= 1)))
    if len(wrong):
        at = int(wrong[0])
        raise ValueError(f"row {at}: {chance[at]} is no chance; give 0 to 1")
