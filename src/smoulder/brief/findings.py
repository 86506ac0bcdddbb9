"""The numbers in a text that are findings, and so have a source to be followed to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from smoulder.brief.language.say import every_form, spoken, template, to_say
from smoulder.brief.language.tongue import ENGLISH

SPAN = ("{number} month", "{number} months")
MONTHS = [
    *(to_say("January"), to_say("February"), to_say("March"), to_say("April"), to_say("May"), to_say("June")),
    *(to_say("July"), to_say("August"), to_say("September"), to_say("October"), to_say("November")),
    to_say("December"),
]
INTERVAL = to_say("90\u00a0% interval {bounds}")

_NUMBER = re.compile(r"(?<![\w.,-])[+−]?\d(?:[\d.,–/-]*\d)?(?:[ \u00a0\u202f]?%)?(?!\w)")
# Names of years, spans of months and the width of an interval are no findings: they need no source.
_NO_FINDING = re.compile(
    r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?(?!\d)(?![.,]\d)(?! deaths)"
    r"|\d+[ \u00a0-](?:months?|years?|days?)\b|90[ \u00a0]?%[ \u00a0](?:interval|range)"
)
# Elsewhere letters may touch a number (an Arabic 'and'), and thousands may be set off by a narrow space.
_NUMBER_ELSEWHERE = re.compile(
    r"(?<![A-Za-zÀ-ÿ\d.,-])\u200e?[+−]?\d(?:[\d.,–/\u00a0\u202f-]*\d)?(?:[ \u00a0\u202f]?%)?(?![A-Za-zÀ-ÿ\d])"
)


def findings(text: str, language: str) -> Iterator[re.Match[str]]:
    """Every number in a text but years, days, spans of months and the width of an interval.

    language: the code of the language of the text, which is English or the one that is being spoken.

    >>> [found[0] for found in findings("866 in 2018, within 24 months", "en")]
    ['866']
    """
    if language == ENGLISH.code:
        yield from (one for one in _NUMBER.finditer(text) if not _NO_FINDING.match(text, one.start()))
        return
    passed = [one.span() for one in _no_finding(language).finditer(text)]
    for one in _NUMBER_ELSEWHERE.finditer(text):
        if not any(start <= one.start() < end for start, end in passed):
            yield one


@cache
def _no_finding(language: str) -> re.Pattern[str]:
    """Years, days, spans of months and the width of an interval in this language, which is being spoken."""
    assert language == spoken().code
    units = {form.replace("{number}", "").strip() for form in every_form(*SPAN)}
    words = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    names = "|".join(re.escape(template(name)) for name in MONTHS)
    width = next(part for part in template(INTERVAL).split("{bounds}") if part.strip()).strip()
    return re.compile(
        rf"(?<!\d)(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?(?![\d\u202f\u00a0]?\d)(?![.,]\d)"
        rf"|\d+[ \u00a0\u202f](?:{words})(?!\w)|\d+[ \u00a0](?:{names})(?!\w)|{re.escape(width)}"
    )
