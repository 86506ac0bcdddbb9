"""How an explanation is put: asserted, only raised, or denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from smoulder.reading.certainty import find_hedge
from smoulder.reading.clauses import negated_before
from smoulder.reading.explanations import Leaves

_DENIED_INSIDE = re.compile(
    r"(?i)(?:(?:is|are|was|were|be|been|has|have|had|'re|'s)(?:\s+\w+)?(?:\s+not|n't|\s+never|\s+far\s+from)\s)|(?:yet|not|from|neither)\s+(?:defeated|beaten)"
)
_NEGATIVE_WORDS = re.compile(
    r"(?i)(?:not|no|unable|incapable|cannot|can't|never|(?:do|does|did|can|could)(?:\s+not|\s+no\s+longer|n't)|(?:has|have|had|with)\s+no)\b"
)
_HYPOTHETICAL = re.compile(r"(?i)\b(?:if|unless|would|could|until)\b")


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that state a leaf; `denied` is None where it has still to be seen from the words around."""

    start: int
    end: int
    leaves: Leaves
    denied: bool | None = None
    unsure: bool = False


def stance_of(
    text: str, hit: Hit, denied: bool, weighs: bool
) -> tuple[Literal["states", "asserts", "denies"], str]:
    """How a claim is put, and its hedge."""
    by_grammar = hit.denied is not None
    hypothetical = hit.unsure or (not by_grammar and _supposed_before(text, hit))
    hypothetical = hypothetical and not weighs
    hedge = find_hedge(text if weighs else _clause(text, hit))[0]
    if denied:
        return "denies", hedge
    unsure = hedge.lower().startswith(("may", "might", "could", "possib", "perhaps"))
    return ("states" if weighs or hypothetical or unsure else "asserts"), hedge


def _supposed_before(text: str, hit: Hit) -> bool:
    return _HYPOTHETICAL.search(text[max(0, hit.start - 60) : hit.start]) is not None


def is_hit_denied(text: str, hit: Hit) -> bool:
    if hit.denied is not None:
        return hit.denied
    words = text[hit.start : hit.end]
    if _DENIED_INSIDE.match(words):
        return True
    # 'not able', 'no ammunition' deny an ability, and so state the weakness.
    return negated_before(text, hit.start) and not _NEGATIVE_WORDS.match(words)


def _clause(text: str, hit: Hit) -> str:
    """The clause around the words, to the next comma or connective."""
    left = re.split(r"[;:]|,\s+(?:and|but)\s|\bbut\b", text[: hit.start])[-1]
    right = re.split(r"[;:]|,\s+(?:and|but)\s|\bbut\b", text[hit.end :])[0]
    return left + text[hit.start : hit.end] + right
