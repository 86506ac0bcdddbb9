"""Numbers with what they count: '46 soldiers were wounded', 'dozens of villages', 'between 20 and 30 fighters'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from smoulder.reading.count_words import (
    A_YEAR,
    AFTER,
    BEFORE,
    COMPARATORS,
    DEATHS_OF,
    MODIFIERS,
    NAMED,
    NUMBERED,
    PATTERN,
    PLURAL,
    ROLE_NOUNS,
    ROLE_VERBS,
    STOP,
    TAKEN_OVER,
    THINGS,
    TIME,
    TOLL,
    VAGUE,
)
from smoulder.reading.numbers import number_value

_OF_THEM = re.compile(r"\bof\s+(?:them|these|those)$")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun.

    start, end: characters of the text, comparator and noun included. noun: the words counted, '' where none stand.
    """

    start: int
    end: int
    value: float
    high: float | None
    comparator: str
    role: str
    noun: str


def find_quantities(text: str, taken: list[tuple[int, int]], *, offset: int = 0) -> list[Counted]:
    """The counts in one sentence; dates, ages, ordinals, names with numbers and spells of time are left out.

    text:  the sentence. offset: where it begins, added to every place.
    taken: spans of dates in the sentence, as characters of `text`, which hold no counts.

    >>> found = find_quantities("More than 300 marchers have been killed.", [])[0]
    >>> found.value, found.comparator, found.role
    (300.0, 'more than', 'killed')
    """
    counts: list[Counted] = []
    for found in PATTERN.finditer(text):
        first = found.start("low") if found["low"] else found.start("vague")
        if any(start <= first < end for start, end in taken):
            continue
        counted = _counted(text, found, offset)
        if counted and _OF_THEM.search(text[counted.start - offset : counted.end - offset]) and counts:
            # 'has 4,500 troops and would withdraw 600 of them'
            counted = replace(counted, role=counts[-1].role, noun=counts[-1].noun)
        if counted:
            counts.append(counted)
    return counts


def _counted(text: str, found: re.Match[str], offset: int) -> Counted | None:
    comparator = COMPARATORS.get(
        " ".join((found["comparator"] or "").lower().replace(" the", "").split()), ""
    )
    end, high = found.end(), None
    if found["vague"]:
        word = " ".join(found["vague"].lower().split())
        value, comparator = VAGUE[word], word
        if not found["of"]:
            return None
    else:
        number = number_value(found["low"])
        if number is None or found["money"]:
            return None
        value = number
        if found["high"]:
            high = number_value(found["high"])
            if high is None or high <= value or (" and " in found[0] and not found["between"]):
                high, end = None, found.end("low")
    if found["post"]:
        comparator = "at least"
    skip = 0
    if (found["comparator"] or "").lower().startswith("over") and TAKEN_OVER.search(
        text[: found.start() + 5]
    ):
        first = found.start("vague") if found["vague"] else found.start("low")
        comparator, skip = comparator if found["vague"] else "", first - found.start()
    rest = text[end:]
    noun = _noun(rest)
    if _is_no_count(text[: found.start()], found, rest, noun):
        return None
    end += len(noun) if noun.strip() else -(len(found[0]) - len(found[0].rstrip()))
    role = _role(text[: found.start()], noun, text[end:])
    if not noun.strip() and role == "other":
        return None
    start = found.start() + skip
    while end > start and text[end - 1] in " ,;:.\n":
        end -= 1
    return Counted(offset + start, offset + end, value, high, comparator, role, noun.strip())


