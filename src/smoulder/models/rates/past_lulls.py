"""Past lulls at the age of this one, and what became of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from smoulder.models.rates.followed import Case, End
from smoulder.models.rates.moment import Moment
from smoulder.records.series import Bools, Floats, Lull, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import Key, lulls_of_all, walk_histories
from smoulder.series.lull import Walk

EVERY = (0.0, math.inf)
"""Any number of deaths."""
Line = Literal["frozen", "running"]
"""The line of a comeback: with M frozen at the landmark, as a question asks, or falling with M, as a lull ends."""


@dataclass(frozen=True, slots=True)
class Panel:
    """All series up to one month, with their walks and lulls.

    first: month index of the axis; unit: row of `walk`, and place in `series`, for each lull.
    won:   month index since which a (group, country) was known to have won.
    """

    first: int
    walk: Walk
    series: tuple[Series, ...]
    lulls: tuple[Lull, ...]
    unit: tuple[int, ...]
    won: Mapping[Key, int]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Landmark:
    """One past lull that was still running at some age, followed from that month.

    at:      the lull as it was known there: it enters observation at this age.
    line, major_line: the lines, with M and P as they were at the landmark.
    exit, end: age at which it came back, the group won, or it was last seen; the same for a major comeback.
    """

    lull: Lull
    at: Moment
    line: float
    major_line: float
    exit: int
    end: End
    exit_major: int
    end_major: End

    def case(self, *, major: bool = False) -> Case:
        """The lull as a case of the estimators."""
        exit_, end = (self.exit_major, self.end_major) if major else (self.exit, self.end)
        return Case(self.lull.country, self.lull.group_id, self.at.age, exit_, end)


def build_panel(
    series: Sequence[Series], to: int, settings: Settings, won: Mapping[Key, int] | None = None
) -> Panel:
    """Walk all series up to month `to`; nothing later is seen.

    won: month index since which a (group, country) was known to have won; None takes no notice of victories.
    """
    histories = walk_histories(series, settings, to)
    lulls = lulls_of_all(histories, won)
    return Panel(
        histories.first,
        histories.path,
        histories.series,
        tuple(lull for found in lulls for lull in found),
        tuple(unit for unit, found in enumerate(lulls) for _ in found),
        won or {},
        settings,
    )


def find_landmarks(
    panel: Panel,
    age: int,
    skip: tuple[int, str, int] | None = None,
    line: Line = "frozen",
    deaths: tuple[float, float] = EVERY,
) -> list[Landmark]:
    """Past lulls that still ran at this age, each followed from there.

    age:     months since `known`. A lull that ended younger is left out, and so is one whose group was known
             to be the government by then: its quiet is that of a state.
    skip:    (group, country, known) of the case itself.
    line:    what counts as a comeback.
    deaths:  A at the landmark, from and up to but without.
    returns: in the order of the panel; a lull without one known month after the landmark is left out.
    """
    found = []
    for lull, unit in zip(panel.lulls, panel.unit, strict=True):
        month = lull.known + age
        if month > (lull.last if lull.ended is None else lull.ended - 1):
            continue
        now = float(panel.walk.twelve[unit, month - panel.first])
        # an unknown A is in no span
        if deaths[0] <= now < deaths[1] and (lull.group_id, lull.country, lull.known) != skip:
            landmark = _landmark(panel, lull, unit, month, line)
            if landmark is not None:
                found.append(landmark)
    return found


def _landmark(panel: Panel, lull: Lull, unit: int, month: int, line: Line) -> Landmark | None:
    """The lull followed from a month in which it ran, None where its group had won or no later month is known."""
    age = month - lull.known
    victory = panel.won.get((lull.group_id, lull.country))
    if victory is not None and victory <= month:
        return None
    ahead = panel.walk.twelve[unit, month - panel.first + 1 :]
    if victory is not None:
        ahead = ahead[: victory - month]
    holes = np.flatnonzero(np.isnan(ahead))
    ahead = ahead[: int(holes[0])] if len(holes) else ahead
    if not len(ahead):
        return None
    here = _moment(panel, lull, unit, month)
    won = victory is not None and len(ahead) == victory - month
    comeback_line = panel.settings.comeback_line(here.lowest)
    lines = _lines(here.lowest, ahead, panel.settings, line)
    first = _first(ahead >= lines)
    # a major comeback is one whose A reaches half of the peak, then or later
    most = np.maximum(lines if line == "frozen" else _held(lines, first), lull.peak / 2)
    exit_, end = _end(age, first, len(ahead), won)
    exit_major, end_major = _end(age, _first(ahead >= most), len(ahead), won)
    return Landmark(
        lull, here, comeback_line, max(comeback_line, lull.peak / 2), exit_, end, exit_major, end_major
    )


def _moment(panel: Panel, lull: Lull, unit: int, month: int) -> Moment:
    at = month - panel.first
    one = panel.series[unit]
    loud = np.flatnonzero(one.deaths[: month - one.first + 1] > 0)
    return Moment(
        group_id=lull.group_id,
        group=lull.group,
        country=lull.country,
        known=lull.known,
        month=month,
        deaths=float(panel.walk.twelve[unit, at]),
        lowest=float(panel.walk.lowest[unit, at]),
        peak=lull.peak,
        silence=month - one.first - int(loud[-1]) if len(loud) else None,
        comebacks=int(panel.walk.back[unit, : at + 1].sum()),
    )


def _lines(lowest: float, ahead: Floats, settings: Settings, line: Line) -> Floats:
    """The line of a comeback in each month ahead."""
    if line == "frozen":
        return np.full(len(ahead), settings.comeback_line(lowest))
    # M of the month before: a month that reaches the line does not lower it
    before = np.minimum.accumulate(np.concatenate([[lowest], ahead[:-1]]))
    return np.array([settings.comeback_line(float(one)) for one in before])


def _held(lines: Floats, first: int | None) -> Floats:
    """The line as it was when the lull ended: M is of the lull, and does not fall after it."""
    if first is None:
        return lines
    return np.concatenate([np.full(first, np.inf), np.full(len(lines) - first, lines[first])])


def _first(reached: Bools) -> int | None:
    months = np.flatnonzero(reached)
    return int(months[0]) if len(months) else None


def _end(age: int, first: int | None, months: int, won: bool) -> tuple[int, End]:
    if first is not None:
        return age + first + 1, "comeback"
    return age + months, "won" if won else "open"
