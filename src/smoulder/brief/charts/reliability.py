"""The chart of a comeback backtest: how often what was called so likely happened, a row for each block."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from smoulder.brief.charts.alone import svg_file
from smoulder.brief.charts.draw import check_charts
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, WIDE, config
from smoulder.models.backtest.score_row import CurvePoint

# Any in this file: altair types its charts by class, and layers mix them.

STACK = "stack"
SIDE = 185
"""Width and height of a panel, pixels: four of them stand beside each other."""
BESIDE = 4
LEGEND = (
    "Dots: parts of about as many cases each, with 90 % intervals. Dashed: as often as it was called likely."
)

Rows = list[dict[str, Any]]


def reliability_svg(curve: Sequence[CurvePoint], in_years: Collection[str] = ()) -> str:
    """The stack's calibration curves as SVG text that stands alone.

    curve:    points of every model; those of the stack are drawn, one row for each block with a panel for each horizon.
    in_years: blocks of episodes, whose horizons are years; those of all others are months.
    raises:   MissingExtra if altair or vl-convert is not installed; ValueError if no point is the stack's.
    """
    import altair as alt

    check_charts()
    title = "Calibration of the stack: share that came back, by the chance that was given"
    points = [one for one in curve if one.model == STACK]
    if not points:
        raise ValueError("no calibration curve of the stack to draw")
    rows = []
    for block in dict.fromkeys(one.block for one in points):
        own = [one for one in points if one.block == block]
        years = block in in_years
        rows.append(_row(own, f"episodes, {block}" if years else block, "years" if years else "months"))
    heading = alt.TitleParams(
        title,
        subtitle=LEGEND,
        anchor="start",
        fontSize=WIDE.font + 2,
        fontWeight="normal",
        color=INK,
        subtitleColor=QUIET,
        subtitleFontSize=WIDE.font,
        offset=16,
    )
    chart = alt.vconcat(*rows, spacing=34).properties(title=heading, config=config(WIDE))
    return svg_file(chart, "calibration", title)


def _row(points: Sequence[CurvePoint], words: str, unit: str) -> Any:
    """One block: a panel for each horizon."""
    import altair as alt

    horizons = list(dict.fromkeys(one.horizon for one in points))
    panels = [
        _panel([one for one in points if one.horizon == horizon], f"within {horizon} {unit}")
        for horizon in horizons
    ]
    name = alt.TitleParams(words, anchor="start", fontSize=WIDE.font, color=INK, offset=8)
    return alt.concat(*panels, columns=BESIDE, spacing=22).properties(title=name)


def _panel(points: Sequence[CurvePoint], title: str) -> Any:
    import altair as alt

    known = [one for one in points if one.high == one.high]
    seen = [
        *(one.predicted for one in points),
        *(one.observed for one in points),
        *(one.high for one in known),
    ]
    end = min(1.0, 1.05 * max(0.1, *seen))
    scale = alt.Scale(domain=[0, end], nice=False)
    dots: Rows = [{"x": one.predicted, "y": one.observed} for one in points]
    spans: Rows = [{"x": one.predicted, "low": one.low, "high": one.high} for one in known]
    axis = alt.Axis(format=".0%", tickCount=4)
    x = alt.X("x:Q", title="chance given", scale=scale, axis=axis)
    y = alt.Y("y:Q", title="share that came back", scale=scale, axis=axis)
    corners: Rows = [{"x": 0, "y": 0}, {"x": end, "y": end}]
    even, held, whiskers = (alt.Chart(alt.InlineData(values=rows)) for rows in (corners, dots, spans))
    small = alt.TitleParams(
        title, anchor="start", frame="group", fontSize=WIDE.font, fontWeight="normal", color=QUIET, offset=6
    )
    return alt.layer(
        even.mark_line(color=SECOND, strokeDash=[7, 3], strokeWidth=1.5).encode(x=x, y=y),
        whiskers.mark_rule(color=FIRST, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"),
        held.mark_circle(color=FIRST, size=45, opacity=1).encode(x=x, y=y),
    ).properties(width=SIDE, height=SIDE, title=small)
