"""Which phase a country's pressure is in, month by month, from counts of those who press."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from smoulder.records.pressure import PressureRow
from smoulder.records.series import Bools, Floats, Ints

NONE, IN_FORCE, REDUCED, DEPARTED, UNKNOWN = 0, 1, 2, 3, 4
NAMES = ("none", "in force", "reduced", "departed", "unknown")
LINE = 500.0
"""Persons from which a presence counts."""
REACH = 36
"""Months for which a departure is one: so long the greatest number before it is remembered."""
REDUCED_TO, DEPARTED_TO = 0.5, 0.25
CARRY = 12
"""Months for which a count stands for those after it that have none."""
OPEN = 60
"""Months after a source closed for which it is not known whether those it last saw had left."""
BETWEEN_STATES = ("UNIIMOG", "UNIKOM", "UNMEE", "UNMOGIP", "UNDOF", "UNTSO")
"""UN missions between the armies of two states."""
UN_NAMES = ("United Nations", "United Naitons")
"""How the names of UN missions begin, as Mullenbach's file spells them."""
BESIDE = 60
"""Months since foreign troops last fought beside the government, within which their numbers count."""


@dataclass(frozen=True, slots=True)
class Phases:
    """Phases of one kind of pressure by country, on an axis of months.

    first: month index of position 0. by_country: codes, each shape (month,). elsewhere: shape (month,), the
    code of a country that no source names: none where one covers the month, unknown where none does.
    """

    kind: str
    first: int
    by_country: Mapping[str, Ints]
    elsewhere: Ints

    def at(self, country: str, months: Ints) -> Ints:
        """Codes in a country, for month indices on the axis; unknown outside it."""
        codes = self.by_country.get(country, self.elsewhere)
        place = months - self.first
        inside = (place >= 0) & (place < len(codes))
        return np.where(inside, codes[np.clip(place, 0, len(codes) - 1)], UNKNOWN)

    def departures(self) -> list[tuple[str, int]]:
        """Country and month index of every departure; another within 36 months is the same one."""
        found: list[tuple[str, int]] = []
        for country in sorted(self.by_country):
            codes = self.by_country[country]
            gone = np.flatnonzero((codes[1:] == DEPARTED) & (codes[:-1] != DEPARTED)) + 1
            for at in gone:
                month = self.first + int(at)
                again = bool(found) and found[-1][0] == country and month - found[-1][1] <= REACH
                if codes[at - 1] in (IN_FORCE, REDUCED) and not again:
                    found.append((country, month))
        return found


def phases_of_sizes(size: Floats, line: float = LINE) -> Ints:
    """Phases from monthly numbers.

    size:    shape (month,), persons, NaN where unknown.
    returns: with P the greatest number of the last 36 months: departed at a quarter of P or less, reduced at
             half of it or less, in force above; none where P is under `line`. Nothing of a later month is used.

    >>> phases_of_sizes(np.array([0.0, 1000.0, 400.0, 100.0])).tolist()
    [0, 1, 2, 3]
    """
    padded = np.concatenate([np.full(REACH - 1, -np.inf), np.where(np.isnan(size), -np.inf, size)])
    if not len(size):
        return np.empty(0, dtype=np.int64)
    peak = np.lib.stride_tricks.sliding_window_view(padded, REACH).max(axis=1)
    code = np.select(
        [np.isnan(size), peak < line, size <= DEPARTED_TO * peak, size <= REDUCED_TO * peak],
        [UNKNOWN, NONE, DEPARTED, REDUCED],
        default=IN_FORCE,
    )
    return code.astype(np.int64)


def phases_of_spans(there: Bools, open_: Bools) -> Ints:
    """Phases from months in which someone was there: in force, then departed for 36 months, else none.

    open_: shape (month,), True where the source closed on someone who was there: the five years that follow
           are unknown where nobody is seen to be there.
    """
    months = np.arange(len(there))
    if not len(there):
        return np.empty(0, dtype=np.int64)
    last = np.maximum.accumulate(np.where(there, months, -REACH - 1))
    closed = np.maximum.accumulate(np.where(open_, months, -OPEN - 1))
    code = np.select(
        [there, months - closed <= OPEN, months - last <= REACH], [IN_FORCE, UNKNOWN, DEPARTED], default=NONE
    )
    return code.astype(np.int64)


