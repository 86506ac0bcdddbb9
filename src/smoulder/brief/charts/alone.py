"""A chart that a command writes as an SVG file of its own, with the brief's light colours in it."""

from __future__ import annotations

import json

from smoulder.brief.charts.chart import Spec
from smoulder.brief.charts.draw import check_charts
from smoulder.brief.charts.easel import render
from smoulder.brief.charts.paper import INK, Size
from smoulder.brief.charts.svg import alone_svg
from smoulder.brief.inert import inert


def svg_file(spec: Spec, name: str, title: str) -> str:
    """The text of an SVG file that needs nothing beside it.

    name:   begins every id; title: for who cannot see it.
    raises: MissingExtra if vl-convert is not installed.
    """
    check_charts()
    return alone_svg(render("svg", json.dumps(spec)).decode(), name, inert(title))


def heading(words: str, size: Size) -> Spec:
    """The title above a drawing that stands alone."""
    return {
        "text": words,
        "anchor": "start",
        "fontSize": size.font + 2,
        "fontWeight": "normal",
        "color": INK,
        "offset": 28,
    }
