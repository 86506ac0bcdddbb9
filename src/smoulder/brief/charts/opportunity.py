"""The chart of an opportunity test: Bayes factor and power over the assumed effect."""

from __future__ import annotations

from smoulder.brief.charts.alone import heading, svg_file
from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import FIRST, QUIET, SECOND, WIDE, Size, config
from smoulder.brief.charts.vega import Rows, label, layer, mark, quantity, stacked
from smoulder.records.opportunity import OpportunityResult


def opportunity_svg(found: OpportunityResult) -> str:
    """The curve as SVG text that stands alone.

    raises: MissingExtra if vl-convert is not installed; ValueError where the result has no curve.
    """
    title = (
        f"{found.group} in {found.country}, {found.kind} {found.first} to {found.last}: "
        f"what the count says, by assumed effect"
    )
    return svg_file(opportunity_spec(found, title, WIDE), "opportunity", title)


def opportunity_spec(found: OpportunityResult, title: str, size: Size) -> Spec:
    """Bayes factor of patience over degraded above, on a log scale with its range; power below."""
    if not found.curve:
        raise ValueError("an opportunity test whose months are not covered has no curve to draw")
    top = {**_factors(found, size), "title": heading(title, size)}
    return stacked([top, _power(found, size)], 40, config=config(size))


def _x(found: OpportunityResult, size: Size) -> Spec:
    last = found.curve[-1].times
    room = last ** (size.width / (size.width - size.margin))
    return quantity(
        "x",
        title="assumed effect: times as many attacks by a patient group that uses the time (or as few)",
        scale={"type": "log", "domain": [found.curve[0].times, room], "nice": False},
        axis={"values": [one.times for one in found.curve], "format": "~g", "titleAnchor": "start"},
    )


def _factors(found: OpportunityResult, size: Size) -> Spec:
    rows: Rows = [{"x": one.times, "y": one.factor, "low": one.low, "high": one.high} for one in found.curve]
    low = min(0.3, *(one["low"] for one in rows)) * 0.95
    high = max(3.3, *(one["high"] for one in rows)) * 1.05
    x = _x(found, size)
    y = quantity(
        "y",
        title="Bayes factor, patience over degraded; band: range of the chance that it is used",
        scale={"type": "log", "domain": [low, high], "nice": False},
        axis={"values": [0.1, 1 / 3, 1, 3, 10, 30, 100], "format": ".2~g"},
    )
    end = rows[-1]
    words = "neutral: power too low" if found.neutral else f"{end['y']:.2g} at {end['x']:g} times"
    last: Rows = [{"x": end["x"], "y": end["y"], "words": words}]
    band = {"x": x, "y": quantity("low"), "y2": {"field": "high"}}
    return layer(
        [
            mark([{"y": 1.0}, {"y": 3.0}, {"y": 1 / 3}], "rule", {"y": y}, color=QUIET, strokeDash=[4, 4]),
            mark(rows, "area", band, color=FIRST, opacity=0.14),
            mark(rows, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=3),
            label(last, x, y, dx=7, color=FIRST),
        ],
        width=size.width,
        height=size.tall,
    )


def _power(found: OpportunityResult, size: Size) -> Spec:
    rows: Rows = [{"x": one.times, "y": one.power} for one in found.curve]
    x = _x(found, size)
    y = quantity(
        "y",
        title="power: chance that the counts tell, had it been used or had it not, the smaller",
        scale={"domain": [0, 1], "nice": False},
        axis={"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
    )
    return layer(
        [
            mark([{"y": 0.5}], "rule", {"y": y}, color=SECOND, strokeDash=[7, 3], strokeWidth=1.5),
            mark(rows, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=2),
            mark(rows, "circle", {"x": x, "y": y}, color=FIRST, size=30, opacity=1),
        ],
        width=size.width,
        height=size.low,
    )
