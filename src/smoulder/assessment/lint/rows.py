"""One scale and one row of it in a document: terms of two rows, or of two scales, are not mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from smoulder.assessment.lint.fault import Fault, Said
from smoulder.assessment.wording import bounds_words
from smoulder.records.wording import Scale, Term

MIXED = "mixed-rows"
OTHER = "other-scale"
DEFINES = 4
"""So many terms in one sentence define the scale, and do not use it."""


def mixed_rows(sentences: Sequence[Said]) -> Iterator[tuple[Said, Fault]]:
    """Terms of any row but the one that the document uses most, the first used where two are used alike."""
    counts: Counter[int] = Counter(use.row for said in sentences for use in said.uses.own)
    if len(counts) < 2:
        return
    kept = counts.most_common(1)[0][0]
    for said in sentences:
        for use in said.uses.own:
            if use.row != kept:
                words = said.text[use.start : use.end]
                instead = _name(use.term, kept)
                yield (
                    said,
                    Fault(
                        MIXED,
                        use.start,
                        use.end,
                        f"{words!r} is of another row of {use.scale} than the rest of the document",
                        f"write {instead!r}, or keep to the row of {words!r} throughout",
                    ),
                )


def other_scales(said: Said, scale: Scale) -> Iterator[Fault]:
    """Terms that another scale has and the one asked for has not."""
    for use in said.uses.other:
        words = said.text[use.start : use.end]
        yield Fault(
            OTHER,
            use.start,
            use.end,
            f"{words!r} is a term of {use.scale} ({bounds_words(use.term)}), not of {scale.name}",
            f"use the terms of {scale.name}: {', '.join(term.word for term in scale.terms)}",
        )


def defines(said: Said) -> bool:
    """Whether a sentence lists the scale rather than uses it."""
    return len({use.term.word for use in (*said.uses.own, *said.uses.other)}) >= DEFINES


def _name(term: Term, row: int) -> str:
    names = (term.word, *term.synonyms)
    return names[row] if row < len(names) else term.word
