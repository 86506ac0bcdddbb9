"""What a unit's past says on each month, for models that learn over all units (docs/methods/counts.md#history)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smoulder.records.panel import Panel
from smoulder.records.series import Bools, Floats

Singles = NDArray[np.float32]
WINDOWS = (3, 6, 12, 24, 60, 120)
"""Months over which means and shares are taken."""
LINES = (1, 25, 100)
"""Deaths a month; how long ago a month last reached each is told."""
LONGEST = 400.0
"""Months since a line was last reached, where it never was."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known at each month.

    values: shape (unit, month, column); log(1 + count) for levels, log(1 + months) for times, shares as they are.
    names:  of the columns.
    """

    values: Singles
    names: tuple[str, ...]

    def column(self, name: str) -> int:
        """Where a column stands."""
        return self.names.index(name)


def histories(panel: Panel) -> History:
    """Describe the past of each unit at each month by that month and those before it.

    returns: one column each for the last month; the mean count over 3 … 120 months (of those covered); the
             mean log count over 6, 12 and 36; the share of months with any; the months since a count of 1, 25
             and 100; spread, middle, least and most of the last 12; the most ever; the share of all units with
             any in the last 12; the month of the year, 0 to 11; and of neighbours their mean count over 1 and
             12 months and the share with any.
    """
    known = ~np.isnan(panel.counts)
    counts = np.nan_to_num(panel.counts)
    logs, some = np.log1p(counts), (counts > 0).astype(float)
    columns: dict[str, Floats] = {"last": logs}
    columns |= {f"mean {w}": np.log1p(_mean(counts, known, w)) for w in WINDOWS}
    columns |= {f"log mean {w}": _mean(logs, known, w) for w in (6, 12, 36)}
    columns |= {f"share {w}": _mean(some, known, w) for w in WINDOWS}
    columns |= {f"since {line}": np.log1p(_since(counts >= line)) for line in LINES}
    year = np.lib.stride_tricks.sliding_window_view(np.pad(logs, ((0, 0), (11, 0))), 12, axis=1)
    columns |= {"most 12": year.max(-1), "least 12": year.min(-1), "middle 12": np.median(year, -1)}
    columns |= {"spread 12": year.std(-1), "most ever": np.maximum.accumulate(logs, axis=1)}
    columns["world"] = np.broadcast_to(columns["share 12"].mean(axis=0), logs.shape)
    columns["calendar"] = np.broadcast_to((panel.first + np.arange(logs.shape[1])) % 12.0, logs.shape)
    columns |= _neighbours(counts, _mean(counts, known, 12), panel.near)
    values = np.empty((*counts.shape, len(columns)), dtype=np.float32)
    names = tuple(columns)
    for place, name in enumerate(names):
        values[..., place] = columns.pop(name)
    return History(values, names)


def _mean(values: Floats, known: Bools, months: int) -> Floats:
    """Mean over the last `months` months that are known; 0 where none is."""
    return _sum(np.where(known, values, 0.0), months) / np.maximum(_sum(known.astype(float), months), 1)


def _sum(values: Floats, months: int) -> Floats:
    total = np.cumsum(values, axis=1)
    total[:, months:] = total[:, months:] - total[:, :-months].copy()
    return total


def _since(reached: Bools) -> Floats:
    """Months since the line was last reached, 0 in a month that reaches it."""
    at = np.arange(reached.shape[1])
    last = np.maximum.accumulate(np.where(reached, at, -1), axis=1)
    return np.where(last >= 0, np.minimum(at - last, LONGEST), LONGEST)


def _neighbours(counts: Floats, year: Floats, near: Bools) -> dict[str, Floats]:
    from scipy.sparse import csr_array

    links = csr_array(near, dtype=np.float64)  # many units have few neighbours each
    share = 1 / np.maximum(near.sum(axis=1, keepdims=True), 1)
    return {
        "near last": np.log1p(share * (links @ counts)),
        "near 12": np.log1p(share * (links @ year)),
        "near share": share * (links @ (year > 0).astype(float)),
    }
