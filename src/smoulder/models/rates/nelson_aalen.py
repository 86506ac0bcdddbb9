"""Nelson–Aalen: the hazard of each month, and its sum (docs/methods/base-rates.md#nelson-aalen)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Bools, Floats, Ints


def hazards(
    entry: Ints, exit_: Ints, event: Bools, start: int, steps: int, weights: Floats | None = None
) -> Floats:
    """Share of the cases at risk that have the event in each of the months after `start`.

    entry, exit_: shape (n,), ages; a case is at risk at age a if entry < a <= exit_.
    event:   shape (n,), True where the exit is this event.
    weights: shape (..., n), case weights, for a bootstrap; ones by default.
    returns: shape (..., steps), events per month at risk; 0 where nobody is at risk.

    >>> hazards(np.array([0, 0]), np.array([2, 3]), np.array([True, False]), 0, 3).tolist()
    [0.0, 0.5, 0.0]
    """
    ages = start + 1 + np.arange(steps)
    at_risk = (entry[:, np.newaxis] < ages) & (ages <= exit_[:, np.newaxis])
    ends = (exit_[:, np.newaxis] == ages) & event[:, np.newaxis] & at_risk
    load = np.ones(len(entry)) if weights is None else weights
    risk, fall = load @ at_risk.astype(float), load @ ends.astype(float)
    found: Floats = np.divide(fall, risk, out=np.zeros_like(fall), where=risk > 0)
    return found


def cumulative_hazard(
    entry: Ints, exit_: Ints, event: Bools, start: int, steps: int, weights: Floats | None = None
) -> Floats:
    """The sum of the hazards of the months after `start`: events expected of a case that is always replaced.

    The arguments are those of `hazards`; other ends than this event are censored, which a hazard allows.
    returns: shape (..., steps), events.
    source:  Nelson 1972, Aalen 1978; Klein & Moeschberger 2003, sections 4.2 and 4.6.

    >>> cumulative_hazard(np.array([0, 0]), np.array([2, 3]), np.array([True, True]), 0, 3).tolist()
    [0.0, 0.5, 1.5]
    """
    summed: Floats = np.cumsum(hazards(entry, exit_, event, start, steps, weights), axis=-1)
    return summed
