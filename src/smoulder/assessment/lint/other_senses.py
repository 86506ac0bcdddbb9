"""Where 'could', 'may', 'might' and 'possible' mean something else than a chance."""

from __future__ import annotations

import re
from collections.abc import Sequence

NEAR = 200
"""Characters before a word that are looked at."""
_SOME = r"(?:[\w’'-]+\s+)"

_BEFORE: dict[str, Sequence[str]] = {
    "could": (
        r"\b(?:those|all|anyone|anybody|everyone|whoever|people|families|\w+s)\s+(?:who|that)",  # those who could
        rf"\b(?:all|as\s+\w+\s+as|as\s+best|what|whatever|wherever|whenever|than|before|until)\s+{_SOME}{{0,4}}",
        rf"\b(?:if|whether)\s+{_SOME}{{1,8}}",  # whether they could
        rf"\bso\s+(?:that\s+)?{_SOME}{{1,5}}",  # left so that aid could pass
        r"(?:^|[.;]\s*)(?:At\s+(?:its|their|his|the)\s+(?:peak|height)|In\s+its\s+heyday|At\s+(?:that|the)\s+time"
        r"|Back\s+then|Until\s+\w+|Before\s+(?:the|its|their|that)\b)[^.;]*",  # at its peak the army could field
    ),
    "may": (
        r"\b(?:you|readers|users|anyone|whoever|one|nobody|no\s+one)",  # you may copy
        rf"\b(?:if|whether)\s+{_SOME}{{1,6}}",
        r"\bcome\s+what",
        r"(?:^|[.;]\s*|,\s*)under\s+(?:the|its|a|this|their)\s+(?:\w+\s+)?(?:law|deal|amnesty|agreement|accord|treaty"
        r"|terms|rules|decree|constitution|licen[cs]e|mandate)\b[^.;]*",  # under the accord they may keep
    ),
    "might": (
        r"\b(?:military|naval|air|armed|economic|financial|political|industrial|full|sheer|superior|combined)",
        r"\b(?:with|by|of|his|her|its|their|our|the|all|and)",  # by its might
        rf"\bwhether\s+{_SOME}{{1,6}}",
    ),
    "possible": (
        r"\bas|\b(?:where|if|when|wherever|whenever|far)",  # as soon as possible, where possible
        r"\b(?:everything|everyone|anything|means|all|every|each|any|only|other|best|worst|first|last|many|\w+est)",
        r"\b(?:two|three|four|five|six|seven|several|most|least|various|whole|set\s+of|number\s+of)",
        r"\b(?:becam?e|becomes|makes?|making|made|it|technically|physically|legally)",
        rf"\bma[dk]\w*\s+{_SOME}{{1,6}}",  # made the crossing possible
    ),
}
_AFTER: dict[str, Sequence[str]] = {
    "could": (
        r"\s*(?:not|n['’]t)",  # could not be reached
        r"\s+(?:no\s+longer|only|hardly|barely|scarcely|never|neither|ill\s+afford)",
        r"\s+(?:hear|feel|smell|afford|remember|recall|tell)\b",
        r"\s+(?:be|have\s+been)\s+(?:reached|heard|seen|found|read|known|watched|counted|verified|checked|confirmed"
        r"|traced|measured|told|identified|matched|dated|located)\b",
        r"[^.;:]{1,80}?\b(?:and|but|yet)\s+(?:still\s+|then\s+)?(?:holds?|held|waits?|waited|does\s+not|did\s+not"
        r"|has\s+not|chose|chooses|refrain(?:s|ed)?)\b",  # could strike and waits
    ),
    "may": (
        r"\s+(?:only\s+)?be\s+(?:used|shared|copied|cited|quoted|reused|freely|left\s+out|omitted|passed\s+on"
        r"|published|reproduced|redistributed|given|named|entered|repeated)\b",
    ),
    "might": (r"\s+of\b",),
    "possible": (
        r"\s+(?:to|only|by)\b",  # possible to cross
        r"\s+(?:explanations?|hypothes[ie]s|outcomes?|answers?|values?|causes?|reasons?|ways?|futures?|scenarios?)",
        r"\s+(?:combinations?|interpretations?|readings?|terms?|words?|codes?|grades?|sources?|pairs?|choices?|options?)",
    ),
}
_PATTERNS = {
    word: (
        re.compile(rf"(?:{'|'.join(_BEFORE[word])})\s*$", re.IGNORECASE),
        re.compile("|".join(_AFTER[word]), re.IGNORECASE),
    )
    for word in _BEFORE
}
_COUNT = re.compile(
    r"\s+(?:as\s+many\s+as\s+|about\s+|some\s+)?(?:\d|a\s+(?:few|dozen|hundred|thousand|third|quarter)\b|half\b|dozens"
    r"|hundreds|thousands|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b)",
    re.IGNORECASE,
)
_OF_SCALE = re.compile(r"(?i)\b(?:roughly|than)\s+$")


def is_other_sense(text: str, start: int, end: int) -> bool:
    """Whether a word of chance stands here for ability, permission, a month, strength or a count.

    >>> text = "The road could not be used."
    >>> is_other_sense(text, 9, 14), is_other_sense("The road could close.", 9, 14)
    (True, False)
    """
    words = text[start:end].lower()
    first = words.split()[0]
    if first == "may" and text[start] == "M":
        return True
    if words in ("perhaps", "maybe", "possibly"):
        return _COUNT.match(text, end) is not None
    if "even" in words and _OF_SCALE.search(text, max(0, start - NEAR), start):
        return True
    if (
        first not in _PATTERNS
        or words.endswith(("well", "possibly", "perhaps", "conceivably"))
        or "rul" in words
    ):
        return False
    before, after = _PATTERNS[first]
    begin = max(0, start - NEAR)
    return bool(before.search(text, begin, start) or after.match(text, start + len(first)))
