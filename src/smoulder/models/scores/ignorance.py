"""Ignorance of binned draws (docs/methods/counts.md#scores)."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats, Ints

EDGES = np.array([0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5])
"""Upper edges of all bins but the last, which is open: deaths a month."""


def bins(counts: Floats) -> Ints:
    """The bin of each count, 0 to 10.

    >>> bins(np.array([0, 1, 2, 3, 1000, 1001])).tolist()
    [0, 1, 1, 2, 9, 10]
    """
    return np.searchsorted(EDGES, counts, side="right").astype(np.int64)


def bin_shares(draws: Floats) -> Floats:
    """Share of draws in each bin, with one made-up draw added to every bin.

    draws:   shape (..., draw); returns: shape (..., 11), adding up to one.
    """
    found = bins(draws)
    held = np.stack([np.sum(found == one, axis=-1) for one in range(len(EDGES) + 1)], axis=-1)
    shares: Floats = (held + 1) / (draws.shape[-1] + len(EDGES) + 1)
    return shares


def ignorance(draws: Floats, truth: Floats) -> Floats:
    """Minus the binary logarithm of the share of draws in the bin where the truth fell.

    draws:   shape (..., draw); the score depends on their number, through the made-up draws.
    truth:   shape (...).
    returns: shape (...), bits; 0 is best.
    source:  Roulston & Smith 2002; bins and made-up draws as in the VIEWS 2023/24 prediction challenge.

    >>> round(ignorance(np.zeros(1000), np.array(0.0)).item(), 4)
    0.0143
    """
    share = np.take_along_axis(bin_shares(draws), bins(truth)[..., np.newaxis], axis=-1)[..., 0]
    return np.asarray(-np.log2(share), dtype=float)
