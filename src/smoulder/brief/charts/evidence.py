"""Evidence bars: by how many points each item moves the answer, and which way."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.charts.chart import Chart, Spec
from smoulder.brief.charts.paper import FIRST, INK, QUIET, SECOND, Size, config, shorten
from smoulder.brief.charts.vega import layer, mark, nominal, pixels, quantity
from smoulder.brief.data_table import Column, DataTable
from smoulder.brief.known import known_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import say, say_many
from smoulder.brief.numbers import months_words, sentence
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item

Moves = Sequence[tuple[Item, float]]
"""Items with what each adds to the chance."""
USUAL = 12
"""Months of the horizon that the headline takes where it can be decided."""
MOST = 12
"""Items that are drawn; of more, those that move the answer most."""
LEAST = 0.0005
"""A smaller move is no bar: it would show as nought points."""
NAMES = 290
"""Pixels for the names at the left of a wide drawing."""
LETTERS = 42
"""Letters of a name that have room."""
HATCH = 5
"""Pixels between the strokes of a bar that lowers the answer."""


def evidence_chart(assessment: Assessment) -> Chart | None:
    """A bar for each item, the largest move on top; None where none moves the answer."""
    horizon = main_horizon(assessment)
    moves = sorted(
        ((item, item.move(horizon)) for item in assessment.evidence if not item.left_out),
        key=lambda pair: (-abs(pair[1]), pair[0].id),
    )
    shown = [pair for pair in moves if abs(pair[1]) >= LEAST][:MOST]
    if not shown:
        return None
    return Chart(
        name="evidence",
        title=say("What each item does to the chance within {months}", months=months_words(horizon)),
        says=_says(shown, moves, horizon),
        instead=_instead(shown),
        source=_source(len(assessment.evidence), len(shown)),
        data=_data(moves),
        spec=lambda size: _spec(shown, size),
    )


def main_horizon(assessment: Assessment) -> int:
    """The horizon of the headline: twelve months where the answer has it, else its first."""
    return USUAL if USUAL in assessment.answer or not assessment.answer else min(assessment.answer)


def tenths(value: float) -> str:
    """A move in percentage points with one decimal, signed.

    >>> tenths(0.0198), tenths(-0.0088), tenths(0.0003)
    ('+2.0', '−0.9', '0.0')
    """
    number = f"{abs(100 * value):.1f}"
    return digits("0.0" if number == "0.0" else f"{'+' if value > 0 else '−'}{number}")


def _name(item: Item) -> str:
    return say("{kind} ({item})", kind=known_words(item.kind), item=item.id)


def _says(shown: Moves, moves: Moves, horizon: int) -> str:
    item, value = shown[0]
    words = say("Most comes from {item}: {points} points.", item=_name(item), points=tenths(value))
    if not _adds_up(moves, horizon):
        return words
    whole = say(
        "All items together: {whole} points within {months}.",
        whole=tenths(sum(one for _, one in moves)),
        months=months_words(horizon),
    )
    return f"{words} {whole}"


def _adds_up(moves: Moves, horizon: int) -> bool:
    """Whether the moves are parts of one whole; an older answer keeps none."""
    return all(horizon in item.adds for item, _ in moves)


def _instead(shown: Moves) -> str:
    told = [say("{item} {points}", item=_name(item), points=tenths(value)) for item, value in shown]
    return sentence(
        say("by how many percentage points each item moves the chance: {items}.", items=say("; ").join(told))
    )


def _source(items: int, shown: int) -> str:
    parts = [say("Full bars raise the chance of a comeback, hatched ones lower it.")]
    if items > shown:
        parts.append(
            say_many(
                "{number} more item moves it less, or is not counted.",
                "{number} more items move it less, or are not counted.",
                items - shown,
            )
        )
    parts.append(say("Source: this assessment; items n = {n}.", n=items))
    return " ".join(parts)


def _data(moves: Moves) -> DataTable:
    columns = (
        Column("item", say("Item")),
        Column("kind", say("Kind")),
        Column("points", say("Moves the chance by"), "percentage points"),
    )
    rows = tuple((item.id, item.kind, round(100 * value, 3)) for item, value in moves)
    return DataTable("evidence", say("What each item does to the chance"), columns, rows)


def _spec(shown: Moves, size: Size) -> Spec:
    height = 40 if size.narrow else 28
    names, label = (0, 46) if size.narrow else (NAMES, 60)
    values = [100 * value for _, value in shown]
    low, high = min(0.0, *values), max(0.0, *values)
    point = (high - low) / (size.width - names - 2 * label)
    # percentage points for each pixel
    domain = [low - (names + label) * point, high + label * point]
    x = quantity(
        "value",
        title=say("percentage points"),
        scale={"domain": domain, "nice": False},
        axis={
            "values": _ticks(low, high),
            "labelExpr": "datum.value == 0 ? '0' : format(datum.value, '+')",
            "titleAnchor": "start",
            "titleX": names + label,
            "domain": False,
        },
    )
    y = quantity("row", title=None, axis=None, scale={"domain": [len(shown), 0], "nice": False})
    rows = [_row(at, item, value, size.narrow) for at, (item, value) in enumerate(shown)]
    up = [one for one in rows if one["value"] > 0]
    down = [one for one in rows if one["value"] < 0]
    bar = {"x": x, "x2": {"field": "zero"}, "y": y, "y2": {"field": "bottom"}}
    zero: list[Spec] = [{"zero": 0}]
    line: Spec = {"x": {**x, "field": "zero"}}
    if size.narrow:
        # names stand between the bars there
        line |= {"y": y, "y2": {"field": "bottom"}}
    return layer(
        [
            mark(up, "rect", bar, color=FIRST),
            mark(_strokes(down, HATCH * point), "rule", {**bar, "x2": {"field": "value"}}, color=SECOND),
            mark(down, "rect", bar, fill="transparent", stroke=SECOND, strokeWidth=1.5),
            mark(rows if size.narrow else zero, "rule", line, color=QUIET, strokeWidth=1),
            *_labels(rows, x, y, size),
        ],
        width=size.width,
        height=height * len(shown),
        config=config(size),
    )


def _row(at: int, item: Item, value: float, narrow: bool) -> Spec:
    return {
        "row": at + (0.5 if narrow else 0.2),
        "bottom": at + (0.85 if narrow else 0.8),
        "middle": at + (0.675 if narrow else 0.5),
        "value": 100 * value,
        "zero": 0,
        "name": shorten(_name(item), LETTERS),
        "words": tenths(value),
    }


def _strokes(down: Sequence[Spec], step: float) -> list[Spec]:
    """The strokes that hatch the bars to the left of nought."""
    return [
        {"value": -at * step, "row": one["row"], "bottom": one["bottom"]}
        for one in down
        for at in range(1, int(-one["value"] / step) + 1)
    ]


def _labels(rows: list[Spec], x: Spec, y: Spec, size: Size) -> list[Spec]:
    """The item at the left of its bar, on a phone above it; the points at the bar's end."""
    at = {**y, "field": "middle"}
    name = {"x": pixels(0 if size.narrow else NAMES), "y": at, "text": nominal("name")}
    look: Spec = {"align": "right", "baseline": "middle", "dx": -4}
    if size.narrow:
        look = {"align": "left", "baseline": "bottom", "dy": -9}
    words = {"x": x, "y": at, "text": nominal("words")}
    end: Spec = {"baseline": "middle", "color": INK}
    up, down = [one for one in rows if one["value"] > 0], [one for one in rows if one["value"] < 0]
    return [
        mark(rows, "text", name, color=INK, **look),
        mark(up, "text", words, align="left", dx=5, **end),
        mark(down, "text", words, align="right", dx=-5, **end),
    ]


def _ticks(low: float, high: float) -> list[float]:
    """Whole points to label, or halves and fifths where the moves are small; nought among them."""
    span = high - low
    step = next((one for one in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0) if span / one <= 6), 20.0)
    return [round(at * step, 1) for at in range(-int(-low / step), int(high / step) + 1)]
