"""The languages a brief can be printed in: English, and each language that has a catalogue in this folder."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from smoulder.records.errors import BadSetting

FOLDER = Path(__file__).parent
"""Where the catalogues lie: one `CODE.po` for each language but English."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language.

    name:      what it calls itself. direction: the way it is written.
    decimal:   between whole number and fraction; thousands: between thousands. Digits are those of English.
    reviewed:  False where a person who speaks it has still to read its catalogue.
    """

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    decimal: str = "."
    thousands: str = ","
    reviewed: bool = True


ENGLISH = Tongue("en", "English")


def languages() -> tuple[str, ...]:
    """The codes of all languages, English first.

    >>> languages()[:3]
    ('en', 'ar', 'fr')
    """
    return (ENGLISH.code, *sorted(path.stem for path in FOLDER.glob("*.po")))


def check_language(code: str) -> str:
    """The code of a language as it is written here.

    raises: BadSetting for a language without a catalogue, with the list of those that have one.

    >>> check_language(" FR ")
    'fr'
    """
    wanted, known = code.strip().lower(), languages()
    if wanted not in known:
        near = get_close_matches(wanted, known, n=1)
        meant = f"did you mean {near[0]}?" if near else f"choose from {', '.join(known)}"
        raise BadSetting(f"{code!r} is no language of a brief; {meant}")
    return wanted
