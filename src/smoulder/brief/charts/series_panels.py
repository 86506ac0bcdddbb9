"""The upper panels of the series chart: deaths in twelve months, total and inflicted, and deaths by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import BAND, FIRST, INK, QUIET, SECOND, Size, spaced
from smoulder.brief.charts.timeline import Row, backdrop, day_year, lull_names, lulls, runs, year
from smoulder.brief.charts.vega import label, layer, mark, nominal, pixels, quantity
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount, between, day_words
from smoulder.records.case import Assessment
from smoulder.records.situation import MonthPoint

WINDOW = 12


@dataclass(frozen=True, slots=True)
class Between:
    """Deaths in the twelve months that end with a month: at least, and at most."""

    month: str
    low: float
    high: float


def bounds_sums(points: Sequence[MonthPoint]) -> list[Between]:
    """Of each month whose twelve months all have the source's low and high estimates: the sums of these."""
    found = []
    for at in range(WINDOW - 1, len(points)):
        window = points[at - WINDOW + 1 : at + 1]
        low = [one.low for one in window if one.low is not None]
        high = [one.high for one in window if one.high is not None]
        if len(low) == len(high) == WINDOW:
            found.append(Between(points[at].month, round(sum(low), 1), round(sum(high), 1)))
    return found


def inflicted_sums(points: Sequence[MonthPoint]) -> list[Between]:
    """Of each month whose twelve months all tell the sides; deaths of unknown side are in the upper bound alone."""
    found = []
    for at in range(WINDOW - 1, len(points)):
        window = points[at - WINDOW + 1 : at + 1]
        low = [one.inflicted for one in window if one.inflicted is not None]
        if len(low) == WINDOW:
            more = sum(one.unknown or 0.0 for one in window)
            found.append(Between(points[at].month, round(sum(low), 1), round(sum(low) + more, 1)))
    return found


def sums_panel(
    assessment: Assessment,
    points: tuple[MonthPoint, ...],
    x: Spec,
    size: Size,
    bounds: Sequence[Between] = (),
) -> Spec:
    """Deaths in twelve months: total as a line, inflicted as a band, the comeback line.

    bounds: of the source, drawn as a band about the total.
    """
    start, end = year(points[0].month), day_year(assessment.question.as_of)
    sums = [point for point in points if point.twelve is not None]
    inflicted = [one for one in inflicted_sums(assessment.months) if one.month >= points[0].month]
    line = assessment.question.line or 0.0
    tops = [*(max(one.twelve or 0.0, one.twelve_high or 0.0) for one in sums), *(one.high for one in bounds)]
    highest = 1.08 * max([*tops, line, 1.0])
    y = quantity(
        "y",
        title=say("deaths in the 12 months to each month"),
        scale={"domain": [0, highest], "nice": False},
        axis={"tickCount": 4, "format": ",d"},
    )
    layers = [
        *backdrop(assessment, points, x, end),
        *_bounds_marks(bounds, x, y),
        *_inflicted_marks(inflicted, x, y),
        *_total_marks(sums, x, y),
        *_comeback_line(assessment, x, y, start, end),
        *_labels(assessment, sums, inflicted, x, y, size, highest),
        lull_names(lulls(assessment, start, end), x, size, say("lull")),
    ]
    return layer(layers, width=size.width, height=size.tall)


def _total_marks(sums: Sequence[MonthPoint], x: Spec, y: Spec) -> list[Spec]:
    """A line, solid where months are from monthly rows, dashed with its band elsewhere; at each month's end."""
    rows: list[Row] = [_sum_row(one) for one in sums]
    solid = [row for row, one in zip(rows, sums, strict=True) if one.basis == "monthly"]
    dashed = [row for row, one in zip(rows, sums, strict=True) if one.basis != "monthly"]
    dashed = solid[-1:] + dashed if dashed else []
    bounded: list[Row] = [
        {**_sum_row(one), "low": one.twelve_low, "high": one.twelve_high}
        for one in sums
        if one.basis != "monthly" and one.twelve_low is not None and one.twelve_high is not None
    ]
    band = {"x": x, "y": quantity("low"), "y2": {"field": "high"}}
    return [
        mark(bounded, "area", band, color=BAND, opacity=0.9),
        mark(solid, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=2),
        mark(dashed, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=2, strokeDash=[4, 3]),
    ]


def _sum_row(point: MonthPoint) -> Row:
    return {"x": year(point.month, 1), "y": point.twelve}


def _bounds_marks(bounds: Sequence[Between], x: Spec, y: Spec) -> list[Spec]:
    rows: list[Row] = [{"x": year(one.month, 1), "y": one.low, "high": one.high} for one in bounds]
    return [mark(rows, "area", {"x": x, "y": y, "y2": {"field": "high"}}, color=FIRST, opacity=0.2)]


