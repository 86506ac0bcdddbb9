"""The chart of the series: deaths in twelve months and by month, with lulls, pressure and opportunities beside them."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.lanes import lanes_key, lanes_panel
from smoulder.brief.charts.paper import Size, config
from smoulder.brief.charts.series_panels import (
    Between,
    bounds_sums,
    inflicted_sums,
    months_panel,
    sums_panel,
)
from smoulder.brief.charts.timeline import day_year, from_first_death, time_axis, year
from smoulder.brief.charts.vega import stacked
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount, between, month_words, months_words
from smoulder.records.case import Assessment
from smoulder.records.situation import MonthPoint


def series_chart(assessment: Assessment, *, bounds: bool = False) -> Chart | None:
    """Total and inflicted deaths over time, with lulls, gaps, the comeback line, pressure and opportunities.

    bounds:  whether the source's low and high estimates are drawn as a band about the total.
    returns: None without a death.
    """
    points = from_first_death(assessment.months)
    if not points:
        return None
    inflicted = inflicted_sums(assessment.months)
    ranges = [one for one in bounds_sums(assessment.months) if bounds and one.month >= points[0].month]
    return Chart(
        name="series",
        title=say("Deaths by month and in 12 months"),
        says=_says(assessment, points),
        instead=_instead(assessment, points, inflicted),
        source=_source(assessment, points, bool(inflicted), bool(ranges)),
        data=_data(points, inflicted, ranges),
        spec=lambda size: series_spec(assessment, size, ranges),
        broad=True,
    )


def series_spec(assessment: Assessment, size: Size, ranges: Sequence[Between] = ()) -> Spec:
    """Panels over one time axis: sums of twelve months, months, and lanes where something is known for them.

    Time runs in years, a month from its first to its last day; a 12-month sum stands at the end of its month.
    ranges: the source's bounds of the sums, none where they are not drawn.
    """
    points = from_first_death(assessment.months)
    start, end = year(points[0].month), day_year(assessment.question.as_of)
    plain = time_axis(start, end, size.width, size.margin, size.ticks, labels=False)
    named = time_axis(start, end, size.width, size.margin, size.ticks)
    panels = [
        sums_panel(assessment, points, plain, size, ranges),
        months_panel(assessment, points, named, size),
    ]
    bare = {**plain, "axis": None}
    lanes = lanes_panel(assessment, points, bare, size)
    # labels of panels would push their plots apart; they are laid out one by one
    return stacked([*panels, *([lanes] if lanes else [])], 34, bounds="flush", config=config(size))


def _says(assessment: Assessment, points: tuple[MonthPoint, ...]) -> str:
    """The one thing to see."""
    sums = [(point.twelve, point.month) for point in points if point.twelve is not None]
    if not sums:
        return say("Less than a year of months is known, so that no 12-month sum can be drawn.")
    top, when = max(sums)
    last, month = sums[-1]
    line = assessment.question.line
    if line is not None:
        return say(
            "From {top} deaths in 12 months in {when} to {last} in {month}; {line} would be a comeback.",
            top=amount(top),
            when=month_words(when),
            last=amount(last),
            month=month_words(month),
            line=amount(line),
        )
    return say(
        "{last} deaths in the 12 months to {month}; the most were {top} in those to {when}.",
        top=amount(top),
        when=month_words(when),
        last=amount(last),
        month=month_words(month),
    )


def _instead(assessment: Assessment, points: tuple[MonthPoint, ...], inflicted: list[Between]) -> str:
    """The text that stands for the chart."""
    asked, now = assessment.question, assessment.situation
    parts = [
        say(
            "Deaths of {group} in {country}, {first} to {last}.",
            group=asked.group,
            country=asked.country,
            first=month_words(points[0].month),
            last=month_words(points[-1].month),
        ),
    ]
    sums = [(point.twelve, point.month) for point in points if point.twelve is not None]
    if sums:
        top, when = max(sums)
        parts.append(
            say(
                "The 12-month sum was highest in {when} with {top}, and last {last} in {month}.",
                when=month_words(when),
                top=amount(top),
                last=amount(sums[-1][0]),
                month=month_words(sums[-1][1]),
            )
        )
    if inflicted:
        one = inflicted[-1]
        parts.append(
            say(
                "The group inflicted {many} of the deaths in the 12 months to {month}.",
                many=between(amount(one.low), amount(one.high)) if one.high > one.low else amount(one.low),
                month=month_words(one.month),
            )
        )
    if now.known is not None:
        parts.append(say("The lull is shaded from {month}.", month=month_words(now.began or now.known)))
    if asked.line is not None:
        parts.append(say("The comeback line stands at {line}.", line=amount(asked.line)))
    other = sum(point.basis != "monthly" for point in points)
    if other:
        parts.append(say("{months} are bridged or unknown and drawn apart.", months=months_words(other)))
    if assessment.timeline:
        parts.append(say("Pressure and opportunities beside the months are in the table below."))
    return " ".join(parts)


def _source(assessment: Assessment, points: tuple[MonthPoint, ...], inflicted: bool, ranges: bool) -> str:
    """Source and n, then the key to the marks: short forms cut a long text at its end."""
    other = sum(point.basis != "monthly" for point in points)
    key = [say("shaded: lulls")] if assessment.lulls else []
    if inflicted:
        key.append(say("grey band: inflicted by the group, up to that with all deaths of unknown side"))
    if ranges:
        key.append(say("blue band: from the source's low to its high estimates"))
    if other:
        key.append(say("dashed and pale: not from monthly rows, with its 90\u00a0% band"))
    key += lanes_key(assessment.timeline)
    used = assessment.data[: 2 if assessment.bridge is not None else 1]
    source = say(
        "Source: {source}; n = {n} months with rows.",
        source="; ".join(f"{one.name} {one.vintage}" for one in used) or say("see the data part"),
        n=len(points) - other,
    )
    told = say("; ").join(key)
    return f"{source} {told[:1].upper()}{told[1:]}." if told else source


def _data(points: tuple[MonthPoint, ...], inflicted: list[Between], ranges: Sequence[Between]) -> DataTable:
    columns: tuple[Column, ...] = (
        Column("month", say("Month")),
        Column("deaths", say("Deaths"), "deaths"),
        Column("deaths_12_months", say("Deaths in 12 months"), "deaths"),
        Column("deaths_12_months_low", say("90\u00a0% interval, from"), "deaths"),
        Column("deaths_12_months_high", say("90\u00a0% interval, to"), "deaths"),
        Column("inflicted_12_months_low", say("Inflicted in 12 months, at least"), "deaths"),
        Column("inflicted_12_months_high", say("Inflicted in 12 months, at most"), "deaths"),
        Column("basis", say("Where the month comes from")),
    )
    if ranges:
        columns = (
            *columns,
            Column("low_12_months", say("Low estimate of 12 months"), "deaths"),
            Column("high_12_months", say("High estimate of 12 months"), "deaths"),
        )
    ends = {one.month: (one.low, one.high) for one in ranges}
    sides = {one.month: (one.low, one.high) for one in inflicted}
    rows = tuple(
        (
            *(p.month, p.deaths, p.twelve, p.twelve_low, p.twelve_high),
            *sides.get(p.month, (None, None)),
            p.basis,
            *(ends.get(p.month, (None, None)) if ranges else ()),
        )
        for p in points
    )
    return DataTable("series", say("Deaths by month and in 12 months"), columns, rows)
