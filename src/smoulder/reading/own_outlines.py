"""The user's own outlines, from a GeoJSON file: read whole, or refused in one line."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from smoulder.records.errors import BadData
from smoulder.records.outlines import Outline, Outlines, Polygon, Ring

# Any in this file: whatever JSON holds.
LIMIT_BYTES = 20_000_000
LIMIT_POINTS = 200_000
LIMIT_NAME = 60
"""Letters of a name that are kept."""
NAMES = ("name", "NAME", "name_en", "NAME_EN", "country", "COUNTRY", "admin", "ADMIN", "shapeName")
"""Properties that may hold the name of a shape; the first that does counts."""
CURE = "give a GeoJSON file (RFC 7946) with polygons in degrees"


def read_outlines(path: Path) -> Outlines:
    """The outlines in a GeoJSON file.

    path:    a FeatureCollection, a Feature, or a Polygon or MultiPolygon alone; coordinates are degrees, longitude
             before latitude.
    returns: a shape for each feature, named by its properties; '' where none of them is a name.
    raises:  BadData that names the file, the feature and what to do.
    """
    shapes: list[Outline] = []
    points = 0
    for at, feature in enumerate(_features(path, _content(path)), 1):
        place = f"outlines {path}, feature {at}"
        geometry, name = _taken_apart(place, feature)
        polygons = tuple(_polygon(place, one) for one in _parts(place, geometry))
        points += sum(len(ring) for polygon in polygons for ring in polygon)
        if points > LIMIT_POINTS:
            raise BadData(
                f"{place}: over {LIMIT_POINTS:,} points so far; simplify the outlines and try again"
            )
        shapes.append(Outline(name, "", polygons))
    if not shapes:
        raise BadData(f"outlines {path} hold no feature; {CURE}")
    return Outlines(tuple(shapes), path.name)


def _content(path: Path) -> Any:
    """The JSON of the file.

    raises: BadData where it cannot be read, is too large, or is no JSON.
    """
    try:
        if path.stat().st_size > LIMIT_BYTES:
            raise BadData(
                f"outlines {path} are over {LIMIT_BYTES // 1_000_000} MB; simplify them and try again"
            )
        return json.loads(path.read_bytes())
    except OSError as reason:
        raise BadData(f"outlines {path} cannot be read ({reason.strerror}); give another file") from reason
    except (ValueError, RecursionError) as reason:
        told = "nested too deep" if isinstance(reason, RecursionError) else f"no JSON: {reason}"
        raise BadData(f"outlines {path} are {told}; {CURE}") from reason


def _features(path: Path, content: Any) -> Iterator[Any]:
    """The features of a collection, or the one thing there is."""
    if not isinstance(content, dict):
        raise BadData(f"outlines {path} are no GeoJSON object; {CURE}")
    if content.get("type") != "FeatureCollection":
        yield content
        return
    features = content.get("features")
    if not isinstance(features, list):
        raise BadData(f"outlines {path}: features are no list; {CURE}")
    yield from features


def _taken_apart(place: str, feature: Any) -> tuple[Any, str]:
    """The geometry of a feature and its name."""
    if not isinstance(feature, dict):
        raise BadData(f"{place} is no object; {CURE}")
    if feature.get("type") != "Feature":
        return feature, ""
    told = feature.get("properties")
    names = [told.get(key) for key in NAMES] if isinstance(told, dict) else []
    name = next((" ".join(one.split()) for one in names if isinstance(one, str) and one.strip()), "")
    return feature.get("geometry"), name[:LIMIT_NAME]


def _parts(place: str, geometry: Any) -> list[Any]:
    """The polygons of a geometry, not looked into yet."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        told = f"a {kind}" if isinstance(kind, str) and len(kind) < 30 else "without a shape"
        raise BadData(
            f"{place} is {told}; only Polygon and MultiPolygon make an outline: leave the others out"
        )
    parts = geometry.get("coordinates")
    if kind == "Polygon":
        parts = [parts]
    if not isinstance(parts, list) or not parts:
        raise BadData(f"{place} has no coordinates; {CURE}")
    return parts


def _polygon(place: str, rings: Any) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise BadData(f"{place} has a polygon without a ring; {CURE}")
    return tuple(_ring(place, ring) for ring in rings)


def _ring(place: str, points: Any) -> Ring:
    """A ring that is closed; one that is left open is closed."""
    if not isinstance(points, list):
        raise BadData(f"{place} has a ring that is no list of points; {CURE}")
    ring = [_point(place, one) for one in points]
    if ring and ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(ring) < 4:
        raise BadData(f"{place} has a ring of under three corners; mend or leave out that ring")
    return tuple(ring)


def _point(place: str, point: Any) -> tuple[float, float]:
    """Longitude and latitude; a height is let go."""
    sound = (
        isinstance(point, list) and 2 <= len(point) <= 4 and all(type(one) in (int, float) for one in point)
    )
    if not sound:
        raise BadData(f"{place} has a point that is not [longitude, latitude] in numbers; {CURE}")
    try:
        x, y = float(point[0]), float(point[1])
    except OverflowError:
        x = y = math.inf
    if not (-180 <= x <= 180 and -90 <= y <= 90):  # false as well for what is no number
        raise BadData(
            f"{place} has a point at {x:g}, {y:g}; coordinates are degrees, longitude before latitude: "
            "save the file in WGS 84"
        )
    return x, y
