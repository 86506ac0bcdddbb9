# ruff: noqa: E501  (a pattern stays on its line)
"""Chances in numbers, as prose writes them: '27 %', 'three in ten', 'under 5 per cent', '60–70 %'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smoulder.reading.numbers import NUMBER_WORD, number_value
from smoulder.records.prose import BLANK

_PERCENT = r"\s?(?:%|per\s?cent\b|percent\b|pct\b)"
_DIGITS = r"\d{1,3}(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|(?:{NUMBER_WORD})\b)"
_LESS = r"at\s+(?:the\s+)?best|at\s+the\s+most|less\s+than|under|below|at\s+most|no\s+more\s+than|not\s+more\s+than|up\s+to|fewer\s+than|<|≤"
_MORE = r"at\s+(?:the\s+)?worst|at\s+the\s+least|more\s+than|over|above|at\s+least|no\s+less\s+than|not\s+less\s+than|upwards\s+of|better\s+than|>|≥"
_COMPARED = rf"(?:(?P<sign>{_LESS}|{_MORE})\s*)?"
_NOT_A_CHANCE = r"(?!\s*(?:of\s+(?!a\s+(?:comeback|return))|points?|more|fewer|less|higher|lower|interval|range|credible|confidence|CI\b|in\s+(?:19|20)\d\d))"
_INTERVAL = re.compile(
    rf"(?i)\d+{_PERCENT}\s+(?:credible\s+|confidence\s+|prediction\s+|uncertainty\s+)?(?:interval|range|CI)\b[^;.)]*(?:\.\d[^;.)]*)*"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.])(?:between\s+)?(?P<low>{_NUMBER})(?:{_PERCENT})?\s*(?:–|-|—|\bto\b|\band\b)\s*(?P<high>{_NUMBER}){_PERCENT}{_NOT_A_CHANCE}",
        rf"(?<![\w.]){_COMPARED}(?P<value>{_NUMBER}){_PERCENT}{_NOT_A_CHANCE}",
        rf"(?<![\w.]){_COMPARED}(?P<part>(?:\d{{1,3}}|{NUMBER_WORD}))[\s-]+(?:chances?\s+|times\s+|cases\s+)?(?:in|out\s+of)[\s-]+(?:every\s+)?(?P<whole>(?:\d{{1,4}}(?![\d,.%])|(?:{NUMBER_WORD}|hundred|a\s+hundred|a\s+thousand)\b))(?!\s*(?:months?|years?|days?|weeks?|%))",
        r"(?<![\w.])(?P<fraction>two[- ]thirds|(?:a|one)[- ]third|three[- ]quarters|(?:a|one)[- ]quarter|(?:a|one)[- ]half|half|fifty[- ]fifty|50[-–/: ]50)\b(?!\s+(?:of|a|the|its|their|way|dozen)\b)",
        r"(?:(?<=probability\sof\s)|(?<=probability\s)|(?<=chance\sof\s)|(?<=p\s=\s)|(?<=p=)|(?<=\())(?P<share>0?\.\d{1,3}|1\.0)(?![\d%]|\s?%)",
    )
)
_FRACTIONS = {
    "two thirds": 2 / 3,
    "third": 1 / 3,
    "three quarters": 0.75,
    "quarter": 0.25,
    "half": 0.5,
    "fifty fifty": 0.5,
    "50 50": 0.5,
}


@dataclass(frozen=True, slots=True)
class Number:
    """A chance as a number or a span of numbers, between 0 and 1, with its place in the sentence.

    bounded: '' for a number or a span; 'below' or 'above' where only one end is told.
    """

    low: float
    high: float
    start: int
    end: int
    bounded: str = ""


def find_numbers(text: str) -> list[Number]:
    """Chances in a sentence, in order; intervals, shares of something, and changes by so much are none.

    >>> [(one.low, one.high) for one in find_numbers("27 % (90 % interval 14 to 43 %), or three in ten")]
    [(0.27, 0.27), (0.3, 0.3)]
    """
    plain = _INTERVAL.sub(lambda found: BLANK * len(found[0]), text)
    numbers: list[Number] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(plain):
            start, end = found.span()
            if any(start < one.end and one.start < end for one in numbers):
                continue
            number = _number(found)
            if number is not None:
                numbers.append(number)
    return sorted(numbers, key=lambda one: one.start)


def _number(found: re.Match[str]) -> Number | None:
    given = {key: value for key, value in found.groupdict().items() if value}
    bounded = ""
    if "low" in given:
        low, high = _percent(given["low"]), _percent(given["high"])
    elif "fraction" in given:
        words = re.sub(r"[-–/: ]+", " ", given["fraction"].lower())
        low = high = next(value for name, value in _FRACTIONS.items() if words.endswith(name))
    elif "share" in given:
        low = high = float(given["share"])
    else:
        low = high = _percent(given["value"]) if "value" in given else _part(given["part"], given["whole"])
        if sign := given.get("sign", "").lower():
            below = re.fullmatch(_LESS, sign) is not None
            low, high = (0.0, high) if below else (low, 1.0)
            bounded = "below" if below else "above"
    if not 0 <= low <= high <= 1:
        return None
    return Number(low, high, *found.span(), bounded)


def _percent(text: str) -> float:
    return (number_value(text) or 0.0) / 100


def _part(part: str, whole: str) -> float:
    """A share from 'three in ten'; -1 where it is none."""
    words = whole.lower().removeprefix("a ").strip()
    total = {"hundred": 100.0, "thousand": 1000.0}.get(words) or number_value(words) or 0.0
    count = number_value(part) or 0.0
    return count / total if total >= max(count, 2) else -1.0
