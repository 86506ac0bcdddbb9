"""The lanes under the series: pressure by its phase, and opportunities with what they let expect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.paper import BAND, FIRST, INK, PAPER, SECOND, Size
from smoulder.brief.charts.timeline import Row, backdrop, day_year
from smoulder.brief.charts.vega import label, layer, mark, nominal, pixels
from smoulder.brief.language.say import say, to_say
from smoulder.records.case import Assessment
from smoulder.records.situation import MonthPoint
from smoulder.records.timeline import TimelineMark

NAMES = {
    "foreign troops": to_say("foreign troops"),
    "air campaign": to_say("air campaign"),
    "peacekeepers": to_say("peacekeepers"),
    "government offensive": to_say("government offensive"),
    "sanctions": to_say("sanctions"),
    "deal": to_say("deal"),
    "opportunity": to_say("opportunities"),
    "protests": to_say("protests"),
    "election": to_say("election"),
    "holiday": to_say("holiday"),
    "departure": to_say("departure"),
    "other": to_say("other"),
}
"""Kinds of pressure and of opportunity, as a reader sees them."""
PHASES = {
    "present": to_say("present"),
    "announced": to_say("its end announced"),
    "handed over": to_say("handed over"),
    "demanded": to_say("its end demanded"),
    "reduced": to_say("reduced"),
    "departed": to_say("departed"),
}
STRETCHES: dict[str, tuple[float, Spec]] = {
    "present": (0.9, {"color": FIRST}),
    "announced": (0.9, {"fill": BAND, "stroke": FIRST, "strokeWidth": 1.2, "strokeDash": [3, 2]}),
    "handed over": (0.35, {"fill": BAND, "stroke": FIRST, "strokeWidth": 1}),
}
"""How a phase that lasts is drawn: its height as a part of a bar's, and its look."""
SHAPES = {"demanded": "diamond", "reduced": "triangle-down", "departed": "cross"}
"""How what happened on a day is drawn."""
SIGNS = {1: "triangle-up", -1: "triangle-down", 0: "circle"}
BAR = 10
"""Height of a bar, pixels."""
STEP = 13
"""From one row of marks to the next, pixels."""
NEAR = 11
"""Marks of one day nearer than this stand in rows of their own, pixels."""


def name_of(kind: str) -> str:
    """A kind in the language that is spoken; one that is not known stays as it is."""
    return say(NAMES[kind]) if kind in NAMES else kind


def lanes_panel(assessment: Assessment, points: Sequence[MonthPoint], x: Spec, size: Size) -> Spec | None:
    """A lane for each kind of pressure that is known, and one for opportunities; None where nothing is known."""
    start, end = x["scale"]["domain"][0], day_year(assessment.question.as_of)
    a_year = size.width / (x["scale"]["domain"][1] - start)
    shown = [one for one in assessment.timeline if _span(one, start, end)[1] >= start]
    kinds = list(dict.fromkeys(_lane(one) for one in shown))
    heading: list[Row] = [{"x": start, "words": say("pressure and opportunities")}]
    text = {"x": x, "y": pixels(0), "text": nominal("words")}
    marks = [mark(heading, "text", text, align="left", baseline="top", color=INK)] if shown else []
    top = 1.9 * size.font
    for kind in kinds:
        own = [one for one in shown if _lane(one) == kind]
        height, drawn = _lane_marks(own, x, start, end, a_year, top)
        words = name_of(kind).replace(" ", "\n") if size.narrow else name_of(kind)
        height = max(height, 1.15 * size.font * (words.count("\n") + 1))
        name: list[Row] = [{"x": end, "words": words}]
        look = {"dx": 12, "dy": -0.6 * size.font * words.count("\n"), "color": INK, "lineBreak": "\n"}
        marks += [*drawn, label(name, x, pixels(top + height / 2), **look)]
        top += height + 6
    if not marks:
        return None
    return layer([*backdrop(assessment, points, x, end), *marks], width=size.width, height=top)


def _lane(one: TimelineMark) -> str:
    return one.kind if one.lane == "pressure" else "opportunity"


