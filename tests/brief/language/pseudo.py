"""A language that is English in wide letters: what is not wide on its page was not said from a catalogue."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from smoulder.brief.language.tongue import FOLDER

CODE = "eo"
"""A code that Babel knows and that has no catalogue here."""
_PART = re.compile(r"(\{[^}]*\})")
_SILENT = {"style", "script", "title"}
_EMPTY = {"meta", "link", "br", "img", "hr", "input", "path", "rect", "line", "circle"}


def wide(words: str) -> str:
    """Words in wide letters and between brackets; what stands in braces is kept."""
    return f"⟦{''.join(part if part.startswith('{') else _widened(part) for part in _PART.split(words))}⟧"


def _widened(part: str) -> str:
    return "".join(
        chr(ord(letter) + 0xFEE0) if letter.isascii() and letter.isalpha() else letter for letter in part
    )


def write_pseudo(folder: Path) -> None:
    """The catalogue of that language into a folder."""
    with (FOLDER / "smoulder.pot").open("rb") as file:
        words = read_po(file)
    found = Catalog(locale=CODE)
    for one in words:
        if isinstance(one.id, tuple):
            found.add(one.id, tuple(wide(form) for form in one.id))
        elif one.id:
            found.add(one.id, wide(one.id))
    with (folder / f"{CODE}.po").open("wb") as out:
        write_po(out, found)


class Shown(HTMLParser):
    """The texts of a page outside the parts that are marked as English."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            return
        english = dict(attrs).get("lang") == "en"
        self._open.append((tag, english or tag in _SILENT or bool(self._open and self._open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and not self._open[-1][1] and data.strip():
            self.texts.append(data)


def texts(html: str) -> list[str]:
    """Every text of a page that is not marked as English."""
    shown = Shown()
    shown.feed(html)
    return shown.texts
