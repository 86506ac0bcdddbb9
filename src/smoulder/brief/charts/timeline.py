"""The time axis that charts of months share: years, lulls, stretches of months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import PAPER, QUIET, SHADE, UNKNOWN, Size
from smoulder.brief.charts.vega import mark, nominal, pixels, quantity
from smoulder.records.case import Assessment
from smoulder.records.month import month_index
from smoulder.records.situation import MonthPoint

Row = dict[str, object]
"""One value of a chart, by field."""


def from_first_death(months: tuple[MonthPoint, ...]) -> tuple[MonthPoint, ...]:
    """Months from half a year before the first death; none where there is none."""
    first = next((i for i, point in enumerate(months) if point.deaths), None)
    return () if first is None else months[max(0, first - 6) :]


def year(month: str, after: int = 0) -> float:
    """A month's first day as a year with a fraction; `after` months on.

    >>> year("2018-07"), year("2018-12", 1)
    (2018.5, 2019.0)
    """
    return round((month_index(month) + after) / 12, 4)


def day_year(day: date) -> float:
    """A day as a year with a fraction.

    >>> day_year(date(2018, 7, 1))
    2018.5
    """
    return round(day.year + (day.month - 1 + (day.day - 1) / 31) / 12, 4)


def years(start: float, end: float, ticks: int) -> list[int]:
    """Whole years to label, at most about `ticks`, the last one among them.

    >>> years(2003.6, 2020.1, 5)
    [2004, 2008, 2012, 2016, 2020]
    """
    span = max(1, round(end - start))
    step = next((s for s in (1, 2, 3, 4, 5, 10, 20) if span / s <= ticks), 20)
    first, last = int(-(-start // 1)), int(end)
    return [year for year in range(first, last + 1) if (last - year) % step == 0]


def time_axis(start: float, end: float, width: float, margin: float, ticks: int, **axis: object) -> Spec:
    """The channel of time: years from `start` to `end`, with `margin` of `width` pixels kept free behind them."""
    room = (end - start) * margin / (width - margin)
    return quantity(
        "x",
        title=None,
        scale={"domain": [start, round(end + room, 4)], "nice": False, "zero": False},
        axis={"values": years(start, end, ticks), "format": "d", "labelOverlap": True, **axis},
    )


def lulls(assessment: Assessment, start: float, end: float) -> list[tuple[float, float]]:
    """Lulls as stretches of time, cut to what is drawn."""
    found = []
    for lull in assessment.lulls:
        until = year(lull.ended, 1) if lull.ended else end
        if until > start:
            found.append((max(start, year(lull.began)), min(end, until)))
    return found


def runs(points: Sequence[MonthPoint], basis: str) -> list[tuple[float, float]]:
    """Stretches of months of one basis.

    >>> from smoulder.records.situation import MonthPoint
    >>> runs([MonthPoint(month=f"2018-0{at}", basis="unknown") for at in (1, 2, 3)], "unknown")
    [(2018.0, 2018.25)]
    """
    found = []
    for same, group in groupby(points, key=lambda point: point.basis):
        months = [point.month for point in group]
        if same == basis:
            found.append((year(months[0]), year(months[-1], 1)))
    return found


def backdrop(assessment: Assessment, points: Sequence[MonthPoint], x: Spec, end: float) -> list[Spec]:
    """What stands behind every panel: lulls, months that nothing covers, the as-of day."""
    last = x["scale"]["domain"][1]
    stretches = [
        *((left, right, SHADE) for left, right in lulls(assessment, year(points[0].month), end)),
        *((left, right, UNKNOWN) for left, right in runs(points, "unknown")),
        # labels stand behind the as-of day, where no line of the grid should cross them
        (end, last + 0.01 * (last - end), PAPER),
    ]
    rows: list[Row] = [{"x": left, "x2": right, "colour": colour} for left, right, colour in stretches]
    colours = nominal("colour", scale=None, legend=None)
    return [
        mark(rows, "rect", {"x": x, "x2": {"field": "x2"}, "color": colours}),
        mark([{"x": end}], "rule", {"x": x}, color=QUIET, strokeDash=[1, 3]),
    ]


def lull_names(stretches: Sequence[tuple[float, float]], x: Spec, size: Size, words: str) -> Spec:
    """A word at the top of each shaded stretch that is wide enough for it."""
    first, last = x["scale"]["domain"]
    a_year = size.width / (last - first)
    rows: list[Row] = [
        {"x": (left + right) / 2, "words": words}
        for left, right in stretches
        if (right - left) * a_year > 0.62 * size.font * len(words)
    ]
    text = {"x": x, "y": pixels(4), "text": {"field": "words"}}
    return mark(rows, "text", text, baseline="top", color=QUIET)
