"""The survival curve: what share of past lulls like this one had not come back, month by month."""

from __future__ import annotations

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.ends import Scale, ends
from smoulder.brief.charts.paper import FIRST, INK, QUIET, Size, config
from smoulder.brief.charts.vega import layer, mark, nominal, pixels, quantity, stacked
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, say_many
from smoulder.brief.numbers import joined, months_words, percent, spread
from smoulder.records.rates import HorizonRate, RateClass, RiskPoint

STEP = 6
"""Months between two counts of who is still followed."""
MARGIN = 52
"""Pixels at the right for the labels of the end."""
HIGH = 0.88
"""Share above which a label stands under the line: over it stands the name of the axis."""


def survival_chart(rates: RateClass) -> Chart | None:
    """The curve of a class with its band and the number still followed; None where an answer keeps no curve."""
    curve = seen(rates.curve)
    if len(curve) < 2:
        return None
    marks = _marks(rates, curve)
    return Chart(
        name="survival",
        title=say("Past cases that had not come back"),
        says=_says(rates, marks),
        instead=_instead(rates, curve, marks),
        source=_source(rates, curve),
        data=_data(curve),
        spec=lambda size: _spec(curve, marks, rates.late, size),
    )


def seen(curve: tuple[RiskPoint, ...]) -> tuple[RiskPoint, ...]:
    """The curve as far as anybody was followed, or to where all had come back."""
    last = max((point.month for point in curve if point.at_risk), default=0)
    return curve if curve and curve[-1].still == 0 else curve[: last + 1]


def _marks(rates: RateClass, curve: tuple[RiskPoint, ...]) -> list[tuple[HorizonRate, RiskPoint]]:
    """The horizons that can be decided, with the point of the curve at which each is read."""
    at = {point.month: point for point in curve}
    return [
        (rate, at[rate.horizon + rates.late])
        for rate in rates.rates
        if rate.decidable and rate.horizon + rates.late in at
    ]


def _says(rates: RateClass, marks: list[tuple[HorizonRate, RiskPoint]]) -> str:
    told = [
        say("{share} within {months}", share=percent(1 - point.still), months=months_words(rate.horizon))
        for rate, point in marks
    ]
    if not told:
        return ""
    return say("Of {n} past cases came back: {shares}.", n=digits(str(rates.n)), shares=joined(told))


def _instead(
    rates: RateClass, curve: tuple[RiskPoint, ...], marks: list[tuple[HorizonRate, RiskPoint]]
) -> str:
    parts = [say("Share of past cases that had not come back, by month since they begin to be followed.")]
    parts += [
        say(
            "{share} after {months} (90\u00a0% interval {bounds}), with {n} still followed.",
            share=percent(point.still),
            months=months_words(point.month),
            bounds=spread(point.low, point.high),
            n=point.at_risk,
        )
        for point in ([point for _, point in marks] or curve[-1:])
    ]
    return " ".join([*parts, _says(rates, marks)]).strip()


def _source(rates: RateClass, curve: tuple[RiskPoint, ...]) -> str:
    parts = [
        say(
            "Steps: share as counted, victories apart (Aalen–Johansen), without the one case more of the table. Band: "
            "90\u00a0% interval, countries and groups drawn again."
        )
    ]
    if rates.late:
        parts.append(
            say_many(
                "Horizons begin {number} month later, as nothing covers the time up to the as-of day.",
                "Horizons begin {number} months later, as nothing covers the time up to the as-of day.",
                rates.late,
            )
        )
    if curve[-1].month < rates.curve[-1].month:
        parts.append(say("Nobody was followed for more than {months}.", months=months_words(curve[-1].month)))
    parts.append(say("Source: UCDP GED; past cases n = {n}.", n=digits(str(rates.n))))
    return " ".join(parts)


