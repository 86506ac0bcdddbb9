"""Sentences that speak for some explanations of the quiet over others."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from smoulder.reading.certainty import find_hedge
from smoulder.reading.claims import LOW, Claimed
from smoulder.reading.clauses import even, infers_nothing, inner_sentences, negated_before
from smoulder.reading.sentences import Sentence
from smoulder.reading.shown import Shown
from smoulder.reading.signs import DENIED, FAVOURS, PARTING, RETURNING, SIGNS, Leaves
from smoulder.reading.whose import is_of_civilians, is_of_others

_SUPPOSED = re.compile(
    r"(?i)\b(?:if|unless|would|could|may|might|should|whether|to|until|lest|in\s+case|want(?:s|ed)?|hop(?:e|es|ed|ing)|threaten(?:ed|s)?|fear(?:s|ed)?|plan(?:s|ned)?)\b[^,;:]{0,45}$"
)
_SUPPOSED_FREE = frozenset(("would return if pressure ends", "unused opportunity", "reporting blocked"))
_AGAINST = re.compile(
    r"(?i)^[^.;]{0,60}?\b(?:against|on|targeting)\s+(?:the\s+)?(?:group|militants|insurgents|rebels|jihadists|IS\b|Islamic\s+State|fighters|[A-Z]\w+\s+(?:positions|targets))"
)
_BY_STATE = re.compile(
    r"(?i)\b(?:coalition|army|military|troops|government|forces|police|air\s?strikes?|air\s+force|soldiers|Americans|jets|warplanes|drones|parliament|navy)\b(?:\s+\w+){0,5}\s*$"
)
_STATE_KINDS = frozenset(("continued attacks", "large attack", "regrouping", "active elsewhere"))
_HOMES = re.compile(
    r"(?i)^\s+(?:their|its|the|our|your|his|her)\s+(?:\w+\s+)?(?:homes?|houses?|lives|country|town|city|schools?|roads?|trust|nation|economy|villages?|churches|mosques|state|institutions)"
)
_OWN_FORCES = re.compile(
    r"(?i)^\s+(?:and\s+\w+ing\s+)?(?:\w+\s+){0,2}(?:army|police|soldiers|security\s+forces|troops)\b"
)
_BY_GROUP = frozenset(("unused opportunity", "surrenders", "regrouping", "continued attacks", "large attack"))
_BOUND = re.compile(
    r"(?i)\b(?:truce|cease-?fire|agreement|accord|peace\s+deal|ordered|promised|agreed|pledged)\b"
)
_JUDGEMENTS = frozenset(("capacity judged low", "waiting judged likely", "declared defeated"))
_KIND_OF: dict[Leaves, str] = {("patience",): "waiting judged likely", ("deal",): "ceasefire holds"}
_NO_ATTACK = re.compile(r"(?i)\bair\s?strikes\b|\bwithout\s+an?\s*$|\bno\s*$")
_ANYONE = frozenset(
    ("ceasefire holds", "ceasefire broken", "talks broken off", "reporting blocked", "declared defeated")
)


class _Patterns:
    """Kinds of evidence with the patterns that show them."""

    def __init__(self, signs: Sequence[tuple[str, str]]) -> None:
        self._each = tuple((kind, re.compile(rf"(?i)(?<![\w-])(?:{words})")) for kind, words in signs)
        self._any = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(words for _, words in signs)})")

    def of(self, unit: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """All of them, or none where none fits: one look is cheaper than one for each."""
        return self._each if self._any.search(unit) else ()


_OF_GROUP = _Patterns(SIGNS)
_OF_ANYONE = _Patterns([sign for sign in SIGNS if sign[0] in _ANYONE])
_QUESTION = re.compile(r"\?[\"”']*$")


@dataclass(frozen=True, slots=True)
class Sign:
    """One item of evidence; places are characters of the text."""

    start: int
    end: int
    kind: str
    favours: Leaves
    over: Leaves
    hedge: str
    negated: bool
    sentence: int


def find_evidence(
    sentences: tuple[Sentence, ...], about_group: list[bool], claims: list[Claimed], shown: list[Shown]
) -> list[Sign]:
    """The evidence in the body of a report, at most one item of a kind for each sentence.

    sentences:   of standfirst and body. claims: of the same sentences. shown: what the grammar shows in them.
    about_group: for each sentence, whether it speaks of an armed group.
    returns:     items in order. A denied item favours the other side where that is sure, and is dropped elsewhere;
                 two judgements of one sentence that speak against each other are dropped both.
    """
    signs: list[Sign] = []
    starts = [item.start for item in shown]
    judged: dict[int, list[Claimed]] = {}
    for claim in claims:
        judged.setdefault(claim.sentence, []).append(claim)
    for index, sentence in enumerate(sentences):
        if sentence.block != "body":
            continue
        found: dict[str, Sign] = {}
        text = even(sentence.text)
        for start, end in inner_sentences(text):
            unit = text[start:end]
            patterns = (_OF_GROUP if about_group[index] else _OF_ANYONE).of(unit)
            if not patterns or _QUESTION.search(unit) or infers_nothing(unit):
                continue
            for kind, pattern in patterns:
                if kind in found:
                    continue
                for hit in pattern.finditer(unit):
                    sign = _sign(sentence, index, unit, kind, hit)
                    if sign:
                        found.setdefault(sign.kind, sign)
        for item in shown[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
            if item.kind not in found:
                _add_shown(sentence, index, text, item, found)
        _judged(sentence, index, judged.get(index, []), found)
        signs += _consistent(list(found.values()))
    return sorted(signs, key=lambda sign: (sign.start, sign.kind))


def _add_shown(sentence: Sentence, index: int, text: str, item: Shown, found: dict[str, Sign]) -> None:
    """What the grammar shows, unless its sentence is a question or says that it proves nothing."""
    at = item.start - sentence.start
    unit = next((text[start:end] for start, end in inner_sentences(text) if start <= at < end), text)
    if _QUESTION.search(unit) or infers_nothing(unit):
        return
    favours, over = FAVOURS[item.kind]
    found[item.kind] = Sign(
        sentence.start, sentence.end, item.kind, favours, over, find_hedge(unit)[0], False, index
    )


def _consistent(found: list[Sign]) -> list[Sign]:
    """Without judgements of which each favours what the other speaks against."""
    return [
        one
        for one in found
        if one.kind not in _JUDGEMENTS
        or not any(
            set(one.favours) <= set(other.over) and set(other.favours) <= set(one.over)
            for other in found
            if other.kind in _JUDGEMENTS
        )
    ]


def _sign(sentence: Sentence, index: int, text: str, kind: str, hit: re.Match[str]) -> Sign | None:
    if not _fits(text, kind, hit):
        return None
    negated = _denied(text, kind, hit)
    if kind in ("opportunity used", "ceasefire broken"):
        if negated:
            return None
        kind, negated = (
            {"opportunity used": "unused opportunity", "ceasefire broken": "ceasefire holds"}[kind],
            True,
        )
    if negated and kind not in DENIED:
        return None
    favours, over = DENIED[kind] if negated else FAVOURS[kind]
    return Sign(sentence.start, sentence.end, kind, favours, over, find_hedge(text)[0], negated, index)


def _fits(text: str, kind: str, hit: re.Match[str]) -> bool:
    """Whether the words are said of the group, as a fact."""
    left, right = text[: hit.start()], text[hit.end() :]
    if (
        kind not in _SUPPOSED_FREE
        and _SUPPOSED.search(left[-60:])
        and not re.search(r"(?i)\bto\s*$", left[-4:] if kind == "regrouping" else "")
    ):
        return False
    if (
        kind in _STATE_KINDS
        and _BY_STATE.search(left[-60:])
        and not re.search(r"(?i)\b(?:the|their)\s+(?:rebel|militant)\s+\w+\s*$", left)
    ):
        return False
    if kind in ("continued attacks", "large attack") and (
        _AGAINST.match(right) or _NO_ATTACK.search(left[-20:] + hit[0])
    ):
        return False
    if kind in _BY_GROUP and is_of_others(left):
        return False
    if kind == "unused opportunity":
        # What a deal or an order forbids is no missed chance.
        return _BOUND.search(text) is None and _BY_STATE.search(left[-60:]) is None
    if kind == "regrouping":
        return (
            not _HOMES.match(right)
            and not _OWN_FORCES.match(right)
            and not re.search(r"(?i)\b(?:may|might|could|would|will|can)\s+(?:\w+\s+)?$", left)
        )
    if kind == "would return if pressure ends":
        coming = RETURNING.search(hit[0])
        before = left + hit[0][: coming.start() if coming else 0]
        return PARTING.search(hit[0]) is not None and not is_of_civilians(before)
    return True


def _denied(text: str, kind: str, hit: re.Match[str]) -> bool:
    if kind in ("unused opportunity", "talks broken off"):
        return False
    if kind == "continued attacks" and re.search(r"(?i)\bnot\s+(?:stopped|ceased|ended)", hit[0]):
        return False
    if kind == "declared defeated":
        near = text[max(0, hit.start() - 25) : hit.end()]
        return (
            re.search(
                r"(?i)\b(?:far\s+from|not|never|n['’]t|yet\s+to\s+be|too\s+(?:early|soon)\s+to|neither|premature)\b",
                near,
            )
            is not None
        )
    if kind == "ceasefire holds" and re.search(
        r"(?i)\b(?:not|no\s+longer|n['’]t)\s+(?:\w+\s+)?(?:hold|held|respect|observ)", hit[0]
    ):
        return True
    inside = (
        re.search(r"(?i)\b(?:will|would|do|does|did|has|have|is|are)(?:\s+not|n['’]t)\b", hit[0])
        if kind == "would return if pressure ends"
        else None
    )
    return inside is not None or negated_before(text, hit.start())


def _judged(sentence: Sentence, index: int, claims: list[Claimed], found: dict[str, Sign]) -> None:
    """Claims that take a side, as evidence; a weakness shown by a missed chance is one item, not two."""
    asserted_low = any(claim.stance == "asserts" and set(claim.leaves) <= LOW for claim in claims)
    for claim in claims:
        if claim.stance == "states":
            continue
        low = set(claim.leaves) <= {"degraded", "spent"}
        kind = "capacity judged low" if low else _KIND_OF.get(claim.leaves, "")
        denied = claim.stance == "denies"
        if denied and low and claim.leaves != ("spent",) and asserted_low:
            # 'We did not weaken them. We destroyed them.'
            continue
        shown = [
            found[name] for name in ("unused opportunity", "declared defeated", "surrenders") if name in found
        ]
        if not kind or (low and not denied and any(not sign.negated for sign in shown)):
            continue
        if denied and claim.leaves == ("spent",):
            kind = "declared defeated"
        if denied and kind not in DENIED:
            continue
        favours, over = DENIED[kind] if denied else FAVOURS[kind]
        if kind not in found:
            found[kind] = Sign(sentence.start, sentence.end, kind, favours, over, claim.hedge, denied, index)
