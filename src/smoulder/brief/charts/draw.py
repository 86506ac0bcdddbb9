"""Charts as SVG and PNG, through one gate that says what to install where they cannot be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.paper import NARROW, WIDE, Size
from smoulder.brief.charts.svg import alone_svg, page_svg
from smoulder.brief.inert import inert
from smoulder.records.errors import MissingExtra

INSTALL = "Charts need vl-convert. Run: pip install 'smoulder[charts]'"
SCALE = 2.0
"""Pixels of a PNG for each pixel of the drawing."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as SVG, drawn twice: wide for a desk and for paper, narrow for a phone.

    wide, narrow: as the renderer made them, with stand-ins for colours; the functions below give what is to be shown.
    """

    chart: Chart
    wide: str
    narrow: str

    def on_page(self, form: str) -> str:
        """The SVG to stand inside a page, in the page's colours; form: 'wide' or 'narrow'."""
        drawn = self.wide if form == "wide" else self.narrow
        return page_svg(drawn, f"{self.chart.name}-{form}", inert(self.chart.title))

    def alone(self) -> str:
        """The wide drawing as an SVG file that needs nothing beside it, in the light colours."""
        return alone_svg(self.wide, self.chart.name, inert(self.chart.title))

    def png(self) -> bytes:
        """The wide drawing as PNG, in the light colours, on white."""
        import vl_convert

        return vl_convert.svg_to_png(self.alone(), scale=SCALE)


def draw(charts: Iterable[Chart]) -> dict[str, Drawing]:
    """Draw charts, by name.

    raises: MissingExtra if vl-convert is not installed.
    """
    check_charts()
    return {one.name: Drawing(one, svg_of(one, WIDE), svg_of(one, NARROW)) for one in charts}


def svg_of(chart: Chart, size: Size) -> str:
    """One chart in one size, as the renderer makes it, with stand-ins for colours."""
    import vl_convert

    return vl_convert.vegalite_to_svg(json.dumps(chart.spec(size)), vl_version="6.4", allowed_base_urls=[])


def check_charts() -> None:
    """See that charts can be drawn.

    raises: MissingExtra if vl-convert is not installed.
    """
    try:
        import vl_convert  # noqa: F401
    except ImportError as missing:
        raise MissingExtra(INSTALL) from missing
