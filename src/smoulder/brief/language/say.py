"""The fixed words of a brief in the language that is being spoken; English stands in the code itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


def say(words: str, **parts: object) -> str:
    """Fixed words in the language that is being spoken, with their parts put in.

    words: in English, a literal, with `{name}` for each part; they are the key in the catalogues.

    >>> say("{count} past cases came back", count="7 of 24")
    '7 of 24 past cases came back'
    """
    return words.format(**parts) if parts else words


def say_many(one: str, many: str, number: int, **parts: object) -> str:
    """Fixed words that depend on a number, which both forms may show as `{number}`.

    >>> say_many("{number} month", "{number} months", 2)
    '2 months'
    """
    return (one if number == 1 else many).format(number=number, **parts)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, fixed words come out in this language."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)
