"""Charts as SVG and PNG, through one gate that says what to install where they cannot be drawn."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.easel import Easel, render
from smoulder.brief.charts.paper import COLUMN, NARROW, WIDE, Size
from smoulder.brief.charts.svg import alone_svg, page_svg
from smoulder.brief.inert import inert
from smoulder.records.errors import MissingExtra

LONGEST = 400
"""Characters of a text in a drawing; a name that is longer would not fit in any case."""
INSTALL = "Charts need vl-convert. Run: pip install 'smoulder[charts]'"


SIZES = {"wide": WIDE, "narrow": NARROW, "column": COLUMN}


def nothing() -> None:
    """There is nothing to wait for."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart as SVG, drawn wide for a desk, narrow for a phone, and for a column of a printed page.

    raw: gives the SVG of a size as the renderer made it, with stand-ins for colours; waits where it is being drawn.
    picture: gives the PNG. wait: comes back once all that was asked for is drawn; at once where it is drawn here.
    """

    chart: Chart
    raw: Callable[[Size], str]
    picture: Callable[[], bytes]
    wait: Callable[[], None] = nothing

    def on_page(self, form: str) -> str:
        """The SVG to stand inside a page, in the page's colours; form: a name of SIZES."""
        return page_svg(self.raw(SIZES[form]), f"{self.chart.name}-{form}", inert(self.chart.title))

    def alone(self, form: str = "wide") -> str:
        """A drawing as an SVG file that needs nothing beside it, in the light colours; form: a name of SIZES."""
        return alone_svg(self.raw(SIZES[form]), self.chart.name, inert(self.chart.title))

    def png(self) -> bytes:
        """The wide drawing as PNG, in the light colours, on white."""
        return self.picture()


def draw(
    charts: Iterable[Chart], easel: Easel | None = None, pictures: bool = False, column: bool = False
) -> dict[str, Drawing]:
    """Charts by name, each drawn when it is asked for; at an easel all are drawn at once, beside what goes on here.

    pictures: whether PNGs will be asked for, so that the easel makes them too; column: the same of the drawing for a
    column of a printed page.
    raises:   MissingExtra if vl-convert is not installed.
    """
    check_charts()
    return {
        one.name: _drawn(
            one, easel, pictures, (WIDE, NARROW, COLUMN) if column and not one.broad else (WIDE, NARROW)
        )
        for one in charts
    }


def _drawn(chart: Chart, easel: Easel | None, pictures: bool, sizes: tuple[Size, ...]) -> Drawing:
    now = copy_context()  # a specification speaks the language of now, whenever it is made

    @cache
    def text(size: Size) -> str:
        return now.run(lambda: json.dumps(_inert(chart.spec(size))))

    @cache
    def here(size: Size) -> str:
        return render("svg", text(size)).decode()

    @cache
    def picture() -> bytes:
        return render("png", made.alone())

    made = Drawing(chart, here, picture)
    if easel is None:
        return made
    asked = {size: easel.ask("svg", partial(str, text(size))) for size in sizes}
    made = Drawing(
        chart,
        lambda size: asked[size].result().decode() if size in asked else here(size),
        picture,
        lambda: _drawn_all(asked.values()),
    )
    if not pictures:
        return made
    png = easel.ask("png", made.alone)
    return replace(made, picture=png.result, wait=lambda: _drawn_all([*asked.values(), png]))


def _drawn_all(asked: Iterable[Future[bytes]]) -> None:
    for one in asked:
        one.result()


def _inert(value: object) -> object:
    """A specification in which no text can upset the renderer: names of groups come from outside, and are cut too."""
    if isinstance(value, str):
        return inert(value[:LONGEST])
    if isinstance(value, dict):
        return {name: _inert(one) for name, one in value.items()}
    return [_inert(one) for one in value] if isinstance(value, (list, tuple)) else value


def check_charts() -> None:
    """See that charts can be drawn.

    raises: MissingExtra if vl-convert is not installed.
    """
    if not can_draw():
        raise MissingExtra(INSTALL)


def can_draw() -> bool:
    """Whether the library that draws charts is installed."""
    return find_spec("vl_convert") is not None