def sizes_by_country(rows: Sequence[PressureRow], first: int, last: int, absent: float) -> dict[str, Floats]:
    """Monthly numbers by country, all pressers together.

    absent:  what a month without a row of a presser means: 0.0 where the file lists every month in which it
             was there, NaN where months between two counts are simply not counted.
    returns: numbers by country; a month without a count has the one before, for twelve months.
    """
    pressers: dict[tuple[str, str], Floats] = {}
    for row in rows:
        key = (row.country, row.by)
        if key not in pressers:
            pressers[key] = np.full(last - first + 1, np.nan if np.isnan(absent) else -1.0)
        left, right = max(row.first, first) - first, min(row.last, last) - first + 1
        if left < right:
            pressers[key][left:right] = np.nan if row.size is None else row.size
    totals: dict[str, Floats] = {}
    for (country, _), size in sorted(pressers.items()):
        filled = np.where(_carried(size) < 0, 0.0, _carried(size))
        totals[country] = totals[country] + filled if country in totals else filled
    return totals


def _carried(size: Floats) -> Floats:
    months = np.arange(len(size))
    last = np.maximum.accumulate(np.where(np.isnan(size), -1, months))
    near = (last >= 0) & (months - last <= CARRY)
    return np.where(near, size[np.maximum(last, 0)], np.nan)


def merge(one: Ints, other: Ints) -> Ints:
    """Two sources of one kind: whoever is still there counts first, then a reduction, a departure, not knowing."""
    rank = np.array([0, 4, 3, 2, 1])
    return np.where(rank[one] >= rank[other], one, other)


def peacekeeper_phases(
    un: Sequence[PressureRow],
    missions: Sequence[PressureRow],
    open_ends: Collection[int],
    axis: tuple[int, int],
) -> Phases:
    """Phases of peacekeepers inside a country.

    un:        UN personnel by mission and month, every month in which a mission was there; the first of them
               begins the count. Missions that stand between the armies of two states press no group and are
               left out.
    missions:  spans of other missions, and of the UN's before that count, with their greatest numbers: those
               under 500, and of no known number, are left out.
    open_ends: months in which a span's end only says that the list closed.
    axis:      first and last month; `un` must cover the last.
    """
    months = np.arange(axis[0], axis[1] + 1)
    inside = [row for row in un if row.by not in BETWEEN_STATES]
    counted = min((row.first for row in un), default=axis[1] + 1)
    codes = {country: phases_of_sizes(size) for country, size in sizes_by_country(inside, *axis, 0.0).items()}
    spans = []
    for row in missions:
        if (row.size or 0.0) < LINE:
            continue
        if not row.by.startswith(UN_NAMES) or row.last < counted:
            spans.append(row)
        elif row.first < counted:
            # in force until the count takes over
            there = np.where((months >= row.first) & (months < counted), IN_FORCE, NONE)
            codes[row.country] = merge(codes.get(row.country, there), there)
    for country, found in _span_phases(spans, open_ends, axis).items():
        codes[country] = merge(codes[country], found) if country in codes else found
    return Phases("peacekeepers", axis[0], codes, np.zeros(len(months), dtype=np.int64))


def _span_phases(
    rows: Sequence[PressureRow], open_ends: Collection[int], axis: tuple[int, int]
) -> dict[str, Ints]:
    """Phases by country from spans, several of which may overlap."""
    months = np.arange(axis[0], axis[1] + 1)
    codes = {}
    for country in sorted({row.country for row in rows}):
        there, open_ = np.zeros(len(months), dtype=bool), np.zeros(len(months), dtype=bool)
        for row in rows:
            if row.country == country:
                there |= (months >= row.first) & (months <= row.last)
                open_ |= (months == row.last) & (row.last in open_ends)
        codes[country] = phases_of_spans(there, open_)
    return codes


def foreign_troop_phases(
    us: Sequence[PressureRow],
    interventions: Sequence[PressureRow],
    beside: Sequence[PressureRow],
    open_ends: Collection[int],
    axis: tuple[int, int],
) -> Phases:
    """Phases of foreign troops on a government's side.

    us:            US personnel by quarter. Numbers count only within five years of a year in which
                   `beside` has US troops fighting at the government's side: a base presses no rebels.
    interventions: spans of other interventions; later ones than the last are not known, and taken as none.
    open_ends:     months in which a span's end only says that the collection closed.
    axis:          first and last month.
    """
    months = np.arange(axis[0], axis[1] + 1)
    codes: dict[str, Ints] = {}
    for country, size in sizes_by_country(us, *axis, float("nan")).items():
        near = np.zeros(len(months), dtype=bool)
        for row in beside:
            if row.country == country and "United States" in row.by:
                near |= (months >= row.first) & (months <= row.last + BESIDE)
        if near.any():
            codes[country] = np.where(near, phases_of_sizes(size), NONE)
    for country, spans in _span_phases(interventions, open_ends, axis).items():
        codes[country] = merge(codes[country], spans) if country in codes else spans
    return Phases("foreign troops", axis[0], codes, np.zeros(len(months), dtype=np.int64))
