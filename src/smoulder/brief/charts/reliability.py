"""The chart of a comeback backtest: how often what was called so likely happened, one panel for each horizon."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.brief.charts.alone import check_charts, svg_file
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, WIDE, Size, config
from smoulder.models.backtest.score_row import CurvePoint

# Any in this file: altair types its charts by class, and layers mix them.

STACK = "stack"

Rows = list[dict[str, Any]]


def reliability_svg(curve: Sequence[CurvePoint]) -> str:
    """The stack's calibration curves as SVG text that stands alone.

    curve:  points of every model; those of the stack are drawn, one panel for each block and horizon.
    raises: MissingExtra if altair or vl-convert is not installed.
    """
    import altair as alt

    check_charts()
    title = "Calibration of the stack: share that came back, by the chance that was given"
    rows = [one for one in curve if one.model == STACK]
    panels = [
        _panel([one for one in rows if (one.block, one.horizon) == key], f"{key[0]}: {key[1]} ahead", WIDE)
        for key in dict.fromkeys((one.block, one.horizon) for one in rows)
    ]
    heading = alt.TitleParams(title, anchor="start", fontSize=WIDE.font + 2, fontWeight="normal", color=INK)
    chart = alt.concat(*panels, columns=2, spacing=30).properties(title=heading, config=config(WIDE))
    return svg_file(chart, "calibration", title)


def _panel(points: Sequence[CurvePoint], title: str, size: Size) -> Any:
    import altair as alt

    top = max(
        [0.2, *(one.high for one in points if one.high == one.high), *(one.predicted for one in points)]
    )
    end = min(1.0, 1.05 * top)
    scale = alt.Scale(domain=[0, end], nice=False)
    rows: Rows = [
        {"x": one.predicted, "y": one.observed, "low": one.low, "high": one.high, "n": one.n}
        for one in points
    ]
    x = alt.X("x:Q", title="chance given", scale=scale, axis=alt.Axis(format=".0%", tickCount=5))
    y = alt.Y("y:Q", title="share that came back", scale=scale, axis=alt.Axis(format=".0%", tickCount=5))
    corners: Rows = [{"x": 0, "y": 0}, {"x": end, "y": end}]
    even = alt.Chart(alt.InlineData(values=corners))
    held = alt.Chart(alt.InlineData(values=rows))
    small = alt.TitleParams(title, anchor="start", fontSize=size.font, fontWeight="normal", color=QUIET)
    return alt.layer(
        even.mark_line(color=SECOND, strokeDash=[7, 3], strokeWidth=1.5).encode(x=x, y=y),
        held.mark_rule(color=FIRST, strokeWidth=1.5).encode(x=x, y="low:Q", y2="high:Q"),
        held.mark_circle(color=FIRST, size=45, opacity=1).encode(x=x, y=y),
    ).properties(width=size.width // 2 - 40, height=size.width // 3, title=small)
