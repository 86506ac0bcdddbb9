"""A page as one HTML file: no network, no script needed, readable on a phone, on a desk and on paper."""

from __future__ import annotations

import math
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from smoulder.brief.data_table import Cell
from smoulder.brief.findings import INTERVAL
from smoulder.brief.inert import inert
from smoulder.brief.known import known_words
from smoulder.brief.language.digits import digits
from smoulder.brief.language.say import English, say, say_many, speaking, spoken
from smoulder.brief.language.tongue import ENGLISH
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.page import Inline, Line, Run
from smoulder.brief.phrase import phrase
from smoulder.records.case import Assessment

if TYPE_CHECKING:
    from jinja2 import Environment

STYLES = ("brief.css", "front.css", "evidence.css", "print.css")
"""Style sheets in the order in which they stand on the page; a later one wins."""
SCRIPT = "brief.js"
ROWS = 500
"""Rows of a chart's table that stand on the page; the CSV form has all."""


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
    script = _source(SCRIPT)
    with speaking(manuscript.edition.language):
        return (
            _environment()
            .get_template("brief.html")
            .render(
                page=manuscript.page,
                tongue=spoken(),
                style=Markup("\n".join(_source(name) for name in STYLES)),
                script=Markup(script),
                script_hash=Markup(script_hash(script)),
                drawings=drawings,
                no_charts=manuscript.no_charts,
            )
            + "\n"
        )


def script_hash(script: str) -> str:
    """The name under which a Content-Security-Policy lets this one script run."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def own_script() -> str:
    """The name of the page's one script, as of `script_hash`, for who serves the page with a policy of its own."""
    return script_hash(_source(SCRIPT))


def _source(name: str) -> str:
    """A file of the templates as it stands."""
    templates = _environment()
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


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
    templates.globals.update(say=say, say_many=say_many, interval=_interval, most=ROWS)
    templates.tests["english"] = lambda text: isinstance(text, English)
    templates.filters["cell"] = _cell
    templates.filters["by_language"] = _by_language
    templates.filters["kind"] = _kind
    templates.filters["share"] = _share
    return templates


def _shown(value: Any) -> Any:  # Any: whatever a template prints
    """Strings from outside are made harmless before they are escaped; markup of our own passes."""
    return inert(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _by_language(line: Line) -> list[tuple[str, Line]]:
    """Neighbours in a line that share a language other than the page's, so that they read on in its direction."""

    def language(part: Inline) -> str:
        if not isinstance(part, Run):
            return ""
        return part.lang or (ENGLISH.code if isinstance(part.text, English) else "")

    return [(lang, tuple(same)) for lang, same in groupby(line, key=language)]


def _interval(bounds: Run) -> Line:
    return phrase(INTERVAL, bounds=bounds)


def _cell(value: Cell) -> str:
    """A cell of a chart's table: numbers short enough to read."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float):
        return digits(f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}")
    if isinstance(value, int):  # years stay in one piece
        return digits(f"{value:,}") if abs(value) >= 10_000 else str(value)
    return known_words(value)


def _kind(value: object) -> str:
    return type(value).__name__


def _share(value: float) -> str:
    """A share of 1 as a number of per cent for a style; what is no number is 0."""
    if not math.isfinite(value):
        return "0"
    return f"{100 * min(1.0, max(0.0, value)):.2f}".rstrip("0").rstrip(".")
