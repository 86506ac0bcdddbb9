"""An assumed range as evenly likely values, so that nothing here needs chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Floats

NODES = 15
"""Evenly likely values by which a range is stood for."""
_Z = 1.6448536269514722
"""Normal quantile of 95 %."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A value that is not known: middle, and 5 to 95 %.

    raises: ValueError unless low <= mid <= high.
    """

    mid: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.mid <= self.high:
            raise ValueError(f"a range wants low <= mid <= high, got {self.low}, {self.mid}, {self.high}")

    def ratios(self, nodes: int = NODES) -> Floats:
        """Evenly likely values of a positive ratio: normal in logs, with its own spread on each side of the middle.

        >>> Spread(2.0, 1.0, 4.0).ratios(3).round(3).tolist()
        [1.33, 2.0, 3.007]
        """
        return np.exp(_two_sided(np.log(self.low), np.log(self.mid), np.log(self.high), nodes))

    def shares(self, nodes: int = NODES) -> Floats:
        """Evenly likely values of a share between 0 and 1: the same in log odds; a range of one value stays that.

        >>> Spread(0.5, 0.2, 0.8).shares(3).round(3).tolist()
        [0.307, 0.5, 0.693]
        """
        if self.low == self.high:
            return np.full(nodes, self.mid)
        odds = _two_sided(_logit(self.low), _logit(self.mid), _logit(self.high), nodes)
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=float)


def _two_sided(low: float, mid: float, high: float, nodes: int) -> Floats:
    from scipy.special import ndtri

    z = ndtri((np.arange(nodes) + 0.5) / nodes)
    return np.asarray(mid + np.where(z < 0, (mid - low) * z, (high - mid) * z) / _Z, dtype=float)


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
