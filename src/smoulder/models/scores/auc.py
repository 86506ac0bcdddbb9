"""Area under the ROC curve of chances of yes (docs/methods/scores.md#auc)."""

from __future__ import annotations

import numpy as np

from smoulder.models.scores.brier import check_chances
from smoulder.models.scores.resample import Clusters, Estimate, estimate
from smoulder.records.series import Bools, Floats


def auc(chance: Floats, happened: Bools, weights: Floats | None = None) -> float:
    """Chance that a case in which it happened had been given more than one in which it did not; ties count half.

    chance:   shape (row,), 0 to 1; happened: shape (row,).
    weights:  shape (row,), at least nought; ones by default.
    returns:  0 to 1; .5 tells nothing apart; NaN where all rows have one outcome.
    source:   Hanley & McNeil 1982: the Mann–Whitney form.

    >>> auc(np.array([0.1, 0.4, 0.4, 0.8]), np.array([False, True, False, True]))
    0.875
    """
    check_chances(chance, happened)
    load = np.ones(len(chance)) if weights is None else weights
    won = beaten(chance, happened, load[:, np.newaxis] * ~happened[:, np.newaxis])
    pairs = float(load[happened].sum() * load[~happened].sum())
    return float(load[happened] @ won[:, 0]) / pairs if pairs else float("nan")


def auc_of(chance: Floats, happened: Bools, drawn: Clusters, weights: Floats | None = None) -> Estimate:
    """The same with its 90 % interval over clusters drawn again.

    drawn:    clusters of the rows. A pair of rows counts as often as its two clusters are drawn: pairs are summed by
              pair of clusters once, and each drawing is then a quadratic form in how often the clusters came.
    returns:  NaN where all rows have one outcome.

    >>> from smoulder.models.scores.resample import draw_clusters
    >>> drawn = draw_clusters(["A", "B", "C", "D"], np.random.default_rng(1))
    >>> auc_of(np.array([0.1, 0.2, 0.8, 0.9]), np.array([False, False, True, True]), drawn).value
    1.0
    """
    load = np.ones(len(chance)) if weights is None else weights
    rows = np.asarray(drawn.rows)
    against = np.zeros((len(chance), drawn.count))
    against[np.arange(len(chance)), rows] = load * ~happened
    won = np.zeros((drawn.count, drawn.count))
    np.add.at(won, rows[happened], load[happened, np.newaxis] * beaten(chance, happened, against))
    yes = np.bincount(rows, load * happened, drawn.count)
    no = np.bincount(rows, load * ~happened, drawn.count)
    pairs = (drawn.weights @ yes) * (drawn.weights @ no)
    with np.errstate(divide="ignore", invalid="ignore"):
        again = np.where(pairs > 0, np.sum((drawn.weights @ won) * drawn.weights, axis=1) / pairs, np.nan)
    return estimate(auc(chance, happened, weights), again)


def beaten(chance: Floats, happened: Bools, against: Floats) -> Floats:
    """For each row in which it happened: what it stands above, and half of what it ties with.

    against: shape (row, column), what each row weighs as one to stand above; nought where it happened.
    returns: shape (rows in which it happened, column), in the order of the rows.

    >>> beaten(np.array([0.1, 0.4, 0.4]), np.array([False, False, True]), np.ones((3, 1)) * [[1], [1], [0]]).tolist()
    [[1.5]]
    """
    order = np.argsort(chance, kind="stable")
    sums = np.vstack([np.zeros(against.shape[1]), np.cumsum(against[order], axis=0)])
    below = np.searchsorted(chance[order], chance[happened], side="left")
    up_to = np.searchsorted(chance[order], chance[happened], side="right")
    found: Floats = (sums[below] + sums[up_to]) / 2
    return found
