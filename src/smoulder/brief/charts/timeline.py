"""The time axis of the series chart: years, lulls, stretches of months."""

from __future__ import annotations

from typing import Any

from smoulder.records.case import Assessment
from smoulder.records.month import month_index
from smoulder.records.situation import MonthPoint

Rows = list[dict[str, Any]]  # Any: what a chart takes as inline values


def from_first_death(months: tuple[MonthPoint, ...]) -> tuple[MonthPoint, ...]:
    """Months from half a year before the first death; none where there is none."""
    first = next((i for i, point in enumerate(months) if point.deaths), None)
    return () if first is None else months[max(0, first - 6) :]


def year(month: str, after: int = 0) -> float:
    """A month's first day as a year with a fraction; `after` months on.

    >>> year("2018-07"), year("2018-12", 1)
    (2018.5, 2019.0)
    """
    return (month_index(month) + after) / 12


def as_of(assessment: Assessment) -> float:
    """The as-of day as a year with a fraction."""
    day = assessment.question.as_of
    return day.year + (day.month - 1 + (day.day - 1) / 31) / 12


def years(start: float, end: float, ticks: int) -> list[int]:
    """Whole years to label, at most about `ticks`, the last one among them.

    >>> years(2003.6, 2020.1, 5)
    [2004, 2008, 2012, 2016, 2020]
    """
    span = max(1, round(end - start))
    step = next((s for s in (1, 2, 3, 4, 5, 10, 20) if span / s <= ticks), 20)
    first, last = int(-(-start // 1)), int(end)
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def lulls(assessment: Assessment, start: float, end: float) -> Rows:
    """Lulls as stretches of time, cut to what is drawn."""
    rows = []
    for lull in assessment.lulls:
        until = year(lull.ended, 1) if lull.ended else end
        if until > start:
            rows.append({"x": max(start, year(lull.began)), "x2": until})
    return rows


def runs(points: tuple[MonthPoint, ...], basis: str) -> Rows:
    """Stretches of months of one basis."""
    rows: Rows = []
    for point in points:
        if point.basis != basis:
            continue
        left, right = year(point.month), year(point.month, 1)
        if rows and abs(rows[-1]["x2"] - left) < 1e-6:
            rows[-1]["x2"] = right
        else:
            rows.append({"x": left, "x2": right})
    return rows
