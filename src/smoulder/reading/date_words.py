# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""The words in which news writes times, and those that show tense."""

from __future__ import annotations

import re

from smoulder.reading.numbers import NUMBER_WORD
from smoulder.reading.published import MONTH, WEEKDAY


def words(text: str) -> frozenset[str]:
    """Words between spaces, as a set.

    >>> sorted(words("due set"))
    ['due', 'set']
    """
    return frozenset(text.split())


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
SEASON = r"(?:spring|summer|autumn|winter|Spring|Summer|Autumn|Winter)"
YEAR = r"(?:1[1-9]|20)\d{2}"
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d)"
UNIT = r"(?:day|week|weekend|fortnight|month|year|decade|centurie|century)s?"
COUNT = rf"(?:\d{{1,3}}|an?|A|An|(?i:{NUMBER_WORD})|a\s+few|few|several|a\s+couple\s+of|(?:a\s+)?half\s+a\s+dozen|a\s+dozen)"
SPAN = r"\s*(?:-|–|—|to|through|until|till)\s*"
"""Between the two ends of a range."""
PART_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|dawn|midday|noon|midnight|dusk)"
CLOCK = r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*[ap]\.?m\b\.?)?(?:\s+(?:GMT|UTC|local\s+time|[A-Z]{3,4}\b))?|(?:1[0-2]|[1-9])\s*[ap]\.?m\b\.?|noon|midnight|midday|dawn)"
LEAD = r"(?:(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y)\s+(?:the\s+)?)?"
PART = (
    r"(?:(?:early|late|mid|Early|Late|Mid)[\s-]+(?:in\s+|on\s+)?(?:the\s+)?|(?:the\s+)?(?:very\s+)?(?:start|beginning|end|middle)\s+of\s+(?:the\s+)?"
    r"|the\s+(?:first|second|third|fourth|last|final|latter)\s+(?:half|quarter|weeks?|days?|months?)\s+of\s+(?:the\s+)?)?"
)
TENS_OF_YEARS = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
CUE = re.compile(
    rf"(?P<decade>(?i:(?:\b\d{{3}}0|['’]\d0)['’]?s\b|\b(?:{'|'.join(TENS_OF_YEARS)})\b))|(?P<month>\b{MONTH})|(?P<weekday>{WEEKDAY})|(?P<year>\b\d{{4}})|(?P<slash>\d[/.-]\d)"
    rf"|(?i:(?P<unit>\b{UNIT}\b)|(?P<season>\b(?:spring|summer|autumn|winter)\b)"
    r"|(?P<near>\b(?:today|tonight|tomorrow|yesterday|morning|afternoon|evening|night|then)\b)"
    r"|(?P<feast>\bChristmas|\bNew\s+Year))"
)
"""What a rule needs in a sentence to be tried at all."""
TENSES = re.compile(
    r"\b(?:(?P<future>will|shall|would|due|plans?|planned|planning|scheduled|slated|set\s+(?:to|for)|expect(?:ed|s)?\s+to|"
    r"(?:is|are|was|were)\s+to|to\s+be|going\s+to|ahead\s+of)|"
    r"(?P<past>said|told|was|were|had|has|have|did|began|held|met|took|came|went|left|fell|struck|hit|made|won|lost|"
    r"broke|fought|shot|drove|blew|sent|put|set|saw|gave|rose|spoke|wrote|warned|[a-z]{3,}ed))\b"
)
AHEAD = words(
    "plan schedule slate due expect intend postpone delay adjourn poise want agree vow promise prepare hope seek propose "
    "call urge ask demand decide likely ready need go order threaten pledge commit aim wish deadline decision agreement deal "
    "intention proposal upcoming vote offer set undertake"
)
"""Words whose infinitive looks ahead: 'plans to leave on Monday'."""
AHEAD_PARTICIPLES = words("schedule plan slate expect intend postpone delay adjourn poise set")
"""Participles that look ahead by themselves: 'talks scheduled for Monday'."""
YEAR_CUES = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|from|before|after|during|of|early|at|over|on|before|late|mid|around|to|through|between|and|the|a|"
    r"to|year|summer|spring|autumn|winter|election|invasion|end|agreements?|accords?|protocol|treaty|declaration|constitution|summit|conference)|[(,'’]s?|[-–(])\s*$"
)
OLD_YEAR_CUES = re.compile(r"(?i)\b(?:in|since|until|from|of|year|around|circa|by|before|after|between)\s*$")
"""A number of four digits before 1900 is a year only after one of these."""
NO_YEAR = re.compile(
    r"[\d%]|[,.]\d|-\w|\s+(?:people|soldiers|troops|fighters|men|women|civilians|killed|dead|attacks|deaths|miles|km|metres|meters|families|villages|rebels|members)\b"
)
MONTH_CUES = re.compile(
    r"(?i)\b(?:in|since|by|until|till|from|before|after|during|of|early|at|over|on|before|late|mid|through|to|between|and|end|last|this|next|for)\s*-?\s*$"
)
NO_EVENT = re.compile(r"\s*(?:$|[.,;:!?)\]”\"’–—]|(?:and|but|in|at|on|by)\b)")
"""What may follow 'the day before' where it does not go on with an event ('the day before the vote')."""
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
