"""The chart of an opportunity test: Bayes factor and power over the assumed effect."""

from __future__ import annotations

from typing import Any

from smoulder.brief.charts.alone import svg_file
from smoulder.brief.charts.draw import check_charts
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, WIDE, Size, config
from smoulder.records.opportunity import OpportunityResult

# Any in this file: altair types its charts by class, and layers mix them.

Rows = list[dict[str, Any]]


def opportunity_svg(found: OpportunityResult) -> str:
    """The curve as SVG text that stands alone.

    raises: MissingExtra if altair or vl-convert is not installed; ValueError where the result has no curve.
    """
    check_charts()
    title = (
        f"{found.group} in {found.country}, {found.kind} {found.first} to {found.last}: "
        f"what the count says, by assumed effect"
    )
    return svg_file(opportunity_chart(found, title, WIDE), "opportunity", title)


def opportunity_chart(found: OpportunityResult, title: str, size: Size) -> Any:
    """Bayes factor of patience over degraded above, on a log scale with its range; power below."""
    import altair as alt

    if not found.curve:
        raise ValueError("an opportunity test whose months are not covered has no curve to draw")
    heading = alt.TitleParams(
        title, anchor="start", fontSize=size.font + 2, fontWeight="normal", color=INK, offset=28
    )
    top = _factors(found, size).properties(title=heading)
    return alt.vconcat(top, _power(found, size), spacing=40).properties(config=config(size))


def _x(found: OpportunityResult, size: Size) -> Any:
    import altair as alt

    last = found.curve[-1].times
    room = last ** (size.width / (size.width - size.margin))
    return alt.X(
        "x:Q",
        title="assumed effect: times as many attacks by a patient group that uses the time (or as few)",
        scale=alt.Scale(type="log", domain=[found.curve[0].times, room], nice=False),
        axis=alt.Axis(values=[one.times for one in found.curve], format="~g", titleAnchor="start"),
    )


def _factors(found: OpportunityResult, size: Size) -> Any:
    import altair as alt

    rows: Rows = [{"x": one.times, "y": one.factor, "low": one.low, "high": one.high} for one in found.curve]
    low = min(0.3, *(one["low"] for one in rows)) * 0.95
    high = max(3.3, *(one["high"] for one in rows)) * 1.05
    x = _x(found, size)
    y = alt.Y(
        "y:Q",
        title="Bayes factor, patience over degraded; band: range of the chance that it is used",
        scale=alt.Scale(type="log", domain=[low, high], nice=False),
        axis=alt.Axis(values=[0.1, 1 / 3, 1, 3, 10, 30, 100], format=".2~g"),
    )
    lines: Rows = [{"y": 1.0}, {"y": 3.0}, {"y": 1 / 3}]
    end = rows[-1]
    words = "neutral: power too low" if found.neutral else f"{end['y']:.2g} at {end['x']:g} times"
    label: Rows = [{"x": end["x"], "y": end["y"], "words": words}]
    return alt.layer(
        _layer(lines).mark_rule(color=QUIET, strokeDash=[4, 4]).encode(y=y),
        _layer(rows).mark_area(color=FIRST, opacity=0.14).encode(x=x, y="low:Q", y2="high"),
        _layer(rows).mark_line(color=FIRST, strokeWidth=3).encode(x=x, y=y),
        _layer(label)
        .mark_text(align="left", baseline="middle", dx=7, color=FIRST)
        .encode(x=x, y=y, text="words:N"),
    ).properties(width=size.width, height=size.tall)


def _power(found: OpportunityResult, size: Size) -> Any:
    import altair as alt

    rows: Rows = [{"x": one.times, "y": one.power} for one in found.curve]
    x = _x(found, size)
    y = alt.Y(
        "y:Q",
        title="power: chance that the counts tell, had it been used or had it not, the smaller",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%"),
    )
    least: Rows = [{"y": 0.5}]
    return alt.layer(
        _layer(least).mark_rule(color=SECOND, strokeDash=[7, 3], strokeWidth=1.5).encode(y=y),
        _layer(rows).mark_line(color=FIRST, strokeWidth=2).encode(x=x, y=y),
        _layer(rows).mark_circle(color=FIRST, size=30, opacity=1).encode(x=x, y=y),
    ).properties(width=size.width, height=size.low)


def _layer(rows: Rows) -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=rows))
