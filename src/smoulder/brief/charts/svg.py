"""An SVG drawing made fit to stand inside the page, or in a file of its own."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

from smoulder.brief.charts.paper import VARIABLES

FONTS = "Source Sans Pro, Helvetica Neue, Arial, sans-serif"
SVG = "http://www.w3.org/2000/svg"
KEPT = {"svg", "g", "path", "rect", "line", "text", "tspan", "circle", "defs", "clipPath", "title", "desc"}


def page_svg(drawn: str, prefix: str, title: str) -> str:
    """A drawing with ids of its own, the page's colours and font, and a name for who cannot see it.

    prefix: begins every id, so that several drawings on one page do not share any.
    Only shapes and text are kept; anything that could load or run is dropped.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(drawn)
    _clean(root, prefix)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title")
    name = ElementTree.Element(f"{{{SVG}}}title", {"id": f"{prefix}-title"})
    name.text = title
    root.insert(0, name)
    root.attrib.pop("class", None)
    return ElementTree.tostring(root, encoding="unicode")


def isolated(words: str) -> str:
    """Words in a drawing, which runs from left to right; those written the other way keep their own order in it.

    >>> isolated("24 months"), isolated("24 شهرًا") == "\\u206724 شهرًا\\u2069"
    ('24 months', True)
    """
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
    return f"\u2067{words}\u2069" if turned else words


def _clean(element: ElementTree.Element, prefix: str) -> None:
    if element.text and _name(element) in {"text", "tspan"}:
        element.text = isolated(element.text)
    for child in list(element):
        if _name(child) in KEPT:
            _clean(child, prefix)
        else:
            element.remove(child)
    for key, value in list(element.attrib.items()):
        if key.startswith(("on", "aria-", "{")) or key in {"font-family", "role", "class", "href"}:
            del element.attrib[key]
        elif key == "id":
            element.set(key, f"{prefix}-{value}")
        elif key in {"fill", "stroke"}:
            element.set(key, VARIABLES.get(value.lower(), value))
        elif "url(#" in value:
            element.set(key, re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", value))


def _name(element: ElementTree.Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def alone_svg(drawn: str, prefix: str, title: str) -> str:
    """A drawing as a file that needs nothing beside it, in the light colours of the brief.

    prefix: begins every id; title: for who cannot see it.
    """
    text = page_svg(drawn, prefix, title)
    for name, colour in page_colours().items():
        text = text.replace(f"var(--{name})", colour)
    text = text.replace("<svg", f'<svg font-family="{FONTS}"', 1)
    # a shape, because programs that turn it into a picture pass over the background of a style
    paper = f'<rect width="100%" height="100%" fill="{page_colours()["paper"]}"/>'
    return text.replace("</title>", f"</title>{paper}", 1)


@cache
def page_colours() -> dict[str, str]:
    """The light colours of the brief by name.

    >>> page_colours()["paper"]
    '#fff'
    """
    css = (files("smoulder.brief") / "templates" / "brief.css").read_text(encoding="utf-8")
    light = css[: css.index("}")]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", light))
