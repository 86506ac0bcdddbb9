"""Is the silence unusual for the group? The present quiet beside its own earlier months, and beside all groups'.

docs/methods/watch.md#is-the-silence-unusual
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from smoulder.records.series import Bools, Floats, Ints
from smoulder.series.all_lulls import Histories
from smoulder.series.lull import ACTIVE

LEAST_MONTHS = 36
"""Earlier months a group must have before it is compared with itself."""
LEAST_GAPS = 9
"""Earlier gaps likewise: with fewer, none as long is still no sign at one in ten."""
LEAST_POOL = 20
UNUSUAL = 0.10

Basis = Literal["own months", "own gaps", "lulls of others", "gaps of others", "too little"]


@dataclass(frozen=True, slots=True)
class Silence:
    """The present quiet against earlier ones.

    gap:      months without a death up to the last month seen; None where that is not known.
    basis:    what it is compared with; `alike` of `of` were as quiet, or as long.
    longest:  longest earlier gap between two deaths of the group, months; None where it has none.
    """

    gap: int | None
    basis: Basis
    alike: int
    of: int
    longest: int | None

    @property
    def share(self) -> float | None:
        """(alike + 1) / (of + 1): the share with the present case counted in; None where nothing compares."""
        return None if self.basis == "too little" else (self.alike + 1) / (self.of + 1)

    @property
    def word(self) -> Literal["unusual", "not unusual", "cannot be told"]:
        """Unusual where at most one in ten was as quiet."""
        if self.share is None:
            return "cannot be told"
        return "unusual" if self.share <= UNUSUAL else "not unusual"

    @property
    def words(self) -> str:
        """The comparison with its counts, in one clause."""
        alike = f"{self.alike:,} of {self.of:,}"
        return {
            "own months": f"{self.word} for it: as low in {alike} earlier months",
            "own gaps": f"{self.word} for it: {alike} earlier gaps between deaths were as long",
            "lulls of others": f"{self.word}: {alike} lulls of other groups were as deep at that age",
            "gaps of others": f"{self.word}: {alike} gaps of other groups were as long",
            "too little": "whether that is unusual cannot be told: too little to compare",
        }[self.basis]


@dataclass(frozen=True, slots=True)
class Pool:
    """What all groups did, to compare one with that has too little of its own.

    closed:  lengths of gaps between two deaths, months, with the unit of each.
    running: length of the gap at the end of each unit, months; -1 where that is not known.
    unit, begin, end, peak: of every lull: its unit, the columns at which it was known and last seen, its P.
    """

    closed: Ints
    closed_unit: Ints
    running: Ints
    unit: Ints
    begin: Ints
    end: Ints
    peak: Floats
    group: Ints


def earlier_gaps(deaths: Floats) -> Ints:
    """Lengths of the runs of months without a death between two months with deaths.

    deaths:  shape (n,), deaths per month, NaN where unknown; a run with an unknown month in it is left out.

    >>> earlier_gaps(np.array([0.0, 3.0, 0.0, 0.0, 1.0, 2.0, np.nan, 1.0, 0.0])).tolist()
    [2]
    """
    loud = np.flatnonzero(deaths > 0)
    lengths = np.diff(loud) - 1
    holes = np.concatenate([[0], np.cumsum(np.isnan(deaths))])
    clean = holes[loud[1:]] == holes[loud[:-1]] if len(loud) else np.empty(0, dtype=bool)
    gaps: Ints = lengths[(lengths > 0) & clean].astype(np.int64)
    return gaps


def running_gap(deaths: Floats) -> int | None:
    """Months without a death at the end; None where no death came before, or a month of it is unknown.

    >>> running_gap(np.array([4.0, 0.0, 0.0])), running_gap(np.array([0.0])), running_gap(np.array([4.0, np.nan]))
    (2, None, None)
    """
    loud = np.flatnonzero(deaths > 0)
    if not len(loud) or np.isnan(deaths[loud[-1] :]).any():
        return None
    return int(len(deaths) - 1 - loud[-1])


def make_pool(histories: Histories) -> Pool:
    """Gaps and lulls of others, up to the last month of the histories."""
    cut = [_seen(histories, unit) for unit in range(len(histories.series))]
    gaps = [earlier_gaps(deaths) for deaths in cut]
    unit, begin = np.nonzero(histories.path.known)
    return Pool(
        closed=np.concatenate([*gaps, np.empty(0, dtype=np.int64)]),
        closed_unit=np.repeat(np.arange(len(gaps)), [len(one) for one in gaps]),
        running=np.array([-1 if (g := running_gap(d)) is None else g for d in cut], dtype=np.int64),
        unit=unit,
        begin=begin,
        end=np.array(
            [_end(histories, int(u), int(k)) for u, k in zip(unit, begin, strict=True)], dtype=np.int64
        ),
        peak=histories.path.peak[unit, begin],
        group=np.array([one.group_id for one in histories.series], dtype=np.int64),
    )


def compare(histories: Histories, pool: Pool, unit: int, known: int, began: int) -> Silence:
    """The present lull of one unit against earlier months, gaps or lulls.

    known, began: columns at which the running lull was known and is dated back to.
    A lull with deaths in its last 12 months is compared by A(t), one without by the gap: A can fall no lower.
    """
    last = int(histories.last[unit])
    deaths = _seen(histories, unit)
    gap, own = running_gap(deaths), earlier_gaps(deaths)
    longest = int(own.max()) if len(own) else None
    now = float(histories.path.twelve[unit, last])
    if now > 0 or gap is None:
        basis, alike, of = _by_deaths(histories, pool, unit, known, began, now)
    elif len(own) >= LEAST_GAPS:
        basis, alike, of = "own gaps", int((own >= gap).sum()), len(own)
    else:
        basis, alike, of = _gaps_of_all(pool, unit, gap)
    return Silence(gap, basis, alike, of, longest)


def _by_deaths(
    histories: Histories, pool: Pool, unit: int, known: int, began: int, now: float
) -> tuple[Basis, int, int]:
    """A(t) now against the group's months from its first active one to the lull; else against all groups' lulls."""
    path = histories.path
    active = np.flatnonzero(path.state[unit] == ACTIVE)
    before = path.twelve[unit, int(active[0]) : began] if len(active) else np.empty(0)
    before = before[~np.isnan(before)]
    if len(before) >= LEAST_MONTHS:
        return "own months", int((before <= now).sum()), len(before)
    age = int(histories.last[unit]) - known
    same = pool.group[pool.unit] == pool.group[unit]
    others = ~same & (pool.begin + age <= pool.end)
    at = path.twelve[pool.unit[others], pool.begin[others] + age]
    depth = (at / pool.peak[others])[~np.isnan(at)]
    if len(depth) < LEAST_POOL:
        return "too little", 0, 0
    return "lulls of others", int((depth <= now / path.peak[unit, known]).sum()), len(depth)


def _gaps_of_all(pool: Pool, unit: int, gap: int) -> tuple[Basis, int, int]:
    """Gaps of other groups at least as long; one that still runs counts only once it is as long."""
    mine: Bools = pool.group == pool.group[unit]
    closed = pool.closed[~mine[pool.closed_unit]]
    running = int((pool.running[~mine] >= gap).sum())
    of = len(closed) + running
    if of < LEAST_POOL:
        return "too little", 0, 0
    return "gaps of others", int((closed >= gap).sum()) + running, of


def _seen(histories: Histories, unit: int) -> Floats:
    """Deaths of one unit up to its last known month."""
    one = histories.series[unit]
    return one.deaths[: max(0, int(histories.last[unit]) + histories.first - one.first + 1)]


def _end(histories: Histories, unit: int, begin: int) -> int:
    """The last column of a lull: the month before its comeback, or the last one known."""
    back = np.flatnonzero(histories.path.back[unit, begin:])
    last = int(histories.last[unit])
    return min(last, begin + int(back[0]) - 1) if len(back) else last