def _data(curve: tuple[RiskPoint, ...]) -> DataTable:
    columns = (
        Column("month", say("Months since they begin to be followed"), "months"),
        Column("still_quiet", say("Share that had not come back"), "share of 1"),
        Column("low", say("90\u00a0% interval, from"), "share of 1"),
        Column("high", say("90\u00a0% interval, to"), "share of 1"),
        Column("at_risk", say("Past cases still followed"), "lulls"),
    )
    rows = tuple((one.month, one.still, one.low, one.high, one.at_risk) for one in curve)
    return DataTable("survival", say("Past cases that had not come back"), columns, rows)


def _spec(
    curve: tuple[RiskPoint, ...], marks: list[tuple[HorizonRate, RiskPoint]], late: int, size: Size
) -> Spec:
    last = curve[-1].month
    ticks = list(range(0, last + 1, STEP if last >= STEP else 1))
    x = quantity(
        "month",
        title=say("months since they begin to be followed"),
        scale={"domain": [0, last * size.width / (size.width - MARGIN)], "nice": False},
        axis={"values": ticks, "titleAnchor": "start"},
    )
    y = quantity(
        "value",
        title=say("share that had not come back, %"),
        scale={"domain": [0, 1], "nice": False},
        axis={"values": [0, 0.25, 0.5, 0.75, 1], "format": ".0%"},
    )
    rows = [{"month": one.month, "value": one.still, "low": one.low, "high": one.high} for one in curve]
    edge = {"color": FIRST, "strokeWidth": 0.8, "interpolate": "step-after"}
    area = {"x": x, "y": quantity("low"), "y2": {"field": "high"}}
    told = [(one, percent(one)) for one in (curve[-1].still, curve[-1].low, curve[-1].high)]
    plot = layer(
        [
            mark(rows, "area", area, color=FIRST, opacity=0.14, interpolate="step-after"),
            mark(rows, "line", {"x": x, "y": quantity("low")}, **edge),
            mark(rows, "line", {"x": x, "y": quantity("high")}, **edge),
            mark(rows, "line", {"x": x, "y": y}, color=FIRST, strokeWidth=2, interpolate="step-after"),
            *_horizons(marks, last, x, y),
            *ends(last, told, FIRST, (x, y), Scale(0, 1, size.tall, size.font)),
        ],
        width=size.width,
        height=size.tall,
    )
    return stacked([plot, _followed(curve, ticks, x, size)], 6, config=config(size))


def _horizons(marks: list[tuple[HorizonRate, RiskPoint]], last: int, x: Spec, y: Spec) -> list[Spec]:
    """A dot at each horizon, with what share had not come back by then; the end of the line has its label already."""
    rows: list[Spec] = [
        {"month": one.month, "value": one.still, "words": percent(one.still)} for _, one in marks
    ]
    at, text = {"x": x, "y": y}, {"x": x, "y": y, "text": nominal("words")}
    inside = [one for one in rows if one["month"] < last]
    return [
        mark(rows, "rule", at, color=QUIET, strokeWidth=1, strokeDash=[1, 3]),
        mark(rows, "point", at, color=FIRST, filled=True, size=60, opacity=1),
        *(
            mark(some, "text", text, fontWeight=600, align="left", dx=6, color=FIRST, **look)
            for some, look in (
                ([one for one in inside if one["value"] <= HIGH], {"baseline": "bottom", "dy": -5}),
                ([one for one in inside if one["value"] > HIGH], {"baseline": "top", "dy": 6}),
            )
        ),
    ]


def _followed(curve: tuple[RiskPoint, ...], ticks: list[int], x: Spec, size: Size) -> Spec:
    """How many are still followed, under the months."""
    at = {point.month: point for point in curve}
    rows = [{"month": month, "n": digits(str(at[month].at_risk))} for month in ticks if month in at]
    bare = {**x, "title": None, "axis": None}
    numbers = mark(
        rows, "text", {"x": bare, "y": pixels(10), "text": nominal("n")}, baseline="middle", color=INK
    )
    title = {
        "text": say("past cases still followed, n"),
        "anchor": "start",
        "frame": "group",
        "fontSize": size.font,
        "fontWeight": "normal",
        "color": QUIET,
        "offset": 2,
    }
    return layer([numbers], width=size.width, height=20, title=title)
