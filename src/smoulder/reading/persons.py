"""Tells a person's name from a group's, so that nobody makes a case about a person."""

from __future__ import annotations

import re
from functools import cache

from smoulder.reading.names import fold_name
from smoulder.reading.tables import read_rows


@cache
def name_words(kind: str) -> frozenset[str]:
    """Words of one kind that names are made of, folded: 'rank', 'given name', 'organisation', ….

    >>> "army" in name_words("organisation")
    True
    """
    return frozenset(row["word"] for row in read_rows("name_words.csv") if row["kind"] == kind)


def looks_like_person(name: str) -> bool:
    """Whether a name that is no known group reads like a person's.

    It looks for a rank or title, an Arabic by-name ('Abu …'), or a common given name before
    a family name; any word for an organisation says no. A name it cannot tell is no person.

    >>> [looks_like_person(n) for n in ("General John Smith", "Abu Bakr al-Baghdadi", "Army of the North")]
    [True, True, False]
    """
    words = fold_name(name).split()
    if not 2 <= len(words) <= 7 or any(word in name_words("organisation") for word in words):
        return False
    if not re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", " ".join(words)):
        return False
    if words[0] in name_words("rank") | name_words("by-name"):
        return True
    if words[0] in name_words("given name") or words[0].endswith(("uddin", "ullah")):
        return True
    return any(word in name_words("between") for word in words[1:-1])


def may_be_person(name: str) -> bool:
    """Whether a name has the form of a person's, two or three capitalised words, and no word for a group.

    >>> may_be_person("Velva Arkadin"), may_be_person("Northern Front")
    (True, False)
    """
    words = name.split()
    told = name_words("organisation") | name_words("generic")
    return 2 <= len(words) <= 3 and all(
        word[:1].isupper() and not word.isupper() and fold_name(word) not in told for word in words
    )
