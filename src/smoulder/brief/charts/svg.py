"""An SVG drawing made fit to stand inside the page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from smoulder.brief.charts.paper import VARIABLES

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


def _clean(element: ElementTree.Element, prefix: str) -> None:
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
