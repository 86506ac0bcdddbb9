"""Words of an answer that come from short lists of this tool, and so can be said in any language."""

from __future__ import annotations

from smoulder.brief.language.say import in_english, say, stays, to_say
from smoulder.brief.page import Run, Tone
from smoulder.brief.phrase import as_is

LEAVES = (
    *(to_say("unseen"), to_say("moved"), to_say("won"), to_say("deal"), to_say("patience")),
    *(to_say("degraded"), to_say("spent")),
)
"""Explanations, by name."""
LEAF_WORDS = (
    to_say("fighting goes on, but reporting stopped"),
    to_say("renamed, split, merged, or active elsewhere"),
    to_say("it became the government"),
    to_say("bound by a ceasefire, an agreement or co-option"),
    to_say("could reach the comeback line now and holds back"),
    to_say("able to reach it only after rebuilding"),
    to_say("will not come back within 20 years"),
)
CHANCES = (
    *(to_say("almost no chance"), to_say("very unlikely"), to_say("unlikely"), to_say("roughly even chance")),
    *(to_say("likely"), to_say("very likely"), to_say("almost certain")),
    *(to_say("less than 1 in 100"), to_say("more than 99 in 100")),
)
"""The terms of Intelligence Community Directive 203, and what stands for them outside its scale."""
LEVELS = (to_say("low"), to_say("moderate"), to_say("high"))
"""Of confidence."""
GROUNDS = (
    *(to_say("past lulls"), to_say("sources"), to_say("models"), to_say("coverage"), to_say("conflict")),
)
STATES = (*(to_say("active"), to_say("quiet"), to_say("subdued"), to_say("never active"), to_say("unknown")),)
EVIDENCE = (
    *(to_say("unused opportunity"), to_say("continued attacks"), to_say("capacity judged low")),
    *(to_say("waiting judged likely"), to_say("would return if pressure ends"), to_say("regrouping")),
    *(to_say("still present"), to_say("large attack"), to_say("surrenders"), to_say("declared defeated")),
    *(to_say("ceasefire holds"), to_say("talks broken off"), to_say("renamed or split")),
    *(to_say("active elsewhere"), to_say("reporting blocked"), to_say("counted under another name")),
    *(to_say("took the government"), to_say("agreement on record"), to_say("agreement signed")),
    *(to_say("no agreement on record"), to_say("others still reported"), to_say("reporting fell for all")),
    to_say("opportunity test"),
)
"""Kinds of evidence."""
LOOKS = (
    to_say("the next opportunity (protests, an election, a departure), and whether it is used"),
    *(to_say("a large or coordinated attack"), to_say("recruiting, training or arming")),
    *(to_say("surrenders or disarmament"), to_say("the group being seen in its old places")),
    to_say("an independent observer who judges its means low"),
    to_say("an independent observer who judges that it holds back on purpose"),
    to_say("an independent observer who expects it back once the pressure ends"),
    *(to_say("a party that declares it defeated"), to_say("a ceasefire that is kept")),
    *(to_say("an agreement being signed"), to_say("talks being broken off")),
    *(to_say("a new name, a split or a merger"), to_say("the group fighting in another country")),
    to_say("reporters and monitors being kept out"),
)
"""What to look for."""
MODELS = (
    *(to_say("Kaplan–Meier by class"), to_say("hazard"), to_say("Weibull"), to_say("Weibull with cure")),
    *(to_say("shared frailty"), to_say("boosted"), to_say("log-logistic with cure")),
    to_say("lognormal with cure"),
)
COUNTS = (
    *(to_say("all kinds"), to_say("all kinds, all countries"), to_say("state-based"), to_say("non-state")),
    *(to_say("one-sided"), to_say("battle-related by dyad")),
)
"""Kinds of count."""
CLOSED = (
    *(to_say("closed by yearly releases"), to_say("closed provisionally, by candidate data")),
    to_say("asked of past days, when what came could be known"),
)
"""How questions of the desk's record came out."""
ROWS = (to_say("monthly"), to_say("bridged from a year"))
"""Where a month comes from."""
BRANCHES = (to_say("stays"), to_say("eases"), to_say("comes off"))
_LISTS = (
    *(LEAVES, LEAF_WORDS, CHANCES, LEVELS, GROUNDS, STATES),
    *(EVIDENCE, LOOKS, MODELS, COUNTS, CLOSED, ROWS, BRANCHES),
)
KNOWN = frozenset(word for words in _LISTS for word in words)


def known(text: str, to: str = "", tone: Tone = "") -> Run:
    """A text of an answer, said where it is one of the lists here, else as it is."""
    return Run(say(text), to, tone) if text in KNOWN else as_is(text, to, tone)


def known_words(text: str) -> str:
    """The same where only a text has its place.

    >>> known_words("patience"), known_words("a part that an analyst split off")
    ('patience', 'a part that an analyst split off')
    """
    return say(text) if text in KNOWN else stays(text)


def leaf_name(leaf: str) -> tuple[Run, ...]:
    """An explanation by name; elsewhere with the English name beside it, by which texts of the answer call it."""
    if leaf in KNOWN and in_english():
        return (Run(say(leaf), tone="strong"), Run(" "), as_is(f"({leaf})", tone="quiet"))
    return (known(leaf, tone="strong"),)
