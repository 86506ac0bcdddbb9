"""Outlines of countries that ship: Natural Earth at 1:50 million, packed as TopoJSON."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from smoulder.records.outlines import Box, Outline, Polygon, Ring

SOURCE = "Natural Earth 4.1"
FILE = "outlines/countries-50m.json.gz"
Atlas = dict[str, Any]  # Any: TopoJSON
Shape = dict[str, Any]  # Any: a geometry of it


def country_outlines(country: str) -> tuple[Outline, ...]:
    """The outlines of what UCDP counts under a country, the country itself first; () where no outline is known.

    >>> [one.name for one in country_outlines("Somalia")], country_outlines("Atlantis")
    (['Somalia', 'Somaliland'], ())
    """
    own = [one for one in _shapes() if country and one["properties"]["country"] == country]
    return tuple(_outline(one) for one in sorted(own, key=lambda one: not one["properties"]["main"]))


def outlines_within(box: Box) -> tuple[Outline, ...]:
    """The parts of every outline whose bounding boxes meet a box, by name.

    >>> [one.name for one in outlines_within((79.0, 5.0, 82.5, 10.5))]
    ['India', 'Sri Lanka']
    """
    met = [_outline(one) for one in _shapes() if meets(one["bbox"], box)]
    parts = [replace(one, polygons=_parts_within(one.polygons, box)) for one in met]
    return tuple(sorted((one for one in parts if one.polygons), key=lambda one: one.name))


def meets(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether two boxes have a point in common."""
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _parts_within(polygons: tuple[Polygon, ...], box: Box) -> tuple[Polygon, ...]:
    return tuple(one for one in polygons if meets(box_of_ring(one[0]), box))


def box_of_ring(ring: Ring) -> Box:
    """West, south, east and north of a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


@cache
def _atlas() -> Atlas:
    packed = (files("smoulder.figures") / FILE).read_bytes()
    atlas: Atlas = json.loads(gzip.decompress(packed))
    return atlas


def _shapes() -> list[Shape]:
    shapes: list[Shape] = _atlas()["objects"]["countries"]["geometries"]
    return shapes


def _outline(shape: Shape) -> Outline:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    told = shape["properties"]
    return Outline(
        told["name"], told["country"] if told["main"] else "", tuple(_polygon(part) for part in parts)
    )


def _polygon(rings: list[list[int]]) -> Polygon:
    return tuple(_ring(arcs) for arcs in rings)


def _ring(arcs: list[int]) -> Ring:
    """The arcs of a ring end to end; each begins where the one before ended."""
    points: list[tuple[float, float]] = []
    for arc in arcs:
        run = _arc(arc) if arc >= 0 else _arc(~arc)[::-1]
        points += run[1:] if points else run
    return tuple(points)


@cache
def _arc(number: int) -> tuple[tuple[float, float], ...]:
    """The points of an arc, degrees; in the file each stands as the step from the one before."""
    (kx, ky), (dx, dy) = _atlas()["transform"]["scale"], _atlas()["transform"]["translate"]
    steps = _atlas()["arcs"][number]
    xs, ys = accumulate(step[0] for step in steps), accumulate(step[1] for step in steps)
    return tuple((round(x * kx + dx, 4), round(y * ky + dy, 4)) for x, y in zip(xs, ys, strict=True))
