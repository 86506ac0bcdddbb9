"""Errors that allow rows of one country to lean on one another."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats, Ints


def clustered_covariance(bread: Floats, scores: Floats, cluster: Ints) -> tuple[Floats, int]:
    """The sandwich covariance by cluster, never with a smaller variance than the plain one.

    bread:   shape (column, column), inverse information; scores: shape (row, column); cluster: shape (row,).
    returns: B (Σ u u') B · G / (G − 1) with the sums u of scores by cluster, and G. With few clusters the
             sandwich is too narrow: each standard deviation is raised to the plain one where it falls below.
    source:  Liang and Zeger 1986, Biometrika 73.
    """
    names, place = np.unique(cluster, return_inverse=True)
    sums = np.zeros((len(names), scores.shape[1]))
    np.add.at(sums, place, scores)
    count = len(names)
    if count < 2:
        return bread, count
    sandwich = bread @ (sums.T @ sums) @ bread * count / (count - 1)
    lift = np.sqrt(np.maximum(np.diag(bread), np.diag(sandwich)) / np.maximum(np.diag(sandwich), 1e-300))
    return lift[:, None] * sandwich * lift, count