def _inflicted_marks(inflicted: Sequence[Between], x: Spec, y: Spec) -> list[Spec]:
    rows: list[Row] = [{"x": year(one.month, 1), "y": one.low, "high": one.high} for one in inflicted]
    return [
        mark(rows, "area", {"x": x, "y": y, "y2": {"field": "high"}}, color=INK, opacity=0.22),
        mark(rows, "line", {"x": x, "y": y}, color=INK, strokeWidth=1.1),
    ]


def _comeback_line(assessment: Assessment, x: Spec, y: Spec, start: float, end: float) -> list[Spec]:
    line, known = assessment.question.line, assessment.situation.known
    if line is None:
        return []
    left = max(start, year(known)) if known is not None else start
    rows: list[Row] = [{"x": left, "x2": end, "y": line}]
    look = {"color": SECOND, "strokeWidth": 2, "strokeDash": [7, 3]}
    return [mark(rows, "rule", {"x": x, "x2": {"field": "x2"}, "y": y}, **look)]


def _labels(
    assessment: Assessment,
    sums: Sequence[MonthPoint],
    inflicted: Sequence[Between],
    x: Spec,
    y: Spec,
    size: Size,
    highest: float,
) -> list[Spec]:
    """Words at the right of the plot, kept apart: comeback line, last sums; above them the as-of day."""
    end, line = day_year(assessment.question.as_of), assessment.question.line
    wanted: list[tuple[float, str, str]] = []
    if line is not None:
        wanted.append((line, f"{say('comeback line')}{size.fold}{amount(line)}", SECOND))
    if sums:
        value = sums[-1].twelve or 0.0
        about = say("total") if sums[-1].basis == "monthly" else say("total, bridged")
        wanted.append((value, f"{about}{size.fold}{amount(value)}", FIRST))
    if inflicted:
        last = inflicted[-1]
        many = between(amount(last.low), amount(last.high)) if last.high > last.low else amount(last.low)
        wanted.append((last.low, f"{say('inflicted')}{size.fold}{many}", INK))
    # the as-of day stands at the top, its year on a line of its own where the plot is narrow
    date = day_words(assessment.question.as_of)
    words = say("as of\n{day}", day="\n".join(date.rsplit(" ", 1)) if size.narrow else date)
    below = size.tall - 1.3 * size.font * (words.count("\n") + 1)
    places = spaced([value / highest * size.tall for value, *_ in wanted], size.label, below)
    rows: list[Row] = [
        {"x": end, "y": place / size.tall * highest, "words": label, "colour": colour}
        for place, (_, label, colour) in zip(places, wanted, strict=True)
    ]
    day: list[Row] = [{"x": end, "words": words}]
    text, look = nominal("words"), {"align": "left", "dx": 6, "lineBreak": "\n"}
    colours = nominal("colour", scale=None, legend=None)
    # of several lines the renderer sets the first in the middle
    lift = -0.6 * size.font if size.narrow else 0
    return [
        mark(
            rows, "text", {"x": x, "y": y, "text": text, "color": colours}, baseline="middle", dy=lift, **look
        ),
        mark(day, "text", {"x": x, "y": pixels(0), "text": text}, baseline="top", color=INK, **look),
    ]


def months_panel(assessment: Assessment, points: tuple[MonthPoint, ...], x: Spec, size: Size) -> Spec:
    """Deaths by month as columns without gaps between them: filled from monthly rows, hollow where bridged."""
    end = day_year(assessment.question.as_of)
    y = quantity("y", title=say("deaths a month"), axis={"tickCount": 3, "format": ",d"})
    by = {"x": x, "y": y, "detail": nominal("run")}
    layers = [
        *backdrop(assessment, points, x, end),
        mark(_columns(points, "monthly"), "area", by, interpolate="step-after", color=FIRST),
        mark(
            _columns(points, "bridged from a year"),
            "area",
            by,
            interpolate="step-after",
            color=BAND,
            line={"color": FIRST, "strokeWidth": 0.8},
        ),
        *_gap_label(points, x, size),
    ]
    return layer(layers, width=size.width, height=size.low)


def _columns(points: Sequence[MonthPoint], basis: str) -> list[Row]:
    """Steps from the first to the last day of each run of months of one basis."""
    rows: list[Row] = []
    told = groupby(points, key=lambda point: point.basis == basis and point.deaths is not None)
    for at, (wanted, group) in enumerate(told):
        if wanted:
            run = list(group)
            rows += [{"x": year(one.month), "y": one.deaths, "run": str(at)} for one in run]
            rows.append({"x": year(run[-1].month, 1), "y": run[-1].deaths, "run": str(at)})
    return rows


def _gap_label(points: Sequence[MonthPoint], x: Spec, size: Size) -> list[Spec]:
    """A word over months that nothing covers, at the right of them."""
    gaps = runs(points, "unknown")
    if not gaps:
        return []
    rows: list[Row] = [{"x": gaps[-1][1], "words": say("no rows")}]
    return [label(rows, x, pixels(size.low / 2), dx=8, color=QUIET)]
