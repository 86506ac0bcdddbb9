"""Small drawings beside words: a range, a line of months, a row of columns, as SVG that we write ourselves.

They need no renderer, hold no style, and take their colours from `static/charts.css`, which a page that shows one links
in its head. Whoever cannot see a drawing is given its words, which are asked for with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

EDGE = 2.0
"""Pixels kept free on every side, so that no stroke is cut."""
Values = Sequence[float | None]


def range_svg(
    value: float | None,
    low: float | None = None,
    high: float | None = None,
    words: str = "",
    *,
    least: float = 0.0,
    most: float = 1.0,
    others: Sequence[float] = (),
    width: int = 160,
    height: int = 18,
) -> Markup:
    """A value with its range on a scale: a track, a band from low to high, a tick at the value.

    value, low, high: what is None or NaN is not drawn; the rest is cut to the scale.
    words:  for who cannot see it, such as '28 %, range 12 to 46 %'; '' writes them for shares of 1.
    others: values of others, drawn as rings.

    >>> "<title>28 %, from 12 to 46 %</title>" in range_svg(0.28, 0.12, 0.46)
    True
    """
    middle, inner = height / 2, width - 2 * EDGE

    def at(one: float) -> float:
        span = most - least
        share = (one - least) / span if span > 0 and math.isfinite(span) else 0.0
        return EDGE + inner * min(max(share, 0.0), 1.0)

    parts = [_line(EDGE, middle, width - EDGE, middle, "track")]
    if (bounds := _known((low, high))) and len(bounds) == 2:
        left, right = sorted(map(at, bounds))
        parts.append(_rect(left, middle - height / 5, right - left, 2 * height / 5, "band"))
        parts += [_line(end, middle - height / 5, end, middle + height / 5, "cap") for end in (left, right)]
    radius = min(height / 5, inner / 2)
    parts += [_ring(_inside(at(one), radius, width), middle, radius) for one in _known(others)]
    if shown := _known((value,)):
        parts.append(_line(at(shown[0]), EDGE, at(shown[0]), height - EDGE, "tick"))
    return _svg(parts, words or _range_words(value, low, high), "range", width, height)


def spark_svg(
    values: Values,
    words: str,
    *,
    shaded: Iterable[tuple[int, int]] = (),
    line: float | None = None,
    width: int = 160,
    height: int = 32,
) -> Markup:
    """A line of values from left to right above nought, with gaps where a value is not known.

    shaded: stretches of positions, both included, such as a lull. line: a level that is dashed across, or None.
    words:  for who cannot see it.

    >>> spark_svg([1.0, None, 2.0], "two months known").count("<circle")
    1
    """
    numbers = [_number(one) for one in values]
    top = max([one for one in (*numbers, _number(line)) if one is not None], default=0.0)
    step = (width - 2 * EDGE) / max(len(numbers), 1)

    def x(place: float) -> float:
        return EDGE + step * min(max(place, 0.0), len(numbers))

    def y(one: float) -> float:
        return height - EDGE - (height - 2 * EDGE) * (max(one, 0.0) / top if top > 0 else 0.0)

    parts = [
        _rect(x(first), EDGE, x(last + 1) - x(first), height - 2 * EDGE, "shade")
        for first, last in shaded
        if last >= first
    ]
    parts.append(_line(EDGE, height - EDGE, width - EDGE, height - EDGE, "track"))
    if (level := _number(line)) is not None:
        parts.append(_line(EDGE, y(level), width - EDGE, y(level), "level"))
    for run in _runs(numbers):
        points = [(x(at + 0.5), y(one)) for at, one in run]
        if len(points) == 1:
            parts.append(_line(x(run[0][0]), points[0][1], x(run[0][0] + 1), points[0][1], "line"))
        else:
            parts.append(_path(points))
    if seen := [(at, one) for at, one in enumerate(numbers) if one is not None]:
        at, last_one = seen[-1]
        parts.append(_dot(_inside(x(at + 0.5), 2.0, width), _inside(y(last_one), 2.0, height)))
    return _svg(parts, words, "spark", width, height)


def bars(
    values: Values,
    words: str,
    *,
    most: float | None = None,
    marked: Iterable[int] = (),
    width: int = 160,
    height: int = 32,
) -> Markup:
    """Columns side by side from nought up; what is not known is hatched by a short dashed line instead.

    most: the value of a full column, None for the highest of them. marked: positions drawn in the second colour.
    """
    numbers = [_number(one) for one in values]
    top = _number(most) or max((one for one in numbers if one is not None), default=0.0)
    step, chosen = (width - 2 * EDGE) / max(len(numbers), 1), set(marked)
    parts = [_line(EDGE, height - EDGE, width - EDGE, height - EDGE, "track")]
    for at, one in enumerate(numbers):
        left = EDGE + step * at
        if one is None:
            parts.append(_line(left + step * 0.1, height / 2, left + step * 0.9, height / 2, "level"))
            continue
        tall = (height - 2 * EDGE) * min(max(one / top, 0.0), 1.0) if top > 0 else 0.0
        name = "bar marked" if at in chosen else "bar"
        parts.append(_rect(left + step * 0.1, height - EDGE - tall, step * 0.8, tall, name))
    return _svg(parts, words, "bars", width, height)


def span_svg(
    stretches: Iterable[tuple[float, float]],
    words: str,
    *,
    first: float,
    last: float,
    ticks: Iterable[float] = (),
    days: Iterable[float] = (),
    width: int = 260,
    height: int = 16,
) -> Markup:
    """Stretches of time as bars on an axis from first to last, cut to it; several under one another share the axis.

    ticks: times marked by a thin line, such as every tenth year. days: times at which something happened, as rings.

    >>> span_svg([(1, 3)], "1 to 3", first=0, last=4, width=104).count("<rect")
    1
    """
    inner = width - 2 * EDGE

    def at(one: float) -> float:
        share = (one - first) / (last - first) if last > first and math.isfinite(last - first) else 0.0
        return EDGE + inner * min(max(share, 0.0), 1.0)

    parts = [_line(EDGE, height / 2, width - EDGE, height / 2, "track")]
    parts += [
        _line(at(one), EDGE, at(one), height - EDGE, "notch") for one in _known(ticks) if first < one < last
    ]
    for left, right in stretches:
        if math.isfinite(left) and math.isfinite(right) and right >= first and left <= last:
            begin = min(at(min(left, right)), width - EDGE - 2)
            parts.append(_rect(begin, height / 4, max(at(max(left, right)) - begin, 2.0), height / 2, "bar"))
    radius = height / 4
    shown = [one for one in _known(days) if first <= one <= last]
    parts += [_ring(_inside(at(one), radius, width), height / 2, radius) for one in shown]
    return _svg(parts, words, "span", width, height)


def _range_words(value: float | None, low: float | None, high: float | None) -> str:
    """What a range of shares says.

    >>> _range_words(None, None, None)
    'not known'
    """
    told = [f"{100 * one:.0f}" for one in _known((value,))]
    bounds = [f"{100 * one:.0f}" for one in _known((low, high))]
    words = [f"{told[0]} %"] if told else []
    if len(bounds) == 2:
        words.append(f"from {bounds[0]} to {bounds[1]} %")
    return ", ".join(words) or "not known"


def _number(one: float | None) -> float | None:
    return None if one is None or not math.isfinite(one) else float(one)


def _known(values: Iterable[float | None]) -> list[float]:
    return [one for one in map(_number, values) if one is not None]


def _runs(numbers: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Stretches of known values, each with its place."""
    for known, group in groupby(enumerate(numbers), key=lambda one: one[1] is not None):
        if known:
            yield [(at, one) for at, one in group if one is not None]


