"""Drawings of a case that we write ourselves: what an item moves, a share, and the way of the number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDE, TALL = 640, 190
LEFT, RIGHT, TOP, FOOT = 44, 12, 12, 30


def shift_svg(value: float, widest: float, words: str, width: int = 140, height: int = 14) -> Markup:
    """A change as a bar from the middle: to the right where it adds, to the left where it takes away.

    widest: the change that fills half the width, above 0.
    """
    middle = width / 2
    long = min(abs(value) / widest, 1.0) * (middle - 2) if widest > 0 else 0.0
    left, name = (middle, "up") if value >= 0 else (middle - long, "down")
    return Markup(
        '<svg class="shift" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><title>{words}</title>'
        '<line class="axis" x1="{m}" y1="0" x2="{m}" y2="{h}"/>'
        '<rect class="{name}" x="{left:.1f}" y="3" width="{long:.1f}" height="{tall}"/></svg>'
    ).format(
        w=width, h=height, words=words, m=f"{middle:.1f}", name=name, left=left, long=long, tall=height - 6
    )


def share_svg(now: float, then: float | None, words: str, width: int = 160, height: int = 16) -> Markup:
    """A share as a bar from nought to one; then: the share that it was, as a line across, None for none."""
    parts = Markup('<rect class="track" x="0" y="3" width="{}" height="{}"/>').format(width, height - 6)
    parts += Markup('<rect class="share" x="0" y="3" width="{:.1f}" height="{}"/>').format(
        width * min(max(now, 0.0), 1.0), height - 6
    )
    if then is not None:
        x = f"{width * min(max(then, 0.0), 1.0):.1f}"
        parts += Markup('<line class="was" x1="{0}" y1="0" x2="{0}" y2="{1}"/>').format(x, height)
    return (
        Markup(
            '<svg class="shares" role="img" viewBox="0 0 {w} {h}" width="{w}" height="{h}"><title>{t}</title>'
        ).format(w=width, h=height, t=words)
        + parts
        + Markup("</svg>")
    )


@dataclass(frozen=True, slots=True)
class WayPoint:
    """One answer on the way of a number. chance, low, high: None where it had none."""

    number: int
    address: str
    words: str
    chance: float | None
    low: float | None = None
    high: float | None = None


def way_svg(points: Sequence[WayPoint], shown: int) -> Markup:
    """The way of the number from answer to answer: a dot with its interval for each, on a scale from 0 to 100 %.

    shown: number of the answer that the page shows, which is drawn full. Each dot leads to the case as it stood then.
    """
    inner, tall = WIDE - LEFT - RIGHT, TALL - TOP - FOOT

    def x(at: int) -> float:
        return LEFT + inner * (at + 0.5) / len(points)

    def y(chance: float) -> float:
        return TOP + tall * (1 - chance)

    parts = [
        Markup('<line class="grid" x1="{}" y1="{y:.1f}" x2="{}" y2="{y:.1f}"/>').format(
            LEFT, WIDE - RIGHT, y=y(one / 100)
        )
        + Markup('<text class="quiet" x="{}" y="{:.1f}" text-anchor="end">{} %</text>').format(
            LEFT - 6, y(one / 100) + 4, one
        )
        for one in (0, 25, 50, 75, 100)
    ]
    known = [(x(at), y(one.chance)) for at, one in enumerate(points) if one.chance is not None]
    path = " L".join(f"{a:.1f} {b:.1f}" for a, b in known)
    parts += [Markup('<path class="way" d="M{}"/>').format(path)] if len(known) > 1 else []
    every = max(1, len(points) // 12)
    for at, one in enumerate(points):
        parts.append(_point(one, x(at), y, shown))
        if at % every == 0 or at == len(points) - 1:
            parts.append(
                Markup('<text class="quiet" x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                    x(at), TALL - 10, one.number
                )
            )
    return (
        Markup('<svg class="way" role="group" aria-label="The way of the number, answer by answer" ')
        + Markup('viewBox="0 0 {} {}">').format(WIDE, TALL)
        + Markup("").join(parts)
        + Markup("</svg>")
    )


def _point(one: WayPoint, x: float, place: Callable[[float], float], shown: int) -> Markup:
    if one.chance is None:
        return Markup("")
    told = Markup("")
    if one.low is not None and one.high is not None:
        told = Markup('<line class="reach" x1="{0:.1f}" y1="{1:.1f}" x2="{0:.1f}" y2="{2:.1f}"/>').format(
            x, place(one.low), place(one.high)
        )
    told += Markup('<circle class="{}" cx="{:.1f}" cy="{:.1f}" r="5"/>').format(
        "here" if one.number == shown else "there", x, place(one.chance)
    )
    return Markup('<a href="{}"><title>{}</title>{}</a>').format(one.address, one.words, told)
