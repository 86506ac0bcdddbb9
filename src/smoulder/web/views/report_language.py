"""The language of a text that the reader does not know, for who hears or translates the page."""

from __future__ import annotations

from smoulder.reading.language import language_of
from smoulder.records.errors import MissingExtra


def language_code(text: str) -> str:
    """The code of a language as a page names it; '' where it cannot be told.

    >>> language_code("Die Armee sagte, dass die Gruppe seit Mai nicht mehr gesehen worden ist.")
    'de'
    """
    try:
        return language_of(text).code
    except MissingExtra:
        return ""
