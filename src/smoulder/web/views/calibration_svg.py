"""A small calibration plot: of what was called so likely, how much came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from smoulder.records.score_table import CalibrationPoint

SIDE, LEFT, TOP, FOOT = 180, 42, 10, 34
"""Pixels: of the square, and around it."""
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def calibration_svg(points: Sequence[CalibrationPoint], words: str) -> Markup:
    """Dots with their 90 % intervals beside the slanting line on which as much came as was said.

    words: for who cannot see it; what it holds stands in a table as well.
    """
    width, height = LEFT + SIDE + 12, TOP + SIDE + FOOT
    parts = [_text(LEFT + SIDE / 2, height - 2, "chance given", "middle", "quiet")]
    for one in TICKS:
        parts.append(_line(_x(one), _y(0), _x(one), _y(1), "grid"))
        parts.append(_line(_x(0), _y(one), _x(1), _y(one), "grid"))
        parts.append(_text(_x(one), _y(0) + 15, f"{100 * one:.0f}", "middle"))
        parts.append(_text(LEFT - 6, _y(one) + 4, f"{100 * one:.0f} %", "end"))
    parts.append(_line(_x(0), _y(0), _x(1), _y(1), "level"))
    for point in points:
        low, high = point.observed.low, point.observed.high
        if low is not None and high is not None:
            parts.append(_line(_x(point.predicted), _y(low), _x(point.predicted), _y(high), "whisker"))
        parts.append(
            Markup('<circle class="dot" cx="{:.1f}" cy="{:.1f}" r="4.5"/>').format(
                _x(point.predicted), _y(point.observed.value)
            )
        )
    head = Markup(
        '<svg class="small calibration" role="img" viewBox="0 0 {} {}" width="{}" height="{}"><title>{}</title>'
    )
    return head.format(width, height, width, height, words) + Markup("").join(parts) + Markup("</svg>")


def calibration_words(points: Sequence[CalibrationPoint]) -> str:
    """What a plot shows, in words.

    >>> calibration_words([])
    'nothing to show yet'
    """
    told = [f"{100 * one.predicted:.0f} % said, {100 * one.observed.value:.0f} % came" for one in points]
    return "; ".join(told) or "nothing to show yet"


def _x(chance: float) -> float:
    return LEFT + SIDE * min(max(chance, 0.0), 1.0)


def _y(share: float) -> float:
    return TOP + SIDE * (1 - min(max(share, 0.0), 1.0))


def _line(x1: float, y1: float, x2: float, y2: float, name: str) -> Markup:
    return Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
        name, x1, y1, x2, y2
    )


def _text(x: float, y: float, words: str, anchor: str, name: str = "") -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        name, x, y, anchor, words
    )
