"""The drawing of the maps: one small map for each period, side by side on a desk and under one another on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import pi, sqrt
from textwrap import wrap

from smoulder.brief.charts.map_frame import EDGE, Frame, Point, cut, disc, fit, ring_around, roomy
from smoulder.brief.charts.map_key import Put, lay_key, letters_wide, size_of
from smoulder.brief.charts.map_marks import DISC, LAND, NEAR, circles, labels, lines, rectangles, shapes
from smoulder.brief.charts.paper import NARROW, QUIET, Size, config
from smoulder.brief.charts.vega import Spec, layer
from smoulder.brief.inert import one_line
from smoulder.brief.language.countries import country_words
from smoulder.brief.language.say import say
from smoulder.brief.numbers import sentence
from smoulder.brief.place_words import DRAWN, counts_words, events_words, period_name, span_words
from smoulder.records.event_map import EventMap, MapPeriod, Placed
from smoulder.records.outlines import Box, Outline

GAP = 14
"""Pixels between two maps, and above the key."""
LEAST, MOST, LOWER = 170, 330, 260
"""Bounds of a map's height, pixels; lower where there are two rows."""
ALONE = 520
"""Greatest width of a map, pixels."""
SMALL = NARROW.font
"""Pixels of the letters of neighbours' names."""
STEP = 5.0
"""Pixels between two classes of one cell."""
LINE = 1.3
"""Height of a line of words over that of its letters."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a map is drawn on: the country's own outlines, those around it, and whose they are."""

    own: tuple[Outline, ...]
    near: tuple[Outline, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Panel:
    """A small map: its period, where its upper left corner lies, where the words above it begin (pixels), and these."""

    period: MapPeriod
    left: float
    above: float
    top: float
    head: list[str]


def map_spec(found: EventMap, ground: Ground, box: Box, size: Size) -> Spec:
    """The maps, all to one scale, with one key. box: what each must show."""
    most = max((cell.deaths for period in found.periods for cell in period.cells), default=0.0)
    columns, frame = _best(found, box, most, size)
    panels = _laid(found, columns, frame, size)
    below = panels[-1].top + frame.height + GAP
    put, height = lay_key(found, most, frame, size)
    key = [replace(one, middle=one.middle + below) for one in put]
    marks = [
        *_land(ground, panels, frame),
        *_events(found, panels, frame, most, key),
        *_words(panels, key, size),
    ]
    return layer(marks, width=size.width, height=below + height, config=config(size))


def _best(found: EventMap, box: Box, most: float, size: Size) -> tuple[int, Frame]:
    """How many maps to a row, and their frame: in the way that shows the country largest."""
    count = len(found.periods)
    asked = (1,) if size.narrow else (count, 2) if count > 3 else (count,)
    ways = []
    for columns in asked:
        width = min((size.width - GAP * (columns - 1)) / columns, ALONE)
        ways.append((columns, _frame(found, box, most, width, MOST if columns in (1, count) else LOWER)))
    return max(ways, key=lambda way: way[1].down)


def _frame(found: EventMap, box: Box, most: float, width: float, height: float) -> Frame:
    """The frame for a width, with as much room around the country as the circles at its edge need."""
    frame = fit(box, width, LEAST, height)
    need = 0.0
    for period in found.periods:
        for cell in period.cells:
            x, y = frame.pixel(cell.longitude, cell.latitude)
            radius = sqrt(size_of(cell.deaths, most, frame) / pi) + STEP
            need = max(need, *(radius - room for room in (x, frame.width - x, y, frame.height - y)))
    return fit(box, width, LEAST, height, EDGE + need) if need > 0 else frame


def _laid(found: EventMap, columns: int, frame: Frame, size: Size) -> list[Panel]:
    """The maps in rows, each under its words."""
    heads = [_head(period, found.unplaced.get(period.name, 0.0), frame, size) for period in found.periods]
    panels: list[Panel] = []
    top = 0.0
    for start in range(0, len(heads), columns):
        row = heads[start : start + columns]
        above, top = top, top + max(len(head) for head in row) * size.font * LINE + 4
        panels += [
            Panel(found.periods[start + at], at * (frame.width + GAP), above, top, head)
            for at, head in enumerate(row)
        ]
        top += frame.height + GAP
    return panels


def _head(period: MapPeriod, unplaced: float, frame: Frame, size: Size) -> list[str]:
    letters = int(frame.width / letters_wide("m", size.font))
    texts = [sentence(period_name(period.name)), span_words(period), counts_words(period)]
    if unplaced:
        texts.append(say("on no map: {events}", events=events_words(unplaced)))
    return [line for text in texts for line in wrap(text, letters)]


def _words(panels: Sequence[Panel], key: Sequence[Put], size: Size) -> list[Spec]:
    """The words above each map, its name in bold, and those of the key with its scale."""
    rows = [
        (panel.left, panel.above + (at + 0.5) * size.font * LINE, words, at == 0)
        for panel in panels
        for at, words in enumerate(panel.head)
    ]
    others = [(x, y, words) for x, y, words, name in rows if not name]
    others += [(one.left + one.entry.width + 6, one.middle, one.entry.words) for one in key]
    bars = [(one.left, one.left + one.entry.width, one.middle) for one in key if one.entry.kind == "scale"]
    return [
        labels([(x, y, words) for x, y, words, name in rows if name], size, fontWeight=600),
        labels(others, size),
        lines(bars, stroke=QUIET, strokeWidth=2),
    ]


def _land(ground: Ground, panels: Sequence[Panel], frame: Frame) -> list[Spec]:
    near = [(_name(one), cut(one, frame)) for one in ground.near]
    own = [ring for one in ground.own for ring in cut(one, frame)]
    corners = [(panel.left, panel.top) for panel in panels]
    spots = [(name, spot) for name, rings in near if (spot := roomy(rings, letters_wide(name, SMALL), frame))]
    words = [(x + left, y + top, name) for name, (x, y) in spots for left, top in corners[:1]]
    return [
        shapes([[ring for _, rings in near for ring in rings]], corners, **NEAR),
        shapes([own], corners, **LAND),
        labels(words, NARROW, color=QUIET, align="center"),
        rectangles(corners, frame.width, frame.height),
    ]


def _name(outline: Outline) -> str:
    """The name of a neighbour: in the language that is spoken where it is known there, else the map's own."""
    there = country_words(outline.country)
    return one_line(outline.name if there == outline.country else there)


def _events(
    found: EventMap, panels: Sequence[Panel], frame: Frame, most: float, key: Sequence[Put]
) -> list[Spec]:
    """Pale discs below, then circles from the surest to the least sure, large ones first; the key's among them."""
    radius = frame.length(found.reach_km or 0.0)
    discs: list[list[Point]] = []
    rows: dict[Placed, list[tuple[float, float, float]]] = {placed: [] for placed in DRAWN}
    for panel in panels:
        shift = _beside(panel.period)
        for cell in sorted(panel.period.cells, key=lambda cell: -cell.deaths):
            x, y = frame.pixel(cell.longitude, cell.latitude)
            if cell.placed == "province" and radius:
                discs.append([(a + panel.left, b + panel.top) for a, b in disc(x, y, radius, frame)])
            x += panel.left + shift[cell.latitude, cell.longitude, cell.placed]
            rows[cell.placed].append((x, y + panel.top, size_of(cell.deaths, most, frame)))
    for one in key:
        x = one.left + one.entry.width / 2
        if one.entry.kind != "scale":
            rows[one.entry.kind].append((x, one.middle, one.entry.area))
        if one.entry.halo:
            discs.append(ring_around(x, one.middle, sqrt(one.entry.halo / pi)))
    hazes = shapes([[one] for one in discs if one], [(0.0, 0.0)], **DISC)
    return [hazes, *(circles(rows[placed], placed) for placed in DRAWN)]


def _beside(period: MapPeriod) -> dict[tuple[float, float, Placed], float]:
    """By how much each class of a cell moves sideways, so that several classes of one cell stand side by side."""
    held: dict[tuple[float, float], list[Placed]] = {}
    for cell in period.cells:
        held.setdefault((cell.latitude, cell.longitude), []).append(cell.placed)
    return {
        (*spot, placed): STEP * (DRAWN.index(placed) - sum(map(DRAWN.index, classes)) / len(classes))
        if len(classes) > 1
        else 0.0
        for spot, classes in held.items()
        for placed in classes
    }
