"""Intervals that count rows which lean on one another once (docs/methods/ledger-scores.md#intervals).

Every figure here is a mean of rows or a smooth function of such means. How far it moves with each row is summed
by cluster, and the spread of these sums is its error: no drawing again, so that a hundred thousand rows take
milliseconds, and Student's t keeps few clusters honest.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, expit, logit, stdtrit

from smoulder.models.scores.auc import auc, beaten
from smoulder.models.scores.resample import Estimate
from smoulder.records.series import Bools, Floats, Ints

LEVEL = 0.95
"""Upper end of the 90 % interval."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Rows of which each cluster weighs one in all.

    cluster: shape (row,), from nought without a gap; weights: shape (row,), one by the rows of the cluster.
    count:   how many clusters there are.
    """

    cluster: Ints
    weights: Floats
    count: int


def weigh_clusters(names: Ints) -> Weighed:
    """Give each cluster the weight one, shared evenly by its rows.

    names: shape (row,), any number for each cluster.

    >>> weigh_clusters(np.array([7, 7, 9])).weights.tolist()
    [0.5, 0.5, 1.0]
    """
    found, cluster, sizes = np.unique(names, return_inverse=True, return_counts=True)
    return Weighed(cluster.ravel().astype(np.int64), 1 / sizes[cluster.ravel()], len(found))


def mean_robust(values: Floats, of: Weighed) -> Estimate:
    """Mean over clusters of the mean of their rows.

    values:  shape (row,).
    returns: bounds are NaN with fewer than two clusters.
    source:  the cluster-robust (CR1) variance of a weighted mean, with G − 1 degrees of freedom:
             Cameron & Miller 2015, sections II and VI.

    >>> mean_robust(np.array([1.0, 3.0, 6.0]), weigh_clusters(np.array([1, 1, 2]))).value
    4.0
    """
    value = float(values @ of.weights) / of.count if of.count else float("nan")
    return robust(value, of.weights * (values - value) / max(of.count, 1), of)


def skill_robust(own: Floats, reference: Floats, of: Weighed) -> Estimate:
    """1 − own / reference of mean scores on the same rows; NaN where the reference scores nought.

    own, reference: shape (row,), lower is better.

    >>> skill_robust(np.array([0.1, 0.1]), np.array([0.2, 0.2]), weigh_clusters(np.array([1, 2]))).value
    0.5
    """
    below = float(reference @ of.weights)
    if not below:
        return Estimate(float("nan"), float("nan"), float("nan"))
    ratio = float(own @ of.weights) / below
    return robust(1 - ratio, -of.weights * (own - ratio * reference) / below, of)


def auc_robust(chance: Floats, happened: Bools, of: Weighed) -> Estimate:
    """Area under the ROC curve.

    returns: NaN where all rows have one outcome; bounds are symmetric in log odds, which covers better with few
             clusters, and NaN at 0 and 1.
    source:  DeLong, DeLong & Clarke-Pearson 1988, with placements summed by cluster: Obuchowski 1997; log odds as in
             Pepe 2003.

    >>> auc_robust(np.array([0.1, 0.9]), np.array([False, True]), weigh_clusters(np.array([1, 2]))).value
    1.0
    """
    value = auc(chance, happened, of.weights)
    if np.isnan(value):
        return Estimate(value, value, value)
    yes, no = of.weights * happened, of.weights * ~happened
    moved = np.zeros(len(chance))
    above = beaten(chance, happened, no[:, np.newaxis])[:, 0] / no.sum()
    under = beaten(-chance, ~happened, yes[:, np.newaxis])[:, 0] / yes.sum()
    moved[happened] = yes[happened] * (above - value) / yes.sum()
    moved[~happened] = no[~happened] * (under - value) / no.sum()
    if not 0 < value < 1:
        return Estimate(value, float("nan"), float("nan"))
    odds = robust(float(logit(value)), moved / (value * (1 - value)), of)
    return Estimate(value, float(expit(odds.low)), float(expit(odds.high)))


def share_robust(happened: Bools, of: Weighed) -> Estimate:
    """Share of rows in which it happened, with an interval that is wide where all came out alike.

    source: Korn & Graubard 1998: Clopper & Pearson's bounds at the effective number of cases, which is never more
            here than the clusters, and all of them where every row came out alike.

    >>> share = share_robust(np.array([False, False]), weigh_clusters(np.array([1, 2])))
    >>> share.value, round(share.high, 3)
    (0.0, 0.776)
    """
    if not of.count:
        return Estimate(float("nan"), float("nan"), float("nan"))
    value = float(happened @ of.weights) / of.count
    error = _variance(of.weights * (happened - value) / of.count, of)
    inside = 0 < value < 1 and error > 0
    cases = min(float(of.count), value * (1 - value) / error) if inside else float(of.count)
    yes = value * cases
    low = 0.0 if yes <= 0 else float(betaincinv(yes, cases - yes + 1, 1 - LEVEL))
    high = 1.0 if yes >= cases else float(betaincinv(yes + 1, cases - yes, LEVEL))
    return Estimate(value, low, high)


def robust(value: float, moved: Floats, of: Weighed) -> Estimate:
    """A figure with its 90 % interval.

    moved: shape (row,), by how much each row moves it.
    """
    if of.count < 2:
        return Estimate(value, float("nan"), float("nan"))
    reach = float(stdtrit(of.count - 1, LEVEL)) * float(np.sqrt(_variance(moved, of)))
    return Estimate(value, value - reach, value + reach)


def _variance(moved: Floats, of: Weighed) -> float:
    """Variance of a figure from how far each row moves it; infinite with one cluster."""
    sums = np.bincount(of.cluster, moved, of.count)
    return of.count / (of.count - 1) * float(sums @ sums) if of.count > 1 else float("inf")
