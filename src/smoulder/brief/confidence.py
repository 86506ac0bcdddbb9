"""How sure, ground by ground: what was counted, what it was held against, which way it went."""

from __future__ import annotations

from smoulder.brief.numbers import linked, tidy
from smoulder.brief.page import Row, Run, Section, Table, Text
from smoulder.records.case import Confidence, GroundName, Verdict

HOME: dict[GroundName, str] = {
    "past lulls": "past-cases",
    "sources": "evidence",
    "models": "comeback-model",
    "coverage": "situation",
    "conflict": "hypotheses",
}
"""The part of the page that shows what a ground was counted from."""
WORDS: dict[Verdict, str] = {"holds": "holds", "doubt": "in doubt", "grave": "gravely in doubt"}


def confidence_section(confidence: Confidence) -> Section:
    """The level, and the table of its grounds."""
    rows = tuple(
        Row(
            (
                (Run(one.name, tone="strong"),),
                linked(one.counted, HOME[one.name]),
                (Run(tidy(one.threshold), "method-wording"),),
                (Run(WORDS[one.verdict], tone="" if one.verdict == "holds" else "strong"),),
            ),
            marked=one.verdict != "holds",
        )
        for one in confidence.grounds
    )
    head = ("Ground", "Counted", "It holds with", "So it")
    return Section(
        "confidence",
        "How sure, and why",
        (
            Text((Run("Confidence: "), Run(confidence.level, tone="strong"), Run("."))),
            Table(
                "A ground counts once, by the worst of its parts. One gravely in doubt, or three in doubt, make the "
                "confidence low; none in doubt makes it high.",
                head,
                rows,
                stacks=True,
                data="confidence",
            ),
        ),
    )
