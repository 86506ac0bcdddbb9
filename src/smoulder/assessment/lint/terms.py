"""Where a sentence uses a term of a scale, and where it bends one into a word that no scale has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from smoulder.records.wording import Scale, Term

_COMPARING = r"more|less|as|so|too|how|however|equally|least"
_BENDING = (
    r"quite|fairly|rather|somewhat|pretty|reasonably|relatively|moderately|highly|very|extremely|exceptionally|increasingly|"
    r"overwhelmingly|particularly|especially|vanishingly|exceedingly|most|not|hardly|scarcely|never|virtually|practically|"
    r"nearly|almost|much\s+more|far\s+more|even\s+more|ever\s+more"
)
_BASE = r"(?:un)?likely|(?:im)?probabl[ey]"
_BENT = re.compile(
    rf"(?i)\b(?:(?:(?:{_BENDING})\s+)+(?:{_BASE})|(?:more|less)\s+(?:likely|probable)\s+than\s+not|(?<!about\s)as\s+likely\s+as\s+not)\b"
)
_COMPARED = re.compile(
    rf"(?i)\b(?:(?:{_COMPARING})\s+(?:{_BASE})|(?:the|its|their|his|her|our|second|next|third)\s+(?:most|least)\s+(?:{_BASE})|(?:un)?likelier|(?:un)?likeliest)\b"
)
_CHANCE_WORDS = r"chances?|possibilit(?:y|ies)|prospects?|likelihood|probabilit(?:y|ies)|odds|risks?"
_REMOTE = (
    rf"remote(?=\s+(?:{_CHANCE_WORDS})\b)|(?<=\bas\s)remote\b|"
    rf"(?:(?<=\bis\s)|(?<=\bare\s)|(?<=\bwas\s)|(?<=\bremains\s)|(?<=\bseems\s)|(?<=\blooks\s)|(?<=\bremain\s)|(?<=\bseem\s))remote(?=\b)"
)
_ABOUT_CHANCE = re.compile(rf"(?i)\b(?:{_CHANCE_WORDS})\b")
ALONE = {"remote": _REMOTE}
"""Terms that have another sense too: they count only where they stand with a word for chance."""


@dataclass(frozen=True, slots=True)
class Use:
    """A term of a scale where it stands.

    row: 0 for the scale's first row of terms, 1 and up for its synonyms.
    """

    scale: str
    term: Term
    row: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Uses:
    """What a sentence says in words of chance.

    own, other: terms of the scale asked for, and terms that only another scale has.
    bent: places of words that no scale has, built on one of a scale ('quite likely').
    """

    own: tuple[Use, ...]
    other: tuple[Use, ...]
    bent: tuple[tuple[int, int], ...]


def find_uses(text: str, scale: Scale, others: Sequence[Scale]) -> Uses:
    """The terms in a sentence; of those that overlap the longest, and the asked scale's before the others'.

    >>> from smoulder.records.wording import Scale, Term
    >>> two = Scale(name="two", terms=(Term(low=0, high=0.5, word="unlikely"), Term(low=0.5, high=1, word="likely")))
    >>> [text[use.start : use.end] for text in ["Likely, not unlikely"] for use in find_uses(text, two, ()).own]
    ['Likely']
    """
    found: list[tuple[int, int, int, Use | None]] = []
    for rank, each in enumerate((scale, *others)):
        found += [(use.start, use.end, rank, use) for use in _matches(text, each)]
    compared = [match.span() for match in _COMPARED.finditer(text)]
    found += [(start, end, 90, None) for start, end in compared]
    found += [(*match.span(), 91, None) for match in _BENT.finditer(text)]
    taken: list[tuple[int, int, int, Use | None]] = []
    for one in sorted(found, key=lambda item: (item[0] - item[1], item[2], item[0])):
        if all(one[1] <= start or end <= one[0] for start, end, _, _ in taken):
            taken.append(one)
    taken.sort(key=lambda item: item[0])
    return Uses(
        own=tuple(use for _, _, rank, use in taken if use is not None and rank == 0),
        other=tuple(use for _, _, rank, use in taken if use is not None and rank > 0),
        bent=tuple((start, end) for start, end, rank, _ in taken if rank == 91),
    )


def _matches(text: str, scale: Scale) -> list[Use]:
    uses = []
    for pattern, term, row in _patterns(scale):
        for found in pattern.finditer(text):
            if found[0].lower() in ALONE and not _ABOUT_CHANCE.search(text):
                continue
            uses.append(Use(scale.name, term, row, found.start(), found.end()))
    return uses


@cache
def _patterns(scale: Scale) -> tuple[tuple[re.Pattern[str], Term, int], ...]:
    return tuple(
        (re.compile(rf"(?i)(?<![\w-]){_forms(word)}(?![\w-])"), term, row)
        for term in scale.terms
        for row, word in enumerate((term.word, *term.synonyms))
    )


def _forms(word: str) -> str:
    """A term as it may stand in a sentence: 'almost certain' and 'almost certainly', 'probable' and 'probably'."""
    if word.lower() in ALONE:
        return f"(?:{ALONE[word.lower()]})"
    *before, last = word.split()
    if last.lower().endswith("ble"):
        last = re.escape(last[:-1]) + "[ey]"
    elif last.lower().endswith(("certain", "sure")):
        last = re.escape(last) + "(?:ly)?"
    elif last.lower() == "possibility":
        last = "possibilit(?:y|ies)"
    elif last.lower() in ("chance", "prospect"):
        last = re.escape(last) + "s?"
    else:
        last = re.escape(last)
    return r"[\s-]+".join([*(re.escape(one) for one in before), last])
