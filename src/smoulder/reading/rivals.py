"""Which claims of a report exclude each other, and which of them its evidence speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from smoulder.records.statement import Claim, TextEvidence

NEAR = 1
"""Paragraphs between claims of two speakers that are set against each other."""


def set_against(
    claims: Sequence[Claim], paragraphs: Sequence[int], groups: Sequence[int | None]
) -> tuple[Claim, ...]:
    """The claims, with those of two speakers that exclude each other linked as rivals.

    claims:     in order; pairs that one sentence weighs are linked already and stay as they are.
    paragraphs: of each claim. groups: the armed group each is about, None where that is not said.
    returns:    each claim with at most one rival, the nearest; nothing is linked where speaker or group is in doubt.
    """
    linked = list(claims)
    for one, two in sorted(combinations(range(len(claims)), 2), key=lambda pair: pair[1] - pair[0]):
        first, second = linked[one], linked[two]
        if first.rival_of is not None or second.rival_of is not None:
            continue
        speakers = first.speaker and second.speaker and first.speaker != second.speaker
        near = paragraphs[two] - paragraphs[one] <= NEAR
        if speakers and near and groups[one] == groups[two] and excludes(first, second):
            linked[one] = first.model_copy(update={"rival_of": two})
            linked[two] = second.model_copy(update={"rival_of": one})
    return tuple(linked)


def excludes(one: Claim, other: Claim) -> bool:
    """Whether two claims cannot both hold: other leaves, or one denies what the other says.

    >>> low = Claim(text="weak", start=0, end=4, hypotheses=("degraded",), stance="asserts")
    >>> excludes(low, low.model_copy(update={"stance": "denies"})), excludes(low, low)
    (True, False)
    """
    if one.stance == "denies" and other.stance == "denies":
        return False
    if "denies" in (one.stance, other.stance):
        denied, said = (one, other) if one.stance == "denies" else (other, one)
        return set(said.hypotheses) <= set(denied.hypotheses)
    return not set(one.hypotheses) & set(other.hypotheses)


def supported_by(evidence: TextEvidence, claims: Sequence[Claim]) -> tuple[int, ...]:
    """The claims, by number, that an item of evidence favours over their rivals.

    returns: none where the report weighs no rivals, where the item is the claim itself, or where it leaves both
             sides open.
    """
    return tuple(
        number
        for number, claim in enumerate(claims)
        if claim.rival_of is not None
        and not (claim.start < evidence.end and evidence.start < claim.end)
        and _for(evidence, claim)
        and not _for(evidence, claims[claim.rival_of])
        and _against(evidence, claims[claim.rival_of])
    )


def _for(evidence: TextEvidence, claim: Claim) -> bool:
    leaves = set(claim.hypotheses)
    if claim.stance == "denies":
        return leaves <= set(evidence.over) and not leaves & set(evidence.favours)
    return bool(leaves & set(evidence.favours))


def _against(evidence: TextEvidence, claim: Claim) -> bool:
    leaves = set(claim.hypotheses)
    if claim.stance == "denies":
        return leaves <= set(evidence.favours)
    return bool(leaves & set(evidence.over))
