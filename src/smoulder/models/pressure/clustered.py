"""Errors that allow rows of one country to lean on one another."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats, Ints


def clustered_covariance(bread: Floats, scores: Floats, cluster: Ints) -> tuple[Floats, int]:
    """The sandwich covariance by cluster.

    bread:   shape (column, column), inverse information; scores: shape (row, column); cluster: shape (row,).
    returns: B (Σ u u') B · G / (G − 1) with the sums u of scores by cluster, and G; B itself with one cluster.
             With few clusters it is too narrow: take the greater of it and B for whatever is to be told.
    source:  Liang and Zeger 1986, Biometrika 73.
    """
    names, place = np.unique(cluster, return_inverse=True)
    sums = np.zeros((len(names), scores.shape[1]))
    np.add.at(sums, place, scores)
    count = len(names)
    if count < 2:
        return bread, count
    return np.asarray(bread @ (sums.T @ sums) @ bread * count / (count - 1)), count
