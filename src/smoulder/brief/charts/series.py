"""The chart of the series: deaths in 12 months over deaths by month, lulls, gaps, the comeback line."""

from __future__ import annotations

from typing import Any

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.paper import (
    BAND,
    FIRST,
    INK,
    QUIET,
    SECOND,
    SHADE,
    UNKNOWN,
    Size,
    config,
    spaced,
)
from smoulder.brief.charts.timeline import Rows, as_of, from_first_death, lulls, runs, year, years
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.numbers import amount, day_words, month_words, months_words
from smoulder.records.case import Assessment
from smoulder.records.situation import MonthPoint

# Any in this file: altair types its charts by class, and layers mix them.


def series_chart(assessment: Assessment) -> Chart | None:
    """Deaths in 12 months over deaths by month, with lulls, gaps and the comeback line; None without a death."""
    points = from_first_death(assessment.months)
    if not points:
        return None
    instead, source = _words(assessment)
    return Chart(
        name="series",
        title="Deaths by month and in 12 months",
        says="",
        instead=instead,
        source=source,
        data=_data(points),
        spec=lambda size: drawn_series(assessment, size).to_dict(),
    )


def _data(points: tuple[MonthPoint, ...]) -> DataTable:
    columns = (
        Column("month", "Month"),
        Column("deaths", "Deaths"),
        Column("deaths_12_months", "Deaths in 12 months"),
        Column("low", "90 % interval, from"),
        Column("high", "90 % interval, to"),
        Column("basis", "Where the month comes from"),
    )
    rows = tuple((p.month, p.deaths, p.twelve, p.twelve_low, p.twelve_high, p.basis) for p in points)
    return DataTable("series", "Deaths by month and in 12 months", columns, rows)


def _words(assessment: Assessment) -> tuple[str, str]:
    """The text that stands for the chart, and its key with source and n."""
    asked, now, months = assessment.question, assessment.situation, assessment.months
    sums = [(point.twelve, point.month) for point in months if point.twelve is not None]
    parts = [f"Deaths of {asked.group} in {asked.country}, {month_words(months[0].month)} to "]
    parts.append(f"{month_words(months[-1].month)}.")
    if sums:
        top, when = max(sums)
        parts.append(f" The 12-month sum was highest in {month_words(when)} with {amount(top)},")
        parts.append(f" and last {amount(sums[-1][0])} in {month_words(sums[-1][1])}.")
    if now.known is not None:
        parts.append(f" The lull is shaded from {month_words(now.began or now.known)}.")
    if asked.line is not None:
        parts.append(f" The comeback line stands at {amount(asked.line)}.")
    other = sum(point.basis != "monthly" for point in months)
    if other:
        parts.append(f" {months_words(other)} are bridged or unknown and drawn apart.")
    names = "; ".join(f"{used.name} {used.vintage}" for used in assessment.data[:2])
    key = (
        "Shaded: lulls. Dashed, with its 90\u00a0% band: not from monthly rows. "
        if other
        else "Shaded: lulls. "
    )
    n = f"n = {len(months) - other} months with rows."
    source = f"{key}Source: {names or 'see the data part'}; {n}"
    return "".join(parts), source


def drawn_series(assessment: Assessment, size: Size) -> Any:
    """Two panels over one time axis; None where no month is known.

    Time runs in years, a month from its first to its last day; a 12-month sum stands at the end of its month.
    """
    import altair as alt

    points = from_first_death(assessment.months)
    if not points:
        return None
    start, end = year(points[0].month), as_of(assessment)
    room = (end - start) * size.margin / (size.width - size.margin)
    x = alt.X(
        "x:Q",
        title=None,
        scale=alt.Scale(domain=[start, end + room], nice=False, zero=False),
        axis=alt.Axis(values=years(start, end, size.ticks), format="d", labelOverlap=True),
    )
    top = _sums(assessment, points, x, size)
    bottom = _bars(assessment, points, x, size)
    return alt.vconcat(top, bottom, spacing=30).properties(config=config(size))


def _sums(assessment: Assessment, points: tuple[MonthPoint, ...], x: Any, size: Size) -> Any:
    import altair as alt

    start, end = year(points[0].month), as_of(assessment)
    sums: Rows = [
        {"x": year(p.month, 1), "y": p.twelve, "low": p.twelve_low, "high": p.twelve_high, "basis": p.basis}
        for p in points
        if p.twelve is not None
    ]
    highest = 1.04 * max([1.0, assessment.question.line or 0, *(max(r["y"], r["high"] or 0) for r in sums)])
    y = alt.Y(
        "y:Q",
        title="deaths in the 12 months up to each month",
        scale=alt.Scale(domain=[0, highest], nice=False),
        axis=alt.Axis(tickCount=4, format=",d"),
    )
    solid = [row for row in sums if row["basis"] == "monthly"]
    dashed = solid[-1:] + [row for row in sums if row["basis"] != "monthly"]
    bounded = [row for row in dashed if row["low"] is not None and row["high"] is not None]
    line: dict[str, Any] = {"color": FIRST, "strokeWidth": 2}
    layers = [
        *_shading(assessment, points, x),
        _layer(bounded).mark_area(color=BAND, opacity=0.9).encode(x=x, y=alt.Y("low:Q"), y2="high"),
        _layer(solid).mark_line(**line).encode(x=x, y=y),
        _layer(dashed).mark_line(**line, strokeDash=[4, 3]).encode(x=x, y=y),
        _layer([{"x": end}]).mark_rule(color=QUIET, strokeDash=[1, 3]).encode(x=x),
        *_comeback_line(assessment, x, y, start, end),
        *_labels(assessment, sums, x, y, size, highest),
        _lull_names(lulls(assessment, start, end), x, size),
    ]
    return alt.layer(*layers).properties(width=size.width, height=size.tall)


