"""The same test where nothing of the kind is known: how often would it cry wolf?

docs/methods/opportunity.md#placebo
"""

from __future__ import annotations

import numpy as np

from smoulder.models.opportunity.factors import factors_of
from smoulder.models.opportunity.kinds import Kind
from smoulder.models.opportunity.look import look
from smoulder.models.opportunity.matter import HISTORY, Matter
from smoulder.models.opportunity.power import BOUND
from smoulder.models.opportunity.window import Window
from smoulder.records.opportunity import Placebos

ENOUGH = 20
"""Placebo windows under which no rate is given."""


def placebo_windows(matter: Matter, window: Window) -> list[Window]:
    """All windows of the same shape before the real one, end to end, latest first, none over another.

    returns: those whose months, and the one before, are known, after two years of the group's own months.
    """
    length = len(window.months)
    found = []
    for back in range(1, matter.history(window) // length + 1):
        moved = window.moved(-back * length)
        if matter.history(moved) >= HISTORY and matter.covers(moved):
            found.append(moved)
    return found


def try_placebos(
    matter: Matter, window: Window, kind: Kind, factor: float, seed: int, draws: int, most: int
) -> Placebos:
    """Test placebo windows, each with the count model fitted before it.

    factor: of patience over degraded in the real window.
    most:   windows to test; of more they are taken evenly over the past.
    """
    windows = placebo_windows(matter, window)
    last = len(windows) - 1
    take = np.unique(np.linspace(0, last, min(most, len(windows))).astype(np.int64))
    found = np.array([_factor(matter, windows[int(at)], kind, seed, draws) for at in take])
    says_more = factor >= 1
    as_much = found >= factor if says_more else found <= factor
    return Placebos(
        n=len(found),
        possible=len(windows),
        as_much=int(as_much.sum()),
        beyond=int(np.sum((found >= BOUND) | (found <= 1 / BOUND))),
        enough=len(found) >= ENOUGH,
    )


def _factor(matter: Matter, window: Window, kind: Kind, seed: int, draws: int) -> float:
    """Bayes factor of patience over degraded in one window."""
    outlook, seen, phases = look(matter, window, kind, seed, draws)
    signs = kind.signs_of(tuple(one.name for one in phases))
    return float(factors_of(outlook, seen[np.newaxis], kind, signs)["patience", "degraded"][0])
