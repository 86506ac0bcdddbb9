"""A catalogue of the fixed words in one language, read from its gettext file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from smoulder.brief.language.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The fixed words of a language.

    words:  by their English. forms: of words that depend on a number, by the English of one.
    which:  the place of the form that goes with a number.
    """

    tongue: Tongue
    words: dict[str, str]
    forms: dict[str, tuple[str, ...]]
    which: Callable[[int], int]


@cache
def read_catalogue(path: Path) -> Catalogue:
    """Read `CODE.po`; entries marked 'fuzzy' are drafts that nobody has reviewed, and are used all the same.

    An entry without a translation is left out, so that English stands in for it.
    raises: OSError if the file cannot be read.
    """
    from gettext import c2py

    from babel.core import Locale
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        found = read_po(file, locale=path.stem)
    words: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for entry in found:
        said = entry.string
        if isinstance(entry.id, str):
            if entry.id and isinstance(said, str) and said:
                words[entry.id] = said
        elif isinstance(said, tuple) and all(said):
            forms[entry.id[0]] = said
    locale = Locale.parse(path.stem)
    signs = locale.number_symbols["latn"]
    tongue = Tongue(
        code=path.stem,
        name=locale.get_display_name(path.stem) or path.stem,
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        decimal=signs["decimal"],
        thousands=signs["group"],
        reviewed=not any(entry.fuzzy for entry in found if entry.id),
    )
    return Catalogue(tongue, words, forms, c2py(found.plural_expr))
