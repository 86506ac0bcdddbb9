"""How much better one forecast is than another, cell by cell (docs/methods/counts.md#scores)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.scores.resample import TIMES, Estimate, draw_clusters, estimate
from smoulder.records.series import Floats


@dataclass(frozen=True, slots=True)
class Comparison:
    """Mean scores of a forecast and of a reference on the same cells.

    own, reference: mean scores, lower is better.
    difference:     own less reference; below nought the forecast is better.
    skill:          1 - own/reference; 1 is a perfect forecast, nought is no better than the reference.
    cells:          how many were scored; clusters: how many units the interval draws from.
    """

    own: float
    reference: float
    difference: Estimate
    skill: Estimate
    cells: int
    clusters: int


def skill(own: float, reference: float) -> float:
    """1 - own/reference; NaN where the reference scores nought.

    >>> skill(3.0, 4.0)
    0.25
    """
    return 1 - own / reference if reference else float("nan")


def compare(
    scores: Floats, reference: Floats, clusters: Sequence[str], rng: np.random.Generator, times: int = TIMES
) -> Comparison:
    """Compare two forecasts on the cells that both scored.

    scores, reference: shape (row, ...), scores of the same cells, lower is better; NaN: not scored.
    clusters: shape (row,), the country of each row, drawn again as a whole with all its cells: months of one war,
              and groups of one country, do not err independently of each other. Rows of several windows are
              laid below each other under the same names.
    returns:  the 90 % intervals are over which countries had been in the sample, not over eras.
    raises:   ValueError where the shapes differ or no cell was scored by both.

    >>> found = compare(np.array([[1.0], [2.0]]), np.array([[2.0], [3.0]]), ["A", "B"], np.random.default_rng(1))
    >>> found.difference, found.skill.value
    (Estimate(value=-1.0, low=-1.0, high=-1.0), 0.4)
    """
    if scores.shape != reference.shape or scores.shape[:1] != (len(clusters),):
        raise ValueError(
            f"scores of {scores.shape} against {reference.shape} in {len(clusters)} rows; give the same cells, "
            "and one cluster a row"
        )
    rows = len(clusters)
    own_table, other_table = scores.reshape(rows, -1), reference.reshape(rows, -1)
    known = ~np.isnan(own_table) & ~np.isnan(other_table)
    if not known.any():
        raise ValueError("no cell was scored by both forecasts; check that their months and units overlap")
    parts = np.stack(
        [np.where(known, own_table, 0.0).sum(1), np.where(known, other_table, 0.0).sum(1), known.sum(1)],
        axis=1,
    )
    drawn = draw_clusters(clusters, rng, times)
    again = drawn.weights @ drawn.sums(parts)
    own, other, cells = (float(total) for total in parts.sum(axis=0))
    with np.errstate(divide="ignore", invalid="ignore"):
        differences = (again[:, 0] - again[:, 1]) / again[:, 2]
        skills = np.where(again[:, 1] != 0, 1 - again[:, 0] / again[:, 1], np.nan)
    return Comparison(
        own=own / cells,
        reference=other / cells,
        difference=estimate((own - other) / cells, differences),
        skill=estimate(skill(own, other), skills),
        cells=int(cells),
        clusters=drawn.count,
    )