def _noun(rest: str) -> str:
    """The words counted: from the number to the next preposition, verb or mark; '' where there are none."""
    end = 0
    words = 0
    for found in re.finditer(r"(\s+|-)([A-Za-z][\w'’-]*)", rest):
        if found.start() != end or words >= 6:
            break
        word = found[2].lower()
        verb = (
            words > 0
            and re.search(r"(?:ed|ing)$", word)
            and word not in ("wounded", "displaced", "injured", "building", "bombing", "killing")
        )
        if word in STOP or verb:
            joined = re.match(r"\s+and\s+([a-z]+s|police|policemen|women|children|civilians)\b", rest[end:])
            if word == "and" and joined and words and not re.match(r"\s+(?:was|is|has)\b", joined[1]):
                end += joined.end()
            elif word == "of" and words:
                continue
            break
        if word == "of" and not words:
            break
        if word == "of":
            tail = re.match(r"\s+of\s+([a-z]+(?:\s[a-z]+)?)", rest[end:])
            if not tail or tail[1].split()[0] in STOP:
                break
        end = found.end()
        words += 1
        if PLURAL.match(found[2]) and word not in MODIFIERS:
            joined = re.match(
                r"\s+(?:and\s+(?:police|personnel|[a-z]+(?:s|men|women|children))|of\s+(?:[a-z]+s\b|[a-z]+\s[a-z]{3,}s))\b(?!\s+(?:was|is|has)\b)",
                rest[end:],
            )
            end += joined.end() if joined and not set(joined[0].split()[1:]) & STOP else 0
            break
    return re.sub(r"[’']s$", "", rest[:end])


def _is_no_count(left: str, found: re.Match[str], rest: str, noun: str) -> bool:
    low = (found["low"] or "").lower()
    if (
        A_YEAR.fullmatch(low)
        and not found["comparator"]
        and not re.search(r"(?:s|men|people|police|troops)$", noun)
    ):
        return True
    if re.match(r"\s+(?:us|you)\b" if found["of"] else r"\s+of\s+(?:us|you)\b", rest):
        return True
    if (noun and TIME.match(noun.strip(" -"))) or re.match(r"-[A-Za-z]", rest):
        return True
    if re.match(
        r"(?:st|nd|rd|th)\b|\s*(?:%|per\s?cent|percent)|:\d|[-/]\d|\.\d|-(?:year|day|month|week|hour|minute|nation|member|mile|km|strong|foot|point|time|party|man)|\s*(?:km|miles?|kilomet|met(?:re|er)s?|kg|tons?|tonnes|dollars|degrees)\b",
        rest,
    ):
        return True
    if re.search(r"(?i)\b(?:aged?|age\s+of)\s*$", left) or (
        re.search(r",\s*$", left) and re.match(r"\s*,", rest)
    ):
        return True
    if NAMED.search(left) or (
        re.search(r"\b[A-Z][a-z]+\s$", left)
        and not noun
        and not re.search(r"\b(?:[Kk]illed|[Dd]ead)\s$", left)
    ):
        return True
    if low == "one":
        people = re.match(
            r"(?i)\s*(?:[\w-]+\s){0,2}?(?:soldier|civilian|person|policeman|officer|man|woman|child|fighter|militant|attack|killed|american|peacekeeper)\b",
            rest,
        )
        return not people or re.search(r"(?i)\b(?:no|any|every|each|the|this|that|at)\s*$", left) is not None
    return bool(
        re.match(
            r"(?i)\s+(?:of\s+)?(?:the\s+)?(?:other|others|sides?|men\s+who|ways?|things?|another|hand)\b",
            rest,
        )
        and low in ("two", "three", "four")
    )


def _role(left: str, noun: str, right: str) -> str:
    near = left[-60:]
    if DEATHS_OF.search(near):
        return "killed"
    if not noun and (re.match(r"\s+strong\b", right) or NUMBERED.search(left[-90:])):
        return "troops"
    for role, _ in ROLE_VERBS:
        if role == "captured" and THINGS.search(noun):
            continue
        if AFTER[role].match(right[:90]) and not re.match(r"\s*,\s*kill", right):
            return role
        if BEFORE[role].search(near):
            return role
    for role, nouns in ROLE_NOUNS:
        if re.search(rf"(?i)\b(?:{nouns})\b", noun):
            return role
    if not noun and re.search(
        r"(?i)\b(?:force|army|mission|contingent|garrison)\s+of\s+(?:\w+\s+){0,2}$", near
    ):
        return "troops"
    return "killed" if not noun and TOLL.search(near) else "other"
