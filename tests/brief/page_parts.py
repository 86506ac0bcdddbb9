"""A page taken apart: ids, links, and text with the elements around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "link", "img", "hr", "input"}


@dataclass
class Parts(HTMLParser):
    """What a page holds, in the order of reading."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Each text with the tags, '.classes' and '#ids' around it."""
    paragraphs: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.around: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes += given.items()
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag in {"p", "li", "td", "th", "h1", "dd"}:
            self.paragraphs.append("")
        if tag not in VOID:
            classes = tuple(f".{name}" for name in given.get("class", "").split())
            self.around.append((tag, (tag, *classes, *((f"#{given['id']}",) if "id" in given else ()))))

    def handle_endtag(self, tag: str) -> None:
        while self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        around = tuple(name for _, names in self.around for name in names)
        if "script" in around:
            self.scripts.append(data)
        elif data.strip() and "style" not in around:
            self.texts.append((data, around))
            if self.paragraphs:
                self.paragraphs[-1] += data


def parts(html: str) -> Parts:
    """The parts of a page."""
    found = Parts()
    found.feed(html)
    return found
