"""The 90 % interval of many draws."""

from __future__ import annotations

import numpy as np

from smoulder.records.series import Floats

FEW = 1000
"""Fewer draws than this are sorted out as fast by numpy itself."""
SAMPLE = 100
NINTH = 9


def interval_of(draws: Floats) -> tuple[float, float]:
    """5 and 95 % of draws, to the last bit as `np.quantile` gives them.

    draws: shape (draw,), none of them unknown.
    returns: an answer asks for some two hundred of these. Only the two tails are looked through: those beyond the
             ninth lowest and the ninth highest of a hundred draws, which hold a twentieth of all but in rare cases.

    >>> interval_of(np.arange(2001.0)), interval_of(np.array([1.0, 2.0]))
    ((100.0, 1900.0), (1.05, 1.95))
    """
    size = len(draws)
    if size >= FEW:
        some = np.sort(draws[:: size // SAMPLE])
        low, high = draws[draws <= some[NINTH - 1]], draws[draws >= some[-NINTH]]
        places = _between(size, 0.05), _between(size, 0.95)
        before = size - len(high)
        if places[0][0] + 1 < len(low) and places[1][0] >= before:
            return _at(low, *places[0]), _at(high, places[1][0] - before, places[1][1])
    found = np.quantile(draws, [0.05, 0.95])
    return float(found[0]), float(found[1])


def _between(size: int, share: float) -> tuple[int, float]:
    """The place in rising order that a share of draws lies at or after, and how far after."""
    place = (size - 1) * share
    return int(place), place - int(place)


def _at(draws: Floats, place: int, after: float) -> float:
    draws.partition([place, place + 1])
    one, other = float(draws[place]), float(draws[place + 1])
    # from the nearer end, as numpy does
    return other - (other - one) * (1 - after) if after >= 0.5 else one + (other - one) * after
