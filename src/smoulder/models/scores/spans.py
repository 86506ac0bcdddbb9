"""Means over spans of months ahead (docs/methods/counts.md#scores)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.resample import Clusters, Estimate, estimate
from smoulder.records.series import Floats, Ints

Span = tuple[int, int]
"""First and last of some months ahead."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over the cells of some months ahead, with its interval over clusters.

    span: months ahead; cells: how many are in the mean.
    """

    span: Span
    mean: Estimate
    cells: int


def means_by_span(values: Floats, ahead: Ints, drawn: Clusters, spans: Sequence[Span]) -> list[Mean]:
    """Means of scores, or of shares inside an interval, by months ahead.

    values:  shape (row, month), NaN left out; ahead: shape (month,), months after the origin.
    drawn:   clusters of the rows, drawn again as a whole.
    returns: by span; one without a known cell is left out. If all values are alike, drawing again cannot show how
             unsure their mean is: the interval has no width.

    >>> from smoulder.models.scores.resample import draw_clusters
    >>> drawn = draw_clusters(["A", "B"], np.random.default_rng(1))
    >>> values = np.array([[1.0, 2.0, np.nan], [3.0, 2.0, np.nan]])
    >>> [(one.span, one.mean.value, one.cells) for one in means_by_span(values, np.arange(3), drawn, [(0, 1), (2, 2)])]
    [((0, 1), 2.0, 4)]
    """
    known = ~np.isnan(values)
    found = []
    for first, last in spans:
        months = (ahead >= first) & (ahead <= last)
        cells = known[:, months].sum(axis=1)
        if not cells.any():
            continue
        parts = np.stack([np.nansum(values[:, months], axis=1), cells.astype(float)], axis=1)
        again = drawn.weights @ drawn.sums(parts)
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = again[:, 0] / again[:, 1]
        told = estimate(float(parts[:, 0].sum() / cells.sum()), shares)
        found.append(Mean((first, last), told, int(cells.sum())))
    return found
