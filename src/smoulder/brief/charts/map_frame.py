"""From degrees to the pixels of a small map: which part of the world it shows, and outlines cut to that part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, radians, sin

from smoulder.reading.outlines import box_of_ring, meets
from smoulder.records.outlines import Box, Outline, Polygon, Ring

KM = 111.2
"""Kilometres of a degree of latitude."""
MAIN = 0.1
"""Share of a country's largest part that another part must have for the map to reach out to it."""
EDGE = 9.0
"""Pixels kept free around the country, at least."""
LEAST = 2.0
"""Degrees that a map shows at least."""
FINE = 1.0
"""Pixels under which two points of an outline are one."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A map in pixels: equirectangular, true to scale at the middle of its height.

    west, north: degrees at the upper left corner; across, down: pixels of a degree; width, height: pixels.
    """

    west: float
    north: float
    across: float
    down: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        """The part of the world that it shows."""
        return (
            self.west,
            self.north - self.height / self.down,
            self.west + self.width / self.across,
            self.north,
        )

    def pixel(self, longitude: float, latitude: float) -> Point:
        """Where a point of the world lies, from the upper left corner."""
        return (longitude - self.west) * self.across, (self.north - latitude) * self.down

    def length(self, km: float) -> float:
        """Pixels of a distance."""
        return km / KM * self.down


def fit(box: Box, width: float, least: float, most: float, edge: float = EDGE) -> Frame:
    """The frame that shows a box as large as it can be.

    width: pixels; least, most: bounds of its height, pixels; edge: pixels kept free around the box.
    """
    west, south, east, north = box
    middle = (south + north) / 2
    squeeze = max(cos(radians(middle)), 0.1)
    dx, dy = max(east - west, LEAST) * squeeze, max(north - south, LEAST)
    down = min((width - 2 * edge) / dx, (most - 2 * edge) / dy)
    height = min(max(dy * down + 2 * edge, least), most)
    across = down * squeeze
    return Frame(
        (west + east) / 2 - width / 2 / across, middle + height / 2 / down, across, down, width, height
    )


def box_of(outlines: Iterable[Outline], points: Iterable[Point]) -> Box | None:
    """What a map must show: the main parts of some outlines, and some points; None where there is nothing.

    points: longitude and latitude. A far small part, such as an island, is left outside unless a point lies there.
    """
    shown = list(points)
    for outline in outlines:
        parts = sorted((polygon[0] for polygon in outline.polygons), key=_area, reverse=True)
        shown += [point for ring in parts if _area(ring) >= MAIN * _area(parts[0]) for point in ring]
    if not shown:
        return None
    xs, ys = [x for x, _ in shown], [y for _, y in shown]
    return min(xs), min(ys), max(xs), max(ys)


def cut(outline: Outline, frame: Frame) -> list[list[Point]]:
    """The rings of an outline as far as they lie in the frame, in pixels, each closed; holes run the other way."""
    found = []
    near = (
        ring
        for polygon in outline.polygons
        for ring in _turned(polygon)
        if meets(box_of_ring(ring), frame.box)
    )
    for ring in near:
        inside = clip(_thinned([frame.pixel(*point) for point in ring]), frame.width, frame.height)
        if len(inside) >= 3:
            found.append([*inside, inside[0]])
    return found


def disc(x: float, y: float, radius: float, frame: Frame) -> list[Point]:
    """A circle as far as it lies in the frame, closed; [] where it lies outside. x, y, radius: pixels."""
    inside = clip(ring_around(x, y, radius)[:-1], frame.width, frame.height)
    return [*inside, inside[0]] if inside else []


def ring_around(x: float, y: float, radius: float) -> list[Point]:
    """The points of a circle, closed, pixels."""
    # as many points as make it look round at this size
    points = round(min(48, max(14, radius)))
    turns = [2 * pi * at / points for at in range(points)]
    ring = [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]
    return [*ring, ring[0]]


def roomy(rings: Sequence[Sequence[Point]], width: float, frame: Frame) -> Point | None:
    """A spot in the largest of some rings where a word of this width fits, in the middle; None where none does."""
    for ring in sorted(rings, key=lambda ring: -abs(_turn(tuple(ring))))[:1]:
        for share in (0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9):
            ys = [y for _, y in ring]
            y = min(ys) + share * (max(ys) - min(ys))
            if not 10 <= y <= frame.height - 10:
                continue
            spans = [_widest(ring, at) for at in (y - 7, y, y + 7)]
            left, right = max(span[0] for span in spans), min(span[1] for span in spans)
            if right - left >= width + 6:
                return (left + right) / 2, y
    return None


def _widest(ring: Sequence[Point], y: float) -> tuple[float, float]:
    """The widest stretch of a level line inside a ring; (0, 0) where it misses it."""
    crossed = sorted(
        x + (y - v) / (w - v) * (u - x) for (x, v), (u, w) in pairwise(ring) if (v <= y) != (w <= y)
    )
    return max(
        zip(crossed[::2], crossed[1::2], strict=True), key=lambda one: one[1] - one[0], default=(0.0, 0.0)
    )


def clip(ring: Sequence[Point], width: float, height: float) -> list[Point]:
    """An open ring cut to the rectangle from (0, 0) to (width, height), edge by edge (Sutherland and Hodgman 1974).

    >>> clip([(-1.0, 1.0), (1.0, 1.0), (1.0, 3.0), (-1.0, 3.0)], 2, 2)
    [(0.0, 2), (0.0, 1.0), (1.0, 1.0), (1.0, 2)]
    """
    left = list(ring)
    for axis, limit, sign in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        left = _clip_edge(left, axis, limit, sign)
    return left


def _clip_edge(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The part of a ring on one side of an edge: where `sign` times the coordinate is at least that of the limit."""
    found: list[Point] = []
    for one, other in pairwise([*ring[-1:], *ring]):
        was, now = sign * (one[axis] - limit) >= 0, sign * (other[axis] - limit) >= 0
        if was != now:
            share = (limit - one[axis]) / (other[axis] - one[axis])
            crossed = [a + share * (b - a) for a, b in zip(one, other, strict=True)]
            crossed[axis] = limit
            found.append((round(crossed[0], 2), round(crossed[1], 2)))
        if now:
            found.append(other)
    return found


def _thinned(ring: Sequence[Point]) -> list[Point]:
    """The ring without its closing point and without points that a printer cannot tell apart."""
    kept: list[Point] = []
    for x, y in ring[:-1]:
        if not kept or hypot(x - kept[-1][0], y - kept[-1][1]) >= FINE:
            kept.append((round(x, 1), round(y, 1)))
    return kept


def _turned(polygon: Polygon) -> list[Ring]:
    """The rings of a polygon, the outer one in one direction and its holes in the other."""
    return [ring if (_turn(ring) > 0) == (at == 0) else ring[::-1] for at, ring in enumerate(polygon)]


def _turn(ring: Ring) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in pairwise(ring)) / 2


def _area(ring: Ring) -> float:
    return abs(_turn(ring))
