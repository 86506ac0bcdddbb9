"""Which class of past lulls forecasts best? Ladders compared by Brier and log score.

Run: ./go python benchmarks/base_rate_class.py

A ladder is an order in which a class is widened until it holds enough past lulls. Each past lull is asked about at
several ages and its chance of a comeback within 12 and 24 months is that of its class, with one added case as in
`models/rates`. The choice was made on outcomes known by the end of 2005, the group itself left out of its class; the
origins of 2006 to 2009, which see only what was known at each, are the check. Later origins are not looked at.
A minute.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np

from smoulder.models.rates.aalen_johansen import incidence
from smoulder.models.rates.classes import Span, ladder
from smoulder.models.rates.followed import BACK, WON, followed
from smoulder.models.rates.moment import Moment
from smoulder.models.rates.past_lulls import EVERY, Landmark, Panel, build_panel, find_landmarks
from smoulder.reading.figures import load_all_series
from smoulder.records.month import month_index
from smoulder.records.settings import Settings

HORIZONS = (12, 24)
AGES = (0, 3, 6, 9, 12, 18, 24, 36, 48, 60, 84, 108, 132, 156)
SETTINGS = Settings()
Find = Callable[[int], Sequence[Landmark]]
Rung = Callable[[Landmark], bool]


def by_age(case: Moment) -> Iterator[tuple[int, Rung]]:
    """All lulls of the age."""
    for age in range(case.age, -1, -1):
        yield age, lambda one: True


def by_depth_and_peak(case: Moment) -> Iterator[tuple[int, Rung]]:
    """Quiet or subdued, and the peak; then any peak; then younger ages."""
    line = SETTINGS.active_line
    side = (0.0, 100.0) if case.peak < 100 else (100.0, math.inf)
    narrow = side if case.peak < 100 else (100.0, 1000.0) if case.peak < 1000 else (1000.0, math.inf)

    def like(span: Span) -> Rung:
        return lambda one: (one.at.deaths < line) == (case.deaths < line) and span[0] <= one.at.peak < span[1]

    for span in dict.fromkeys((narrow, side, EVERY)):
        yield case.age, like(span)
    for age in range(case.age - 1, case.age // 2 - 1, -1):
        yield age, like(EVERY)
    yield from by_age(case)


def by_deaths(case: Moment) -> Iterator[tuple[int, Rung]]:
    """The bin of deaths, then the depth, then all; each at any younger age."""
    yield from rungs([(span, 0) for span in (*spans(case), EVERY)], case.age)


def by_deaths_and_third(case: Moment) -> Iterator[tuple[int, Rung]]:
    """The bin of deaths, then the depth, each at ages down to a third; then the same at any younger age."""
    third = case.age // 3
    yield from rungs([(span, third) for span in spans(case)], case.age)
    yield from by_deaths(case)


def as_shipped(case: Moment) -> Iterator[tuple[int, Rung]]:
    """The ladder that ships: a third as above for a quiet lull, any younger age for a subdued one."""
    for step in ladder(case, SETTINGS):
        yield step.age, holds(step.deaths)


def spans(case: Moment) -> list[Span]:
    """The bin of deaths of a lull, and its depth."""
    return list(dict.fromkeys(step.deaths for step in ladder(case, SETTINGS)))[:2]


def rungs(plan: Sequence[tuple[Span, int]], age: int) -> Iterator[tuple[int, Rung]]:
    """Each span of deaths at every age from that of the lull down to the youngest of the plan."""
    for span, youngest in plan:
        for at in range(age, youngest - 1, -1):
            yield at, holds(span)


def holds(span: Span) -> Rung:
    """Whether a landmark has so many deaths."""
    return lambda one: span[0] <= one.at.deaths < span[1]


LADDERS = {
    "all of the age": by_age,
    "depth and peak": by_depth_and_peak,
    "deaths, any younger age": by_deaths,
    "deaths, a third first": by_deaths_and_third,
    "as shipped": as_shipped,
}


def chances(case: Moment, find: Find, rungs: Iterator[tuple[int, Rung]]) -> list[float] | None:
    """The chance within each horizon from the first class that holds enough; None where there is none."""
    for age, rung in rungs:
        everyone = find(age)
        here = [one for one in everyone if rung(one)]
        if len(here) >= SETTINGS.least_cases:
            own, all_ = (followed(one.case() for one in rows) for rows in (here, everyone))
            curves = [
                incidence(rows.entry, rows.exit, rows.end, (BACK, WON), age, max(HORIZONS))[0]
                for rows in (own, all_)
            ]
            plain, pull = curves[0], np.clip(curves[1], 0.25, 0.75)
            return [float((len(here) * plain[h - 1] + pull[h - 1]) / (len(here) + 1)) for h in HORIZONS]
    return None


def outcome(one: Landmark, horizon: int) -> int | None:
    """1 for a comeback within the horizon, 0 for none, None where it is not covered."""
    if one.end == "comeback" and one.exit - one.at.age <= horizon:
        return 1
    return 0 if one.exit - one.at.age >= horizon else None


Rows = dict[tuple[str, int, bool], list[tuple[float, int]]]


def ask(one: Landmark, find: Find, rows: Rows) -> None:
    """Put the question to every ladder, and keep what each said beside what happened."""
    for name, rungs in LADDERS.items():
        found = chances(one.at, find, rungs(one.at))
        for horizon, chance in zip(HORIZONS, found or (), strict=False):
            happened = outcome(one, horizon)
            if happened is not None:
                for large in {False, one.at.peak >= 100}:
                    rows[name, horizon, large].append((chance, happened))


def finder(panel: Panel) -> Find:
    """The lulls of a panel at an age, found once for each age."""
    return cache(lambda age: find_landmarks(panel, age))


def known_by_2005() -> Rows:
    """Lulls at several ages, in figures that end with 2005; the group itself is left out of its class."""
    find = finder(build_panel(load_all_series(), month_index("2005-12"), SETTINGS))
    rows: Rows = defaultdict(list)

    def without(group: int) -> Find:
        return lambda age: [one for one in find(age) if one.at.group_id != group]

    for age in AGES:
        for one in find(age):
            ask(one, without(one.at.group_id), rows)
    return rows


def origins_2006_to_2009() -> Rows:
    """Every running lull each quarter, with classes of what was known then."""
    series = load_all_series()
    later = build_panel(series, month_index("2011-12"), SETTINGS)
    rows: Rows = defaultdict(list)
    for month in range(month_index("2006-03"), month_index("2009-12") + 1, 3):
        find = finder(build_panel(series, month, SETTINGS))
        for age in {month - lull.known for lull in later.lulls if lull.known <= month}:
            for one in find_landmarks(later, age):
                if one.at.month == month:
                    ask(one, find, rows)
    return rows


def show(title: str, rows: Rows) -> None:
    """One line for each ladder, horizon and size."""
    print(f"\n{title}")
    for large in (False, True):
        print("lulls from a peak of 100 or more" if large else "all lulls")
        for name in LADDERS:
            cells = []
            for horizon in HORIZONS:
                chance, happened = np.array(rows[name, horizon, large]).T
                brier = np.mean((chance - happened) ** 2)
                log = np.mean(np.log(np.where(happened == 1, chance, 1 - chance)))
                cells.append(
                    f"{horizon} m: {brier:.4f} {log:.3f} ({chance.mean():.3f}, {happened.mean():.3f})"
                )
            print(f"  {name:24s} {'   '.join(cells)}   n {len(happened):,}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    print("Brier score, log score (mean said, mean happened)")
    show("Outcomes known by 2005-12, the group left out of its class", known_by_2005())
    show("Origins of 2006 to 2009, rolling", origins_2006_to_2009())
