"""The marks of a map as Vega-Lite, all in pixels from the upper left corner of the drawing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.brief.charts.map_frame import Point
from smoulder.brief.charts.paper import BAND, FIRST, LINE, QUIET, SHADE, Size
from smoulder.brief.charts.vega import Spec, label, mark, quantity
from smoulder.records.event_map import Placed

PIXELS = {"type": "identity", "scale": 1, "translate": [0, 0]}
"""The projection of shapes that are in pixels already."""
NEAR: Spec = {"fill": SHADE, "fillOpacity": 0.45, "stroke": LINE, "strokeWidth": 0.8}
LAND: Spec = {"fill": SHADE, "stroke": QUIET, "strokeWidth": 0.9}
DISC: Spec = {"fill": BAND, "fillOpacity": 0.4, "stroke": FIRST, "strokeWidth": 0.7, "strokeDash": [2, 3]}
LOOKS: dict[Placed, Spec] = {
    "place": {"fill": FIRST, "fillOpacity": 0.5, "stroke": FIRST, "strokeWidth": 1},
    "district": {"fill": None, "stroke": FIRST, "strokeWidth": 1.6},
    "unsaid": {"fill": FIRST, "fillOpacity": 0.25, "stroke": FIRST, "strokeWidth": 0.8},
    "province": {"fill": None, "stroke": FIRST, "strokeWidth": 1.4, "strokeDash": [3, 3]},
}
"""A circle is full where the place is known, an empty ring where the district is, a dashed ring for a province."""


def shapes(groups: Sequence[Sequence[Sequence[Point]]], corners: Sequence[Point], **look: Any) -> Spec:
    """Areas: each group of closed rings is one, drawn once at each corner.

    look: properties of the mark, Any because Vega-Lite's are of many kinds.
    """
    rows = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[round(x + left, 1), round(y + top, 1)] for x, y in ring]] for ring in group
                ],
            },
        }
        for left, top in corners
        for group in groups
        if group
    ]
    # what is cut already needs no clip, whose id would differ from one drawing to the next
    look = {"type": "geoshape", "clip": False, **look}
    return {"data": {"values": rows}, "mark": look, "projection": PIXELS}


def rectangles(corners: Sequence[Point], width: float, height: float) -> Spec:
    """The edge of each map."""
    rows = [{"x": x, "x2": x + width, "y": y, "y2": y + height} for x, y in corners]
    encoding = {"x": _place("x"), "x2": {"field": "x2"}, "y": _place("y"), "y2": {"field": "y2"}}
    return mark(rows, "rect", encoding, filled=False, stroke=LINE, strokeWidth=1)


def circles(rows: Sequence[tuple[float, float, float]], placed: Placed) -> Spec:
    """Circles at x and y with an area, square pixels, in the look of their class."""
    values = [{"x": round(x, 1), "y": round(y, 1), "area": round(area, 1)} for x, y, area in rows]
    encoding = {"x": _place("x"), "y": _place("y"), "size": quantity("area", scale=None, legend=None)}
    return mark(values, "point", encoding, shape="circle", opacity=1, **LOOKS[placed])


def labels(rows: Sequence[tuple[float, float, str]], size: Size, **look: Any) -> Spec:  # Any: as for `shapes`
    """Words that begin at x, in the middle of their height at y."""
    values = [{"x": round(x, 1), "y": round(y, 1), "words": words} for x, y, words in rows]
    return label(values, _place("x"), _place("y"), **({"fontSize": size.font} | look))


def lines(rows: Sequence[tuple[float, float, float]], **look: Any) -> Spec:  # Any: as for `shapes`
    """Level lines from x to x2 at y."""
    values = [{"x": x, "x2": x2, "y": y} for x, x2, y in rows]
    encoding = {"x": _place("x"), "x2": {"field": "x2"}, "y": _place("y")}
    return mark(values, "rule", encoding, **look)


def _place(field: str) -> Spec:
    return quantity(field, scale=None, axis=None)
