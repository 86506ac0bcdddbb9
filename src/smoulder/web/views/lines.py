"""Lines of a brief as parts of a page: the same words, with links to where the workbench shows the thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from smoulder.brief.anchors import item_anchor, leaf_anchor
from smoulder.brief.inert import inert
from smoulder.brief.page import Inline, Line, Run
from smoulder.web.page import path_to

if TYPE_CHECKING:
    from smoulder.records.case import Assessment

TAGS = {"strong": "strong", "code": "code"}
LONGEST_FIGURE = 24
"""Letters of a number with its unit."""
CLASSES = {"figure": "number", "quiet": "quiet", "tag": "tag"}


def places_of(answer: Assessment, case_id: str, at: int | None) -> dict[str, str]:
    """Where the workbench shows what a brief points to: by anchor, an address.

    at: number of the answer where it is an earlier one, else None.
    """
    found = {
        item_anchor(one.id): path_to("cases", case_id, "evidence", one.id, at=at) for one in answer.evidence
    }
    tree = path_to("cases", case_id, "hypotheses", at=at)
    found |= {leaf_anchor(one.id): f"{tree}#{leaf_anchor(one.id)}" for one in answer.hypotheses}
    return found | {"hypotheses": tree, "evidence": path_to("cases", case_id, "evidence", at=at)}


def line_html(line: Line, places: dict[str, str]) -> Markup:
    """A line with its numbers and links.

    places: of `places_of`; what lies nowhere in the workbench is told without a link.
    """
    return Markup("").join(_inline(one, places) for one in line)


def lines_html(lines: Iterable[Line], places: dict[str, str]) -> list[Markup]:
    """The same of several lines."""
    return [line_html(one, places) for one in lines]


def _inline(one: Inline, places: dict[str, str]) -> Markup:
    if not isinstance(one, Run):
        return Markup("")  # ranges are drawn by the page itself
    text = escape(inert(one.text))
    if one.lang:
        text = Markup('<span lang="{}" dir="auto">{}</span>').format(one.lang, text)
    if tag := TAGS.get(one.tone):
        text = Markup("<{0}>{1}</{0}>").format(Markup(tag), text)
    elif one.tone == "figure" and len(one.text) > LONGEST_FIGURE:
        pass  # a sentence that stands for a figure reads on like any other
    elif name := CLASSES.get(one.tone):
        text = Markup('<span class="{}">{}</span>').format(name, text)
    return Markup('<a href="{}">{}</a>').format(places[one.to], text) if one.to in places else text
