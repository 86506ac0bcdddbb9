"""Branches of pressure: stays, comes off; drawn together, so that their difference has an interval."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from smoulder.assessment.chance import Basis, chances_at
from smoulder.assessment.hypothesis import Range, draw_ratio
from smoulder.records.case import Branch, Branches, NamedCase
from smoulder.records.forecast import Difference
from smoulder.records.series import Floats

EFFECT = Range(
    1.0,
    1 / 3,
    3.0,
    "assumed",
    "no past departure in the data speaks to this case: centred on no effect, a third to thrice the rate",
)
"""Hazard of a comeback once pressure comes off, as a multiple of the hazard while it stays."""


def draw_branches(
    stays: Floats,
    major: Floats,
    horizons: Sequence[int],
    late: int,
    cases: Sequence[NamedCase],
    n: int | None,
    rng: np.random.Generator,
) -> Branches:
    """Both branches and their paired difference.

    stays: shape (draw, month), chance of a comeback by then while pressure stays as in past lulls.
    major: the same for a major comeback.
    late:  months before the as-of day that nothing covers; the path begins after them.
    n:     past cases behind `stays`.
    returns: with hazard ratio r, the chance when pressure comes off is 1 − (1 − p)^r, draw by draw.
    """
    ratio = draw_ratio(EFFECT, len(stays), rng)[:, np.newaxis]
    off, off_major = 1 - (1 - stays) ** ratio, 1 - (1 - major) ** ratio
    branches = (
        _branch("stays", "pressure stays as it is", stays, major, horizons, late, "combined", n),
        _branch("comes off", "pressure comes off now", off, off_major, horizons, late, "assumed", n),
    )
    difference = {}
    for horizon in horizons:
        at = horizon + late - 1
        gap = off[:, at] - stays[:, at]
        low, high = np.quantile(gap, [0.05, 0.95])
        difference[horizon] = Difference(
            value=float(gap.mean()), low=float(low), high=float(high), told_apart=bool(low > 0 or high < 0)
        )
    return Branches(
        branches=branches,
        difference=difference,
        basis=f"assumed: {EFFECT.why}",
        cases=tuple(cases),
    )


def _branch(
    id_: str,
    words: str,
    draws: Floats,
    major: Floats,
    horizons: Sequence[int],
    late: int,
    basis: Basis,
    n: int | None,
) -> Branch:
    low, high = np.quantile(draws, [0.05, 0.95], axis=0)
    mean = draws.mean(axis=0)
    path = tuple(
        (month + 1, float(mean[month + late]), float(low[month + late]), float(high[month + late]))
        for month in range(max(horizons))
    )
    return Branch(
        id=id_,  # type: ignore[arg-type]  # one of the two branches
        words=words,
        comeback=chances_at(draws, horizons, late, basis, n, "branches"),
        major=chances_at(major, horizons, late, basis, n, "branches"),
        path=path,
    )
