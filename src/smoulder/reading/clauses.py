"""How far a word reaches: the sentences inside a quotation, and the clause a negation belongs to."""

from __future__ import annotations

import re

from smoulder.reading.abbreviations import soften

_END = re.compile(r"[.!?…]+[)\]\"”’'»]*(?=\s|$)")
_NOT_DENYING = re.compile(
    r"(?i)\bnot\s+(?:yet\s+)?(?:clear|known|certain|sure|only|just|merely|simply|so\s+much|say|surprising|alone)\b|"
    r"\bno\s+(?:doubt|question|secret|surprise|wonder|coincidence|accident)\b|\bnothing\s+but\b"
)
NEGATION = re.compile(
    r"(?i)\b(?:not|never|no\s+longer|nor|neither|no|none|nobody|without|hardly|scarcely|barely|cannot|far\s+from|yet\s+to|"
    r"nowhere\s+near|nothing|fail(?:s|ed)?\s+to|refus(?:e|es|ed)\s+to|den(?:y|ies|ied)|doubt(?:s|ed)?|premature|too\s+(?:early|soon)|"
    r"wrong\s+to|a\s+mistake\s+to|hard\s+to\s+believe|reject(?:s|ed)?|dismiss(?:es|ed)?)\b|n['’]t\b"
)
_CLAUSE_END = re.compile(
    r"[.!?…,;:—–]|\b(?:but|because|since|while|whereas|although|though|when|if|unless|until|before|after|so|or|"
    r"which|who|whose|where|instead|yet(?!\s+to))\b|\band\b(?!\s+(?:not|never))",
    re.IGNORECASE,
)
OF_A_VIEW = re.compile(
    r"(?i)\b(?:some|others?|many|most|several|people|officers|officials|colleagues|politicians|ministers|you|everyone|everybody|"
    r"generals?|newspapers?|he|she|the\s+\w+)\s+(?:[\w-]+\s+){0,4}?(?:thinks?|says?|believes?|claims?|tells?|insists?|will\s+say|may\s+say|"
    r"call\s+(?:it|them))\b[^.;:]{0,60}$"
)
_DISSENT = re.compile(
    r"(?i)^[\"“'\s]*(?:but\s+)?(?:(?:I|we)\s+(?:do\s+not|don't|disagree|never\s+did|think\s+not)\b(?!\s+\w+\s)|(?:they|he|she)\s+(?:is|are|'re)\s+"
    r"(?:all\s+)?(?:wrong|mistaken)|(?:that|this|it)(?:\s+is|'s)\s+(?:wrong|not\s+(?:true|so|right)|false|nonsense|a\s+(?:lie|myth))|"
    r"not\s+(?:true|so|at\s+all)|nonsense|no\b[,.!])"
)
_NO_INFERENCE = re.compile(
    r"(?i)\b(?:does|do|did)(?:\s+not|n't)\s+(?:\w+\s+)?(?:mean|prove|imply|show|amount)|\b(?:no|not)\s+(?:a\s+)?(?:proof|evidence|sign)\s+(?:of|that)|"
    r"\bwarn(?:ed|s|ing)?\s+against\b"
)


def even(text: str) -> str:
    """A text of the same length with straight apostrophes and without full stops that end nothing."""
    return soften(text).replace("’", "'").replace("‘", "'")


def inner_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a unit that may hold several, such as a quotation with its attribution.

    text: evened. returns: spans in order, without white space at their ends.

    >>> [text[a:b] for text in ["They are not weak. They wait."] for a, b in inner_sentences(text)]
    ['They are not weak.', 'They wait.']
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            spans.append((start, end))
        start = max(start, end)
    return spans


def clause_before(text: str, at: int, *, reach: int = 60) -> str:
    """The words of the same clause before a place, without negations that deny nothing."""
    left = _NOT_DENYING.sub("", text[max(0, at - reach) : at])
    cut = 0
    for found in _CLAUSE_END.finditer(left):
        cut = found.end()
    return left[cut:]


def negated_before(text: str, at: int) -> bool:
    """Whether words before a place, in the same clause, deny what stands there.

    >>> text = "They are not weak. They are patient"
    >>> negated_before(text, text.index("weak")), negated_before(text, text.index("patient"))
    (True, False)
    """
    return NEGATION.search(clause_before(text, at)) is not None


def is_disputed(left: str, following: str) -> bool:
    """Whether a view of others is turned down in the next sentence: 'Some say they are beaten. I do not.'"""
    return OF_A_VIEW.search(left) is not None and _DISSENT.match(following) is not None


def infers_nothing(text: str) -> bool:
    """Whether a sentence says that what it tells is no sign of anything ('does not mean that …')."""
    return _NO_INFERENCE.search(text) is not None
