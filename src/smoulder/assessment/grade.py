"""Default grades of a source by kind of speaker (Admiralty code); an analyst may set others."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal["1", "2", "3", "4", "5", "6"]

_FIGHTERS = r"(insurgents?|militants?|rebels?|guerrillas?|fighters|jihadists?|separatists?)"
_GROUP = re.compile(
    rf"^(the |some |several )?{_FIGHTERS}\b|\bamaq\b|"
    rf"\b(spokes\w+|commander|leader|member|statement) (of|for|from) (the |a )?(\w+ )?({_FIGHTERS}|group|movement)\b",
    re.I,
)
"""The group speaks for itself; a coalition 'against the militant group' does not."""
_NEUTRAL = re.compile(
    r"\b(monitor\w*|mission|united nations|un|observers?|researchers?|analysts?|academics?|professor|"
    r"think[- ]tank|institute|university|red cross|aid (workers?|agency)|human rights|ngo|journalists?)\b",
    re.I,
)
_PARTY = re.compile(
    r"\b(generals?|colonels?|majors?|captains?|admirals?|officers?|army|military|coalition|government|ministers?|"
    r"ministry|presidents?|prime|spokes\w+|officials?|pentagon|white house|police|security|governors?|"
    r"envoys?|ambassadors?|commanders?|state department|parliament)\b",
    re.I,
)


class Grade(NamedTuple):
    """Reliability of the source (A–F), credibility of the item (1–6), and why. F and 6: cannot be judged."""

    reliability: Reliability
    credibility: Credibility
    why: str


def grade(speaker: str, role: str, anonymous: bool) -> Grade:
    """Grade a statement by who makes it.

    >>> grade("Lt. Col. Smith", "coalition spokesman", False).reliability
    'C'
    """
    who = f"{speaker} {role}"
    if anonymous:
        return Grade("F", "6", "unnamed source: neither the source nor the item can be judged")
    if _NEUTRAL.search(who):
        return Grade("B", "3", "observer who is no party to the fighting")
    if _GROUP.search(speaker) or _GROUP.search(role):
        return Grade("D", "3", "the group speaks for itself and has an interest")
    if _PARTY.search(who):
        return Grade("C", "3", "party to the conflict: close to the facts, with an interest in them")
    if speaker:
        return Grade("F", "3", "the speaker's standing is not known")
    return Grade("B", "3", "the report's own words")
