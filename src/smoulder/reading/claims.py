"""Sentences that state or weigh an explanation of the quiet."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import Literal

from smoulder.reading.clauses import even, infers_nothing, inner_sentences, is_disputed
from smoulder.reading.explanations import EXPLANATIONS, NAMES, PLAIN_WORDS, Leaves
from smoulder.reading.leaning import Hit, is_hit_denied, stance_of
from smoulder.reading.sentences import Sentence
from smoulder.reading.stated import State
from smoulder.reading.whose import is_of_group, is_of_others

_START = r"(?i)(?:(?<![\w-])|(?<=\w)(?='(?:re|s|ve)\b))"
_PATTERNS = tuple(
    (leaves, re.compile(rf"{_START}(?:{words})(?![\w-])"), strict)
    for strict, table in ((False, EXPLANATIONS), (True, PLAIN_WORDS))
    for leaves, words in table
)
_ANY = re.compile(rf"{_START}(?:{'|'.join(words for _, words in EXPLANATIONS + PLAIN_WORDS)})(?![\w-])")
"""Whether any of the patterns fits: most sentences hold none, and one look is cheaper than one for each."""
LOW = frozenset(("degraded", "spent"))
_OTHERWISE = re.compile(r"(?i)^[\"“'\s]*(?:or|alternatively|another|others|the\s+(?:other|second))\b")
_WEIGHS = re.compile(
    r"(?i)\bwhether\b|\bthe\s+question\s+is\b|\beither\b|\bit\s+is\s+(?:not\s+clear|unclear)\b|\?[\"”’']?\s*$|\bor\s+(?:is|are|was|were)\s+(?:it|they)\b"
)
_SPLIT = re.compile(
    r"(?i),?\s+or\s+(?:(?:whether|that|if)\s+)?|\s+rather\s+than\s+|,?\s+than\s+(?!\d)|,\s+not\s+"
)
_WISHED = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)?\s+(?:on|for|upon)|urg(?:e|es|ed|ing)|must|should|needs?\s+to|ask(?:s|ed|ing)?|demand(?:s|ed|ing)?|appeal(?:s|ed)?)\b[^.;]{0,60}$"
)
_NOT_GROUP = re.compile(
    r"(?i)\b(?:coalition|government|army|police|civilians?|families|economy|talks|hospital|patients)\s+(?:\w+\s+){0,2}$"
)


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


def find_claims(
    sentences: tuple[Sentence, ...], about_group: list[bool], states: list[State]
) -> list[Claimed]:
    """Claims of a report.

    sentences:   of standfirst and body; the standfirst is passed over, since the body says it again.
    about_group: for each sentence, whether it speaks of an armed group.
    states:      how a group is, by the grammar; in order.
    returns:     claims in order; rivals point to each other, whether they are weighed in one sentence or in two
                 that follow each other.
    """
    claims: list[Claimed] = []
    before: list[int] = []
    starts = [state.start for state in states]
    for index, sentence in enumerate(sentences):
        stated = [
            Hit(
                state.start - sentence.start,
                state.end - sentence.start,
                state.leaves,
                state.denied,
                state.unsure,
            )
            for state in states[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if not state.supposed
        ]
        if sentence.block != "body" or not (about_group[index] or stated):
            before = []
            continue
        text = even(sentence.text)
        units = inner_sentences(text)
        for number, (start, end) in enumerate(units):
            following = text[slice(*units[number + 1])] if number + 1 < len(units) else ""
            grammar = [
                replace(hit, start=hit.start - start, end=min(hit.end, end) - start)
                for hit in stated
                if start <= hit.start < end
            ]
            found = _in_unit(sentence, index, (text[start:end], start, following), len(claims), grammar)
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


def _in_unit(
    sentence: Sentence, index: int, unit: tuple[str, int, str], first: int, grammar: list[Hit]
) -> list[Claimed]:
    """The claims of one inner sentence: its evened text, where it begins in `sentence`, and the text after it."""
    text, offset, following = unit
    pieces = _pieces(text)
    if not (grammar or any(_ANY.search(text, *piece) for piece in pieces)) or infers_nothing(text):
        return []
    weighs = _WEIGHS.search(text) is not None
    found: list[tuple[Hit, int]] = []
    for number, (start, end) in enumerate(pieces):
        kept: dict[tuple[Leaves, bool], Hit] = {}
        for hit in _with_grammar(_hits(text, start, end), grammar, start, end):
            low = set(hit.leaves) <= LOW
            side: tuple[Leaves, bool] = (
                ("degraded", "spent") if low else hit.leaves,
                is_hit_denied(text, hit),
            )
            if side in kept:
                leaves = kept[side].leaves if len(kept[side].leaves) <= len(hit.leaves) else hit.leaves
                kept[side] = replace(kept[side], end=hit.end, leaves=leaves)
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
        denied = is_hit_denied(text, hit) != is_disputed(text[: hit.start], following)
        stance, hedge = stance_of(text, hit, denied, weighs)
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


def _hits(text: str, start: int, end: int) -> list[Hit]:
    hits: list[Hit] = []
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
            hits.append(Hit(found.start(), found.end(), leaves))
    return sorted(hits, key=lambda hit: hit.start)


def _with_grammar(hits: list[Hit], grammar: list[Hit], start: int, end: int) -> list[Hit]:
    """Words found in a piece, with what the grammar adds to them."""
    more = [
        hit
        for hit in grammar
        if start <= hit.start < end and not any(hit.start < one.end and hit.end > one.start for one in hits)
    ]
    return sorted(hits + [replace(hit, end=min(hit.end, end)) for hit in more], key=lambda hit: hit.start)


def _piece_of(
    sentence: Sentence, text: str, offset: int, hit: Hit, piece: tuple[int, int]
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


def _from_whether(text: str, start: int, hit: int) -> int:
    led = re.search(r"(?i)\b(?:whether|either|the\s+question\s+is)\s+", text[start:hit])
    return start + led.end() if led else start


def _name(words: str) -> str:
    for pattern, name in NAMES:
        if re.search(pattern, words, re.IGNORECASE):
            return name
    return " ".join(words.split())
