"""The chart of the indicators: one small panel each, over the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.paper import BAND, FIRST, Size, config
from smoulder.brief.charts.timeline import Row, backdrop, day_year, from_first_death, time_axis, year
from smoulder.brief.charts.vega import beside, label, layer, mark, nominal, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.say import say, to_say
from smoulder.brief.numbers import amount, between, month_words, percent
from smoulder.records.case import Assessment
from smoulder.records.indicator import Indicator
from smoulder.records.situation import MonthPoint

TITLES = {
    "events": to_say("events in 12 months"),
    "lethality": to_say("deaths per event, over 12 months"),
    "inflicted": to_say("share of deaths inflicted, over 12 months"),
    "cells": to_say("cells of about 55 km with events in 12 months"),
}
FORMATS = {"inflicted": ".0%"}
LOW, HIGH = "_low", "_high"
COLUMNS = 2
"""Panels beside each other on a desk; on a phone they stand under one another."""
BETWEEN = 64
"""Pixels between them, which hold the labels of an axis."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One indicator, or two that are the bounds of one: a value is low and high, equal where there are no bounds."""

    name: str
    words: str
    months: tuple[tuple[str, float | None, float | None], ...]

    @property
    def known(self) -> list[tuple[str, float, float]]:
        """Months with a value."""
        return [
            (month, low, high) for month, low, high in self.months if low is not None and high is not None
        ]


def indicators_chart(assessment: Assessment) -> Chart | None:
    """Every indicator over the months from the first death; None without any."""
    points = from_first_death(assessment.months)
    panels = _panels(assessment.indicators, points[0].month if points else "")
    if not points or not panels:
        return None
    last = max(panel.known[-1][0] for panel in panels)
    title = say("Indicators, each over 12 months")
    return Chart(
        name="indicators",
        title=title,
        says=_says(panels),
        instead=" ".join([title + ".", *(_told(panel) for panel in panels)]),
        source=say(
            "Source: {source}; n = {n} months with a value, the last {month}. Shaded: lulls. A gap: one of the 12 "
            "months has no row. The last value stands beside its line.",
            source="; ".join(dict.fromkeys(one.source for one in assessment.indicators)),
            n=max(len(panel.known) for panel in panels),
            month=month_words(last),
        ),
        data=_data(panels),
        spec=lambda size: indicators_spec(assessment, size),
    )


def indicators_spec(assessment: Assessment, size: Size) -> Spec:
    """The panels, two beside each other or one under the other, over the time that the series has."""
    points = from_first_death(assessment.months)
    panels = _panels(assessment.indicators, points[0].month)
    columns = 1 if size.narrow else COLUMNS
    width = (size.width - BETWEEN * (columns - 1)) / columns
    drawn = [_drawn(panel, assessment, points, width, size) for panel in panels]
    return beside(drawn, columns, 54, bounds="flush", config=config(size))


def _panels(indicators: Sequence[Indicator], first: str) -> list[Panel]:
    """Indicators as panels, from a month on: two that bound one value share theirs."""
    found: list[Panel] = []
    for name, group in groupby(indicators, key=lambda one: one.name.removesuffix(LOW).removesuffix(HIGH)):
        bounds = list(group)
        highs = dict(bounds[-1].months)
        months = tuple((month, low, highs.get(month)) for month, low in bounds[0].months if month >= first)
        panel = Panel(name, say(TITLES[name]) if name in TITLES else bounds[0].words, months)
        found += [panel] if panel.known else []
    return found


def _drawn(
    panel: Panel, assessment: Assessment, points: tuple[MonthPoint, ...], width: float, size: Size
) -> Spec:
    start, end = year(points[0].month), day_year(assessment.question.as_of)
    margin = 5.2 * size.font
    x = time_axis(start, end, width, margin, 4 if size.narrow else 5)
    top = max(high for *_, high in panel.known) or 1.0
    y = quantity(
        "y",
        title=panel.words,
        scale={"domain": [0, 1.08 * top if panel.name not in FORMATS else 1], "nice": False},
        axis={"tickCount": 3, "format": FORMATS.get(panel.name, "~r")},
    )
    rows = _rows(panel)
    band = {"x": x, "y": y, "y2": {"field": "high"}, "detail": nominal("run")}
    month, low, high = panel.known[-1]
    value: list[Row] = [{"x": end, "y": (low + high) / 2, "words": _value(panel, low, high)}]
    layers = [
        *backdrop(assessment, points, x, end),
        mark([row for row in rows if panel.name == "inflicted"], "area", band, color=BAND),
        mark(rows, "line", {"x": x, "y": y, "detail": nominal("run")}, color=FIRST, strokeWidth=1.8),
        mark([{"x": year(month, 1), "y": low}], "circle", {"x": x, "y": y}, color=FIRST, size=45, opacity=1),
        label(value, x, y, dx=6, color=FIRST),
    ]
    return layer(layers, width=width, height=size.low - 14)


def _rows(panel: Panel) -> list[Row]:
    """Values at the ends of their months; a run has no gap in it."""
    rows: list[Row] = []
    for at, (known, group) in enumerate(groupby(panel.months, key=lambda one: one[1] is not None)):
        if known:
            rows += [
                {"x": year(month, 1), "y": low, "high": high, "run": str(at)} for month, low, high in group
            ]
    return rows


def _value(panel: Panel, low: float, high: float) -> str:
    told = percent if panel.name in FORMATS else amount
    if panel.name in FORMATS and high > low:
        return say("{number}\u00a0%", number=between(f"{100 * low:.0f}", f"{100 * high:.0f}"))
    return told(low)


def _told(panel: Panel) -> str:
    """A panel in a sentence."""
    month, low, high = panel.known[-1]
    top, _, when = max((one[2], one[1], one[0]) for one in panel.known)
    return say(
        "{what}: {last} in {month}; the highest was {top} in {when}.",
        what=panel.words[:1].upper() + panel.words[1:],
        last=_value(panel, low, high),
        month=month_words(month),
        top=_value(panel, top, top),
        when=month_words(when),
    )


def _says(panels: Sequence[Panel]) -> str:
    """The one thing to see: how far events have fallen from their highest."""
    return _told(panels[0])


def _data(panels: Sequence[Panel]) -> DataTable:
    columns = (
        Column("indicator", say("Indicator")),
        Column("month", say("Month, the last of 12")),
        Column("value", say("Value, or lower bound"), "unit of the indicator"),
        Column("high", say("Upper bound"), "unit of the indicator"),
    )
    rows = tuple(
        (panel.name, month, low, high if panel.name == "inflicted" else None)
        for panel in panels
        for month, low, high in panel.months
    )
    return DataTable("indicators", say("Indicators by month, each over 12 months"), columns, rows)
