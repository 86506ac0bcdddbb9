"""Continuous ranked probability score of draws (docs/methods/counts.md#scores)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats


def crps(draws: Floats, truth: Floats) -> Floats:
    """Mean distance of the draws from the truth, less half their mean distance from each other.

    draws:   shape (..., draw), counts.
    truth:   shape (...), what happened.
    returns: shape (...), in the unit of the counts; 0 is best. mean|x-y| - mean|x-x'|/2 over all n² pairs,
             the pairs of a draw with itself among them.
    source:  Gneiting & Raftery 2007, eq. 21; `scoringrules.crps_ensemble(…, estimator="qd")`.

    >>> crps(np.array([0.0, 4.0]), np.array(1.0)).item()
    1.0
    """
    from scoringrules import crps_ensemble

    # sorting here is many times quicker than the indirect sort that is done otherwise
    found = crps_ensemble(truth, np.sort(draws, axis=-1), estimator="qd", sorted_ensemble=True)
    return np.asarray(found, dtype=float)


def crps_of_logs(draws: Floats, truth: Floats) -> Floats:
    """The same on log(1 + count), where a miss counts by its ratio and no single war decides the mean.

    draws:   shape (..., draw), counts >= 0; truth: shape (...); returns: shape (...).
    source:  Bosse et al. 2023, Scoring epidemiological forecasts on transformed scales.

    >>> round(crps_of_logs(np.array([0.0, 0.0]), np.array(np.e - 1)).item(), 6)
    1.0
    """
    return crps(np.log1p(draws), np.log1p(truth))
