"""A page as one HTML file: no network, no script, readable on a phone, on a desk and on paper."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from smoulder.brief.inert import inert
from smoulder.brief.language.say import say, say_many, speaking
from smoulder.brief.manuscript import Manuscript
from smoulder.records.case import Assessment

if TYPE_CHECKING:
    from jinja2 import Environment


def html_files(manuscript: Manuscript) -> dict[str, bytes]:
    """The brief as `brief.html`."""
    return {"brief.html": print_html(manuscript).encode("utf-8", "replace")}


def render_html(assessment: Assessment) -> str:
    """The brief of an assessment as one HTML text, in English."""
    return print_html(Manuscript(assessment))


def print_html(manuscript: Manuscript) -> str:
    """The brief as one HTML text.

    Where the charts' library is missing it comes out with words in place of charts, and says which line installs
    it. Text from reports and data is shown, never run.
    """
    from markupsafe import Markup

    drawings = {
        name: {form: Markup(one.on_page(form)) for form in ("wide", "narrow")}
        for name, one in manuscript.drawings.items()
    }
    templates = _environment()
    loader = templates.loader
    assert loader is not None
    style = Markup(loader.get_source(templates, "brief.css")[0])
    template = templates.get_template("brief.html")
    with speaking(manuscript.edition.language):
        return (
            template.render(
                page=manuscript.page, style=style, drawings=drawings, no_charts=manuscript.no_charts
            )
            + "\n"
        )


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
    templates.globals.update(say=say, say_many=say_many)
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
