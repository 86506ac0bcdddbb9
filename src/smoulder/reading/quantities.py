"""Numbers with what they count: '46 soldiers were wounded', 'dozens of villages', 'between 20 and 30 fighters'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from smoulder.reading.count_roles import Unit, role_beside, role_of_words, unit_of
from smoulder.reading.count_words import (
    A_YEAR,
    AFTER,
    COMPARATORS,
    MODIFIERS,
    NAMED,
    PATTERN,
    PLURAL,
    STOP,
    TAKEN_OVER,
    THINGS,
    TIME,
    TOLL,
    VAGUE,
)
from smoulder.reading.counted_words import counted_apart, end_of_noun, head_of, role_of, who_they_are
from smoulder.reading.numbers import number_value
from smoulder.reading.parse import Parse

_OF_THEM = re.compile(r"\bof\s+(?:them|these|those|whom)$")
_WENT = re.compile(
    r"(?i)\s*(?:others\s+|more\s+)?(?:have\s+|had\s+)?(?:were|are|been|died|fled|surrendered|perished|lost\s+their\s+lives)\b"
)
"""What makes 'dozens' a count of its own: 'dozens were wounded'."""
_NO_PART = re.compile(
    r"(?i)^(?:of\s+)?(?:(?:the|its|his|their|them|whom|these|those|other|others|more|further|additional)\b\s*)*"
)
"""Words between a number and what it counts that are no part of it."""
_MOVED = re.compile(
    r"(?i)\b(?:rise[ns]?|rose|grew|grown|increased|fell|fallen|dropped|shr[au]nk|went|gone|down|up|reduced|cut|climbed|jumped|declined)\b"
    r"[^.;]{0,30}\b(?:from|by)\s+$"
)
"""Before 'by 15 to 60' and 'from 45 to 60': the second number is how many there are now."""
_DONE_TO = ("killed", "wounded", "captured", "displaced")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun.

    start, end: characters of the text, comparator and noun included. noun: the words counted that follow the number,
    '' where none stand. what: the words counted, also where they stand apart; '' where the text leaves them open.
    """

    start: int
    end: int
    value: float
    high: float | None
    comparator: str
    role: str
    noun: str
    what: str = ""

    @property
    def unit(self) -> Unit:
        """In what it is counted: 'people', 'families', 'attacks', or other 'things'; '' where that is open."""
        return unit_of(self.role, self.what)


def find_quantities(
    text: str, taken: list[tuple[int, int]], *, offset: int = 0, parse: Parse | None = None
) -> list[Counted]:
    """The counts in one sentence; dates, ages, ordinals, names with numbers and spells of time are left out.

    text:  the sentence. offset: where it begins, added to every place; places of `parse` begin with it.
    taken: spans of dates in the sentence, as characters of `text`, which hold no counts.
    parse: words for what is counted where number and noun stand apart, and for what becomes of it.

    >>> found = find_quantities("More than 300 marchers have been killed.", [])[0]
    >>> found.value, found.comparator, found.role, found.what
    (300.0, 'more than', 'killed', 'marchers')
    """
    counts: list[Counted] = []
    for found in PATTERN.finditer(text):
        first = found.start("low") if found["low"] else found.start("vague")
        if any(start <= first < end for start, end in taken):
            continue
        counted = _counted(text, found, offset)
        if counted and parse:
            counted = _by_grammar(text, counted, offset, parse)
        if (
            counted is None
            or (counts and counted.start < counts[-1].end)
            or not (counted.noun or counted.what or counted.role != "other")
        ):
            continue
        if _OF_THEM.search(text[counted.start - offset : counted.end - offset]) and counts:
            # 'has 4,500 troops and would withdraw 600 of them'; 'ten were killed, three of them children'
            who = who_they_are(parse, counted.end, offset + len(text)) if parse else ""
            counted = replace(
                counted, role=counts[-1].role, noun=counts[-1].noun, what=who or counts[-1].what
            )
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
        if not found["of"] and not _WENT.match(text, found.end()):
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
    if high is not None and _MOVED.search(text[: found.start()]):
        value, high, skip = high, None, found.start("high") - found.start()
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
    role = role_beside(text[: found.start()], noun, text[end:])
    start = found.start() + skip
    while end > start and text[end - 1] in " ,;:.\n":
        end -= 1
    noun = noun.strip()
    what = _NO_PART.sub("", noun)
    return Counted(offset + start, offset + end, value, high, comparator, role, noun, what)


def _by_grammar(text: str, counted: Counted, offset: int, parse: Parse) -> Counted:
    """A count with the words it counts where these stand apart, and with what becomes of those counted."""
    if not counted.noun:
        end = end_of_noun(parse, counted.start, counted.end)
        if end is not None:
            noun = text[counted.end - offset : end - offset].strip()
            what = _NO_PART.sub("", noun)
            role = role_of_words(what) if counted.role == "other" else counted.role
            counted = replace(counted, end=end, noun=noun, what=what, role=role)
        else:
            apart = counted_apart(parse, counted.start, counted.end)
            if apart:
                what = text[apart[0] - offset : apart[1] - offset]
                return replace(counted, what=what, role=_role_apart(what, text[apart[1] - offset :], counted))
    head = head_of(parse, counted.start, counted.end)
    role_now = role_of(parse, head) if head else None
    if role_now == "" and counted.role in _DONE_TO:
        # 'ten gunmen killed three villagers': the ten were not killed
        return replace(counted, role=role_of_words(counted.noun))
    weaker = counted.role in ("other", "troops") or (role_now == "killed" and counted.role == "captured")
    if role_now and weaker and not (role_now == "captured" and THINGS.search(counted.noun)):
        return replace(counted, role=role_now)
    return counted


def _role_apart(what: str, right: str, counted: Counted) -> str:
    if counted.role != "other" or TOLL.search(what):
        return "killed" if TOLL.search(what) else counted.role
    # 'the number of civilians killed this year'
    return next((role for role in AFTER if AFTER[role].match(right[:90])), role_of_words(what))


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
