"""The chart of a backtest's calibration: PIT values in tenths, and coverage by months ahead."""

from __future__ import annotations

from typing import Any

from smoulder.brief.charts.alone import svg_file
from smoulder.brief.charts.draw import check_charts
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, WIDE, Size, config, spaced
from smoulder.models.backtest.summary import Calibration

# Any in this file: altair types its charts by class, and layers mix them.

Rows = list[dict[str, Any]]


def calibration_svg(held: Calibration, cells: str) -> str:
    """Both panels as SVG text that stands alone.

    cells:  which are drawn, in words.
    raises: MissingExtra if altair or vl-convert is not installed.
    """
    check_charts()
    title = f"Calibration of the ensemble: {cells}"
    return svg_file(calibration_chart(held, title, WIDE), "calibration", title)


def calibration_chart(held: Calibration, title: str, size: Size) -> Any:
    """PIT values above, coverage by months ahead below."""
    import altair as alt

    heading = alt.TitleParams(
        title, anchor="start", fontSize=size.font + 2, fontWeight="normal", color=INK, offset=28
    )
    top = _histogram(held, size).properties(title=heading)
    return alt.vconcat(top, _coverage(held, size), spacing=40).properties(config=config(size))


def _histogram(held: Calibration, size: Size) -> Any:
    import altair as alt

    bins = len(held.shares)
    rows: Rows = [
        {"x": at / bins, "x2": (at + 1) / bins, "y": float(share), "zero": 0}
        for at, share in enumerate(held.shares)
    ]
    right = size.width / (size.width - size.margin)
    x = alt.X(
        "x:Q",
        title="where what happened stood among the ensemble's draws (0 below all, 1 above all)",
        scale=alt.Scale(domain=[0, right], nice=False),
        axis=alt.Axis(values=[0, 0.2, 0.4, 0.6, 0.8, 1], format=".1f", titleAnchor="start"),
    )
    highest = 1.15 * max(2 / bins, float(held.shares.max()))
    y = alt.Y(
        "y:Q",
        title="share of months",
        scale=alt.Scale(domain=[0, highest], nice=False),
        axis=alt.Axis(tickCount=4, format=".0%"),
    )
    even: Rows = [{"x": 0, "x2": 1, "y": 1 / bins}]
    label: Rows = [{"x": 1, "y": 1 / bins, "words": f"{100 / bins:.0f} % in each\nif calibrated"}]
    return alt.layer(
        _layer(rows)
        .mark_rect(color=FIRST, stroke="white", strokeWidth=1)
        .encode(x=x, x2="x2", y=y, y2="zero"),
        _layer(even).mark_rule(color=SECOND, strokeWidth=2, strokeDash=[7, 3]).encode(x=x, x2="x2", y=y),
        _layer(label)
        .mark_text(align="left", baseline="middle", dx=6, color=SECOND, lineBreak="\n")
        .encode(x=x, y=y, text="words:N"),
    ).properties(width=size.width, height=size.low + 30)


def _coverage(held: Calibration, size: Size) -> Any:
    import altair as alt

    spans = [one.span[0] for means in held.months.values() for one in means]
    first, last = min(spans), max(spans)
    room = max(last - first, 1) * size.margin / (size.width - size.margin)
    x = alt.X(
        "x:Q",
        title="months ahead",
        scale=alt.Scale(domain=[first - 0.3, last + room], nice=False, zero=False),
        axis=alt.Axis(values=list(range(first, last + 1)), format="d", titleAnchor="start"),
    )
    y = alt.Y(
        "y:Q",
        title="share of months inside the interval; dashed: what it should be",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%"),
    )
    layers: list[Any] = []
    ends = [means[-1].mean.value for means in held.months.values()]
    places = [place / size.tall for place in spaced([end * size.tall for end in ends], size.label, size.tall)]
    for (level, means), place in zip(held.months.items(), places, strict=True):
        rows: Rows = [
            {"x": one.span[0], "y": one.mean.value, "low": one.mean.low, "high": one.mean.high}
            for one in means
        ]
        target: Rows = [{"x": first, "x2": last, "y": level}]
        words: Rows = [
            {"x": last, "y": place, "words": f"{100 * level:.0f} % interval: {100 * rows[-1]['y']:.0f} %"}
        ]
        layers += [
            _layer(target)
            .mark_rule(color=SECOND, strokeWidth=1.5, strokeDash=[7, 3])
            .encode(x=x, x2="x2", y=y),
            _layer(rows).mark_area(color=FIRST, opacity=0.14).encode(x=x, y="low:Q", y2="high"),
            _layer(rows).mark_line(color=FIRST, strokeWidth=2).encode(x=x, y=y),
            _layer(rows).mark_circle(color=FIRST, size=30, opacity=1).encode(x=x, y=y),
            _layer(words)
            .mark_text(align="left", baseline="middle", dx=9, color=QUIET)
            .encode(x=x, y=y, text="words:N"),
        ]
    return alt.layer(*layers).properties(width=size.width, height=size.tall)


def _layer(rows: Rows) -> Any:
    import altair as alt

    return alt.Chart(alt.InlineData(values=rows))
