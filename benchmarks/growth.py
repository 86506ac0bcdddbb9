"""How cost grows with size: the exponent of a power law, with its 90 % interval."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Growth:
    """The slope of log cost over log size: 1 where twice the size costs twice as much.

    low, high: its 90 % interval by Student's t, from the scatter of the runs round the line; NaN with fewer than
               three runs. runs: how many there are.
    """

    exponent: float
    low: float
    high: float
    runs: int


def growth(sizes: Sequence[float], costs: Sequence[float]) -> Growth:
    """The exponent by least squares.

    sizes, costs: of each run, > 0; several runs of a size stand one by one.
    raises: ValueError where there are not two sizes.

    >>> growth([1, 10, 100], [2, 20, 200])
    Growth(exponent=1.0, low=1.0, high=1.0, runs=3)
    """
    if len(set(sizes)) < 2:
        raise ValueError("an exponent needs runs at two sizes")
    xs, ys = [math.log(one) for one in sizes], [math.log(one) for one in costs]
    count = len(xs)
    mean_x, mean_y = sum(xs) / count, sum(ys) / count
    spread = sum((x - mean_x) ** 2 for x in xs)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread
    left = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in zip(xs, ys, strict=True))
    if count < 3:
        return Growth(round(slope, 3), math.nan, math.nan, count)
    from scipy.special import stdtrit

    half = float(stdtrit(count - 2, 0.95)) * math.sqrt(left / (count - 2) / spread)
    return Growth(round(slope, 3), round(slope - half, 3), round(slope + half, 3), count)
