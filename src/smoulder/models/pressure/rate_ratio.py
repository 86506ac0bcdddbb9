"""Ratios of counts after to before a departure, with an effect of its own for each unit and each window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.clustered import clustered_covariance
from smoulder.records.series import Bools, Floats, Ints

_STEPS = 100


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The log of a rate ratio with its standard error.

    units: treated units with any count in their window; controls: the same of units that kept the pressure.
    dispersion: Pearson's, 1 where counts are Poisson.
    """

    value: float
    error: float
    units: int
    controls: int
    clusters: int
    dispersion: float


def rate_ratio(
    before: Floats, after: Floats, left: Bools, window: Ints, cluster: Ints, share: float = 0.5
) -> RateRatio:
    """Quasi-Poisson with unit effects and an effect of time for each window.

    before, after: shape (unit,), counts on each side of the departure, ≥ 0.
    left:    shape (unit,), True where the pressure left; window: shape (unit,), which departure a unit belongs
             to; cluster: shape (unit,), country.
    share:   of the two spans together, how much the later one is.
    returns: log of (after / before where it left) over (after / before where it stayed). Given the sum of a
             unit's counts its later part is binomial, which takes the unit effects out; the error allows
             for dispersion and for countries.
             Both are nan where all counts of those that were left, or of the others, lie on one side.
    raises:  ValueError if no unit that left, or none that stayed in its window, has any count.
    source:  Hausman, Hall and Griliches 1984, Econometrica 52; Wooldridge 1999, Journal of Econometrics 90.
    """
    rows = _told(before + after > 0, left, window)
    if not len(rows):
        raise ValueError("a rate ratio needs a window with units that were left and units that were not")
    gone, total, later = left[rows], before[rows] + after[rows], after[rows]
    names, place = np.unique(window[rows], return_inverse=True)
    design = np.column_stack([gone.astype(float), np.eye(len(names))[place]])
    sums = [one[which].sum() for one in (before[rows], later) for which in (gone, ~gone)]
    if min(sums) == 0:
        nothing = float("nan")
        clusters = len(np.unique(cluster[rows]))
        return RateRatio(nothing, nothing, int(gone.sum()), int((~gone).sum()), clusters, nothing)
    offset = float(np.log(share / (1 - share)))
    beta = _fit(design, later, total, offset)
    chance = _later(design @ beta + offset)
    weight = total * chance * (1 - chance)
    loose = max(1, len(total) - design.shape[1])
    dispersion = float(np.sum((later - total * chance) ** 2 / np.maximum(weight, 1e-12)) / loose)
    bread = np.asarray(np.linalg.inv(_information(design, weight)), dtype=float)
    scores = (later - total * chance)[:, None] * design
    sandwich, clusters = clustered_covariance(bread, scores, cluster[rows])
    # less spread than chance would give is chance too: never under the Poisson error
    error = float(np.sqrt(max(sandwich[0, 0], bread[0, 0] * max(dispersion, 1.0))))
    return RateRatio(float(beta[0]), error, int(gone.sum()), int((~gone).sum()), clusters, dispersion)


def _told(counted: Bools, left: Bools, window: Ints) -> Ints:
    """Rows with counts, in windows that have units of both sorts: another window says nothing of the ratio."""
    both = [one for one in np.unique(window) if len(np.unique(left[counted & (window == one)])) == 2]
    return np.flatnonzero(counted & np.isin(window, both))


def _fit(design: Floats, later: Floats, total: Floats, offset: float) -> Floats:
    """Coefficients by Newton's method, shape (column,)."""
    beta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = _later(design @ beta + offset)
        weight = total * chance * (1 - chance)
        step = np.linalg.solve(_information(design, weight), design.T @ (later - total * chance))
        step *= min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    return beta


def _information(design: Floats, weight: Floats) -> Floats:
    return np.asarray(design.T @ (weight[:, None] * design) + 1e-9 * np.eye(design.shape[1]))


def _later(line: Floats) -> Floats:
    chance: Floats = 1 / (1 + np.exp(-np.clip(line, -30, 30)))
    return chance