def _span(one: TimelineMark, start: float, end: float) -> tuple[float, float]:
    """First and last of a mark as years, cut to what is drawn."""
    first = day_year(date.fromisoformat(one.first))
    last = end if one.last is None else day_year(date.fromisoformat(one.last))
    return max(start, min(first, end)), min(last, end)


def _lane_marks(
    own: Sequence[TimelineMark], x: Spec, start: float, end: float, a_year: float, top: float
) -> tuple[float, list[Spec]]:
    """The height of one lane and what stands in it: stretches in its first row, days in rows that keep them apart."""
    made: list[Spec] = []
    busy: list[float] = []
    lasting = [one for one in own if one.phase in STRETCHES or one.lane == "opportunity"]
    days = [one for one in own if one not in lasting]
    for one in lasting:
        left, right = _span(one, start, end)
        # what has only just begun still shows
        left = max(start, min(left, right - 4 / a_year))
        made += _stretch(one, left, right, x, top)
        busy = [right]
    for one in sorted(days, key=lambda day: day.first):
        at = _span(one, start, end)[0]
        row = (
            0 if one.phase == "departed" and busy[:1] == [at] else _free_row(busy, at, a_year, bool(lasting))
        )
        busy = [*busy[:row], at, *busy[row + 1 :]]
        made.append(_day(one, at, x, top + row * STEP + BAR / 2))
    return max(1, len(busy)) * STEP, made


def _free_row(busy: Sequence[float], at: float, a_year: float, bars: bool) -> int:
    """The first row in which a day's mark covers no other; the row of the bars is left to them."""
    rows = range(1 if bars else 0, len(busy))
    return next((row for row in rows if (at - busy[row]) * a_year >= NEAR), len(busy))


def _stretch(one: TimelineMark, left: float, right: float, x: Spec, top: float) -> list[Spec]:
    rows: list[Row] = [{"x": left, "x2": right}]
    if one.lane == "pressure":
        share, look = STRETCHES[one.phase]
        low, high = top + BAR * (1 - share), top + BAR
        return [
            mark(rows, "rect", {"x": x, "x2": {"field": "x2"}, "y": pixels(low), "y2": pixels(high)}, **look)
        ]
    middle: list[Row] = [{"x": (left + right) / 2}]
    span = {"x": x, "x2": {"field": "x2"}, "y": pixels(top + BAR / 2)}
    shape = {"shape": SIGNS[one.sign], "size": 70, "filled": True, "opacity": 1, "color": SECOND}
    return [
        mark(rows, "rule", span, color=SECOND, strokeWidth=2),
        mark(middle, "point", {"x": x, "y": pixels(top + BAR / 2)}, **shape),
    ]


def _day(one: TimelineMark, at: float, x: Spec, y: float) -> Spec:
    look = {"shape": SHAPES.get(one.phase, "circle"), "size": 60, "strokeWidth": 1.4, "opacity": 1}
    colours = (
        {"fill": PAPER, "stroke": FIRST} if one.phase == "demanded" else {"fill": FIRST, "stroke": FIRST}
    )
    turned = {"angle": 45} if one.phase == "departed" else {}
    return mark([{"x": at}], "point", {"x": x, "y": pixels(y)}, **look, **colours, **turned)


def lanes_key(marks: Sequence[TimelineMark]) -> list[str]:
    """What the signs in the lanes mean, of those that are there."""
    phases = {one.phase for one in marks if one.lane == "pressure"}
    signs = {one.sign for one in marks if one.lane == "opportunity"}
    told = [
        ("present" in phases, say("■ pressure is there")),
        ("announced" in phases, say("dashed box: its end announced")),
        ("handed over" in phases, say("low box: handed over")),
        ("demanded" in phases, say("◇ its end demanded")),
        ("reduced" in phases, say("▼ reduced")),
        ("departed" in phases, say("× departed")),
        (1 in signs, say("▲ opportunity: more expected of a group that is able to act")),
        (-1 in signs, say("▼ on a line: less expected")),
        (0 in signs, say("● opportunity, not said which way")),
    ]
    return [words for there, words in told if there]
