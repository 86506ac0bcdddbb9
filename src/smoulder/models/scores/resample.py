"""Intervals of figures from cells that lean on one another: clusters are drawn again as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats

TIMES = 2000
"""Times that the clusters are drawn again."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with the bounds of its 90 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Clusters:
    """Sums over cells by cluster, and how often each cluster comes when as many are drawn again.

    weights: shape (time, cluster), whole numbers that add up to the number of clusters.
    rows:    shape (row,), the cluster of each row.
    """

    weights: Floats
    rows: Sequence[int]

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return int(self.weights.shape[1])

    def sums(self, values: Floats) -> Floats:
        """Sums by cluster, shape (cluster, column), of values of shape (row, column) without NaN."""
        out = np.zeros((self.count, values.shape[1]))
        np.add.at(out, np.asarray(self.rows), values)
        return out


def draw_clusters(names: Sequence[str], rng: np.random.Generator, times: int = TIMES) -> Clusters:
    """Draw as many clusters as there are, with replacement, many times.

    names: shape (row,), the cluster of each row, such as its country; one name may stand in several rows.

    >>> draw_clusters(["A", "B", "A"], np.random.default_rng(1), times=5).weights.sum(axis=1).tolist()
    [2.0, 2.0, 2.0, 2.0, 2.0]
    """
    place = {name: at for at, name in enumerate(dict.fromkeys(names))}
    count = len(place)
    weights = rng.multinomial(count, np.full(count, 1 / count), size=times).astype(float)
    return Clusters(weights, [place[name] for name in names])


def estimate(value: float, again: Floats) -> Estimate:
    """A figure with the 5th and 95th hundredth of its values over clusters drawn again.

    again: shape (time,); NaN where the clusters drawn held no cell, which are left out.
    """
    known = again[~np.isnan(again)]
    if not len(known):
        return Estimate(value, float("nan"), float("nan"))
    low, high = np.quantile(known, [0.05, 0.95])
    return Estimate(value, float(low), float(high))


def mean_of(values: Floats, drawn: Clusters, weights: Floats | None = None) -> Estimate:
    """Mean over rows with its 90 % interval over clusters drawn again.

    values:  shape (row,); weights: shape (row,), at least nought; ones by default.
    returns: NaN where nothing weighs anything.

    >>> mean_of(np.array([1.0, 2.0, 6.0]), draw_clusters(["A", "B", "A"], np.random.default_rng(1))).value
    3.0
    """
    load = np.ones(len(values)) if weights is None else weights
    return ratio_of(values * load, load, drawn)


def ratio_of(above: Floats, below: Floats, drawn: Clusters) -> Estimate:
    """Sum over sum with its 90 % interval over clusters drawn again.

    above, below: shape (row,).
    returns:      NaN where the sum below is nought.

    >>> ratio_of(np.array([1.0, 2.0]), np.array([2.0, 4.0]), draw_clusters(["A", "B"], np.random.default_rng(1)))
    Estimate(value=0.5, low=0.5, high=0.5)
    """
    sums = drawn.sums(np.stack([above, below], axis=1))
    again = drawn.weights @ sums
    top, bottom = (float(total) for total in sums.sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = np.where(again[:, 1] != 0, again[:, 0] / again[:, 1], np.nan)
    return estimate(top / bottom if bottom else float("nan"), ratios)
