"""Sentences that state or weigh an explanation of the quiet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from smoulder.reading.certainty import find_hedge, negated_before
from smoulder.reading.explanations import EXPLANATIONS, NAMES, Leaves
from smoulder.reading.sentences import Sentence

_PATTERNS = tuple(
    (leaves, re.compile(rf"(?i)(?<![\w-])(?:{words})(?![\w-])")) for leaves, words in EXPLANATIONS
)
_WEIGHS = re.compile(
    r"(?i)\bwhether\b|\bthe\s+question\s+is\b|\beither\b|\bit\s+is\s+(?:not\s+clear|unclear)\b|\?[\"”’']?\s*$|\bor\s+(?:is|are|was|were)\s+(?:it|they)\b"
)
_SPLIT = re.compile(
    r"(?i),?\s+or\s+(?:(?:whether|that|if)\s+)?|\s+rather\s+than\s+|,?\s+than\s+(?!\d)|,\s+not\s+"
)
_HYPOTHETICAL = re.compile(r"(?i)\b(?:if|unless|would|could|until)\b")
_WISHED = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)?\s+(?:on|for|upon)|urg(?:e|es|ed|ing)|must|should|needs?\s+to|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|appeal(?:s|ed)?)\b[^.;]{0,60}$"
)
_NOT_GROUP = re.compile(
    r"(?i)\b(?:coalition|government|army|police|civilians?|families|economy|talks|hospital|patients)\s+(?:\w+\s+){0,2}$"
)
_COMPARES = re.compile(r"(?i)\s+than\s+|\s+rather\s+than\s+")


@dataclass(frozen=True, slots=True)
class Claimed:
    """One explanation as stated; places are characters of the text."""

    start: int
    end: int
    leaves: Leaves
    name: str
    stance: Literal["states", "asserts", "denies"]
    hedge: str
    sentence: int
    rival: int | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    leaves: Leaves


def find_claims(sentences: tuple[Sentence, ...], about_group: list[bool]) -> list[Claimed]:
    """Claims of a report.

    sentences:   of standfirst and body; the standfirst is passed over, since the body says it again.
    about_group: for each sentence, whether it speaks of an armed group.
    returns:     claims in order; rivals weighed in one sentence point to each other.
    """
    claims: list[Claimed] = []
    for index, sentence in enumerate(sentences):
        if sentence.block == "body" and about_group[index]:
            claims += _in_sentence(sentence, index, len(claims))
    return claims


def _in_sentence(sentence: Sentence, index: int, first: int) -> list[Claimed]:
    text = sentence.text
    pieces = _pieces(text)
    weighs = _WEIGHS.search(text) is not None
    found: list[tuple[_Hit, int]] = []
    for number, (start, end) in enumerate(pieces):
        hits = _hits(text, start, end)
        kept: dict[tuple[Leaves, bool], _Hit] = {}
        for hit in hits:
            low = set(hit.leaves) <= {"degraded", "spent"}
            side: tuple[Leaves, bool] = (("degraded", "spent") if low else hit.leaves, _denied(text, hit))
            if side in kept:
                leaves = kept[side].leaves if len(kept[side].leaves) <= len(hit.leaves) else hit.leaves
                kept[side] = _Hit(kept[side].start, hit.end, leaves)
            else:
                kept[side] = hit
        found += [(hit, number) for hit in kept.values()]
    if not weighs:
        found = [
            (hit, number) for hit, number in found if number == 0 or not _after_than(text, pieces[number][0])
        ]
    claims = [_claim(sentence, index, hit, pieces[number], weighs, len(found)) for hit, number in found]
    if (
        len(claims) == 2
        and (weighs or {found[0][1], found[1][1]} != {found[0][1]})
        and claims[0].leaves != claims[1].leaves
    ):
        claims = [_with_rival(claims[0], first + 1), _with_rival(claims[1], first)]
    return claims


def _pieces(text: str) -> list[tuple[int, int]]:
    """The alternatives of a sentence, cut at 'or', 'rather than' and 'than'."""
    pieces: list[tuple[int, int]] = []
    start = 0
    for cut in _SPLIT.finditer(text):
        pieces.append((start, cut.start()))
        start = cut.end()
    pieces.append((start, len(text)))
    return pieces


def _after_than(text: str, start: int) -> bool:
    return re.search(r"(?i)\bthan\s+$|,\s+not\s+$", text[max(0, start - 14) : start]) is not None


def _hits(text: str, start: int, end: int) -> list[_Hit]:
    hits: list[_Hit] = []
    for leaves, pattern in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            left = text[start : found.start()]
            if (
                _NOT_GROUP.search(left)
                or _WISHED.search(left)
                or any(found.start() < hit.end and found.end() > hit.start for hit in hits)
            ):
                continue
            hits.append(_Hit(found.start(), found.end(), leaves))
    return sorted(hits, key=lambda hit: hit.start)


def _claim(
    sentence: Sentence, index: int, hit: _Hit, piece: tuple[int, int], weighs: bool, count: int
) -> Claimed:
    text = sentence.text
    start, end = piece if weighs and count > 1 else (0, len(text))
    if weighs and count > 1:
        start = _from_whether(text, start, hit.start)
        for quote in sentence.quotes:
            # A piece that crosses into a quotation begins with the quotation.
            if start + sentence.start < quote.start <= hit.start + sentence.start:
                start = quote.start - sentence.start
            if quote.start <= hit.start + sentence.start < quote.end < end + sentence.start:
                end = quote.end - sentence.start
    unclear = (
        re.search(
            r"(?i)\s+(?:is|was|remains)\s+(?:not\s+(?:yet\s+)?clear|unclear|unknown|not\s+known)\b",
            text[hit.end : end],
        )
        if weighs
        else None
    )
    end = hit.end + unclear.start() if unclear else end
    while start < end and not (text[start].isalnum() or text[start] in '[“"‘'):
        start += 1
    while end > start and text[end - 1] in " ,;\n":
        end -= 1
    denied = _denied(text, hit)
    words = text[hit.start : hit.end]
    hypothetical = _HYPOTHETICAL.search(text[max(0, hit.start - 60) : hit.start]) is not None and not weighs
    hedge = find_hedge(text[start:end])[0] if weighs else find_hedge(_clause(text, hit))[0]
    stance: Literal["states", "asserts", "denies"] = (
        "denies"
        if denied
        else "states"
        if weighs or hypothetical or hedge.lower().startswith(("may", "might", "could", "possib", "perhaps"))
        else "asserts"
    )
    return Claimed(
        sentence.start + start, sentence.start + end, hit.leaves, _name(words), stance, hedge, index
    )


def _denied(text: str, hit: _Hit) -> bool:
    words = text[hit.start :]
    if re.match(r"(?i)(?:yet|not|from|neither)\s+(?:defeated|beaten)", words):
        return True
    # 'not able', 'no longer capable' deny an ability, and so state the weakness.
    return negated_before(text, hit.start) and not re.match(
        r"(?i)(?:not|no\s+longer|unable|incapable)\s", words
    )


def _clause(text: str, hit: _Hit) -> str:
    """The clause around the words, to the next comma or connective."""
    left = re.split(r"[;:]|,\s+(?:and|but)\s|\bbut\b", text[: hit.start])[-1]
    right = re.split(r"[;:]|,\s+(?:and|but)\s|\bbut\b", text[hit.end :])[0]
    return left + text[hit.start : hit.end] + right


def _from_whether(text: str, start: int, hit: int) -> int:
    led = re.search(r"(?i)\b(?:whether|either|the\s+question\s+is)\s+", text[start:hit])
    return start + led.end() if led else start


def _name(words: str) -> str:
    for pattern, name in NAMES:
        if re.search(pattern, words, re.IGNORECASE):
            return name
    return " ".join(words.split())


def _with_rival(claim: Claimed, rival: int) -> Claimed:
    return Claimed(
        claim.start, claim.end, claim.leaves, claim.name, claim.stance, claim.hedge, claim.sentence, rival
    )
