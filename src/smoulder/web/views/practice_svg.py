"""The months of a past lull, drawn: deaths in 12 months against the line of a comeback, and deaths by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log10

from markupsafe import Markup

from smoulder.records.month import month_text

Months = Sequence[tuple[int, float | None, float | None]]
"""Months from the as-of day, 0 the last one known then; deaths in the month; deaths in 12 months."""
Across = Callable[[float], float]
"""From a month to where it stands, in pixels."""
HIGH, LOW, GAP, LEFT, RIGHT, TOP, FOOT = 150, 60, 26, 52, 10, 18, 24
"""Pixels: of the panel of 12 months, of that of months, between them, and around both."""


def lull_svg(months: Months, line: float, month: int | None, words: str, width: int) -> Markup:
    """Two panels over the same months.

    months: in order; those above 0 came after the day and are shaded.
    line:   deaths in 12 months that are a comeback. month: index of month 0, None to number months from the day.
    words:  for who cannot see it; they name nothing that the page does not.
    """
    height = TOP + HIGH + GAP + LOW + FOOT
    step = (width - LEFT - RIGHT) / max(len(months), 1)
    first = months[0][0] if months else 0

    def x(place: float) -> float:
        return LEFT + step * (place - first)

    twelve = [value for _, _, value in months if value is not None]
    deaths = [value for _, value, _ in months if value is not None]
    top, most = nice(max([line * 1.1, *twelve])), nice(max([1.0, *deaths]))
    foot, second = TOP + HIGH, TOP + HIGH + GAP

    def y(value: float) -> float:
        return foot - HIGH * min(value / top, 1.0)

    parts = _shade(months, x, second + LOW)
    for value in (0.0, top / 2, top):
        parts += [
            _line(LEFT, y(value), width - RIGHT, y(value), "grid"),
            _text(LEFT - 6, y(value) + 4, f"{value:,.0f}", "end"),
        ]
    parts.append(_line(LEFT, y(line), width - RIGHT, y(line), "level"))
    parts += _run([(x(at + 0.5), y(sum_)) if sum_ is not None else None for at, _, sum_ in months])
    parts.append(_text(LEFT, TOP - 6, "deaths in 12 months; dashed: a comeback", "start"))
    parts += [
        _line(LEFT, second + LOW, width - RIGHT, second + LOW, "grid"),
        _text(LEFT - 6, second + 8, f"{most:,.0f}" if any(deaths) else "none", "end"),
        _text(LEFT, second - 6, "deaths by month", "start"),
    ]
    parts += _columns(months, x, step, second + LOW, most)
    parts += _calendar(months, x, month, second + LOW, 12 if width > 500 or len(months) > 36 else 6)
    head = Markup('<svg class="lull" role="img" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>')
    return head.format(width, height, width, height, words) + Markup("").join(parts) + Markup("</svg>")


def _shade(months: Months, x: Across, foot: float) -> list[Markup]:
    """What came after the day, shaded."""
    if not months or months[-1][0] <= 0:
        return []
    box = Markup('<rect class="came" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>')
    return [box.format(x(1), TOP, x(months[-1][0] + 1) - x(1), foot - TOP)]


def _columns(months: Months, x: Across, step: float, foot: float, most: float) -> list[Markup]:
    """Deaths by month as columns; '?' where they are not known."""
    parts = []
    box = Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
    for at, value, _ in months:
        if value is None:
            parts.append(_text(x(at + 0.5), foot - 2, "?", "middle"))
        elif value:
            tall = LOW * min(value / most, 1.0)
            parts.append(box.format(x(at) + step * 0.1, foot - tall, step * 0.8, tall))
    return parts


def _calendar(months: Months, x: Across, month: int | None, foot: float, every: int) -> list[Markup]:
    """Years below the months, or how far they are from the day where the calendar is hidden."""
    parts = []
    for at, _, _ in months:
        if month is None and at % every == 0:
            parts.append(_line(x(at + 0.5), foot, x(at + 0.5), foot + 5, "grid"))
            words, anchor = (f"{at:+d}", "middle") if at else ("the day", "end")
            parts.append(_text(x(at + (0.5 if at else 1)), foot + FOOT - 6, words, anchor))
        elif month is not None and (month + at) % 12 == 0:
            parts.append(_line(x(at), foot, x(at), foot + 5, "grid"))
            parts.append(_text(x(at), foot + FOOT - 6, month_text(month + at)[:4], "start"))
    return parts


def nice(value: float) -> float:
    """The next of 1, 2, 4, 5, 10, 20, … that is no less.

    >>> nice(37.0), nice(400.0), nice(0.3)
    (40.0, 400.0, 0.4)
    """
    size = 10.0 ** int(log10(value) // 1) if value > 0 else 1.0
    return next(one * size for one in (1, 2, 4, 5, 10) if one * size >= value * (1 - 1e-9))


def _run(points: Sequence[tuple[float, float] | None]) -> list[Markup]:
    """A line through points, with gaps where one is missing."""
    runs: list[list[str]] = [[]]
    for one in points:
        if one is None:
            runs.append([])
        else:
            runs[-1].append(f"{one[0]:.1f} {one[1]:.1f}")
    return [Markup('<path class="line" d="M{}"/>').format(" L".join(run)) for run in runs if len(run) > 1]


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        name, x1, y1, x2, y2
    )


def _text(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(x, y, anchor, words)