def _inside(place: float, radius: float, size: float) -> float:
    return min(max(place, radius), size - radius)


def _svg(parts: Sequence[Markup], words: str, name: str, width: int, height: int) -> Markup:
    head = Markup(
        '<svg class="small {}" role="img" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>'
    )
    return (
        head.format(name, width, height, width, height, escape(words))
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        name, *map(_short, (x1, y1, x2, y2))
    )


def _rect(x: float, y: float, width: float, height: float, name: str) -> Markup:
    told = map(_short, (x, y, max(width, 0.0), max(height, 0.0)))
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(name, *told)


def _ring(x: float, y: float, radius: float) -> Markup:
    return Markup('<circle class="ring" cx="{}" cy="{}" r="{}"/>').format(*map(_short, (x, y, radius)))


def _dot(x: float, y: float) -> Markup:
    return Markup('<circle class="last" cx="{}" cy="{}" r="2"/>').format(_short(x), _short(y))


def _path(points: Sequence[tuple[float, float]]) -> Markup:
    told = " L".join(f"{_short(x)} {_short(y)}" for x, y in points)
    return Markup('<path class="line" d="M{}"/>').format(told)


def _short(number: float) -> str:
    """A length in few signs.

    >>> _short(12.0), _short(1.25001)
    ('12', '1.25')
    """
    return f"{number:.2f}".rstrip("0").rstrip(".")
