"""Counts of one group in one country by month, and the lulls found in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

Measure = Literal["all kinds", "state-based", "non-state", "one-sided", "battle-related by dyad"]
EndOfLull = Literal["comeback", "won", "open"]
State = Literal["active", "quiet", "subdued", "never active", "unknown"]


@dataclass(frozen=True, slots=True)
class Series:
    """Monthly counts of one group in one country.

    first:     index of the first month (records.month).
    events:    shape (n,), events per month; NaN where the source does not cover the month.
    deaths:    shape (n,), deaths per month, UCDP's best estimate; low and high its bounds.
    inflicted: shape (n,), deaths of the other side, and civilians of the group's own one-sided events.
    suffered:  shape (n,), the group's own dead.
    unknown:   shape (n,), deaths whose side is not known, civilians of two-sided fights among them;
               deaths = inflicted + suffered + unknown.
    measure:   the one kind of count in all of these.
    """

    group_id: int
    group: str
    country: str
    first: int
    events: Floats
    deaths: Floats
    low: Floats
    high: Floats
    inflicted: Floats
    suffered: Floats
    unknown: Floats
    measure: Measure = "all kinds"
    source: str = ""
    vintage: str = ""

    @property
    def months(self) -> Ints:
        """Month index of each position, shape (n,)."""
        return np.arange(self.first, self.first + len(self.deaths), dtype=np.int64)

    @property
    def last(self) -> int:
        """Index of the last month the series covers."""
        return self.first + len(self.deaths) - 1

    def change_counts(self, change: Callable[[Floats], Floats]) -> Series:
        """The same series with every array of counts put through `change`."""
        return replace(
            self,
            events=change(self.events),
            deaths=change(self.deaths),
            low=change(self.low),
            high=change(self.high),
            inflicted=change(self.inflicted),
            suffered=change(self.suffered),
            unknown=change(self.unknown),
        )


@dataclass(frozen=True, slots=True)
class YearRow:
    """Deaths of one group in one calendar year, from a yearly file.

    kind:  what is counted: 'battle-related by dyad', 'all kinds, all countries', ….
    where: the country, or 'all countries'.
    """

    group_id: int
    year: int
    kind: str
    where: str
    deaths: float
    low: float
    high: float
    source: str


@dataclass(frozen=True, slots=True)
class Lull:
    """One lull of one group (DESIGN: words).

    known:  month index at which it could be told; began: the month it is dated back to.
    peak:   P, highest 12-month deaths of the active spell before it.
    at_known: 12-month deaths at `known`; lowest: M at the end of what is seen.
    ended:  month index of the end, or None while it runs.
    """

    group_id: int
    group: str
    country: str
    known: int
    began: int
    peak: float
    at_known: float
    lowest: float
    last: int
    """Last month seen: the end of the data, or `ended`."""
    ended: int | None
    end: EndOfLull
