"""Kaplan–Meier with left truncation and weights (docs/methods/base-rates.md#kaplan-meier)."""

from __future__ import annotations

import numpy as np

from smoulder.models.rates.nelson_aalen import hazards
from smoulder.records.series import Bools, Floats, Ints


def survival(
    entry: Ints, exit_: Ints, event: Bools, start: int, steps: int, weights: Floats | None = None
) -> Floats:
    """Chance of no event within 1 … steps months after `start`, given none by then.

    entry:   shape (n,), age in months at which each case comes under observation.
    exit_:   shape (n,), age at the event or at the end of observation, > entry.
    event:   shape (n,), True where the exit is an event, False where it is censored.
    start:   age from which the chance counts; a case is at risk at age a if entry < a <= exit.
    weights: shape (..., n), case weights, for a bootstrap; ones by default.
    returns: shape (..., steps); 1 where nobody is at risk.
    source:  Kaplan & Meier 1958; left truncation as in Klein & Moeschberger 2003, section 4.6.

    >>> survival(np.array([0, 0]), np.array([2, 3]), np.array([True, False]), 0, 3).tolist()
    [1.0, 0.5, 0.5]
    """
    stays: Floats = 1.0 - hazards(entry, exit_, event, start, steps, weights)
    left: Floats = np.multiply.accumulate(stays, axis=-1)
    return left
