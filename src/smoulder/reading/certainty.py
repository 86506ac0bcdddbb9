# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""How sure a statement is: hedges, conditions, negation, comparisons that link two quantities."""

from __future__ import annotations

import re
from typing import Literal

Certainty = Literal["", "certain", "probable", "possible"]

_HEDGES: tuple[tuple[str, Certainty], ...] = (
    (r"(?:has|have|had|with)\s+the\s+potential\s+to", "possible"),
    (r"(?:is|are|was|were)\s+(?:very\s+|quite\s+|more\s+)?(?:un)?likely\s+to", "probable"),
    (r"(?:very\s+|highly\s+|most\s+|quite\s+|more\s+)?(?:un)?likely", "probable"),
    (r"probably|presumably|in\s+all\s+likelihood", "probable"),
    (r"(?:is|are|was|were)\s+expected\s+to|expects?\s+(?:it|them|the|that)\b", "probable"),
    (r"may(?:\s+(?:well|also|yet|still|not))?|might(?:\s+(?:well|also|yet|still|not))?", "possible"),
    (r"could(?!\s+not|n['’]t)(?:\s+(?:well|also|yet|still))?", "possible"),
    (r"possibly|perhaps|maybe|potentially|conceivably", "possible"),
    (r"(?:it\s+is|it's|it’s)\s+possible(?:\s+that)?|there\s+is\s+a\s+(?:chance|risk|danger)(?:\s+that)?", "possible"),
    (r"appears?\s+to|appeared\s+to|seems?\s+to|seemed\s+to|appears?|seems?|apparently|seemingly", "probable"),
    (r"a\s+little\s+bit(?:\s+more)?|a\s+bit\s+more|a\s+little\s+more|somewhat|to\s+some\s+(?:degree|extent)|more\s+or\s+less", ""),
    (r"(?:I|we)\s+(?:think|believe|assess|suspect|guess)|in\s+(?:my|our)\s+(?:view|opinion|judg[e]?ment)|(?:he|she|they)\s+believed?", ""),
    (r"suggests?(?:\s+that)?|suggested\s+that|reportedly|allegedly|ostensibly|an\s+estimated", "possible"),
)  # fmt: skip
_HEDGE = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({words})' for words, _ in _HEDGES)})(?![\w-])")
"""The groups are the rows of the table: of those that fit at a place, the first counts."""
_CERTAIN = re.compile(
    r"(?i)\b(?:certainly|definitely|undoubtedly|clearly|surely|no\s+doubt|without\s+(?:a\s+)?doubt|of\s+course|inevitably|"
    r"beyond\s+doubt|for\s+certain|no\s+question)\b"
)
_STOP = r"(?=[,;:.!?—–\"”\x01]|\s+(?:then|and\s+(?:that|he|she|they|it)\b)|\s*$)"
_CONDITIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i)(?<!\beven\s)(?<!\bas\s)(?<!\basked\s)(?<!\bknow\s)(?<!\bwonder\s)\b(?:only\s+)?if\s+(?P<c>[^,;:.!?—–\"”\x01]+?){_STOP}",
        rf"(?i)\b(?P<c>unless\s+[^,;:.!?—–\"”\x01]+?){_STOP}",
        rf"(?i)\b(?:as|so)\s+long\s+as\s+(?P<c>[^,;:.!?—–\"”\x01]+?){_STOP}",
        rf"(?i)\b(?:provided|providing|assuming|on\s+condition|in\s+the\s+event)\s+(?:that|of)\s+(?P<c>(?!anonymity)[^,;:.!?—–\"”\x01]+?){_STOP}",
        r"(?:^|[.;,]\s+|[\"“])[Ss]hould\s+(?P<c>(?!be\b|have\b|not\b)[^,;:.!?—–\"”\x01]+?)(?=,)",
    )
)
_RELATION = re.compile(
    r"(?i)\bthe\s+(?:more|less|fewer|longer|better|worse|[a-z]{3,}er)\b[^.;!?]{3,120}?,?\s+the\s+(?:more|less|fewer|greater|longer|[a-z]{3,}er)\b[^.;!?\"”]{2,120}"
)
_NOT_SAID = re.compile(
    r"(?i)^(?:he|she|they|it|the\s+\w+)\s+(?:did|does|do|would|could|has|have|had)(?:\s+not|n['’]t)\s+(?:yet\s+)?"
    r"(?:predict|say|foresee|expect|anticipate|rule\s+out|know|confirm|claim|forecast|see\b|believe|think|suggest|specify|give)"
)


def find_hedge(text: str) -> tuple[str, Certainty]:
    """The first hedging words of a statement as they stand, and how sure they make it.

    returns: ('', 'certain') where the words insist, ('', '') where nothing is said about it.

    >>> find_hedge("the threat may well return"), find_hedge("they are certainly a threat")
    (('may well', 'possible'), ('', 'certain'))
    """
    found = _HEDGE.search(text)
    if found and found.lastindex:
        return found[0], _HEDGES[found.lastindex - 1][1]
    return "", "certain" if _CERTAIN.search(text) else ""


def find_condition(text: str) -> str:
    """The condition a statement stands under, as written without its 'if'; '' where there is none.

    >>> find_condition("the group will be back if the soldiers go home.")
    'the soldiers go home'
    """
    for pattern in _CONDITIONS:
        found = pattern.search(text)
        if found:
            return " ".join(found["c"].split())
    return ""


def find_relation(text: str) -> str:
    """A comparison that links two quantities ('the more …, the more …') as it stands, or ''."""
    found = _RELATION.search(text)
    return " ".join(found[0].split()).rstrip(" ,") if found else ""


def withholds(text: str) -> bool:
    """Whether a paraphrase tells what the speaker did not say ('he did not predict …')."""
    return _NOT_SAID.match(text) is not None
