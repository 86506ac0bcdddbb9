"""Vega-Lite specifications in few words: channels, marks and layers as plain JSON.

The specifications are what the Vega-Lite 6 schema describes; a test holds every chart to that schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from smoulder.brief.charts.paper import PAPER

# Any in this file: a Vega-Lite specification is JSON.
Spec = dict[str, Any]
Rows = Sequence[dict[str, Any]]


def quantity(field: str, **more: Any) -> Spec:
    """A channel that shows a number.

    >>> quantity("deaths", title=None)
    {'field': 'deaths', 'type': 'quantitative', 'title': None}
    """
    return {"field": field, "type": "quantitative", **more}


def nominal(field: str, **more: Any) -> Spec:
    """A channel that shows a name."""
    return {"field": field, "type": "nominal", **more}


def pixels(value: float) -> Spec:
    """A place in pixels from the upper left corner of the plot."""
    return {"value": value}


def mark(rows: Rows, kind: str, encoding: Spec, **look: Any) -> Spec:
    """One mark over rows.

    kind: 'line', 'area', 'rect', 'rule', 'point', 'text', …; look: its properties, such as color or strokeDash.

    >>> mark([{"a": 1}], "rule", {"x": quantity("a")}, color="red")["mark"]
    {'type': 'rule', 'color': 'red'}
    """
    return {"data": {"values": list(rows)}, "mark": {"type": kind, **look}, "encoding": encoding}


def label(rows: Rows, x: Spec, y: Spec, **look: Any) -> Spec:
    """The text `words` of each row, which begins at x, with its middle at y, unless the look says otherwise.

    >>> label([{"a": 1, "words": "here"}], quantity("a"), pixels(0), dx=6)["mark"]
    {'type': 'text', 'align': 'left', 'baseline': 'middle', 'dx': 6}
    """
    encoding = {"x": x, "y": y, "text": nominal("words")}
    return mark(rows, "text", encoding, **({"align": "left", "baseline": "middle"} | look))


def cleared(x: Spec, left: float) -> Spec:
    """The room behind a value of `x`, where labels stand, without lines of the grid."""
    last = x["scale"]["domain"][1]
    rows = [{"x": left, "x2": last + 0.01 * (last - left)}]
    return mark(rows, "rect", {"x": {**x, "field": "x"}, "x2": {"field": "x2"}}, color=PAPER)


def layer(layers: Sequence[Spec], **more: Any) -> Spec:
    """Marks over one another, sharing their axes; those without rows are left out."""
    return {"layer": [one for one in layers if one["data"]["values"]], **more}


def stacked(parts: Sequence[Spec], spacing: float, **more: Any) -> Spec:
    """Panels under one another."""
    return {"vconcat": list(parts), "spacing": spacing, **more}


def beside(parts: Sequence[Spec], columns: int, spacing: float, **more: Any) -> Spec:
    """Panels side by side, so many in a row."""
    return {"concat": list(parts), "columns": columns, "spacing": spacing, **more}
