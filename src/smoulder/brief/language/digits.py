"""Numbers as the language that is being spoken writes them, always with the digits 0 to 9."""

from __future__ import annotations

from smoulder.brief.language.say import spoken

LEFT_TO_RIGHT = "\u200e"
"""An invisible mark that keeps a sign in front of its number where the text runs from right to left."""


def digits(number: str) -> str:
    """A number written the English way, with the signs of the language that is being spoken.

    number: digits with ',' between thousands, '.' before a fraction and perhaps a sign before them.

    >>> digits("+1,114.5")
    '+1,114.5'
    """
    tongue = spoken()
    swapped = number.translate({ord(","): tongue.thousands, ord("."): tongue.decimal})
    if tongue.direction == "rtl" and swapped[:1] in "+−-":
        return LEFT_TO_RIGHT + swapped
    return swapped
