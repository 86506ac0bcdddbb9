"""Past lulls at the age of this one: who is like it, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.series import Lull, Series
from smoulder.records.settings import Settings
from smoulder.series.all_lulls import lulls_of_all, walk_histories
from smoulder.series.lull import Walk


@dataclass(frozen=True, slots=True)
class Panel:
    """All series up to one month, with their walks and lulls.

    first: month index of the axis; unit: row of `walk` for each lull.
    """

    first: int
    walk: Walk
    lulls: tuple[Lull, ...]
    unit: tuple[int, ...]
    won: Mapping[tuple[int, str], int]
    settings: Settings


@dataclass(frozen=True, slots=True)
class Landmark:
    """One past lull that was still running at the age of the case, followed from that month.

    age:     months since `known` at the landmark: it enters observation there.
    line, major_line: the question's lines, with M and P frozen at the landmark.
    exit, came_back: age at which it came back, or was last seen; the same for a major comeback.
    """

    lull: Lull
    month: int
    age: int
    twelve: float
    line: float
    major_line: float
    exit: int
    came_back: bool
    exit_major: int
    came_back_major: bool


def build_panel(
    series: Sequence[Series],
    to: int,
    settings: Settings,
    won: Mapping[tuple[int, str], int] | None = None,
) -> Panel:
    """Walk all series up to month `to`; nothing later is seen.

    won: month index since which a (group, country) was known to have won.
    """
    histories = walk_histories(series, settings, to)
    lulls = lulls_of_all(histories, won)
    return Panel(
        histories.first,
        histories.path,
        tuple(lull for found in lulls for lull in found),
        tuple(unit for unit, found in enumerate(lulls) for _ in found),
        won or {},
        settings,
    )


def find_landmarks(
    panel: Panel,
    age: int,
    state: str | None,
    peaks: tuple[float, float],
    skip: tuple[int, str, int] | None = None,
) -> list[Landmark]:
    """Past lulls that still ran at this age and were of this depth then, each followed from there.

    age:    months since `known`. A lull that ended younger is left out, one that was of another
            depth at this very age too: a landmark may depend on the past of a lull, never on its end.
    state:  'quiet' or 'subdued' at the landmark, or None for either.
    peaks:  peak P at least the first and under the second.
    skip:   (group, country, known) of the case itself.
    """
    found = []
    for lull, unit in zip(panel.lulls, panel.unit, strict=True):
        if not peaks[0] <= lull.peak < peaks[1] or (lull.group_id, lull.country, lull.known) == skip:
            continue
        landmark = _landmark(panel, lull, unit, age, state)
        if landmark is not None:
            found.append(landmark)
    return found


def _landmark(panel: Panel, lull: Lull, unit: int, age: int, state: str | None) -> Landmark | None:
    settings = panel.settings
    month = lull.known + age
    if month > (lull.last if lull.ended is None else lull.ended - 1):
        return None
    twelve = float(panel.walk.twelve[unit, month - panel.first])
    if np.isnan(twelve) or (state is not None and (twelve < settings.active_line) != (state == "quiet")):
        return None
    at = month - panel.first
    line = settings.comeback_line(float(panel.walk.lowest[unit, at]))
    major = max(line, lull.peak / 2)
    ahead = panel.walk.twelve[unit, at + 1 :]
    won = panel.won.get((lull.group_id, lull.country))
    if won is not None and won > month:
        ahead = ahead[: won - month]
    holes = np.flatnonzero(np.isnan(ahead))
    ahead = ahead[: int(holes[0])] if len(holes) else ahead
    if not len(ahead):
        return None
    back, back_major = np.flatnonzero(ahead >= line), np.flatnonzero(ahead >= major)
    return Landmark(
        lull=lull,
        month=month,
        age=age,
        twelve=twelve,
        line=line,
        major_line=major,
        exit=age + (int(back[0]) + 1 if len(back) else len(ahead)),
        came_back=bool(len(back)),
        exit_major=age + (int(back_major[0]) + 1 if len(back_major) else len(ahead)),
        came_back_major=bool(len(back_major)),
    )
