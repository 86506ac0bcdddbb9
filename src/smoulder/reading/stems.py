"""One stem for the forms of a word, so that a family of words can be listed once."""

from __future__ import annotations

import re
from functools import lru_cache

_IRREGULAR = {
    form: stem
    for stem, forms in {
        "lose": "lost loses losing", "break": "broke broken", "hide": "hid hidden hiding hides", "flee": "fled fleeing",
        "fight": "fought", "take": "took taken taking", "go": "went gone goes going", "come": "came coming",
        "hold": "held", "keep": "kept", "sleep": "slept", "get": "got gotten getting", "run": "ran running",
        "strike": "struck stricken striking", "leave": "left leaving", "lie": "lay lain lying lies", "bleed": "bled",
        "beat": "beaten", "wear": "wore worn", "shrink": "shrank shrunk shrunken", "send": "sent", "buy": "bought",
        "bring": "brought", "seek": "sought", "tear": "tore torn", "drive": "drove driven driving", "hit": "hitting",
        "steal": "stole stolen", "shoot": "shot", "give": "gave given giving", "have": "has had having 's've 've",
        "be": "is are was were been being 's 're 'm am", "rise": "rose risen rising", "build": "built",
        "rebuild": "rebuilt", "fall": "fell fallen", "make": "made making", "choose": "chose chosen choosing",
        "begin": "began begun", "dig": "dug digging", "win": "won winning", "die": "died dying dies",
        "feed": "fed", "cut": "cutting", "put": "putting", "find": "found", "stand": "stood", "think": "thought",
        "say": "said says", "withdraw": "withdrew withdrawn", "overrun": "overran", "lay": "laid", "sell": "sold",
        "ebb": "ebbed ebbing", "wane": "waned waning", "pay": "paid", "meet": "met", "slip": "slipped slipping",
        "man": "men", "gunman": "gunmen", "child": "children", "retake": "retook retaken retaking", "set": "setting",
        "use": "using used uses", "fly": "flew flown flies", "draw": "drew drawn", "throw": "threw thrown",
        "tell": "told", "shut": "shutting", "quit": "quitting",
    }.items()
    for form in forms.split()
}  # fmt: skip
_ENDING = re.compile(r"(?:ied|ies|ying|(?<=[sxz])es|(?<=[cs]h)es|ing|ed|(?<=[^siu])s|es)$")


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """The stem of an English word, for comparing with other stems; no dictionary form.

    >>> [stem(word) for word in ("waiting", "waits", "exhausted", "lost", "scattered", "rebels")]
    ['wait', 'wait', 'exhaust', 'los', 'scatter', 'rebel']
    """
    word = form.lower().replace("’", "'")
    if word in _IRREGULAR:
        return _trim(_IRREGULAR[word])
    found = _ENDING.search(word)
    if found and found.start() >= 3:
        ending, word = found[0], word[: found.start()]
        if ending in ("ied", "ies", "ying"):
            word += "y"
        elif ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
            word = word[:-1]
    return _trim(word)


def _trim(word: str) -> str:
    """Without a last 'e' or a doubled 'l', which forms have or not: 'degrade', 'degrading'; 'crippled'."""
    if word.endswith("ll") and len(word) > 5:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def family(words: str) -> frozenset[str]:
    """The stems of words given as one text.

    >>> sorted(family("wait bide"))
    ['bid', 'wait']
    """
    return frozenset(stem(word) for word in words.split())
