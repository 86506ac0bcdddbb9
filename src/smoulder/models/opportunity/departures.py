"""What past departures say of the effect of one: from assumed ranges to estimated ones.

docs/methods/opportunity.md#departures
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from smoulder.models.opportunity.kinds import Effect, Kind
from smoulder.models.opportunity.spread import Spread
from smoulder.reading.tables import read_rows
from smoulder.records.month import last_full_month, month_index
from smoulder.records.series import Floats

FILE = "opportunity_departures.csv"
RATIOS = 2.0 ** np.arange(-3.0, 3.01, 0.5)
"""Effects at which the table says how likely the count was, in shares of its chance without one."""
COLUMNS = (
    "country", "left", "group_id", "group", "phase", "last", "seen", "expected",
    *(f"log_{ratio:.3g}" for ratio in RATIOS),
)  # fmt: skip
LEAST_WINDOWS, LEAST_DEPARTURES = 20, 5
"""From so many of both on, ranges are learnt; of fewer they stay as they are assumed."""
_NODES = 41


@dataclass(frozen=True, slots=True)
class PastWindow:
    """One group's months before or after one departure.

    logs: shape (ratio,), log of the chance of what was seen at each of `RATIOS` over that without an effect.
    """

    country: str
    left: str
    group: str
    phase: str
    seen: float
    expected: float
    logs: Floats


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the windows say.

    use:    share of groups that did less before and more after, as the kind says; times: how many times.
    windows, departures: what it rests on.
    """

    use: Spread
    times: Spread
    windows: int
    departures: int


def load_past_windows(as_of: date, but: tuple[int, str] | None = None) -> tuple[PastWindow, ...]:
    """Windows whose last month was over by a day.

    but: id and country of a group whose windows are left out: its own months are tested, not learnt from.
    """
    to = last_full_month(as_of)
    return tuple(
        PastWindow(
            country=row["country"],
            left=row["left"],
            group=row["group"],
            phase=row["phase"],
            seen=float(row["seen"]),
            expected=float(row["expected"]),
            logs=np.array([float(row[name]) for name in COLUMNS[8:]]),
        )
        for row in read_rows(FILE)
        if month_index(row["last"]) <= to and (int(row["group_id"]), row["country"]) != but
    )


def learn_effect(windows: Sequence[PastWindow], kind: Kind, start: Effect) -> Learnt:
    """Update the chance of use and the size of the effect by what groups did around past departures.

    start:   the assumed ranges.
    returns: the posterior's 5, 50 and 95 %. A window is, with chance `use`, of a group whose effect is drawn
             around a common size, with half of the assumed variance between groups; else of one without any.
    """
    logs = np.log(start.times.mid), np.log(start.times.high / start.times.low) / (2 * 1.645)
    between = logs[1] / np.sqrt(2)
    sizes = np.log(start.times.ratios(_NODES))
    use = start.use.shares(_NODES)
    # the common size is less spread than a group's own, about the same middle
    sizes = logs[0] + (sizes - logs[0]) / np.sqrt(2)
    total = np.zeros((len(use), len(sizes)))
    around = Spread(1.0, float(np.exp(-1.645 * between)), float(np.exp(1.645 * between))).ratios(9)
    for window in windows:
        sign = kind.signs[kind.phases.index(window.phase)]
        effects = np.maximum(sizes[:, np.newaxis] + np.log(around), 0.0) * sign
        used = np.exp(np.interp(effects, np.log(RATIOS), window.logs)).mean(axis=1)
        total += np.log(use[:, np.newaxis] * used + 1 - use[:, np.newaxis])
    weight = np.exp(total - total.max())
    own = np.exp(sizes[:, np.newaxis] + np.log(around))
    return Learnt(
        use=_quantiles(use, weight.sum(axis=1)),
        times=_quantiles(np.maximum(own, 1.0).ravel(), np.repeat(weight.sum(axis=0), len(around))),
        windows=len(windows),
        departures=len({(one.country, one.left) for one in windows}),
    )


def with_past(kind: Kind, as_of: date, but: tuple[int, str] | None = None) -> tuple[Kind, str]:
    """The kind with a patient group's ranges learnt from past departures, where there are enough; and what was done.

    but:     id and country of the group that is tested, whose own windows are left out.
    returns: the kind as it is for kinds that are no departure; the sentence is empty then.
    """
    if kind.name != "departure":
        return kind, ""
    start, windows = kind.effects["patience"], load_past_windows(as_of, but)
    if not windows:
        return kind, f"No past departure in the data was over by {as_of}; the ranges are assumed."
    learnt = learn_effect(windows, kind, start)
    rests = f"{learnt.windows} windows of groups around {learnt.departures} past departures"
    moved = (
        f"use {start.use.mid:.2f} to {learnt.use.mid:.2f} ({learnt.use.low:.2f}–{learnt.use.high:.2f}), "
        f"times {start.times.mid:.2g} to {learnt.times.mid:.2g} "
        f"({learnt.times.low:.2g}–{learnt.times.high:.2g})"
    )
    if learnt.windows < LEAST_WINDOWS or learnt.departures < LEAST_DEPARTURES:
        return kind, (
            f"Too few past departures to learn from: {rests}. The ranges stay assumed; these would move {moved}."
        )
    effect = replace(
        start,
        use=learnt.use,
        times=learnt.times,
        basis="estimated",
        n=learnt.windows,
        source=f"{rests}, from an assumed start; {start.source}",
    )
    said = f"Ranges learnt from {rests}: {moved}. These are all groups, not patient ones alone."
    return replace(kind, effects={**kind.effects, "patience": effect}), said


def _quantiles(values: Floats, weight: Floats) -> Spread:
    order = np.argsort(values)
    upto = np.cumsum(weight[order]) / weight.sum()
    low, mid, high = (float(values[order][np.searchsorted(upto, at)]) for at in (0.05, 0.5, 0.95))
    return Spread(mid, low, high)
