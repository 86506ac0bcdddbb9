"""A small panel for tests of count models."""

from __future__ import annotations

import numpy as np

from smoulder.records.panel import Panel
from smoulder.records.series import Floats


def panel_of(counts: Floats | list[list[float]]) -> Panel:
    """A panel of units without neighbours."""
    held = np.array(counts, dtype=float)
    units = len(held)
    return Panel(
        units=tuple(f"unit {place}" for place in range(units)),
        ids=np.arange(units),
        first=24000,
        counts=held,
        near=np.zeros((units, units), dtype=bool),
    )


def mixed_panel(months: int = 96) -> Panel:
    """Twelve units from always quiet to always at war; one is covered only from its second half on."""
    rng = np.random.default_rng(5)
    mean = np.array([0, 0, 0, 0, 0.05, 0.3, 1, 4, 12, 40, 150, 600])[:, np.newaxis]
    counts = rng.negative_binomial(0.8, 0.8 / (0.8 + mean + 1e-9), size=(12, months)).astype(float)
    counts[3, : months // 2] = np.nan
    return panel_of(counts)
