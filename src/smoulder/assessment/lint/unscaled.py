# ruff: noqa: E501  (a pattern stays on its line)
"""Words of chance that no scale has: 'could', 'may well', 'cannot be ruled out', 'a good chance'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.fault import Fault, Said

RULE = "unscaled-word"
_CHANCE = r"chances?|probabilit(?:y|ies)|likelihood|odds|prospects?|possibilit(?:y|ies)"
_SIZE = (
    r"good|fair|slim|slender|slight|small|high|higher|low|strong|weak|decent|outside|real|realistic|little|reasonable|sporting|fighting|significant|"
    r"considerable|substantial|sizeable|serious|distinct|clear|great|better\s+than\s+even|non-?negligible|negligible|growing|rising|poor|even"
)
_NOT_CAN = r"(?:can(?:no|\s+no|['’])t|could\s*(?:not|n['’]t)|(?:do|does|did|would|should|must|need|is|are)(?:\s+not|n['’]t)|not(?:\s+to)?|hard\s+to|difficult\s+to|impossible\s+to)"

_WORDS = (
    rf"{_NOT_CAN}\s+(?:yet\s+|entirely\s+|fully\s+|wholly\s+|be\s+)*(?:rule[ds]?\s+out|ruled\s+out|exclude[d]?|discount(?:ed)?|dismiss(?:ed)?)",
    r"(?:may|might|could)\s+(?:very\s+|quite\s+)?(?:well|possibly|conceivably|perhaps)",
    r"may(?:\s+(?:also|yet|still|soon|not))?",
    r"might(?:\s+(?:also|yet|still|soon|not))?",
    r"could(?:\s+(?:also|yet|still|soon))?",
    r"perhaps|maybe|possibly|potentially|conceivably|presumably|plausibly",
    r"in\s+all\s+(?:likelihood|probability)|(?:the\s+)?(?:chances|odds)\s+are(?=\s+(?:that|the|it|they|he|she|this|a|an)\b)",
    rf"(?:{_SIZE})\s+(?:{_CHANCE})(?!\s+to\b)",
    rf"(?:{_CHANCE})\s+(?:of\s+(?:a|an|the|such|its|their)?\s*[\w-]+(?:\s+[\w-]+){{0,4}}\s+)?(?:is|are|look|looks|seem|seems|remain|remains)\s+(?:very\s+|rather\s+|quite\s+|still\s+)?(?:good|slim|high|low|fair|small|slight|strong|poor|even|real|considerable|better\s+than\s+even|not\s+zero|negligible)",
    r"(?:there|here)\s+(?:is|are|remains|was|were)\s+(?:still\s+|always\s+)?(?:a|an|the|some|every|no\s+small)\s+(?:\w+\s+)?(?:risk|danger|chance|possibility|prospect|likelihood)\s+(?:that|of\s+\w+ing\b)",
    r"(?:remains?|is|stays?)\s+a\s+(?:\w+\s+)?possibility|leaves?\s+open\s+the\s+possibility",
    r"(?:likelihood|probability|chances?)\s*:\s*(?:very\s+)?(?:high|low|medium|moderate)",
    r"possible",
    r"doubtful|conceivable|plausible|imaginable|thinkable",
    r"toss-?up|coin\s+(?:toss|flip)|touch\s+and\s+go|fifty[- ]fifty|(?:about\s+|roughly\s+)?even\s+(?:chances?|odds|money)|evens|better\s+than\s+even",
    r"not\s+out\s+of\s+the\s+question|anyone['’]s\s+guess|on\s+the\s+cards",
)
_UNSCALED = re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{one})' for one in _WORDS)})(?![\w-])", re.IGNORECASE)

_BEFORE = {
    "could": r"(?:\b(?:those|all|anyone|anybody|everyone|whoever|people|families|\w+s)\s+(?:who|that)|\b(?:all|as\s+\w+\s+as|as\s+best|what|whatever|wherever|whenever|than|before|until)\s+(?:[\w’'-]+\s+){0,4}|\b(?:if|whether)\s+(?:[\w’'-]+\s+){1,8}|\bso\s+(?:that\s+)?(?:[\w’'-]+\s+){1,5})\s*$|(?:^|[.;]\s*)(?:At\s+(?:its|their|his|the)\s+(?:peak|height)|In\s+its\s+heyday|At\s+that\s+time|At\s+the\s+time|Back\s+then|Until\s+\w+|Before\s+(?:the|its|their|that)\b)[^.;]*$",
    "may": r"(?:\b(?:you|readers|users|anyone|whoever|one|nobody|no\s+one)|\b(?:if|whether)\s+(?:[\w’'-]+\s+){1,6}|\bcome\s+what|(?:^|[.;]\s*|,\s*)under\s+(?:the|its|a|this|their)\s+(?:\w+\s+)?(?:law|deal|amnesty|agreement|accord|treaty|terms|rules|decree|constitution|licen[cs]e|mandate)\b[^.;]*)\s*$",
    "might": r"\b(?:military|naval|air|armed|economic|financial|political|industrial|full|sheer|superior|combined|with|by|of|his|her|its|their|our|the|all|and|whether\s+(?:[\w’'-]+\s+){1,6})\s*$",
    "possible": r"(?:\bas|\b(?:where|if|when|wherever|whenever|far|everything|everyone|anything|means|all|every|each|any|only|other|best|worst|first|last|many|\w+est|two|three|four|five|six|seven|several|most|least|various|becam?e|becomes|became|made|makes|making|make|it|technically|physically|legally|whole|set\s+of|number\s+of)|\bma[dk]\w*\s+(?:[\w’'-]+\s+){1,6})\s*$",
}
_AFTER = {
    "could": r"\s*(?:not|n['’]t|no\s+longer|only|hardly|barely|scarcely|never|neither|ill\s+afford|(?:hear|feel|smell|afford|remember|recall|tell)\b|(?:be|have\s+been)\s+(?:reached|heard|seen|found|read|known|watched|counted|verified|checked|confirmed|traced|measured|told|identified|matched|dated|located)\b|[^.;:]{1,80}?\b(?:and|but|yet)\s+(?:still\s+|then\s+)?(?:holds?|held|waits?|waited|does\s+not|did\s+not|has\s+not|chose|chooses|refrain(?:s|ed)?)\b)",
    "may": r"\s+(?:(?:only\s+)?be\s+(?:used|shared|copied|cited|quoted|reused|freely|left\s+out|omitted|passed\s+on|published|reproduced|redistributed|given|named|entered|repeated)\b)",
    "might": r"\s+of\b",
    "possible": r"\s+(?:to\b|only\b|by\b|explanations?|hypothes[ie]s|outcomes?|answers?|values?|causes?|reasons?|ways?|futures?|scenarios?|combinations?|interpretations?|readings?|terms?|words?|codes?|grades?|sources?|pairs?|choices?|options?)",
    "even chance": r"",
}
_COUNT = re.compile(
    r"\s+(?:as\s+many\s+as\s+|about\s+|some\s+)?(?:\d|a\s+(?:few|dozen|hundred|thousand|third|quarter)|half\b|dozens|hundreds|thousands|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b)",
    re.IGNORECASE,
)
_ROUGHLY = re.compile(r"(?i)\b(?:roughly|than)\s+$")
_CURE = "say how likely with a term of {scale} ({low} … {high}); if not a chance is meant, say 'is able to', 'is allowed to' or what is known"


def unscaled_words(said: Said, low: str, high: str, scale: str) -> Iterator[Fault]:
    """Words of chance that stand for no number.

    low, high: the first and last term of the scale, for the cure.
    """
    text = said.text
    taken = [(use.start, use.end) for use in (*said.uses.own, *said.uses.other)] + list(said.uses.bent)
    places = list(said.uses.bent)
    for found in _UNSCALED.finditer(text):
        start, end = found.span()
        if not any(start < stop and begin < end for begin, stop in taken) and not _other_sense(
            text, start, end
        ):
            places.append((start, end))
    for start, end in sorted(places):
        yield Fault(
            RULE,
            start,
            end,
            f"{' '.join(text[start:end].split())!r} stands for no number: readers take it for anything",
            _CURE.format(scale=scale, low=low, high=high),
        )


def _other_sense(text: str, start: int, end: int) -> bool:
    """Whether the words stand here for something else than a chance."""
    words = text[start:end].lower()
    first = words.split()[0]
    if first == "may" and text[start] == "M":
        return True  # the month
    if words in ("perhaps", "maybe", "possibly") and _COUNT.match(text, end):
        return True  # a count, rounded
    if "even" in words and _ROUGHLY.search(text[:start]):
        return True
    key = first if first in _BEFORE else ""
    if not key or words.endswith(("well", "possibly", "perhaps", "conceivably")) or "rul" in words:
        return False
    before, after = _BEFORE[key], _AFTER[key]
    return bool(
        (before and re.search(before, text[:start], re.IGNORECASE))
        or re.match(after, text[start + len(key) :], re.IGNORECASE)
    )
