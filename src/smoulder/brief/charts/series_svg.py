"""The chart of one series as an SVG file of its own, the same as in a brief."""

from __future__ import annotations

from datetime import date
from typing import Any

from smoulder.brief.charts.alone import svg_file
from smoulder.brief.charts.paper import WIDE
from smoulder.brief.charts.series import series_chart
from smoulder.records.case import Assessment, Question
from smoulder.records.errors import NoData
from smoulder.records.month import month_text
from smoulder.records.series import Lull
from smoulder.records.settings import Settings
from smoulder.records.situation import LullView
from smoulder.series.situation import Standing


def series_svg(standing: Standing, as_of: date, settings: Settings) -> str:
    """Deaths by month and in 12 months with the lulls, as SVG text with the brief's light colours in it.

    standing: where the group stands on the day `as_of`.
    raises:   MissingExtra if vl-convert is not installed; NoData where no month has a death.
    """
    cut = standing.cut
    chart = series_chart(_drawn_part(standing, as_of, settings))
    if chart is None:
        raise NoData(f"{cut.group} in {cut.country} has no month with a death; there is nothing to draw")
    title = f"Deaths by month and in 12 months, {cut.group} in {cut.country}"
    return svg_file(chart.spec(WIDE), "series", title)


def _drawn_part(standing: Standing, as_of: date, settings: Settings) -> Assessment:
    """The parts of an assessment that the chart reads; the others are left out."""
    cut, situation = standing.cut, standing.situation
    lowest = situation.lowest
    question = Question(
        group_id=cut.group_id,
        group=cut.group,
        country=cut.country,
        as_of=as_of,
        line=None if lowest is None else settings.comeback_line(lowest),
    )
    parts: dict[str, Any] = {  # Any: the fields that are drawn, of their own types
        "question": question,
        "situation": situation,
        "months": standing.points,
        "lulls": tuple(_view(lull) for lull in standing.lulls),
        "timeline": (),
        "data": (),
    }
    return Assessment.model_construct(**parts)


def _view(lull: Lull) -> LullView:
    return LullView(
        known=month_text(lull.known),
        began=month_text(lull.began),
        peak=lull.peak,
        lowest=lull.lowest,
        ended=None if lull.ended is None else month_text(lull.ended),
        end=lull.end,
        months=lull.last - lull.known,
    )
