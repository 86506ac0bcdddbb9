"""How sure, ground by ground: what was counted, what it was held against, which way it went."""

from __future__ import annotations

from smoulder.brief.anchors import ground_anchor, member_anchor
from smoulder.brief.followed import followed
from smoulder.brief.known import known
from smoulder.brief.language.say import say, to_say
from smoulder.brief.numbers import tidy
from smoulder.brief.page import Row, Run, Section, Table, Text
from smoulder.brief.phrase import as_is, phrase
from smoulder.records.case import Confidence, GroundName, Verdict

HOME: dict[GroundName, str] = {
    "past lulls": "cases",
    "sources": "evidence",
    "models": member_anchor("all"),
    "coverage": "months",
    "conflict": "hypotheses",
}
"""The part of the page that shows what a ground was counted from."""
WORDS: dict[Verdict, str] = {
    "holds": to_say("holds"),
    "doubt": to_say("in doubt"),
    "grave": to_say("gravely in doubt"),
}


def confidence_section(confidence: Confidence) -> Section:
    """The level, and the table of its grounds."""
    rows = tuple(
        Row(
            (
                (known(one.name, tone="strong"),),
                followed(one.counted, HOME[one.name]),
                (as_is(tidy(one.threshold), "method-wording"),),
                (Run(say(WORDS[one.verdict]), tone="" if one.verdict == "holds" else "strong"),),
            ),
            ground_anchor(at),
            marked=one.verdict != "holds",
        )
        for at, one in enumerate(confidence.grounds)
    )
    head = (say("Ground"), say("Counted"), say("It holds with"), say("So it"))
    return Section(
        "confidence",
        say("How sure, and why"),
        (
            Text(phrase("Confidence: {level}.", level=known(confidence.level, tone="strong"))),
            Table(
                say(
                    "A ground counts once, by the worst of its parts. One gravely in doubt, or three in doubt, make "
                    "the confidence low; none in doubt makes it high."
                ),
                head,
                rows,
                stacks=True,
                data="confidence",
            ),
        ),
    )
