"""Sentences that state or weigh an explanation of the quiet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from smoulder.reading.certainty import find_hedge
from smoulder.reading.clauses import even, infers_nothing, inner_sentences, is_disputed, negated_before
from smoulder.reading.explanations import EXPLANATIONS, NAMES, PLAIN_WORDS, Leaves
from smoulder.reading.sentences import Sentence
from smoulder.reading.whose import is_of_group, is_of_others

_PATTERNS = tuple(
    (leaves, re.compile(rf"(?i)(?:(?<![\w-])|(?<=\w)(?='(?:re|s|ve)\b))(?:{words})(?![\w-])"), strict)
    for strict, table in ((False, EXPLANATIONS), (True, PLAIN_WORDS))
    for leaves, words in table
)
LOW = frozenset(("degraded", "spent"))
_DENIED_INSIDE = re.compile(
    r"(?i)(?:(?:is|are|was|were|be|been|has|have|had|'re|'s)(?:\s+\w+)?(?:\s+not|n't|\s+never|\s+far\s+from)\s)|(?:yet|not|from|neither)\s+(?:defeated|beaten)"
)
_NEGATIVE_WORDS = re.compile(
    r"(?i)(?:not|no|unable|incapable|cannot|can't|never|(?:do|does|did|can|could)(?:\s+not|\s+no\s+longer|n't)|(?:has|have|had|with)\s+no)\b"
)
_OTHERWISE = re.compile(r"(?i)^[\"“'\s]*(?:or|alternatively|another|others|the\s+(?:other|second))\b")
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
    returns:     claims in order; rivals point to each other, whether they are weighed in one sentence or in two
                 that follow each other.
    """
    claims: list[Claimed] = []
    before: list[int] = []
    for index, sentence in enumerate(sentences):
        if sentence.block != "body" or not about_group[index]:
            before = []
            continue
        text = even(sentence.text)
        units = inner_sentences(text)
        for number, (start, end) in enumerate(units):
            following = text[slice(*units[number + 1])] if number + 1 < len(units) else ""
            found = _in_unit(sentence, index, (text[start:end], start, following), len(claims))
            if before and found and _OTHERWISE.match(text[start:end]):
                found = _set_against(claims, before, found)
            before = [len(claims) + place for place in range(len(found))]
            claims += found
    return _once(claims)


def _set_against(claims: list[Claimed], before: list[int], found: list[Claimed]) -> list[Claimed]:
    """Two explanations weighed over a full stop: 'Perhaps they are beaten. Or they are waiting.'"""
    first, second = before[0], len(claims)
    if len(before) > 1 or len(found) > 1 or claims[first].leaves == found[0].leaves:
        return found
    claims[first] = replace(claims[first], stance="states", rival=second)
    return [replace(found[0], stance="states", rival=first)]


def _once(claims: list[Claimed]) -> list[Claimed]:
    """The same side taken twice in one sentence is one claim."""
    kept: dict[tuple[int, Leaves, str], int] = {}
    places: dict[int, int] = {}
    single: list[Claimed] = []
    for number, claim in enumerate(claims):
        low = set(claim.leaves) <= LOW
        key = (claim.sentence, ("degraded", "spent") if low else claim.leaves, claim.stance)
        if claim.rival is None and key in kept:
            places[number] = kept[key]
            continue
        places[number] = kept[key] = len(single)
        single.append(claim)
    return [claim if claim.rival is None else replace(claim, rival=places[claim.rival]) for claim in single]


def _in_unit(sentence: Sentence, index: int, unit: tuple[str, int, str], first: int) -> list[Claimed]:
    """The claims of one inner sentence: its evened text, where it begins in `sentence`, and the text after it."""
    text, offset, following = unit
    if infers_nothing(text):
        return []
    pieces = _pieces(text)
    weighs = _WEIGHS.search(text) is not None
    found: list[tuple[_Hit, int]] = []
    for number, (start, end) in enumerate(pieces):
        kept: dict[tuple[Leaves, bool], _Hit] = {}
        for hit in _hits(text, start, end):
            low = set(hit.leaves) <= LOW
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
    numbers = [number for _, number in found]
    if len(set(numbers)) == 2 and re.search(
        r"\bor\b", text[pieces[min(numbers)][1] : pieces[max(numbers)][0]]
    ):
        weighs = True
    whole = (0, len(sentence.text))
    claims = []
    for hit, number in found:
        piece = _piece_of(sentence, text, offset, hit, pieces[number]) if weighs and len(found) > 1 else whole
        denied = _denied(text, hit) != is_disputed(text[: hit.start], following)
        stance, hedge = _stance(text, hit, denied, weighs)
        words = text[hit.start : hit.end]
        claims.append(
            Claimed(
                sentence.start + piece[0],
                sentence.start + piece[1],
                hit.leaves,
                _name(words),
                stance,
                hedge,
                index,
            )
        )
    if len(claims) == 2 and (weighs or found[0][1] != found[1][1]) and claims[0].leaves != claims[1].leaves:
        claims = [replace(claims[0], rival=first + 1), replace(claims[1], rival=first)]
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
    for leaves, pattern, strict in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            left = text[start : found.start()]
            if (
                is_of_others(left)
                or (strict and not is_of_group(left))
                or _NOT_GROUP.search(left)
                or _WISHED.search(left)
                or any(found.start() < hit.end and found.end() > hit.start for hit in hits)
            ):
                continue
            hits.append(_Hit(found.start(), found.end(), leaves))
    return sorted(hits, key=lambda hit: hit.start)


def _piece_of(
    sentence: Sentence, text: str, offset: int, hit: _Hit, piece: tuple[int, int]
) -> tuple[int, int]:
    """The alternative that holds the words, as characters of the sentence."""
    start, end = piece
    start = _from_whether(text, start, hit.start)
    unclear = re.search(
        r"(?i)\s+(?:is|was|remains)\s+(?:not\s+(?:yet\s+)?clear|unclear|unknown|not\s+known|a\s+matter\s+of)\b",
        text[hit.end : end],
    )
    end = hit.end + unclear.start() if unclear else end
    at = sentence.start + offset
    for quote in sentence.quotes:
        # A piece that crosses into a quotation begins with the quotation.
        if start + at < quote.start <= hit.start + at:
            start = quote.start - at
        if quote.start <= hit.start + at < quote.end < end + at:
            end = quote.end - at
    while start < end and not (text[start].isalnum() or text[start] in '[“"‘'):
        start += 1
    while end > start and text[end - 1] in " ,;\n":
        end -= 1
    return start + offset, end + offset


def _stance(
    text: str, hit: _Hit, denied: bool, weighs: bool
) -> tuple[Literal["states", "asserts", "denies"], str]:
    """How a claim is put, and its hedge."""
    hypothetical = _HYPOTHETICAL.search(text[max(0, hit.start - 60) : hit.start]) is not None and not weighs
    hedge = find_hedge(text if weighs else _clause(text, hit))[0]
    if denied:
        return "denies", hedge
    unsure = hedge.lower().startswith(("may", "might", "could", "possib", "perhaps"))
    return ("states" if weighs or hypothetical or unsure else "asserts"), hedge


def _denied(text: str, hit: _Hit) -> bool:
    words = text[hit.start : hit.end]
    if _DENIED_INSIDE.match(words):
        return True
    # 'not able', 'no ammunition' deny an ability, and so state the weakness.
    return negated_before(text, hit.start) and not _NEGATIVE_WORDS.match(words)


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
