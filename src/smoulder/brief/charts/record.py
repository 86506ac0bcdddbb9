"""The calibration plot: of what was called so likely, how much came true, a panel for each horizon."""

from __future__ import annotations

from math import sqrt

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.evidence import main_horizon
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, Size, config
from smoulder.brief.charts.vega import beside, layer, mark, nominal, pixels, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say
from smoulder.brief.numbers import amount, months_words, percent, sentence, spread
from smoulder.records.case import Assessment
from smoulder.records.track import Track, TrackPoint

BESIDE = 3
AXIS, GAP = 46, 30
"""Pixels of a panel's value axis and between panels."""
TICKS = (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
ROOM = 30
"""Least pixels between two labels of an axis."""


def record_chart(assessment: Assessment) -> Chart | None:
    """What became of past forecasts of a comeback, by horizon; None where an answer holds none.

    The model's on past lulls are dots with whiskers; the desk's own are diamonds. A dotted line stands where the
    model stands in this case.
    """
    panels = tracks_by_horizon(assessment)
    if not panels:
        return None
    main = main_track(assessment)
    return Chart(
        name="record",
        title=say("Chances that were given, and the share that came back"),
        says="" if main is None else _says(assessment, main),
        instead=_instead(panels),
        source=_source(panels),
        data=_data(panels),
        spec=lambda size: _spec(assessment, panels, size),
        broad=True,
    )


def tracks_by_horizon(assessment: Assessment) -> dict[int, list[Track]]:
    """What there is to draw: forecasts of a comeback, those of the model first."""
    found: dict[int, list[Track]] = {}
    tracks = assessment.record.tracks if assessment.record is not None else ()
    for one in sorted(tracks, key=lambda one: (one.horizon, one.of != "backtest")):
        if one.topic == "comeback" and one.points:
            found.setdefault(one.horizon, []).append(one)
    return found


def main_track(assessment: Assessment) -> Track | None:
    """The model's forecasts at the horizon of the headline."""
    held = tracks_by_horizon(assessment).get(main_horizon(assessment), [])
    return next((one for one in held if one.of == "backtest"), None)


def near_point(track: Track, chance: float) -> TrackPoint:
    """The point of the curve that is nearest to a chance, on the scale on which it is drawn."""
    return min(track.points, key=lambda one: abs(sqrt(one.predicted) - sqrt(chance)))


def _says(assessment: Assessment, track: Track) -> str:
    chance = assessment.stack.get(track.horizon) or assessment.answer[track.horizon]
    point = near_point(track, chance.value)
    words = say(
        "Where the model gave about {given}, {share} came back within {months}",
        given=percent(point.predicted),
        share=percent(point.observed),
        months=months_words(track.horizon),
    )
    if point.low is None or point.high is None:
        return say("{words} ({n} questions).", words=words, n=amount(point.n))
    return say(
        "{words} (90\u00a0% interval {bounds}; {n} questions).",
        words=words,
        bounds=spread(point.low, point.high),
        n=amount(point.n),
    )


def _instead(panels: dict[int, list[Track]]) -> str:
    parts = [say("Of what was called so likely, how much came back.")]
    for horizon, tracks in panels.items():
        told = [
            say("{given} given, {share} came back", given=percent(one.predicted), share=percent(one.observed))
            for one in tracks[0].points
        ]
        within = sentence(say("within {months}", months=months_words(horizon)))
        parts.append(say("{within}: {points}.", within=within, points=say("; ").join(told)))
    return " ".join(parts)


def _source(panels: dict[int, list[Track]]) -> str:
    every = [one for tracks in panels.values() for one in tracks]
    parts = [
        say(
            "Dots: questions about past lulls in parts of about as many each, with 90\u00a0% intervals. Slanting line: "
            "as often as it was called likely. Dotted: what the model gives here. Both axes are stretched near "
            "nought."
        )
    ]
    if any(one.of == "desk" for one in every):
        parts.append(say("Diamonds: kept answers of this desk."))
    told = [
        say("{n} within {months}", n=amount(one.questions), months=months_words(one.horizon))
        for one in every
        if one.of == "backtest"
    ]
    if told:
        parts.append(
            say(
                "Source: backtest of the comeback model; questions n = {counts}.", counts=say(", ").join(told)
            )
        )
    return " ".join(parts)


def _data(panels: dict[int, list[Track]]) -> DataTable:
    columns = (
        Column("of", say("Whose")),
        Column("horizon_months", say("Within"), "months"),
        Column("forecast", say("Chance given"), "share of 1"),
        Column("came_true", say("Share that came back"), "share of 1"),
        Column("low", say("90\u00a0% interval, from"), "share of 1"),
        Column("high", say("90\u00a0% interval, to"), "share of 1"),
        Column("questions", say("Questions"), "questions"),
    )
    rows = tuple(
        (one.of, horizon, point.predicted, point.observed, point.low, point.high, point.n)
        for horizon, tracks in panels.items()
        for one in tracks
        for point in one.points
    )
    return DataTable("record", say("Chances that were given, and the share that came back"), columns, rows)


def _spec(assessment: Assessment, panels: dict[int, list[Track]], size: Size) -> Spec:
    columns = 1 if size.narrow else min(len(panels), BESIDE)
    side = size.width - 40 if size.narrow else (size.width - (BESIDE - 1) * (AXIS + GAP)) / BESIDE
    end = min(1.0, 1.06 * _highest(assessment, panels))
    drawn = [
        {
            **_panel(assessment, horizon, tracks, end, side, size),
            "width": side,
            "height": 0.8 * side,
        }
        for horizon, tracks in panels.items()
    ]
    return beside(drawn, columns, GAP, config=config(size))


def _highest(assessment: Assessment, panels: dict[int, list[Track]]) -> float:
    points = [point for tracks in panels.values() for one in tracks for point in one.points]
    here = [chance.value for horizon, chance in assessment.stack.items() if horizon in panels]
    return max(0.1, *here, *(max(one.predicted, one.observed, one.high or 0.0) for one in points))


def _panel(
    assessment: Assessment, horizon: int, tracks: list[Track], end: float, side: float, size: Size
) -> Spec:
    scale = {"type": "sqrt", "domain": [0, end], "nice": False}
    x = quantity("x", title=say("chance given, %"), scale=scale, axis=_axis(end, side))
    y = quantity("y", title=say("share that came back, %"), scale=scale, axis=_axis(end, 0.8 * side))
    x["axis"]["titleAnchor"] = "start"
    even: list[Spec] = [{"x": at * end / 40, "y": at * end / 40} for at in range(41)]
    here = assessment.stack.get(horizon)
    layers = [mark(even, "line", {"x": x, "y": y}, color=SECOND, strokeDash=[7, 3], strokeWidth=1.5)]
    if here is not None:
        words = say("here {chance}", chance=percent(here.value))
        layers += [
            mark([{"x": here.value}], "rule", {"x": x}, color=QUIET, strokeWidth=1, strokeDash=[1, 3]),
            mark(
                [{"x": here.value, "words": words}],
                "text",
                {"x": x, "y": pixels(0.8 * side - 8), "text": nominal("words")},
                color=QUIET,
                align="right" if here.value > 0.25 * end else "left",
                dx=-5 if here.value > 0.25 * end else 5,
                baseline="bottom",
            ),
        ]
    for one in tracks:
        layers += _points(one, x, y)
    title = {
        "text": say("within {months}", months=months_words(horizon)),
        "anchor": "start",
        "frame": "group",
        "fontWeight": 600,
        "fontSize": size.font,
        "color": INK,
    }
    return layer(layers, title=title)


def _axis(end: float, side: float) -> Spec:
    """Labels where they have room."""
    kept: list[float] = []
    for at in TICKS:
        place = sqrt(at / end) * side
        if at <= end and (not kept or place - sqrt(kept[-1] / end) * side >= ROOM):
            kept.append(at)
    return {"values": kept, "format": ".0%", "grid": True}


def _points(track: Track, x: Spec, y: Spec) -> list[Spec]:
    """The parts of a curve: full dots of the backtest, hollow diamonds of the desk."""
    rows = [
        {"x": one.predicted, "y": one.observed, "low": one.low, "high": one.high, "n": digits(str(one.n))}
        for one in track.points
    ]
    spans = [one for one in rows if one["low"] is not None]
    desk = track.of == "desk"
    look: Spec = {"filled": not desk, "shape": "diamond" if desk else "circle", "size": 110 if desk else 45}
    colour = INK if desk else FIRST
    span = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    return [
        mark(spans, "rule", span, color=colour, strokeWidth=1.5),
        mark(rows, "point", {"x": x, "y": y}, color=colour, opacity=1, strokeWidth=1.5, **look),
    ]
