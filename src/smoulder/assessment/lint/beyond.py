# ruff: noqa: E501  (a pattern stays on its line)
"""Words that claim what no scale has a term for: that something is certain, or impossible."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.fault import Fault, Said

RULE = "beyond-scale"
_SURE = re.compile(
    r"""(?ix)(?<![\w-])(?:
      (?<!almost\s)(?<!nearly\s)(?<!virtually\s)certainly(?!\s+not\s+(?:known|counted))
    | (?:is|are|be|seems?|looks?|remains?|becomes?|appears?|as\s+good\s+as|all\s+but|practically|absolutely)\s+certain(?!\s+(?:of|about|kinds?|parts?|areas?|that\s+(?:we|they)\b)|\s+\w+s\b)
    | certain\s+(?:to\s+\w+|that)
    | definitely|undoubtedly|unquestionably|without\s+(?:a\s+)?(?:any\s+)?doubt|(?:there\s+is\s+)?no\s+doubt\s+that|beyond\s+(?:any\s+|all\s+)?doubt
    | inevitabl[ey]|unavoidabl[ey]|inescapabl[ey]|a\s+foregone\s+conclusion|only\s+a\s+matter\s+of\s+time|a\s+matter\s+of\s+time
    | guaranteed\s+to|(?<!make\s)(?<!made\s)(?<!making\s)(?<!be\s)sure\s+to\s+\w+|bound\s+to\s+(?:be|become|break|bring|cause|collapse|come|draw|end|erupt|escalate|fail|fall|fight|flare|follow|go|grow|happen|have|hit|hold|last|lapse|lead|lose|meet|provoke|regroup|reappear|resume|return|rise|see|split|spread|start|strike|win|attack)\b
    | (?:is|are|be|seems?|remains?|becomes?|appears?|practically|all\s+but|virtually|nearly|almost)\s+(?:quite\s+|now\s+|simply\s+)?impossible(?!\s+(?:to|for)\b)|impossible\s+that
    | (?:no|zero|not\s+a|not\s+the\s+slightest)\s+(?:chance|prospect)\s+(?:of|that)|zero\s+(?:probability|likelihood|risk)
    | (?<!not\s)out\s+of\s+the\s+question|surely
    )(?![\w-])"""
)
_DENIED = re.compile(r"(?i)\b(?:not|n['’]t|never|hardly|nothing|nobody|neither|far\s+from)\s+(?:\w+\s+)?$")


def beyond_scale(said: Said) -> Iterator[Fault]:
    """Claims of certainty where only a chance is meant to be told."""
    taken = [(use.start, use.end) for use in (*said.uses.own, *said.uses.other)]
    for found in _SURE.finditer(said.text):
        start, end = found.span()
        denied = _DENIED.search(said.text[:start])
        if denied or any(start < stop and begin < end for begin, stop in taken):
            continue
        yield Fault(
            RULE,
            start,
            end,
            f"{' '.join(found[0].split())!r} claims certainty, for which the scale has no term",
            "write 'more than 99 in 100' or 'less than 1 in 100' where the number is beyond the scale, else its term",
        )
