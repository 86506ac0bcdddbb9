"""The active spell before a lull: what the group was when it was loud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Series
from smoulder.series.all_lulls import Histories, began_month
from smoulder.series.lull import ACTIVE
from smoulder.series.twelve import WINDOW


@dataclass(frozen=True, slots=True)
class Spell:
    """One active spell.

    began, ended: month indices: the first active month, and the month the lull after it is dated back to.
    peak_month:   last month of the twelve with the most deaths.
    loudest:      month with the most deaths of these twelve; loudest_deaths: in it.
    events:       in these twelve months; None where they are not known.
    kinds:        share of each kind of violence in the deaths of these twelve months, the largest first.
    """

    began: int
    ended: int
    peak_month: int
    loudest: int
    loudest_deaths: float
    events: float | None
    kinds: tuple[tuple[str, float], ...] = ()


def spell_before(histories: Histories, unit: int, known: int, by_kind: Sequence[Series]) -> Spell:
    """The active spell that ended in a lull.

    known:   column at which the lull was known.
    by_kind: the group's series of single kinds of violence, if there are any.
    """
    one, path = histories.series[unit], histories.path
    other = np.flatnonzero(path.state[unit, :known] != ACTIVE)
    start = int(other[-1]) + 1 if len(other) else 0
    peak = start + int(np.nanargmax(path.twelve[unit, start : known + 1]))
    right = peak + histories.first - one.first + 1
    left = max(0, right - WINDOW)
    loudest = left + int(np.nanargmax(one.deaths[left:right]))
    events = float(np.nansum(one.events[left:right]))
    return Spell(
        began=histories.first + start,
        ended=began_month(one, histories.first + known, float(path.peak[unit, known])),
        peak_month=histories.first + peak,
        loudest=one.first + loudest,
        loudest_deaths=float(one.deaths[loudest]),
        events=None if np.isnan(one.events[left:right]).all() else events,
        kinds=_kinds(by_kind, one.first + left, one.first + right),
    )


def _kinds(by_kind: Sequence[Series], first: int, stop: int) -> tuple[tuple[str, float], ...]:
    deaths = {
        series.measure: float(
            np.nansum(series.deaths[max(0, first - series.first) : max(0, stop - series.first)])
        )
        for series in by_kind
    }
    total = sum(deaths.values())
    shares = [(kind, count / total) for kind, count in deaths.items() if count > 0]
    return tuple(sorted(shares, key=lambda share: -share[1]))
