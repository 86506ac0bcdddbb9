"""A page as one HTML file: no network, no script, readable on a phone, on a desk and on paper."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from smoulder.brief.charts.draw import Drawing, draw
from smoulder.brief.compose import compose
from smoulder.brief.inert import inert
from smoulder.records.case import Assessment
from smoulder.records.errors import MissingExtra

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(assessment: Assessment) -> str:
    """The brief as one HTML text.

    Where the charts' libraries are missing it comes out with words in place of charts, and says
    which line installs them. Text from reports and data is shown, never run.
    """
    from markupsafe import Markup

    drawings: dict[str, Drawing] = {}
    no_charts = ""
    try:
        drawings = draw(assessment)
    except MissingExtra as missing:
        no_charts = str(missing)
    templates = _environment()
    safe = {name: {"wide": Markup(one.wide), "narrow": Markup(one.narrow)} for name, one in drawings.items()}
    loader = templates.loader
    assert loader is not None
    style = Markup(loader.get_source(templates, "brief.css")[0])
    page = compose(assessment)
    template = templates.get_template("brief.html")
    return template.render(page=page, style=style, drawings=safe, no_charts=no_charts) + "\n"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("smoulder.brief", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=False,
    )
    templates.filters["kind"] = _kind
    templates.filters["share"] = _share
    return templates


def _shown(value: Any) -> Any:  # Any: whatever a template prints
    """Strings from outside are made harmless before they are escaped; markup of our own passes."""
    return inert(value) if type(value) is str else value


def _kind(value: object) -> str:
    return type(value).__name__


def _share(value: float) -> str:
    """A share of 1 as a number of per cent for a style; what is no number is 0."""
    if not math.isfinite(value):
        return "0"
    return f"{100 * min(1.0, max(0.0, value)):.2f}".rstrip("0").rstrip(".")
