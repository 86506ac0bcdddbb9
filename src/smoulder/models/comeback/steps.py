"""Origins cut into steps of waiting, for the discrete-time hazard (docs/methods/comeback.md#members)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.comeback.origins import Origins
from smoulder.records.errors import NoLulls
from smoulder.records.series import Bools, Floats, Ints

EDGES = np.array([0, 1, 2, 3, 6, 9, 12, 18, 24, 36, 48, 60])
"""Months after the origin at which steps begin and end; within a step the hazard is the same in each month."""
SPACING = 12
"""Months of a lull between the origins that a fit keeps; with more of them it takes longer and learns the same."""
COUNT = len(EDGES) - 1
MIDDLES = np.log((EDGES[1:] + EDGES[:-1] + 1) / 2)
LEAD = (MIDDLES - MIDDLES.mean()) / MIDDLES.std()
"""How far ahead each step lies: the logarithm of its middle, centred and scaled, shape (step,)."""


@dataclass(frozen=True, slots=True)
class Steps:
    """One row for each step of each origin that was watched.

    row:    shape (n,), position of the origin; step: position of the step.
    months: shape (n,), months of the step that were watched, to the comeback if there was one.
    event:  shape (n,), True where A reached the line in it.
    weight: one for all rows: comebacks over the origins that saw them, by lull, so that the many origins of
            a lull weigh about as much as the one comeback that they tell of.
    """

    row: Ints
    step: Ints
    months: Floats
    event: Bools
    weight: float


def steps_of(origins: Origins, *, major: bool = False) -> Steps:
    """Cut what followed the origins into steps, to 60 months at most.

    origins: only those at every SPACING months of a lull's age are kept.
    major:   True for the major line.
    raises:  NoLulls where nothing was watched or nothing came back.
    """
    kept = np.flatnonzero(origins.age % SPACING == 0)
    origins = origins.take(kept)
    back = origins.back_major if major else origins.back
    watched = np.where(back > 0, back, origins.followed)
    months = np.clip(watched[:, np.newaxis] - EDGES[:-1], 0, np.diff(EDGES))
    event = (back[:, np.newaxis] > EDGES[:-1]) & (back[:, np.newaxis] <= EDGES[1:])
    row, step = np.nonzero(months > 0)
    seen = event.any(axis=1)
    if not seen.any():
        raise NoLulls(f"none of {len(origins)} origins was followed by a comeback; give a later as-of day")
    return Steps(
        row=kept[row],
        step=step,
        months=months[row, step].astype(float),
        event=event[row, step],
        weight=len(np.unique(origins.lull_code[seen])) / int(seen.sum()),
    )


def by_month(rates: Floats, months: int) -> Floats:
    """Chances by month from rates by step.

    rates:   shape (..., step), events per month.
    months:  how far; beyond the last step its rate goes on.
    returns: shape (..., month), 1 − exp(−sum of the rates so far).
    """
    place = np.minimum(np.searchsorted(EDGES[1:], np.arange(1, months + 1)), COUNT - 1)
    chances: Floats = -np.expm1(-np.cumsum(rates[..., place], axis=-1))
    return chances
