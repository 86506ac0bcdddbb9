"""The lulls of many series at once: one walk over a common time axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.records.series import Floats, Ints, Lull, Series
from smoulder.records.settings import Settings
from smoulder.series.lull import LULL, Walk, began_at, lulls_of_walk, walk
from smoulder.series.twelve import WINDOW, twelve_month_deaths

Key = tuple[int, str]
"""Group id and country."""


@dataclass(frozen=True, slots=True)
class Histories:
    """The walks of many series on one axis of months.

    first: month index of column 0 of the walk.
    last:  shape (unit,), column of the last month with a known A(t); -1 where there is none.
    to:    the last month index looked at, or None.
    """

    series: tuple[Series, ...]
    first: int
    path: Walk
    last: Ints
    to: int | None

    def in_lull(self) -> Ints:
        """Units that are in a lull at their last known month."""
        units = np.flatnonzero(self.last >= 0)
        quiet: Ints = units[self.path.state[units, self.last[units]] == LULL]
        return quiet


def walk_histories(
    series: Sequence[Series], settings: Settings | None = None, to: int | None = None
) -> Histories:
    """Walk many series; nothing after month `to` is seen.

    series:  any number, none included; one per group and country.
    returns: the walks, each unit to be read at its own last known month.
    """
    kept = tuple(one for one in series if len(one.deaths) and (to is None or one.first <= to))
    if not kept:
        empty = np.empty((0, 0))
        none = np.empty((0, 0), dtype=bool)
        path = Walk(np.empty((0, 0), dtype=np.int8), empty, empty, empty, none, none)
        return Histories((), 0, path, np.empty(0, dtype=np.int64), to)
    settings = settings or Settings()
    first, twelve = _twelve_of_all(kept, settings, to)
    path = walk(twelve, settings)
    known = ~np.isnan(twelve)
    width = known.shape[1]
    last = np.where(known.any(axis=1), width - 1 - np.argmax(known[:, ::-1], axis=1), -1)
    return Histories(kept, first, path, last.astype(np.int64), to)


def _twelve_of_all(series: Sequence[Series], settings: Settings, to: int | None) -> tuple[int, Floats]:
    """A(t) of many series on one axis: its first month, and shape (unit, month), as each alone would have it."""
    first = min(one.first for one in series)
    last = max(one.last for one in series)
    last = last if to is None else min(last, to)
    grid = np.full((len(series), last - first + 1), np.nan)
    for row, one in enumerate(series):
        deaths = one.deaths[: last - one.first + 1]
        grid[row, one.first - first : one.first - first + len(deaths)] = deaths
    twelve = twelve_month_deaths(grid, settings.unknown_months)
    begins = np.array([one.first for one in series]) - first + WINDOW - 1
    ends = np.array([one.last for one in series]) - first
    column = np.arange(grid.shape[1])
    # a window that reaches beyond a series is not scaled up: what lies there is no unknown month of it
    outside = (column < begins[:, np.newaxis]) | (column > ends[:, np.newaxis])
    return first, np.where(outside, np.nan, twelve)


def lulls_of_all(histories: Histories, won: Mapping[Key, int] | None = None) -> list[list[Lull]]:
    """The lulls of each unit, oldest first: as `find_lulls` gives them one by one, and faster.

    won: month index from which each group was known to be the government of a country, by group and country.
    """
    won = won or {}
    found: list[list[Lull]] = [[] for _ in histories.series]
    for unit, lull in _read_lulls(histories):
        found[unit].append(lull)
    for unit, one in enumerate(histories.series):
        if found[unit] and (one.group_id, one.country) in won:
            found[unit] = _with_victory(histories, unit, won[one.group_id, one.country])
    return found


def _read_lulls(histories: Histories) -> Iterator[tuple[int, Lull]]:
    """Every lull with its unit, as if no group had won: the columns of all of them are found at once."""
    path, first = histories.path, histories.first
    width = path.known.shape[1]
    units, begins = np.nonzero(path.known)
    ends = np.array([_final(one, histories.to) for one in histories.series], dtype=np.int64) - first
    backs = np.append(np.flatnonzero(path.back), path.known.size)
    next_back = backs[np.searchsorted(backs, units * width + begins)] - units * width
    returned = next_back < width
    last = np.where(returned, next_back, ends[units])
    # M only falls in a lull, so that its last value is the lowest
    lowest = path.lowest[units, np.where(returned, last - 1, last)]
    peaks, at_known = path.peak[units, begins], path.twelve[units, begins]
    for at, (unit, begin) in enumerate(zip(units.tolist(), begins.tolist(), strict=True)):
        one = histories.series[unit]
        known = first + begin
        yield (
            unit,
            Lull(
                group_id=one.group_id,
                group=one.group,
                country=one.country,
                known=known,
                began=began_month(one, known, float(peaks[at])),
                peak=float(peaks[at]),
                at_known=float(at_known[at]),
                lowest=float(lowest[at]),
                last=first + int(last[at]),
                ended=first + int(last[at]) if returned[at] else None,
                end="comeback" if returned[at] else "open",
            ),
        )


def began_month(one: Series, known: int, peak: float) -> int:
    """The month index a lull of a series is dated back to; `known` as a month index, P as `peak`."""
    return one.first + began_at(one.deaths, known - one.first, peak)


def _final(one: Series, to: int | None) -> int:
    return one.last if to is None else min(one.last, to)


def _with_victory(histories: Histories, unit: int, won: int) -> list[Lull]:
    """The lulls of one group that became the government."""
    one, path = histories.series[unit], histories.path
    deaths = one.deaths[: _final(one, histories.to) - one.first + 1]
    left = one.first - histories.first
    here = np.s_[unit : unit + 1, left : left + len(deaths)]
    own = replace(
        path,
        state=path.state[here],
        twelve=path.twelve[here],
        peak=path.peak[here],
        lowest=path.lowest[here],
        known=path.known[here],
        back=path.back[here],
    )
    return lulls_of_walk(one, own, deaths, won)
