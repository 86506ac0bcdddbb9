# ruff: noqa: E501  (a pattern stays on its line)
"""Words of chance that no scale has: 'could', 'may well', 'cannot be ruled out', 'a good chance'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.fault import Fault, Said
from smoulder.assessment.lint.other_senses import is_other_sense

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
        if not any(start < stop and begin < end for begin, stop in taken) and not is_other_sense(
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
