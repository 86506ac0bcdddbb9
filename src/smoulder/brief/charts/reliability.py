"""The chart of a comeback backtest: how often what was called so likely happened, a row for each block."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from smoulder.brief.charts.alone import heading, svg_file
from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, WIDE, config
from smoulder.brief.charts.vega import Rows, beside, layer, mark, quantity, stacked
from smoulder.models.backtest.score_row import CurvePoint

STACK = "stack"
SIDE = 185
"""Width and height of a panel, pixels: four of them stand beside each other."""
BESIDE = 4
LEGEND = (
    "Dots: parts of about as many cases each, with 90 % intervals. Dashed: as often as it was called likely."
)


def reliability_svg(curve: Sequence[CurvePoint], in_years: Collection[str] = ()) -> str:
    """The stack's calibration curves as SVG text that stands alone.

    curve:    points of every model; those of the stack are drawn, one row for each block with a panel for each horizon.
    in_years: blocks of episodes, whose horizons are years; those of all others are months.
    raises:   MissingExtra if vl-convert is not installed; ValueError if no point is the stack's.
    """
    title = "Calibration of the stack: share that came back, by the chance that was given"
    return svg_file(reliability_spec(curve, title, in_years), "calibration", title)


def reliability_spec(curve: Sequence[CurvePoint], title: str, in_years: Collection[str] = ()) -> Spec:
    """A row for each block, a panel for each horizon; arguments as for `reliability_svg`."""
    points = [one for one in curve if one.model == STACK]
    if not points:
        raise ValueError("no calibration curve of the stack to draw")
    rows = []
    for block in dict.fromkeys(one.block for one in points):
        own = [one for one in points if one.block == block]
        years = block in in_years
        rows.append(_row(own, f"episodes, {block}" if years else block, "years" if years else "months"))
    head = {
        **heading(title, WIDE),
        "subtitle": LEGEND,
        "subtitleColor": QUIET,
        "subtitleFontSize": WIDE.font,
        "offset": 16,
    }
    return stacked(rows, 34, title=head, config=config(WIDE))


def _row(points: Sequence[CurvePoint], words: str, unit: str) -> Spec:
    """One block: a panel for each horizon."""
    horizons = list(dict.fromkeys(one.horizon for one in points))
    panels = [
        _panel([one for one in points if one.horizon == horizon], f"within {horizon} {unit}")
        for horizon in horizons
    ]
    name = {"text": words, "anchor": "start", "fontSize": WIDE.font, "color": INK, "offset": 8}
    return beside(panels, BESIDE, 22, title=name)


def _panel(points: Sequence[CurvePoint], title: str) -> Spec:
    known = [one for one in points if one.high == one.high]
    seen = [
        *(one.predicted for one in points),
        *(one.observed for one in points),
        *(one.high for one in known),
    ]
    end = min(1.0, 1.05 * max(0.1, *seen))
    look = {"scale": {"domain": [0, end], "nice": False}, "axis": {"format": ".0%", "tickCount": 4}}
    dots: Rows = [{"x": one.predicted, "y": one.observed} for one in points]
    spans: Rows = [{"x": one.predicted, "low": one.low, "high": one.high} for one in known]
    x = quantity("x", title="chance given", **look)
    y = quantity("y", title="share that came back", **look)
    small = {
        "text": title,
        "anchor": "start",
        "frame": "group",
        "fontSize": WIDE.font,
        "fontWeight": "normal",
        "color": QUIET,
        "offset": 6,
    }
    whisker = {"x": x, "y": quantity("low"), "y2": {"field": "high"}}
    even: Rows = [{"x": 0, "y": 0}, {"x": end, "y": end}]
    return layer(
        [
            mark(even, "line", {"x": x, "y": y}, color=SECOND, strokeDash=[7, 3], strokeWidth=1.5),
            mark(spans, "rule", whisker, color=FIRST, strokeWidth=1.5),
            mark(dots, "circle", {"x": x, "y": y}, color=FIRST, size=45, opacity=1),
        ],
        width=SIDE,
        height=SIDE,
        title=small,
    )
