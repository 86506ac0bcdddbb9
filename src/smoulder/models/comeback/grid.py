"""All series on one axis of months, with their walks: what covariates are read from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smoulder.records.series import Bools, Floats
from smoulder.series.all_lulls import Histories


@dataclass(frozen=True, slots=True)
class Grid:
    """Months of all units on one axis.

    first:   month index of column 0; country: of each unit, in the order of the series.
    deaths:  shape (unit, month), NaN where unknown.
    twelve, state, back: the walk, as in `series.lull.Walk`.
    """

    first: int
    country: tuple[str, ...]
    deaths: Floats
    twelve: Floats
    state: NDArray[np.int8]
    back: Bools


def grid_of(histories: Histories) -> Grid:
    """The months behind the walks."""
    path = histories.path
    width = path.state.shape[1]
    deaths = np.full((len(histories.series), width), np.nan)
    for row, one in zip(deaths, histories.series, strict=True):
        start = one.first - histories.first
        part = one.deaths[: max(0, width - start)]
        row[start : start + len(part)] = part
    return Grid(
        first=histories.first,
        country=tuple(one.country for one in histories.series),
        deaths=deaths,
        twelve=path.twelve,
        state=path.state,
        back=path.back,
    )


def trailing_sum(values: Floats, months: int) -> Floats:
    """Sum of each month and those before it, shape (unit, month); unknown months add nothing.

    >>> trailing_sum(np.array([[1.0, np.nan, 2.0, 4.0]]), 2).tolist()
    [[1.0, 1.0, 2.0, 6.0]]
    """
    sums = np.cumsum(np.nan_to_num(values), axis=1)
    out = sums.copy()
    out[:, months:] -= sums[:, :-months]
    return out


def trailing_max(values: Floats, months: int) -> Floats:
    """The greatest of each month and those before it, shape (unit, month); nought where all are unknown.

    >>> trailing_max(np.array([[1.0, np.nan, 0.0, 4.0]]), 2).tolist()
    [[1.0, 1.0, 0.0, 4.0]]
    """
    if not values.size:
        return np.zeros(values.shape)
    padded = np.pad(np.nan_to_num(values), ((0, 0), (months - 1, 0)))
    out: Floats = np.lib.stride_tricks.sliding_window_view(padded, months, axis=1).max(axis=-1)
    return out


def decayed(values: Floats, seen: Bools, half_life: float) -> Floats:
    """Mean of all months so far, a month counting half of one that lies `half_life` later.

    seen:    shape (unit, month), months that count; an unknown month counts as nought.
    returns: shape (unit, month), nought before the first that counts.

    >>> decayed(np.array([[4.0, 0.0]]), np.array([[True, True]]), 1).round(3).tolist()
    [[4.0, 1.333]]
    """
    keep = 0.5 ** (1 / half_life)
    rows = np.nan_to_num(values) * seen
    total, weight = np.zeros(len(rows)), np.zeros(len(rows))
    out = np.zeros(rows.shape)
    for t in range(rows.shape[1]):
        total = keep * total + rows[:, t]
        weight = keep * weight + seen[:, t]
        out[:, t] = total / np.maximum(weight, 1e-9)
    return out


def since_last(happened: Bools) -> Floats:
    """Months since it last happened, nought in that month; the months seen so far where it never did.

    >>> since_last(np.array([[False, True, False, False]])).tolist()
    [[1.0, 0.0, 1.0, 2.0]]
    """
    month = np.arange(happened.shape[1], dtype=float)
    last = np.maximum.accumulate(np.where(happened, month, -1.0), axis=1)
    out: Floats = month - last
    return out


def running_count(happened: Bools) -> Floats:
    """How often it has happened so far, this month included.

    >>> running_count(np.array([[True, False, True]])).tolist()
    [[1.0, 1.0, 2.0]]
    """
    count: Floats = np.cumsum(happened, axis=1).astype(float)
    return count
