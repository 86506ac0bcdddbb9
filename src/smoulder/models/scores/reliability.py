"""Whether what was called so likely happened so often (docs/methods/scores.md#calibration)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.brier import check_chances
from smoulder.models.scores.resample import Clusters, Estimate, mean_of
from smoulder.records.series import Bools, Floats, Ints

POINTS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a calibration curve.

    predicted: mean chance given; observed: share in which it happened, with its 90 % interval; n: rows.
    """

    predicted: float
    observed: Estimate
    n: int


def excess(chance: Floats, happened: Bools, drawn: Clusters, weights: Floats | None = None) -> Estimate:
    """Calibration in the large: mean chance less the share in which it happened, with its 90 % interval.

    chance:   shape (row,), 0 to 1; happened: shape (row,); drawn: clusters of the rows, drawn again as a whole.
    weights:  shape (row,), at least nought; ones by default. A share of the rows is chosen by noughts.
    returns:  nought is calibrated, above it too much was foretold.

    >>> from smoulder.models.scores.resample import draw_clusters
    >>> drawn = draw_clusters(["A", "B"], np.random.default_rng(1))
    >>> excess(np.array([0.5, 0.75]), np.array([True, False]), drawn).value
    0.125
    """
    check_chances(chance, happened)
    return mean_of(chance - happened, drawn, weights)


def reliability(chance: Floats, happened: Bools, drawn: Clusters, points: int = POINTS) -> list[Point]:
    """Calibration curve: rows in order of their chance, in so many parts of about as many rows.

    chance:   shape (row,), 0 to 1; happened: shape (row,); drawn: clusters of the rows.
    returns:  by rising chance, at most `points`; equal chances are never parted, so that there may be fewer. The
              interval of a point in which all rows have one outcome has no width.
    source:   Murphy & Winkler 1977; parts of equal size as in Niculescu-Mizil & Caruana 2005.

    >>> from smoulder.models.scores.resample import draw_clusters
    >>> drawn = draw_clusters(["A", "B", "C", "D"], np.random.default_rng(1))
    >>> curve = reliability(np.array([0.2, 0.2, 0.6, 0.8]), np.array([False, False, True, True]), drawn, points=2)
    >>> [(round(point.predicted, 2), point.observed.value, point.n) for point in curve]
    [(0.2, 0.0, 2), (0.7, 1.0, 2)]
    """
    check_chances(chance, happened)
    part = parts_of(chance, points)
    curve = []
    for one in np.unique(part):
        inside = part == one
        share = mean_of(happened.astype(float), drawn, inside.astype(float))
        curve.append(Point(float(chance[inside].mean()), share, int(inside.sum())))
    return curve


def parts_of(chance: Floats, points: int) -> Ints:
    """The part that each row falls into, shape (row,): by rising chance, of about as many rows each.

    >>> parts_of(np.array([0.2, 0.8, 0.2, 0.6]), 2).tolist()
    [0, 1, 0, 1]
    """
    edges = np.unique(np.quantile(chance, np.arange(1, points) / points)) if len(chance) else np.empty(0)
    return np.searchsorted(edges, chance, side="left").astype(np.int64)
