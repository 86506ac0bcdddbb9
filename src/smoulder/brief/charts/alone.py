"""A chart as an SVG file of its own, with the brief's light colours in it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from smoulder.brief.charts.draw import INSTALL
from smoulder.brief.charts.svg import page_svg
from smoulder.brief.inert import inert
from smoulder.records.errors import MissingExtra


def check_charts() -> None:
    """See that charts can be drawn.

    raises: MissingExtra if altair or vl-convert is not installed.
    """
    try:
        import altair  # noqa: F401
        import vl_convert  # noqa: F401
    except ImportError as missing:
        raise MissingExtra(INSTALL) from missing


def svg_file(chart: Any, prefix: str, title: str) -> str:  # Any: altair types its charts by class
    """The text of an SVG file that needs nothing beside it.

    prefix: begins every id; title: for who cannot see it.
    """
    import vl_convert

    drawn = page_svg(vl_convert.vegalite_to_svg(chart.to_json()), prefix, inert(title))
    for name, colour in page_colours().items():
        drawn = drawn.replace(f"var(--{name})", colour)
    alone = f'<svg font-family="sans-serif" style="background:{page_colours()["paper"]}"'
    return drawn.replace("<svg", alone, 1)


def page_colours() -> dict[str, str]:
    """The light colours of the brief by name.

    >>> page_colours()["paper"]
    '#fff'
    """
    css = (files("smoulder.brief") / "templates" / "brief.css").read_text(encoding="utf-8")
    light = css[: css.index("}")]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", light))
