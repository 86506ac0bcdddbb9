"""The lull state machine: active, in a lull, back (docs/methods/lulls.md)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from smoulder.records.series import Bools, Floats, Lull, Series, State
from smoulder.records.settings import Settings
from smoulder.series.twelve import twelve_month_deaths

NEVER, ACTIVE, LULL = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Walk:
    """The state machine's path over months, for several units at once.

    state:  shape (unit, month), NEVER, ACTIVE or LULL; carried on over unknown months.
    twelve: shape (unit, month), A(t), NaN where unknown.
    peak:   shape (unit, month), P: highest A of the active spell, frozen in a lull; NaN before the first.
    lowest: shape (unit, month), M: lowest A of the lull so far, NaN outside lulls.
    known:  shape (unit, month), True in the month at which a lull can first be told.
    back:   shape (unit, month), True in the month of a comeback.
    """

    state: NDArray[np.int8]
    twelve: Floats
    peak: Floats
    lowest: Floats
    known: Bools
    back: Bools


def walk(twelve: Floats, settings: Settings) -> Walk:
    """Run the state machine over A(t).

    twelve:  shape (unit, month), deaths per 12 months, NaN where unknown.
    returns: the path; nothing at month t depends on a month after t.

    An unknown month neither begins nor ends anything, and it breaks a run of low months.
    M starts with the lowest A of the months that began the lull.
    """
    units, months = twelve.shape
    # month by month in memory, as they are walked, which is a third quicker with many units
    by_month = np.asfortranarray(twelve)
    state = np.zeros(twelve.shape, dtype=np.int8, order="F")
    peak, lowest = np.empty(twelve.shape, order="F"), np.empty(twelve.shape, order="F")
    known, back = np.zeros(twelve.shape, dtype=bool, order="F"), np.zeros(twelve.shape, dtype=bool, order="F")
    now = np.zeros(units, dtype=np.int8)
    high, low = np.full(units, np.nan), np.full(units, np.nan)
    run, run_low = np.zeros(units, dtype=np.int64), np.full(units, np.inf)
    for t in range(months):
        a = by_month[:, t]
        seen = ~np.isnan(a)
        line = np.maximum(
            settings.active_line, np.maximum(settings.comeback_factor * low, low + settings.comeback_rise)
        )
        returns = seen & (now == LULL) & (a >= line)
        wakes = seen & (now == NEVER) & (a >= settings.active_line)
        starts = returns | wakes
        high = np.where(starts, a, np.where(seen & (now == ACTIVE), np.fmax(high, a), high))
        now[starts] = ACTIVE
        low[starts] = np.nan
        run[starts], run_low[starts] = 0, np.inf

        in_lull = seen & (now == LULL)
        low = np.where(in_lull, np.fmin(low, a), low)

        active = now == ACTIVE
        small = active & seen & ((a <= high * settings.lull_share) | (a < settings.active_line))
        run = np.where(small, run + 1, 0)
        run_low = np.where(small, np.fmin(run_low, a), np.inf)
        begins = active & (run >= settings.lull_months)
        now[begins] = LULL
        low = np.where(begins, run_low, low)
        run[begins], run_low[begins] = 0, np.inf

        state[:, t], known[:, t], back[:, t] = now, begins, returns
        peak[:, t], lowest[:, t] = high, np.where(now == LULL, low, np.nan)
    return Walk(state, twelve, peak, lowest, known, back)


def find_lulls(series: Series, settings: Settings | None = None, *, won: int | None = None) -> list[Lull]:
    """The lulls of one series, oldest first.

    won:  month index from which it was known that the group became the government, or None;
          a lull that runs then ends there as won.
    """
    settings = settings or Settings()
    path = walk(twelve_month_deaths(series.deaths, settings.unknown_months)[np.newaxis, :], settings)
    return lulls_of_walk(series, path, series.deaths, won)


def lulls_of_walk(series: Series, path: Walk, deaths: Floats, won: int | None = None) -> list[Lull]:
    """Read the lulls of a series off the walk of its deaths, which may be cut at the end; the walk has one unit."""
    known = np.flatnonzero(path.known[0])
    back = np.flatnonzero(path.back[0])
    final = len(deaths) - 1
    lulls = []
    for k in known:
        later = back[back > k]
        ended = int(later[0]) if len(later) else None
        how = "open" if ended is None else "comeback"
        if won is not None and k <= won - series.first <= (final if ended is None else ended):
            ended, how = won - series.first, "won"
        last = final if ended is None else ended
        inside = path.lowest[0, k : (last if how == "comeback" else last + 1)]
        lulls.append(
            Lull(
                group_id=series.group_id,
                group=series.group,
                country=series.country,
                known=series.first + int(k),
                began=series.first + began_at(deaths, int(k), float(path.peak[0, k])),
                peak=float(path.peak[0, k]),
                at_known=float(path.twelve[0, k]),
                lowest=float(np.nanmin(inside)),
                last=series.first + last,
                ended=None if ended is None else series.first + ended,
                end=how,  # type: ignore[arg-type]  # one of the three words above
            )
        )
    return lulls


def began_at(deaths: Floats, known: int, peak: float) -> int:
    """The position a lull is dated back to: after the last month at or above a third of the peak's monthly rate.

    known: position at which the lull could be told, the latest answer; peak: P, deaths per 12 months.
    """
    loud = (deaths[: known + 1] >= peak / 12 / 3)[::-1]
    quiet = int(loud.argmax())  # months since the last loud one; 0 as well where there is none
    return min(known + 1 - quiet, known) if loud[quiet] else 0


def state_word(code: int, twelve: float, settings: Settings) -> State:
    """The state as a word: a lull is quiet under the active line, else subdued.

    >>> state_word(LULL, 12.0, Settings())
    'quiet'
    """
    if code == NEVER:
        return "never active"
    if code == ACTIVE:
        return "active"
    return "quiet" if twelve < settings.active_line else "subdued"
