"""What a count is of: people killed, wounded, captured or displaced, troops, attacks; by the words beside it."""

from __future__ import annotations

import re
from typing import Literal

from smoulder.reading.count_words import (
    AFTER,
    BEFORE,
    DEATHS_OF,
    FAMILIES,
    NUMBERED,
    PEOPLE,
    ROLE_NOUNS,
    ROLE_VERBS,
    THINGS,
    TOLL,
)

Unit = Literal["", "people", "families", "attacks", "things"]


def role_beside(left: str, noun: str, right: str) -> str:
    """What becomes of those counted, by the words around: before the number, counted, and after them."""
    near = left[-60:]
    if DEATHS_OF.search(near):
        return "killed"
    if not noun and (re.match(r"\s+strong\b", right) or NUMBERED.search(left[-90:])):
        return "troops"
    for role, _ in ROLE_VERBS:
        if role == "captured" and THINGS.search(noun):
            continue
        if AFTER[role].match(right[:90]) and not re.match(r"\s*,\s*kill", right):
            return role
        if BEFORE[role].search(near):
            return role
    if not noun and re.search(
        r"(?i)\b(?:force|army|mission|contingent|garrison)\s+of\s+(?:\w+\s+){0,2}$", near
    ):
        return "troops"
    return "killed" if not noun and TOLL.search(near) else role_of_words(noun)


def role_of_words(noun: str) -> str:
    """The role that the words counted give by themselves: 'refugees' are displaced, 'raids' are attacks.

    >>> role_of_words("American troops"), role_of_words("votes")
    ('troops', 'other')
    """
    for role, nouns in ROLE_NOUNS:
        if re.search(rf"(?i)\b(?:{nouns})\b", noun):
            return role
    return "other"


def unit_of(role: str, what: str) -> Unit:
    """In what is counted: 'people', 'families', 'attacks' or 'things'; '' where neither role nor words tell.

    >>> unit_of("captured", "fighters"), unit_of("other", "villages"), unit_of("attacks", "raids")
    ('people', 'things', 'attacks')
    """
    if role == "attacks":
        return "attacks"
    if FAMILIES.search(what):
        return "families"
    if THINGS.search(what):
        return "things"
    if role != "other" or PEOPLE.search(what):
        return "people"
    return "things" if what else ""
