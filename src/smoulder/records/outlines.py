"""Outlines of countries, to draw a map with."""

from __future__ import annotations

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]
"""Points of a closed line, (longitude, latitude) in degrees; the last is the first."""
Polygon = tuple[Ring, ...]
"""An outer ring, then its holes."""
Box = tuple[float, float, float, float]
"""West, south, east, north, degrees."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One shape of a map.

    name:    as the map calls it.
    country: under which UCDP counts what happens in it; '' where it says nothing of it.
    """

    name: str
    country: str
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """The outlines that a reader brings. source: the name of their file."""

    shapes: tuple[Outline, ...]
    source: str
