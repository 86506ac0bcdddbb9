# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""How news writes times, as one pattern, and the words that show tense."""

from __future__ import annotations

import re

from smoulder.reading.numbers import NUMBER_WORD
from smoulder.reading.published import MONTH, WEEKDAY

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14)}
YEAR = r"(?:19|20)\d{2}"
UNIT = r"(?:day|week|fortnight|month|year|decade)s?"
COUNT = rf"(?:\d{{1,3}}|an?|[Aa]|(?i:{NUMBER_WORD})|a\s+few|few|several|a\s+couple\s+of)"
PART = r"(?:(?:early|late|mid)[\s-]+(?:in\s+)?|the\s+(?:start|beginning|end|first\s+half|second\s+half|middle)\s+of\s+)"
PATTERN = re.compile(
    rf"""(?x)(?<![\w-])
    (?P<lead>(?:[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y)\s+(?:the\s+)?)?
    (?P<part>(?i:{PART}))?
    (?:
      (?i:from|between)\s+(?P<from_year>{YEAR})\s+(?:to|and|until|till)\s+(?P<to_year>{YEAR})(?!\d)
    | (?P<span_year>{YEAR})[-–](?P<span_end>\d{{2}}|{YEAR})(?![\d-])
    | (?:{WEEKDAY},?\s+)?(?:
        (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?
      | (?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:\d|,\d{{3}})(?:,?\s+(?P<y2>{YEAR}))?)
    | (?P<y3>{YEAR})-(?P<n3>\d{{2}})-(?P<d3>\d{{2}})
    | (?P<m4>{MONTH}),?\s+(?:of\s+)?(?P<y4>{YEAR}|(?:last|this|next)\s+year)
    | (?P<which5>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<m5>{MONTH})
    | (?P<m6>{MONTH})(?!\s*\d|\w)
    | (?P<which7>[Ll]ast|[Tt]his|[Nn]ext|the|[Ii]n)?\s*(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<y7>{YEAR})
    | (?P<which8>[Ll]ast|[Tt]his|[Nn]ext)\s+(?P<season8>spring|summer|autumn|winter)
    | (?P<which9>[Ll]ast\s+|[Nn]ext\s+|[Tt]his\s+|[Tt]his\s+past\s+)?(?P<weekday>{WEEKDAY})(?:\s+(?:morning|afternoon|evening|night))?
    | (?P<near>[Tt]oday|[Yy]esterday|[Tt]onight|[Tt]omorrow|[Tt]his\s+morning|[Tt]his\s+afternoon|[Tt]his\s+evening|[Ll]ast\s+night|[Tt]he\s+day\s+before\s+yesterday)
    | (?P<which10>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he\s+past|[Tt]he\s+last|[Ee]arlier\s+this|[Ll]ater\s+this)\s+(?P<unit10>week|month|year|decade)\b(?!\s*-)
    | (?:(?i:in|over|during|for|within|throughout)\s+)?(?i:the\s+)?(?:past|last)\s+(?P<count11>{COUNT})\s+(?P<unit11>{UNIT})
    | (?P<count12>{COUNT})\s+(?P<unit12>{UNIT})\s+(?P<way12>ago|later)
    | the\s+(?P<decade>{YEAR[:-4]}\d{{2}}|(?:19|20)\d0)s
    | (?P<then>then)\b(?=[\s,.])
    | (?P<same>(?:the\s+same|that(?:\s+same)?)\s+day)
    | (?P<y13>{YEAR})(?![\d%]|[,.]\d|-\w|\s+(?:people|soldiers|troops|fighters|men|civilians|killed|dead|attacks|deaths))
    )(?![\w])"""
)
TENSES = re.compile(
    r"\b(?:(?P<future>will|shall|would|due|plans?|planned|planning|scheduled|slated|set\s+(?:to|for)|expect(?:ed|s)?\s+to|"
    r"(?:is|are|was|were)\s+to|to\s+be|going\s+to|ahead\s+of)|"
    r"(?P<past>said|told|was|were|had|has|have|did|began|held|met|took|came|went|left|fell|struck|hit|made|won|lost|"
    r"broke|fought|shot|drove|blew|sent|put|set|saw|gave|rose|spoke|wrote|warned|[a-z]{3,}ed))\b"
)
YEAR_CUES = re.compile(
    r"(?i)(?:\b(?:in|since|by|until|till|from|before|after|during|of|early|late|mid|around|to|through|between|and|the|a|"
    r"to|year|summer|spring|autumn|winter|election|invasion|end)|[(,'’]s?|[-–(])\s*$"
)
MONTH_CUES = re.compile(
    r"(?i)\b(?:in|since|by|until|till|from|before|after|during|of|early|late|mid|through|to|between|and|end|last|this|next|for)\s*-?\s*$"
)
