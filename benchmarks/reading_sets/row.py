"""One line of the table: counts by document, and the figures made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

DRAWS = 1000


@dataclass(frozen=True)
class Row:
    """One measure on one set.

    counts:   shape (documents, 3): right, reported, in the gold; in words, spans, records or whatever is counted.
    figure:   which figure the bar is about: 'f', 'precision' or 'recall' (right of the gold).
    at_least: the bar, or None where there is none.
    peer:     a peer's figure from the same run, by its name; empty where none ran.
    """

    set: str
    measure: str
    counts: Sequence[tuple[float, float, float]]
    figure: str = "f"
    at_least: float | None = None
    peer: dict[str, float] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many are in the gold (of reported ones where the figure is precision)."""
        return round(sum(counts[1 if self.figure == "precision" else 2] for counts in self.counts))

    @property
    def precision(self) -> float:
        return _figure(np.asarray(self.counts, dtype=float).sum(axis=0), "precision")

    @property
    def recall(self) -> float:
        return _figure(np.asarray(self.counts, dtype=float).sum(axis=0), "recall")

    @property
    def value(self) -> float:
        return _figure(np.asarray(self.counts, dtype=float).sum(axis=0), self.figure)

    def interval(self, *, seed: int = 0) -> tuple[float, float]:
        """90 % of the figure over documents drawn again with replacement."""
        counts = np.asarray(self.counts, dtype=float)
        drawn = np.random.default_rng(seed).integers(0, len(counts), (DRAWS, len(counts)))
        values = [_figure(counts[numbers].sum(axis=0), self.figure) for numbers in drawn]
        low, high = np.quantile(values, (0.05, 0.95))
        return float(low), float(high)


def _figure(counts: np.ndarray, figure: str) -> float:
    right, reported, gold = counts
    precision = float(right / reported) if reported else 0.0
    recall = float(right / gold) if gold else 0.0
    if figure == "precision":
        return precision
    if figure == "recall":
        return recall
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
