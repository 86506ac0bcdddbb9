"""Numbers with what they count: '46 soldiers were wounded', 'dozens of villages', 'between 20 and 30 fighters'."""

from __future__ import annotations

import re
from dataclasses import dataclass

from smoulder.reading.numbers import PLAIN, number_value

_COMPARATORS = {
    "more than": "more than", "over": "more than", "in excess of": "more than", "upwards of": "more than",
    "at least": "at least", "no fewer than": "at least", "no less than": "at least", "not less than": "at least",
    "about": "about", "around": "about", "some": "about", "roughly": "about", "approximately": "about",
    "an estimated": "about", "estimated": "about", "nearly": "about", "almost": "about", "close to": "about",
    "up to": "up to", "as many as": "up to", "no more than": "up to", "at most": "up to", "a maximum of": "up to",
    "less than": "less than", "fewer than": "less than", "under": "less than", "below": "less than",
}  # fmt: skip
_VAGUE = {
    "hundreds of thousands": 200_000.0, "tens of thousands": 20_000.0, "dozens": 24.0, "scores": 40.0,
    "hundreds": 200.0, "thousands": 2_000.0, "millions": 2_000_000.0,
}  # fmt: skip
_PATTERN = re.compile(
    rf"""(?xi)(?<![\w.$€£:/-])
    (?P<comparator>(?:{"|".join(key.replace(" ", chr(92) + "s+") for key in _COMPARATORS)})\s+(?:the\s+)?)?
    (?: (?P<vague>{"|".join(key.replace(" ", chr(92) + "s+") for key in _VAGUE)})
      | (?P<between>between\s+)?(?P<money>[$€£])?(?P<low>{PLAIN})
        (?:(?:\s*[-–]\s*|\s+to\s+|\s+or\s+|\s+and\s+(?=.*))(?P<high>{PLAIN}))?
    )(?P<post>\s+or\s+more)?(?P<of>\s+of(?:\s+(?:the|its|his|their|these))?)?(?=[\s,.;:)\]—–-]|$)"""
)
_STOP = frozenset(
    ["in", "on", "at", "by", "for", "from", "with", "to", "as", "after", "before", "since", "during", "over", "under", "near", "around", "against", "across", "along", "among", "between", "through", "until", "while", "when", "where", "who", "whom", "whose", "which", "that", "than", "and", "or", "but", "nor", "if", "because", "although", "though", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "having", "do", "does", "did", "will", "would", "could", "should", "may", "might", "can", "must", "shall", "not", "also", "already", "still", "now", "then", "there", "here", "it", "he", "she", "they", "we", "i", "you", "this", "these", "those", "said", "say", "says", "told", "alleged", "died", "fled", "left", "took", "went", "came", "fell", "held", "lost", "made", "met", "rose", "struck", "hit", "found", "fought", "took", "gave", "got", "saw", "who's", "alongside", "outside", "inside", "within", "without", "including", "into", "onto", "out", "up", "down", "off", "away", "back", "ago", "later", "earlier", "the", "a", "an", "last", "next", "every", "each", "per", "his", "her", "its", "their", "our", "your", "both", "either", "neither", "only", "just", "about", "more", "less", "dead", "alive", "alone", "strong", "each", "missing", "homeless", "hurt", "put", "set", "sent", "kept", "taken", "seen", "given", "shown", "killed", "wounded", "injured"]
)
_TIME = re.compile(
    r"(?i)^(?:[a-z]+[\s-])*?(?:days?|weeks?|months?|years?|hours?|minutes?|mins?|seconds?|decades?|centur(?:y|ies)|fortnights?|"
    r"o'clock|am|pm|a\.m|p\.m|gmt|percentage|degrees?|times|year-old)\b"
)
_ROLE_NOUNS = (
    ("killed", r"killings?|deaths?|dead|fatalit(?:y|ies)|bodies|corpses|murders|executions"),
    ("wounded", r"wounded|injured|injur(?:y|ies)|casualties"),
    ("displaced", r"displaced|refugees|idps|returnees"),
    ("captured", r"prisoners|detainees|hostages|captives"),
    ("attacks", r"attacks?|bombings?|ambush(?:es)?|raids?|assaults?|air\s?strikes?|strikes|incidents|clashes|explosions|blasts|"
                r"sorties|shellings?|kidnappings|violations|skirmishes"),
    ("troops", r"troops|soldiers|personnel|peacekeepers|servicemen|marines|fighters|militants|insurgents|rebels|gunmen|"
               r"combatants|guerrillas|jihadists|police|policemen|officers|advisers|advisors|guards|militiamen|forces|"
               r"paramilitaries|recruits|cadres|infantry|reservists|commandos|bandits"),
)  # fmt: skip
_ROLE_VERBS = (
    ("killed", r"kill(?:ed|ing|s)?|dead|died|die|slain|massacred|murdered|executed|beheaded|shot\s+dead|slaughtered|lost\s+their\s+lives"),
    ("wounded", r"wound(?:ed|ing|s)?|injur(?:ed|ing|es)|hurt|maimed"),
    ("captured", r"captur(?:ed|ing|es)|arrest(?:ed|ing|s)?|detain(?:ed|ing|s)?|abduct(?:ed|ing|s)?|kidnapp(?:ed|ing)|surrendered|"
                 r"seized|taken\s+(?:hostage|prisoner)"),
    ("displaced", r"displac(?:ed|ing|es)|fled|fleeing|uprooted|homeless|driven\s+from|forced\s+(?:to\s+flee|from)"),
)  # fmt: skip
_AFTER = {
    role: re.compile(
        rf"(?i)^\W*(?:(?:of\s+(?:whom|them)|who|that|have|has|had|were|was|are|is|been|being|be|reportedly|also|already|both|since|"
        rf"left|thought\s+to\s+have|believed\s+to\s+have)\W+){{0,5}}(?:{verbs})\b"
    )
    for role, verbs in _ROLE_VERBS
}
_BEFORE = {
    role: re.compile(rf"(?i)\b(?:{verbs})(?:\s+(?:or\s+\w+ed|another|a\s+further|a\s+total\s+of|the\s+lives\s+of))?\W*$")
    for role, verbs in _ROLE_VERBS
}
_TOLL = re.compile(r"(?i)\b(?:deaths?|death\s+toll|toll|lives|claimed\s+the\s+lives)\b(?:\s+\w+){0,3}\s*$")
_TAKEN_OVER = re.compile(r"(?i)\b(?:took|takes?|taken|taking|hand(?:ed|s|ing)?|turn(?:ed|ing)?|won|fought)\s+over\s*$")
_PLURAL = re.compile(r"^[a-z][a-z-]*(?<!s)(?<!u)(?<!i)s$|^(?:people|men|women|children|personnel|police|policemen)$")
_MODIFIERS = frozenset(["arms", "rights", "operations", "services", "forces", "communications", "weapons", "special", "news", "sales", "sports"])
_NAMED = re.compile(
    r"(?:\b(?:[Rr]esolution|[Aa]rticle|[Cc]hapter|[Ss]ection|[Nn]o\.?|[Nn]umber|[Rr]oute|[Hh]ighway|[Pp]age|[Ff]light|[Bb]rigade|[Dd]ivision|[Uu]nit|[Zz]one|[Cc]amp|[Cc]lass|[Gg]rade|[Pp]hase|"
    r"[Ss]tage|[Vv]ersion|[Cc]hannel|[Ll]evel|[Aa]ged?|[Dd]istrict|[Oo]peration|[Tt]op|[Gg]roup of|G)|[#№])\s*-?$"
)


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

    >>> found = find_quantities("More than 460 protesters have been killed.", [])[0]
    >>> found.value, found.comparator, found.role
    (460.0, 'more than', 'killed')
    """
    counts: list[Counted] = []
    for found in _PATTERN.finditer(text):
        first = found.start("low") if found["low"] else found.start("vague")
        if any(start <= first < end for start, end in taken):
            continue
        counted = _counted(text, found, offset)
        if counted:
            counts.append(counted)
    return counts


def _counted(text: str, found: re.Match[str], offset: int) -> Counted | None:
    comparator = _COMPARATORS.get(" ".join((found["comparator"] or "").lower().replace(" the", "").split()), "")
    end, high = found.end(), None
    if found["vague"]:
        word = " ".join(found["vague"].lower().split())
        value, comparator = _VAGUE[word], word
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
    if comparator == "more than" and _TAKEN_OVER.search(text[: found.start() + 5]):
        comparator, skip = "", found.start("low") - found.start()
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
        verb = words > 0 and re.search(r"(?:ed|ing)$", word) and word not in ("wounded", "displaced", "injured", "building", "bombing", "killing")
        if word in _STOP or verb:
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
            if not tail or tail[1].split()[0] in _STOP:
                break
        end = found.end()
        words += 1
        if _PLURAL.match(found[2]) and word not in _MODIFIERS:
            joined = re.match(r"\s+(?:and\s+[a-z]+(?:s|men|women|children)|of\s+(?:[a-z]+s\b|[a-z]+\s[a-z]{3,}s))\b(?!\s+(?:was|is|has)\b)", rest[end:])
            end += joined.end() if joined and not set(joined[0].split()[1:]) & _STOP else 0
            break
    return re.sub(r"[’']s$", "", rest[:end])


def _is_no_count(left: str, found: re.Match[str], rest: str, noun: str) -> bool:
    low = (found["low"] or "").lower()
    if (noun and _TIME.match(noun.strip(" -"))) or re.match(r"-[A-Za-z]", rest):
        return True
    if re.match(r"(?:st|nd|rd|th)\b|\s*(?:%|per\s?cent|percent)|:\d|[-/]\d|\.\d|-(?:year|day|month|week|hour|minute|nation|member|mile|km|strong|foot|point|time|party|man)|\s*(?:km|miles?|kilomet|met(?:re|er)s?|kg|tons?|tonnes|dollars|degrees)\b", rest):
        return True
    if re.search(r"(?i)\b(?:aged?|age\s+of)\s*$", left) or (re.search(r",\s*$", left) and re.match(r"\s*,", rest)):
        return True
    if _NAMED.search(left) or (re.search(r"\b[A-Z][a-z]+\s$", left) and not noun and not re.search(r"\b(?:[Kk]illed|[Dd]ead)\s$", left)):
        return True
    if low == "one":
        people = re.match(r"(?i)\s*(?:[\w-]+\s){0,2}?(?:soldier|civilian|person|policeman|officer|man|woman|child|fighter|militant|attack|killed|american|peacekeeper)\b", rest)
        return not people or re.search(r"(?i)\b(?:no|any|every|each|the|this|that|at)\s*$", left) is not None
    return bool(re.match(r"(?i)\s+(?:of\s+)?(?:the\s+)?(?:other|others|sides?|men\s+who|ways?|things?|another|hand)\b", rest) and low in ("two", "three", "four"))


def _role(left: str, noun: str, right: str) -> str:
    near = left[-60:]
    for role, _ in _ROLE_VERBS:
        if _AFTER[role].match(right[:90]) and not re.match(r"\s*,\s*kill", right):
            return role
        if _BEFORE[role].search(near):
            return role
    for role, nouns in _ROLE_NOUNS:
        if re.search(rf"(?i)\b(?:{nouns})\b", noun):
            return role
    if not noun and re.search(r"(?i)\b(?:force|army|mission|contingent|garrison)\s+of\s+(?:\w+\s+){0,2}$", near):
        return "troops"
    return "killed" if not noun and _TOLL.search(near) else "other"
