# ruff: noqa: E501  (a pattern stays on its line)
"""A number that does not lie in the term it stands with: 'unlikely (60 %)'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.chances import Number, find_numbers
from smoulder.assessment.lint.fault import Fault, Said
from smoulder.assessment.lint.terms import Use
from smoulder.assessment.wording import bounds_words, probability_word, shown
from smoulder.records.wording import Scale

RULE = "number-contradicts-word"
_NEAR = r"about|around|roughly|some|approximately|approx\.?|nearly|close\s+to|just|an?\s+estimated|estimated|currently|now|only"
_OF_CHANCE = r"(?:an?|the|with|at|by|of|is|or|our|its|we|put|puts|it|that|i\.e\.|namely|say|meaning|chance|probability|likelihood|odds|p\s*=|=|~|≈)"
_RIGHT_AFTER = re.compile(rf"(?i)\s*[,:(\[–—-]{{0,2}}\s*(?:(?:{_OF_CHANCE}|{_NEAR})[\s,:]*)*")
_IN_BRACKETS = re.compile(rf"(?i)[^.;:()\[\]]*[(\[]\s*(?:(?:{_OF_CHANCE}|{_NEAR})[\s,:]*)*")
_LATER_WITH = re.compile(
    rf"(?i)[^.;:()]{{0,120}}?\b(?:with|at|by)\s+an?\s+(?:chance|probability|likelihood)\s+(?:of|put\s+at)\s+(?:(?:{_NEAR})\s+)*"
)
_BEFORE = re.compile(
    r"""(?ix)\s*(?:chance|probability|likelihood|odds)?\s*[,(:;–—-]{0,2}\s*
    (?:(?:which|that|this|it|so|hence|thus|therefore|and|or|is|are|was|means?|meaning|makes?|making|i\.e\.|in\s+other\s+words|in\s+words|called|judged|still|just|
       (?:makes?|making|renders?)\s+(?:it|this|that|(?:an?|the|such\s+an?)\s+[\w-]+(?:\s+[\w-]+){0,3})|
       (?:so|hence|which\s+means(?:\s+that)?)\s+(?:an?|the|its|their|such\s+an?)\s+[\w-]+(?:\s+[\w-]+){0,3}\s+(?:is|remains|stays)|we\s+call\s+(?:it|this|that))\s*,?\s*)*"""
)
_EQUATES = re.compile(r"(?i)\s*(?:is|are|means|stands\s+for|=|:)\s*")
"""Between a number and a term: they belong together, whatever number comes after ('20 % is unlikely, 80 % likely')."""
_STATED_FIRST = re.compile(
    r"(?i)\b(?:chance|probability|likelihood)\s+of\s+(?:about\s+|some\s+|roughly\s+)?$"
)
_HENCE = re.compile(
    r"(?i)\s*(?:chance|probability|likelihood)\s+(?:that|of)\b[^.;:]*?\b(?:so|hence|thus|therefore|which\s+(?:means|makes|is)|which\s+(?:we|I)\s+(?:call|rate|judge|deem)|making|i\.e\.|in\s+other\s+words|in\s+words)\b[^.;:]*"
)
_THEN_CLAUSE = re.compile(r"(?i)\s*,\s+(?:[\w’'-]+\s+){1,9}?(?:is|are|remains?|seems?|looks?)\s+")


def numbers_against_words(said: Said, scale: Scale) -> Iterator[Fault]:
    """Terms of a scale with a number that lies outside them.

    A span of numbers is judged by its middle; 'under' and 'over' by whether they leave room for the term.
    """
    for use, number in _pairs(said):
        if _agree(use, number):
            continue
        words = said.text[use.start : use.end]
        told = " ".join(said.text[number.start : number.end].split())
        yield Fault(
            RULE,
            min(use.start, number.start),
            max(use.end, number.end),
            f"{words!r} is {bounds_words(use.term)}; the text says {told!r}",
            f"write {_word_for(number, scale)!r} for {told}, or mend the number",
        )


def _pairs(said: Said) -> list[tuple[Use, Number]]:
    """Each term with the number that belongs to it, if one does; a number belongs to one term at most."""
    text = said.text
    numbers = find_numbers(text)
    uses = sorted((*said.uses.own, *said.uses.other), key=lambda use: use.start)
    pairs: list[tuple[Use, Number]] = []
    for at, use in enumerate(uses):
        stop = uses[at + 1].start if at + 1 < len(uses) else len(text)
        number = next((one for one in numbers if use.end <= one.start < stop), None)
        if number is not None and _follows(text[use.end : number.start]):
            equated = [one for one in numbers if _EQUATES.fullmatch(text[one.end : use.start])]
            pairs.append((use, equated[-1] if equated else number))
    for at, use in enumerate(uses):
        begin = uses[at - 1].end if at else 0
        taken = [number for _, number in pairs]
        before = [one for one in numbers if begin <= one.start and one.end <= use.start and one not in taken]
        if before and use not in [one for one, _ in pairs] and _leads(text, before[-1], use):
            pairs.append((use, before[-1]))
    return pairs


def _follows(between: str) -> bool:
    return any(pattern.fullmatch(between) for pattern in (_RIGHT_AFTER, _IN_BRACKETS, _LATER_WITH))


def _leads(text: str, number: Number, use: Use) -> bool:
    between = text[number.end : use.start]
    if _BEFORE.fullmatch(between) or _HENCE.fullmatch(between):
        return True
    return bool(_STATED_FIRST.search(text[: number.start]) and _THEN_CLAUSE.fullmatch(between))


def _agree(use: Use, number: Number) -> bool:
    low, high = use.term.low, use.term.high
    if number.bounded == "below":
        return low < number.high
    if number.bounded == "above":
        return number.low < high
    middle = (number.low + number.high) / 2
    # 99.4 % is printed as 99 %, but 99.7 % lies beyond the scale
    return low <= shown(middle) <= high or low <= middle <= high


def _word_for(number: Number, scale: Scale) -> str:
    if number.bounded == "below":
        return probability_word(max(0.0, number.high - 0.01), scale)
    if number.bounded == "above":
        return probability_word(min(1.0, number.low + 0.01), scale)
    return probability_word((number.low + number.high) / 2, scale)
