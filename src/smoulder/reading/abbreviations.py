# ruff: noqa: E501  (a pattern stays on its line)
"""Full stops that end no sentence: ranks, initials, months, decimals."""

from __future__ import annotations

import re

DOT = "․"
"""Stands for a full stop that ends no sentence, so that places stay the same."""

_RANKS = (
    "Mr Mrs Ms Dr Gen Maj Col Lt Sgt Capt Cpt Brig Adm Sen Rep Gov Pres Prof St Jr Sr Fr Hon Messrs Rev Cmdr Cmdt "
    "Comdr Cdr Cpl Pvt Pte Supt Insp Asst Dep Amb Sec Spc Wg Flt Sqn Vice-Adm Jan Feb Mar Apr Jun Jul Aug Sep Sept "
    "Oct Nov Dec Inc Ltd Co Corp Dist Prov Ft Mt Det Dir Msgr Ven"
)
_BEFORE_NUMBER = "no nos art fig vol para sec approx est ca"
_ANYWHERE = "vs i.e e.g a.m p.m etc al"
_SENTENCE_OPENERS = r"The|A(?!\.)|An|He|She|It|They|But|And|In|On|At|We|I(?!\.)|You|This|That|These|Those|Its|His|Her|Their|However|If|When|No|Not"


def _either(words: str) -> str:
    return "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))


_AFTER = rf"(?!\s*$|\s+(?:{_SENTENCE_OPENERS})\b)"
_ABBREVIATED = re.compile(
    rf"(?<![\w.])(?:(?:{_either(_RANKS)})\.(?=\s|[A-Z]){_AFTER}"
    rf"|(?i:{_either(_BEFORE_NUMBER)})\.(?=\s*\d)"
    rf"|(?i:{_either(_ANYWHERE)})\.(?=[\s,;]){_AFTER}"
    r"|(?:[A-Z]\.)+(?=\s+[a-z(\d]|[,;:)’'-])"
    rf"|[A-Z]\.(?=\s+[A-Z])|(?:[A-Z]\.){{2,}}(?=\s+[A-Z]){_AFTER}"
    rf"|Ph\.D\.{_AFTER})"
)
_INNER = re.compile(r"(?<=\d)\.(?=\d)|(?<=\b[A-Z])\.(?=[A-Z]\b)")


def soften(text: str) -> str:
    """A text of the same length in which full stops that end no sentence are another character.

    >>> soften("Maj. Gen. Doe met the U.N. envoy. He left.").count(".")
    2
    >>> soften("They said no. The talks went on.").count(".")
    2
    """
    text = _ABBREVIATED.sub(lambda found: found[0].replace(".", DOT), text)
    return _INNER.sub(DOT, text)
