"""The fixed words of a brief in the language that is being spoken; English stands in the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from smoulder.brief.language import tongue
from smoulder.brief.language.tongue import ENGLISH, Tongue

if TYPE_CHECKING:
    from smoulder.brief.language.catalogue import Catalogue

_SPOKEN: ContextVar[Catalogue | None] = ContextVar("spoken", default=None)


class English(str):
    """Words that are English within another language; a form that can, marks them as such."""

    __slots__ = ()


def say(words: str, /, **parts: object) -> str:
    """Fixed words in the language that is being spoken, with their parts put in.

    words: in English, a literal, with `{name}` for each part; they are the key in the catalogues.

    >>> say("{count} past cases came back", count="7 of 24")
    '7 of 24 past cases came back'
    """
    found = template(words)
    if not parts:
        return found
    return type(found)(found.format(**parts))


def say_many(one: str, many: str, number: int, /, **parts: object) -> str:
    """Fixed words that depend on a number, which both forms may show as `{number}`.

    >>> say_many("{number} month", "{number} months", 2)
    '2 months'
    """
    found = template_many(one, many, number)
    return type(found)(found.format(**{"number": number, **parts}))


def to_say(words: str) -> str:
    """Words that are said later, from a list: marked here, so that the catalogues hold them.

    >>> names = {"A": to_say("reliable")}
    >>> say(names["A"])
    'reliable'
    """
    return words


def template(words: str) -> str:
    """Fixed words before their parts are put in."""
    speech = _SPOKEN.get()
    if speech is None:
        return words
    return speech.words.get(words) or English(words)


def template_many(one: str, many: str, number: int) -> str:
    """Fixed words for a number before their parts are put in."""
    speech = _SPOKEN.get()
    if speech is None:
        return one if abs(number) == 1 else many
    forms = speech.forms.get(one)
    return forms[speech.which(abs(number))] if forms else English(one if abs(number) == 1 else many)


def every_form(one: str, many: str) -> tuple[str, ...]:
    """All forms that words for a number have in the language that is being spoken."""
    speech = _SPOKEN.get()
    return (one, many) if speech is None else speech.forms.get(one, (one, many))


def spoken() -> Tongue:
    """The language that is being spoken.

    >>> spoken().code
    'en'
    """
    speech = _SPOKEN.get()
    return ENGLISH if speech is None else speech.tongue


def in_english() -> str:
    """The language to mark words with that stay English: 'en' within another language, '' within English."""
    return "" if _SPOKEN.get() is None else ENGLISH.code


def stays(words: str) -> str:
    """Words that stay English, where only a text has its place: marked within another language.

    >>> stays("given")
    'given'
    """
    return words if _SPOKEN.get() is None else English(words)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, fixed words come out in this language.

    raises: BadSetting for a language without a catalogue.
    """
    before = _SPOKEN.set(_catalogue(tongue.check_language(language)))
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def _catalogue(code: str) -> Catalogue | None:
    """None for English, which stands in the code and loads nothing."""
    if code == ENGLISH.code:
        return None
    from smoulder.brief.language.catalogue import read_catalogue

    return read_catalogue(tongue.FOLDER / f"{code}.po")