def _layer(rows: Rows) -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=rows))


def _shading(assessment: Assessment, points: tuple[MonthPoint, ...], x: Any) -> list[Any]:
    stretches = lulls(assessment, year(points[0].month), as_of(assessment))
    return [
        _layer(stretches).mark_rect(color=SHADE).encode(x=x, x2="x2"),
        _layer(runs(points, "unknown")).mark_rect(color=UNKNOWN, opacity=0.8).encode(x=x, x2="x2"),
    ]


def _comeback_line(assessment: Assessment, x: Any, y: Any, start: float, end: float) -> list[Any]:
    line, known = assessment.question.line, assessment.situation.known
    if line is None:
        return []
    left = max(start, year(known)) if known is not None else start
    rows = [{"x": left, "x2": end, "y": line}]
    return [_layer(rows).mark_rule(color=SECOND, strokeWidth=2, strokeDash=[7, 3]).encode(x=x, x2="x2", y=y)]


def _labels(assessment: Assessment, sums: Rows, x: Any, y: Any, size: Size, highest: float) -> list[Any]:
    """Words at the right of the plot, kept apart: the comeback line, the last sum, the as-of day."""
    end = as_of(assessment)
    wanted: list[tuple[float, str, str]] = []
    if assessment.question.line is not None:
        wanted.append(
            (assessment.question.line, f"comeback line{size.fold}{amount(assessment.question.line)}", SECOND)
        )
    if sums:
        about = "bridged" if sums[-1]["basis"] != "monthly" else "last"
        wanted.append((sums[-1]["y"], f"{about}{size.fold}{amount(sums[-1]['y'])}", FIRST))
    places = spaced([value / highest * size.tall for value, *_ in wanted], size.label, size.tall)
    layers = [
        _layer([{"x": end, "y": place / size.tall * highest, "words": words}])
        .mark_text(align="left", baseline="middle", dx=6, color=colour, lineBreak="\n")
        .encode(x=x, y=y, text="words:N")
        for place, (_, words, colour) in zip(places, wanted, strict=True)
    ]
    day, month, number = day_words(assessment.question.as_of).split(" ")
    words = f"as of\n{day} {month[:3]} {number}"
    at = [{"x": end, "y": highest, "words": words}]
    text = _layer(at).mark_text(align="left", baseline="top", dx=6, color=INK, lineBreak="\n")
    return [*layers, text.encode(x=x, y=y, text="words:N")]


def _lull_names(stretches: Rows, x: Any, size: Size) -> Any:
    """The word 'lull' at the top of each shaded stretch that is wide enough for it."""
    import altair as alt

    domain = x["scale"]["domain"]
    pixels = size.width / (domain[1] - domain[0])
    wide = [row for row in stretches if (row["x2"] - row["x"]) * pixels > 2 * size.font]
    rows: Rows = [{"x": (row["x"] + row["x2"]) / 2, "words": "lull"} for row in wide]
    text = _layer(rows).mark_text(baseline="top", color=QUIET)
    return text.encode(x=x, y=alt.value(4), text="words:N")


def _bars(assessment: Assessment, points: tuple[MonthPoint, ...], x: Any, size: Size) -> Any:
    import altair as alt

    end = as_of(assessment)
    rows: Rows = [
        {"x": year(p.month), "x2": year(p.month, 1), "y": p.deaths, "zero": 0, "basis": p.basis}
        for p in points
        if p.deaths is not None
    ]
    y = alt.Y("y:Q", title="deaths a month", axis=alt.Axis(tickCount=3, format=",d"))
    known = [row for row in rows if row["basis"] == "monthly"]
    other = [row for row in rows if row["basis"] != "monthly"]
    hollow: dict[str, Any] = {"fill": BAND, "stroke": FIRST, "strokeWidth": 0.7}
    layers = [
        *_shading(assessment, points, x),
        _layer(known).mark_rect(color=FIRST).encode(x=x, x2="x2", y=y, y2="zero"),
        _layer(other).mark_rect(**hollow).encode(x=x, x2="x2", y=y, y2="zero"),
        _layer([{"x": end}]).mark_rule(color=QUIET, strokeDash=[1, 3]).encode(x=x),
        *_gap_label(points, x, size),
    ]
    return alt.layer(*layers).properties(width=size.width, height=size.low)


def _gap_label(points: tuple[MonthPoint, ...], x: Any, size: Size) -> list[Any]:
    """A word over months that nothing covers, at the right of them."""
    import altair as alt

    gaps = runs(points, "unknown")
    if not gaps:
        return []
    rows = [{"x": gaps[-1]["x2"], "words": "no rows"}]
    text = _layer(rows).mark_text(align="left", baseline="middle", dx=8, color=QUIET)
    return [text.encode(x=x, y=alt.value(size.low / 2), text="words:N")]
