"""A chart as an SVG file of its own, with the brief's light colours in it."""

from __future__ import annotations

from typing import Any

from smoulder.brief.charts.svg import alone_svg
from smoulder.brief.inert import inert


def svg_file(chart: Any, prefix: str, title: str) -> str:  # Any: altair types its charts by class
    """The text of an SVG file that needs nothing beside it.

    prefix: begins every id; title: for who cannot see it.
    """
    import vl_convert

    return alone_svg(vl_convert.vegalite_to_svg(chart.to_json()), prefix, inert(title))
