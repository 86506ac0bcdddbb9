"""The chart of a backtest's calibration: PIT values in tenths, and coverage by months ahead."""

from __future__ import annotations

from smoulder.brief.charts.alone import heading, svg_file
from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import FIRST, PAPER, QUIET, SECOND, WIDE, Size, config, spaced
from smoulder.brief.charts.vega import Rows, cleared, label, layer, mark, quantity, stacked
from smoulder.models.backtest.summary import Calibration


def calibration_svg(held: Calibration, cells: str) -> str:
    """Both panels as SVG text that stands alone.

    cells:  which are drawn, in words.
    raises: MissingExtra if vl-convert is not installed.
    """
    title = f"Calibration of the ensemble: {cells}"
    return svg_file(calibration_spec(held, title, WIDE), "calibration", title)


def calibration_spec(held: Calibration, title: str, size: Size) -> Spec:
    """PIT values above, coverage by months ahead below."""
    top = {**_histogram(held, size), "title": heading(title, size)}
    return stacked([top, _coverage(held, size)], 40, config=config(size))


def _histogram(held: Calibration, size: Size) -> Spec:
    bins = len(held.shares)
    rows: Rows = [
        {"x": at / bins, "x2": (at + 1) / bins, "y": float(share), "zero": 0}
        for at, share in enumerate(held.shares)
    ]
    right = size.width / (size.width - size.margin)
    x = quantity(
        "x",
        title="where what happened stood among the ensemble's draws (0 below all, 1 above all)",
        scale={"domain": [0, right], "nice": False},
        axis={"values": [0, 0.2, 0.4, 0.6, 0.8, 1], "format": ".1f", "titleAnchor": "start"},
    )
    highest = 1.15 * max(2 / bins, float(held.shares.max()))
    y = quantity(
        "y",
        title="share of months",
        scale={"domain": [0, highest], "nice": False},
        axis={"tickCount": 4, "format": ".0%"},
    )
    x2 = {"field": "x2"}
    even: Rows = [{"x": 1, "y": 1 / bins, "words": f"{100 / bins:.0f} % in each\nif calibrated"}]
    return layer(
        [
            cleared(x, 1),
            mark(
                rows,
                "rect",
                {"x": x, "x2": x2, "y": y, "y2": {"field": "zero"}},
                color=FIRST,
                stroke=PAPER,
                strokeWidth=1,
            ),
            mark(
                [{"x": 0, "x2": 1, "y": 1 / bins}],
                "rule",
                {"x": x, "x2": x2, "y": y},
                color=SECOND,
                strokeWidth=2,
                strokeDash=[7, 3],
            ),
            label(even, x, y, dx=6, color=SECOND, lineBreak="\n"),
        ],
        width=size.width,
        height=size.low + 30,
    )


def _coverage(held: Calibration, size: Size) -> Spec:
    spans = [one.span[0] for means in held.months.values() for one in means]
    first, last = min(spans), max(spans)
    room = max(last - first, 1) * size.margin / (size.width - size.margin)
    x = quantity(
        "x",
        title="months ahead",
        scale={"domain": [first - 0.3, last + room], "nice": False, "zero": False},
        axis={"values": list(range(first, last + 1)), "format": "d", "titleAnchor": "start"},
    )
    y = quantity(
        "y",
        title="share of months inside the interval; dashed: what it should be",
        scale={"domain": [0, 1], "nice": False},
        axis={"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
    )
    layers = [cleared(x, last)]
    ends = [means[-1].mean.value for means in held.months.values()]
    places = [place / size.tall for place in spaced([end * size.tall for end in ends], size.label, size.tall)]
    for (level, means), place in zip(held.months.items(), places, strict=True):
        rows: Rows = [
            {"x": one.span[0], "y": one.mean.value, "low": one.mean.low, "high": one.mean.high}
            for one in means
        ]
        target = [{"x": first, "x2": last, "y": level}]
        words = [
            {"x": last, "y": place, "words": f"{100 * level:.0f} % interval: {100 * rows[-1]['y']:.0f} %"}
        ]
        layers += [
            mark(
                target,
                "rule",
                {"x": x, "x2": {"field": "x2"}, "y": y},
                color=SECOND,
                strokeWidth=1.5,
                strokeDash=[7, 3],
            ),
            mark(
                rows,
                "area",
                {"x": x, "y": quantity("low"), "y2": {"field": "high"}},
                color=FIRST,
                opacity=0.14,
            ),
            mark(rows, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=2),
            mark(rows, "circle", {"x": x, "y": y}, color=FIRST, size=30, opacity=1),
            label(words, x, y, dx=9, color=QUIET),
        ]
    return layer(layers, width=size.width, height=size.tall)
