"""A saved web page as runs of visible text, each character with its place in the source."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "ul",
        "video",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "title",
        "select",
        "iframe",
        "object",
        "canvas",
        "math",
    ]
)
_CLOSED_BY_BLOCK = frozenset(("p",))
_SPACES = " \t\r\n\f\u00a0\u2009\u202f"
WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""Soft hyphens, joiners, and marks of direction: they stand inside words and are no part of them."""
DEEPEST = 400
"""Elements nested deeper than this are read as if they stood at this depth."""


@dataclass(frozen=True, slots=True)
class Element:
    """An open element around a run: its name, its class and id words, and a number of its own."""

    tag: str
    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """A paragraph of visible text.

    text:    without markup, white space collapsed.
    places:  where each character begins in the source, same length as `text`.
    path:    elements around it, outermost first.
    linked:  characters of `text` that stand inside links.
    """

    text: str
    places: tuple[int, ...]
    path: tuple[Element, ...]
    linked: int


@dataclass(slots=True)
class Page:
    """What the tokenizer finds: runs, meta values (lower-case keys), JSON-LD texts and <time> values."""

    runs: list[Run] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    linked_data: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    title: str = ""


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.page = Page()
        self.at = 0
        self.path: list[Element] = []
        self.hidden = 0
        self.links = 0
        self.count = 0
        self.characters: list[str] = []
        self.places: list[int] = []
        self.linked = 0
        self.script = ""
        self.in_title = False

    def updatepos(self, i: int, j: int) -> int:
        """Keep the place in the source instead of line and column."""
        if i < j:
            self.at = j
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self._note(tag, values)
        if tag in _BLOCKS:
            self._flush()
            if self.path and self.path[-1].tag == "head" and tag != "title":
                self._close("head")
            if self.path and self.path[-1].tag in _CLOSED_BY_BLOCK and tag != "br":
                self._close(self.path[-1].tag)
        if tag == "a":
            self.links += 1
        if tag in _VOID:
            return
        self.count += 1
        if len(self.path) < DEEPEST:
            names = ("class", "id", "role", "itemprop", "data-component", "data-testid")
            words = " ".join(values.get(name, "") for name in names).lower()
            if "hidden" in values or "display:none" in values.get("style", "").replace(" ", ""):
                words += " is-hidden"
            self.path.append(Element(tag, words, self.count))
            self.hidden += tag in _HIDDEN or "is-hidden" in words

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
        if tag == "a":
            self.links = max(0, self.links - 1)
        if tag == "script":
            self.script = ""
        self.in_title = self.in_title and tag != "title"
        self._close(tag)

    def handle_data(self, data: str) -> None:
        if self.script:
            self.page.linked_data.append(data)
        elif self.in_title:
            self.page.title += data
        elif not self.hidden:
            for index, character in enumerate(data):
                self._add(character, self.at + index)

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    def _entity(self, written: str) -> None:
        text = entities.unescape(written + ";")
        if text.endswith(";") and len(text) > 1:
            # No entity of that name: the characters stand for themselves.
            text = written + ";" * self.rawdata.startswith(";", self.at + len(written))
            self.handle_data(text)
        elif self.in_title:
            self.page.title += text
        elif not self.hidden:
            end = self.at + len(written)
            for index, character in enumerate(text):
                self._add(character, self.at if index == 0 else end)

    def _add(self, character: str, place: int) -> None:
        if WITHOUT_WIDTH.match(character) or (
            character in _SPACES and (not self.characters or self.characters[-1] == " ")
        ):
            return
        self.characters.append(" " if character in _SPACES else character)
        self.places.append(place)
        self.linked += self.links > 0

    def _flush(self) -> None:
        if self.characters and self.characters[-1] == " ":
            self.characters.pop()
            self.places.pop()
        if self.characters:
            run = Run("".join(self.characters), tuple(self.places), tuple(self.path), self.linked)
            self.page.runs.append(run)
        self.characters, self.places, self.linked = [], [], 0

    def _close(self, tag: str) -> None:
        for index in range(len(self.path) - 1, max(-1, len(self.path) - 60), -1):
            if self.path[index].tag == tag:
                for element in self.path[index:]:
                    self.hidden -= element.tag in _HIDDEN or "is-hidden" in element.words
                del self.path[index:]
                return

    def _note(self, tag: str, values: dict[str, str]) -> None:
        if tag == "meta":
            key = values.get("property") or values.get("name") or values.get("itemprop") or ""
            if key and "content" in values:
                self.page.meta.setdefault(key.lower(), values["content"].strip())
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.page.meta.setdefault("canonical", values.get("href", ""))
        elif tag == "time" and values.get("datetime"):
            self.page.times.append(values["datetime"])
        elif tag == "script" and "ld+json" in values.get("type", "").lower():
            self.script = "json"
        elif tag == "title" and not self.page.title:
            self.in_title = True


def read_page(raw: str) -> Page:
    """Tokenize a page.

    raw: the source of the page. Comments, scripts and hidden elements give no text.

    >>> run = read_page("<p>Fish &amp; chips</p>").runs[0]
    >>> run.text, run.places[5], run.places[6]
    ('Fish & chips', 8, 13)
    """
    tokens = _Tokens()
    # A tag that never ends would make the standard parser look for its end again and again.
    whole = raw.rfind(">") + 1
    tokens.feed(raw[:whole])
    tokens.at = len(raw[:whole]) - len(tokens.rawdata)
    offset = tokens.at
    rest = tokens.rawdata + raw[whole:]
    tokens.rawdata = ""
    if rest and "<" not in rest:
        for index, character in enumerate(rest):
            if not tokens.hidden and not tokens.script:
                tokens._add(character, offset + index)
    tokens._flush()
    return tokens.page
