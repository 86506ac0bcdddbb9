"""Branches in words, as every form of a brief says them."""

from __future__ import annotations

from smoulder.records.forecast import Difference

NAMES = ("stays", "eases", "comes off")
CANNOT = "the data cannot tell these apart"


def branch_name(name: str) -> str:
    """A branch as it stands in tables and charts; one of a calendar by the name it was given.

    >>> branch_name("stays"), branch_name("early")
    ('pressure stays', 'early')
    """
    return f"pressure {name}" if name in NAMES else name


def apart_words(difference: Difference) -> str:
    """What a difference says."""
    return "the branches differ" if difference.told_apart else CANNOT
