"""Numbers as news writes them: digits, words, dozens."""

from __future__ import annotations

import re

_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_BEYOND = 1e15
"""Nothing that a report counts is as many; what has more digits is some other number, or no number at all."""
_SCALES = {"hundred": 100, "dozen": 12, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SHORT_SCALES = {"m": 1_000_000, "mn": 1_000_000, "k": 1_000, "bn": 1_000_000_000}
_VAGUE_SMALL = {
    "a": 1,
    "an": 1,
    "a few": 3,
    "few": 3,
    "several": 4,
    "a couple of": 2,
    "a couple": 2,
    "couple": 2,
}
_WORDS = "|".join([*_ONES, *_TENS])
NUMBER_WORD = rf"(?:{_WORDS})(?:[-\s](?:{'|'.join(list(_ONES)[1:10])}))?"
"""A number below a hundred in words, as a regular expression."""
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
PLAIN = (
    rf"(?:(?:{DIGITS})(?:\s?(?:hundred|thousand|million|billion|dozen)\b|(?:mn|bn|m|k)\b)?"
    rf"|(?:half\s+a|a|{NUMBER_WORD}|several|a\s+few|a\s+couple)\s+(?:hundred|thousand|million|billion|dozen)"
    rf"(?:\s+thousand)?(?:\s+(?:and\s+)?{NUMBER_WORD})?\b|(?:{NUMBER_WORD})\b)"
)
"""One number, as a regular expression."""


def small_number(text: str) -> int | None:
    """A count of days, weeks and so on: '10', 'ten', 'a', 'a few' (3), 'several' (4); None where it is none.

    >>> small_number("ten"), small_number("a few"), small_number("12")
    (10, 3, 12)
    """
    words = " ".join(text.lower().split())
    if words.isdecimal():
        return int(words) if len(words) < 10 else None
    if words in _VAGUE_SMALL:
        return _VAGUE_SMALL[words]
    value = number_value(words)
    return int(value) if value else None


def number_value(text: str) -> float | None:
    """The value of one number written in digits or words; None where it is none, or beyond all that is counted.

    >>> number_value("1.8 million"), number_value("two hundred and twelve"), number_value("half a dozen")
    (1800000.0, 212.0, 6.0)
    """
    words = re.sub(r"[\s-]+", " ", text.lower().replace(",", "")).strip()
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([a-z]*)", words)
    if found:
        scale = {**_SCALES, **_SHORT_SCALES, "": 1}.get(found[2])
        return _within(float(found[1]) * scale) if scale else None
    if words.startswith("half a "):
        scale = _SCALES.get(words.split()[-1])
        return scale / 2 if scale else None
    for phrase, value in (("a couple", "two"), ("a few", "three"), ("several", "four")):
        words = re.sub(rf"^{phrase}\b", value, words)
    total = 0.0
    current = 0.0
    for word in words.split():
        if word in ("and", "of"):
            continue
        if word in ("a", "an"):
            current += 1
        elif word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word in ("hundred", "dozen"):
            current = (current or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (current or 1) * _SCALES[word]
            current = 0.0
        else:
            return None
    return _within(total + current)


def _within(value: float) -> float | None:
    return value if value < _BEYOND else None
