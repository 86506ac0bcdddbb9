"""Branches in words, as every form of a brief says them."""

from __future__ import annotations

from smoulder.brief.language.say import say, to_say
from smoulder.records.forecast import Difference

NAMES = {
    "stays": to_say("pressure stays"),
    "eases": to_say("pressure eases"),
    "comes off": to_say("pressure comes off"),
}
CANNOT = to_say("the data cannot tell these apart")


def branch_name(name: str) -> str:
    """A branch as it stands in tables and charts; one of a calendar by the name it was given.

    >>> branch_name("stays"), branch_name("early")
    ('pressure stays', 'early')
    """
    return say(NAMES[name]) if name in NAMES else name


def apart_words(difference: Difference) -> str:
    """What a difference says."""
    return say("the branches differ") if difference.told_apart else say(CANNOT)
