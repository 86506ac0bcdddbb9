"""The items of evidence that carry most, for the first screen: each with grade, move, and sentence or row."""

from __future__ import annotations

from collections.abc import Sequence

from smoulder.brief.anchors import item_anchor
from smoulder.brief.charts.evidence import USUAL, tenths
from smoulder.brief.evidence import kind_words
from smoulder.brief.excerpt import excerpt
from smoulder.brief.months import row_of
from smoulder.brief.numbers import figure, sentence
from smoulder.brief.page import Inline, Line, Run
from smoulder.brief.paper import clip
from smoulder.brief.phrase import as_is, phrase, quote
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item

SHOWN = 3
LETTERS = 110
"""Of a sentence; the whole of it is one click away."""


def by_strength(items: Sequence[Item]) -> list[Item]:
    """Items, those first that move the chance of a comeback most, then those that move an explanation most."""
    return sorted(
        items,
        key=lambda item: (-abs(item.move(USUAL)), -max(map(abs, item.change.values()), default=0.0)),
    )


def strongest(assessment: Assessment) -> tuple[Line, ...]:
    """Up to three items that tell something, the strongest first; none where no evidence was weighed."""
    telling = [item for item in assessment.evidence if not (item.tells_nothing or item.left_out)]
    return tuple(_line(assessment, item) for item in by_strength(telling)[:SHOWN])


def _line(assessment: Assessment, item: Item) -> Line:
    card = item_anchor(item.id)
    found = excerpt(assessment, item)
    if found is not None:
        said = phrase("“{words}”", words=quote(clip(found.words, LETTERS), found.to, "figure"))
    else:
        row = row_of(assessment, item.source.row) if item.source.row else card
        said = (as_is(clip(item.text.removesuffix("."), LETTERS), row, "figure"),)
    parts: dict[str, Inline | Line] = {
        "kind": Run(sentence(kind_words(item.kind)), card, "strong"),
        "said": said,
        "grade": Run(f"{item.source.reliability}{item.source.credibility}", "method-evidence", "figure"),
        "points": figure(tenths(item.move(USUAL)), card),
    }
    if item.speaker:
        return phrase(
            "{kind}: {said} ({who}; grade {grade}; moves the 12-month answer by {points} points)",
            who=as_is(clip(item.speaker, LETTERS // 2)),
            **parts,
        )
    return phrase("{kind}: {said} (grade {grade}; moves the 12-month answer by {points} points)", **parts)
