"""Where the group stands on the as-of day: state, depth, age, and how stale that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from smoulder.records.month import month_text
from smoulder.records.series import Floats, Lull, Series, State, YearRow
from smoulder.records.settings import Settings
from smoulder.records.situation import Bridge, MonthPoint, Situation
from smoulder.series.bridge import Bridged, carry_on
from smoulder.series.lull import LULL, Walk, lulls_of_walk, state_word, walk
from smoulder.series.twelve import twelve_month_deaths

PATHS = 1000
"""Drawn paths over bridged months: enough for 5 and 95 % to two figures."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A situation with what later steps need of it.

    cut:      the series up to the last month that may be seen.
    carried:  the same, carried on by yearly rows where these follow.
    lulls:    its lulls; the last one is open where the group is in a lull.
    age, peak, lowest, twelve: of the running lull at `seen_to`; None outside a lull.
    """

    situation: Situation
    cut: Series
    carried: Series
    bridge: Bridge | None
    rows: tuple[YearRow, ...]
    points: tuple[MonthPoint, ...]
    lulls: tuple[Lull, ...]
    seen_to: int


def stand(
    series: Series,
    years: Sequence[YearRow],
    end: int,
    to: int,
    settings: Settings,
    rng: np.random.Generator,
    won: int | None = None,
) -> Standing:
    """Say where a group stands at the end of month `to`.

    series: the whole series; months after `end` are cut off before anything is looked at.
    years:  yearly rows of the group.
    end:    index of the last month whose rows may be seen, at most `to`.
    to:     index of the last full month before the as-of day.
    won:    month index since which the group was known to have won, or None.
    """
    cut = cut_series(series, end)
    bridged = carry_on(cut, years, end, PATHS, rng) if cut.last < end else None
    carried = cut if bridged is None else _carried(cut, bridged)
    path = walk(twelve_month_deaths(carried.deaths, settings.unknown_months)[np.newaxis, :], settings)
    lulls = tuple(lulls_of_walk(carried, path, carried.deaths, won))
    sums = _drawn_sums(cut, bridged, settings)
    situation = _situation(cut, carried, path, sums, lulls, to, settings)
    return Standing(
        situation=situation,
        cut=cut,
        carried=carried,
        bridge=None if bridged is None else bridged.bridge,
        rows=() if bridged is None else bridged.rows,
        points=_points(cut, carried, path.twelve[0], sums, to),
        lulls=lulls,
        seen_to=carried.last,
    )


def cut_series(series: Series, to: int) -> Series:
    """The series without the months after `to`."""
    keep = max(0, to - series.first + 1)
    return series.change_counts(lambda counts: counts[:keep])


def _carried(cut: Series, bridged: Bridged) -> Series:
    holes = np.full(len(bridged.deaths) - len(cut.deaths), np.nan)
    return replace(cut.change_counts(lambda counts: np.concatenate([counts, holes])), deaths=bridged.deaths)


def _situation(
    cut: Series,
    carried: Series,
    path: Walk,
    sums: Floats | None,
    lulls: tuple[Lull, ...],
    to: int,
    settings: Settings,
) -> Situation:
    running = lulls[-1] if lulls and lulls[-1].end == "open" else None
    now = _now(path.twelve[0])
    low, high, still = _spread(sums, settings) if sums is not None else (now, now, None)
    sides = _other_measures(cut, path, settings)
    return Situation(
        state=_word(path, 0, len(carried.deaths), settings),
        last_month=month_text(cut.last) if len(cut.deaths) else "",
        seen_to=month_text(carried.last),
        stale=to - cut.last,
        unseen=to - carried.last,
        deaths_12=now,
        deaths_12_low=low,
        deaths_12_high=high,
        peak=running.peak if running else _peak(path),
        lowest=running.lowest if running else None,
        known=month_text(running.known) if running else None,
        began=month_text(running.began) if running else None,
        age=carried.last - running.known if running else None,
        still=still if running else None,
        months_since_death=_since_death(carried.deaths),
        inflicted_state=sides[0],
        inflicted_12=_last(twelve_month_deaths(cut.inflicted, settings.unknown_months)),
        inflicted_12_high=_last(twelve_month_deaths(cut.inflicted + cut.unknown, settings.unknown_months)),
        suffered_12=_last(twelve_month_deaths(cut.suffered, settings.unknown_months)),
        inflicted_agrees=sides[0] == sides[1],
        events_state=sides[2],
        events_12=_last(twelve_month_deaths(cut.events, settings.unknown_months)),
    )


def _peak(path: Walk) -> float | None:
    peak = float(path.peak[0, -1])
    return None if np.isnan(peak) else peak


def _now(twelve: Floats) -> float | None:
    """The last known A(t)."""
    seen = np.flatnonzero(~np.isnan(twelve))
    return float(twelve[seen[-1]]) if len(seen) else None


def _word(path: Walk, unit: int, months: int, settings: Settings) -> State:
    """The state of a unit after so many months; what follows them does not matter to it."""
    now = _now(path.twelve[unit, :months])
    return "unknown" if now is None else state_word(int(path.state[unit, months - 1]), now, settings)


def _last(values: Floats) -> float | None:
    return float(values[-1]) if len(values) and not np.isnan(values[-1]) else None


def _since_death(deaths: Floats) -> int | None:
    loud = np.flatnonzero(deaths > 0)
    return int(len(deaths) - 1 - loud[-1]) if len(loud) else None


def _drawn_sums(cut: Series, bridged: Bridged | None, settings: Settings) -> Floats | None:
    """A(t) along each drawn path, shape (draw, month); None where nothing is bridged."""
    if bridged is None:
        return None
    months = np.concatenate([np.tile(cut.deaths, (len(bridged.draws), 1)), bridged.draws], axis=1)
    return twelve_month_deaths(months, settings.unknown_months)


def _spread(sums: Floats, settings: Settings) -> tuple[float, float, float]:
    """Over the drawn paths: 5 and 95 % of A at the end, and the share still in a lull there."""
    low, high = np.quantile(sums[:, -1], [0.05, 0.95])
    return float(low), float(high), float(np.mean(walk(sums, settings).state[:, -1] == LULL))


def _other_measures(cut: Series, path: Walk, settings: Settings) -> tuple[str, str, str]:
    """The state by inflicted deaths (a range where the side is unknown), by all deaths, by events.

    path: the walk of all deaths, months first. All three on the months alone; yearly rows have no split by
          side. For events the lines are the same numbers read as events.
    """
    others = np.stack([cut.inflicted, cut.inflicted + cut.unknown, cut.events])
    months, walks = len(cut.deaths), walk(twelve_month_deaths(others, settings.unknown_months), settings)
    least, most, events = (_word(walks, unit, months, settings) for unit in range(len(others)))
    return (least if least == most else f"{least} or {most}"), _word(path, 0, months, settings), events


def _points(
    cut: Series, carried: Series, twelve: Floats, sums: Floats | None, to: int
) -> tuple[MonthPoint, ...]:
    """Month by month what is known, up to the last full month before the as-of day."""
    low = high = twelve
    if sums is not None:
        low, high = twelve.copy(), twelve.copy()
        later = slice(len(cut.deaths), None)
        low[later], high[later] = np.quantile(sums[:, later], [0.05, 0.95], axis=0)

    def value(array: Floats, at: int) -> float | None:
        return round(float(array[at]), 3) if at < len(array) and not np.isnan(array[at]) else None

    points = []
    for month in range(cut.first, to + 1):
        at = month - cut.first
        basis = "monthly" if month <= cut.last else "bridged from a year"
        if month > carried.last or np.isnan(carried.deaths[at]):
            basis = "unknown"
        points.append(
            MonthPoint(
                month=month_text(month),
                events=value(cut.events, at),
                deaths=value(carried.deaths, at),
                low=value(cut.low, at),
                high=value(cut.high, at),
                inflicted=value(cut.inflicted, at),
                suffered=value(cut.suffered, at),
                unknown=value(cut.unknown, at),
                twelve=value(twelve, at),
                twelve_low=value(low, at),
                twelve_high=value(high, at),
                basis=basis,  # type: ignore[arg-type]  # one of the three words
            )
        )
    return tuple(points)
