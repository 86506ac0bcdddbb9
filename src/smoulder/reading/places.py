"""Places named in a report: towns and regions by the words before or after them."""

from __future__ import annotations

import re
from bisect import bisect_left

from smoulder.reading.actors import Named
from smoulder.reading.phrases import PERSON_HEAD, RANK
from smoulder.reading.published import MONTHS
from smoulder.reading.sentences import Sentence

_NAME = r"(?:al-|el-|Al-)?[A-ZÀ-Þ][\w’'-]+(?:\s+(?:al-|el-|de\s+|del\s+|of\s+)?[A-ZÀ-Þ][\w’'-]+){0,3}"
_AFTER_WORD = re.compile(
    rf"(?<!\w)(?P<word>in|In|at|near|Near|outside|inside|around|across|towards?|throughout|north\s+of|south\s+of|east\s+of|west\s+of|"
    rf"town\s+of|city\s+of|village\s+of|province\s+of|capital|from)\s+(?:the\s+)?(?P<name>{_NAME})(?P<more>(?:,?\s+and\s+{_NAME})?)"
)
_KINDS = (
    "provinces?|districts?|forests?|mountains?|regions?|states?|city|town|village|valley|desert|islands?|camp|base|airport|"
    "air\\s+base|peninsula|governorate|county|prison|suburb|neighbourhood|neighborhood|highway|border|river|basin|plains?|market"
)
_WITH_KIND = re.compile(rf"(?<!\w)[Tt]he\s+(?P<name>{_NAME})\s+(?:{_KINDS})(?!\w)")
_LAKE = re.compile(rf"(?<!\w)(?P<name>(?:Lake|Mount|Gulf\s+of|Strait\s+of|River)\s+{_NAME})")
_NO_PLACE = frozenset(
    [
        "Congress",
        "Parliament",
        "English",
        "Arabic",
        "French",
        "Islam",
        "Christianity",
        "Operation",
        "Resolution",
        "Twitter",
        "Facebook",
        "Telegram",
        "God",
        "Allah",
        "Ramadan",
        "Christmas",
        "Easter",
        "Eid",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "The",
        "This",
        "That",
        "It",
        "He",
        "She",
        "They",
        "We",
        "I",
        "A",
        "An",
    ]
)
_NO_PLACE_END = re.compile(
    r"(?:University|Institute|Watch|International|Center|Centre|Council|Agency|Committee|Group|Party|Army|Force|Forces|Post|Times|News|Press|Foundation|Nations|Union|House|Ministry|Day|Council|Conference|Review|Daily|Reuters|Street\s+Journal)$"
)


def find_places(sentences: tuple[Sentence, ...], taken: list[Named]) -> list[Named]:
    """Places in standfirst and body that are not countries.

    taken: mentions of groups, countries, governments and persons; nothing inside them is a place.
    returns: mentions in order, each with its name as written.
    """
    ordered = sorted((item.start, item.end) for item in taken)
    found: dict[int, Named] = {}
    for sentence in sentences:
        spans = ordered[bisect_left(ordered, (sentence.start, 0)) : bisect_left(ordered, (sentence.end, 0))]
        here: list[Named] = []
        for pattern in (_LAKE, _WITH_KIND, _AFTER_WORD):
            for hit in pattern.finditer(sentence.text):
                names = [(hit.start("name"), hit["name"])]
                more = hit.groupdict().get("more")
                if more:
                    tail = re.search(_NAME, more)
                    if tail:
                        names.append((hit.start("more") + tail.start(), tail[0]))
                for at, name in names:
                    name = re.sub(r"[’']s?$", "", re.split(r"[’']s\s", name)[0])
                    start, end = sentence.start + at, sentence.start + at + len(name)
                    if not _is_place(name, hit.groupdict().get("word") or ""):
                        continue
                    if any(start < other_end and end > other_start for other_start, other_end in spans):
                        continue
                    if not any(start < item.end and end > item.start for item in here):
                        here.append(Named(start, end, name, "place"))
                        found[start] = here[-1]
    return [found[start] for start in sorted(found)]


def _is_place(name: str, word: str) -> bool:
    parts = name.split()
    if (
        parts[0] in _NO_PLACE
        or parts[0].lower() in MONTHS
        or re.fullmatch(r"\w+day", parts[0])
        or len(name) < 3
    ):
        return False
    if _NO_PLACE_END.search(name) or RANK.match(name) or PERSON_HEAD.fullmatch(parts[-1]):
        return False
    if word == "from" and len(parts) > 2:
        return False
    return not (name.isupper() and len(name) <= 6)
