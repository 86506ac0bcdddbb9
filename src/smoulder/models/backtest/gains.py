"""Where the ensemble does better and worse than a reference: by score, window, what happened, and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from smoulder.models.backtest.counts import ENSEMBLE
from smoulder.models.backtest.kept import Kept
from smoulder.models.scores.skill import Comparison, compare
from smoulder.models.scores.split import CHANGES, Change

REFERENCE = "conflictology"
"""The model that the ensemble is held against: no contestant of the challenge beat its CRPS in the true future."""
PLACES = 5
"""How many of the largest gains, and of the largest losses, are named."""


@dataclass(frozen=True, slots=True)
class ChangePart:
    """The cells that saw one kind of change.

    cells: how many; share: their part of the ensemble's summed CRPS; own, reference: mean CRPS in them.
    """

    change: Change
    cells: int
    share: float
    own: float
    reference: float


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One unit in one window.

    own, reference: mean CRPS; before, expected, happened: counts a month.
    """

    unit: str
    year: int
    own: float
    reference: float
    before: float
    expected: float
    happened: float

    @property
    def difference(self) -> float:
        """The ensemble's mean CRPS less the reference's; above nought it is a loss."""
        return self.own - self.reference


def gains(kept: Kept, rng: np.random.Generator) -> dict[str, Comparison]:
    """The ensemble against the reference by score, paired cell by cell; intervals are over countries."""
    own, other = kept.scores[ENSEMBLE], kept.scores[REFERENCE]
    return {name: compare(own[name], other[name], kept.countries, rng) for name in own}


def gains_by_year(kept: Kept, rng: np.random.Generator) -> Mapping[int, Mapping[str, Comparison]]:
    """The same for each window alone."""
    return {int(year): gains(kept.of([int(year)]), rng) for year in np.unique(kept.years)}


def by_change(kept: Kept) -> list[ChangePart]:
    """The cells by what happened; a kind that never came is left out."""
    own, other = kept.scores[ENSEMBLE]["CRPS"], kept.scores[REFERENCE]["CRPS"]
    whole = float(np.nansum(own))
    parts = []
    for change in CHANGES:
        cells = kept.changes[change]
        if cells.any():
            held = own[cells]
            share = float(held.sum()) / whole if whole else 0.0
            parts.append(
                ChangePart(change, int(cells.sum()), share, float(held.mean()), float(other[cells].mean()))
            )
    return parts


def by_place(kept: Kept) -> list[PlacePart]:
    """Every unit of every window of which a month is known, the largest loss first."""
    own, other = kept.scores[ENSEMBLE]["CRPS"], kept.scores[REFERENCE]["CRPS"]
    parts = []
    for row in np.flatnonzero((~np.isnan(kept.truth)).any(axis=1)):
        known = ~np.isnan(kept.truth[row])
        parts.append(
            PlacePart(
                unit=kept.units[row],
                year=int(kept.years[row]),
                own=float(own[row, known].mean()),
                reference=float(other[row, known].mean()),
                before=float(kept.before[row]),
                expected=float(kept.expected[row, known].mean()),
                happened=float(kept.truth[row, known].mean()),
            )
        )
    return sorted(parts, key=lambda one: -one.difference)
