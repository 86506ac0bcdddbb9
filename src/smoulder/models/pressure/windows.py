"""Counts of groups before and after a departure, beside groups elsewhere over the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.models.pressure.phase import DEPARTED, REDUCED, UNKNOWN, Phases
from smoulder.records.series import Bools, Floats, Ints, Series

SPAN = 24
"""Months on each side of a departure."""


@dataclass(frozen=True, slots=True)
class Windows:
    """Groups in windows around departures, one row each.

    before, after: inflicted deaths in the months on each side. left: True for groups of the country that was
    left. window: which departure. country: place of the group's country in the order of first appearance.
    """

    before: Floats
    after: Floats
    left: Bools
    window: Ints
    country: Ints
    departures: tuple[tuple[str, int], ...]


def departure_windows(series: Sequence[Series], phases: Phases, span: int = SPAN) -> Windows:
    """Every departure with the groups of its country, and groups of countries where nothing changed.

    series:  one per group and country.
    returns: groups whose months are all covered, with inflicted deaths before or after. Elsewhere means a
             country in which this kind of pressure was neither reduced nor gone nor unknown in the window.
    """
    rows: list[tuple[float, float, bool, int, int]] = []
    countries: dict[str, int] = {}
    kept: list[tuple[str, int]] = []
    for left, month in phases.departures():
        axis = np.arange(month - span, month + span)
        found: list[tuple[float, float, bool, int, int]] = []
        for one in series:
            here = one.country == left
            if not here and np.isin(phases.at(one.country, axis), (REDUCED, DEPARTED, UNKNOWN)).any():
                continue
            counts = _inflicted(one, month, span)
            if counts is not None and sum(counts) > 0:
                place = countries.setdefault(one.country, len(countries))
                found.append((*counts, here, len(kept), place))
        if any(row[2] for row in found):
            rows += found
            kept.append((left, month))
    table = np.array(rows, dtype=float).reshape(len(rows), 5)
    return Windows(
        before=table[:, 0],
        after=table[:, 1],
        left=table[:, 2] > 0,
        window=table[:, 3].astype(np.int64),
        country=table[:, 4].astype(np.int64),
        departures=tuple(kept),
    )


def _inflicted(one: Series, month: int, span: int) -> tuple[float, float] | None:
    """Inflicted deaths before and after a month, or None where a month is not covered."""
    start = month - span - one.first
    if start < 0 or start + 2 * span > len(one.inflicted):
        return None
    counts = one.inflicted[start : start + 2 * span]
    if np.isnan(counts).any():
        return None
    return float(counts[:span].sum()), float(counts[span:].sum())
