"""A report written for these tests, and what a reader takes from it. It quotes nobody who exists."""

from __future__ import annotations

import hashlib
from datetime import date

from smoulder.records.report import Block, Report
from smoulder.records.statement import (
    Claim,
    DateMention,
    EventMention,
    PressureMention,
    Quantity,
    Reading,
    Statement,
    TextEvidence,
)

TEXT = """This report was written for the tests of this project.

Coalition commander says the group is weaker, not gone

The fighting has ebbed in Iraq, but a long pause could let it return

BAGHDAD, January 23, 2020

2 min read

The Islamic State group has not recovered in Iraq and may rebound if foreign troops leave, a \
coalition commander said on Wednesday.

"They remain a threat, and they could grow again if the pressure is gone for long," the commander \
told reporters.

He did not expect a return in the coming weeks. Their failure to use months of street protests, in \
which more than 400 people were killed, pointed to weakness rather than to patience, he said.

"We asked whether they were waiting for their moment or lacked the means," the commander said. "What \
we see looks more like a lack of means."

The group, which lost its last town in March 2019, went back to roadside bombs and night raids that \
still kill soldiers and villagers every week.

Parliament voted on January 5 to ask all foreign troops to leave. About 5,000 American soldiers are \
in the country, and joint operations have been reduced since the vote.
"""


def _span(words: str) -> dict[str, int | str]:
    start = TEXT.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _blocks() -> tuple[Block, ...]:
    kinds = ["furniture", "title", "standfirst", "dateline", "furniture"] + ["body"] * 6
    found: list[Block] = []
    at = 0
    for kind, part in zip(kinds, TEXT.rstrip("\n").split("\n\n"), strict=True):
        start = TEXT.index(part, at)
        at = start + len(part)
        found.append(Block.model_validate({"kind": kind, "start": start, "end": at}))
    return tuple(found)


def report() -> Report:
    """The report as plain text."""
    return Report(
        name="general.txt",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        raw=TEXT,
        text=TEXT,
        title="Coalition commander says the group is weaker, not gone",
        standfirst="The fighting has ebbed in Iraq, but a long pause could let it return",
        published=date(2020, 1, 23),
        published_from="dateline",
        publisher="written for the tests",
        address="https://example.org/report",
        blocks=_blocks(),
    )


def reading() -> Reading:
    """What a reader takes from it."""
    return Reading(
        report=report(),
        statements=(
            Statement(
                **_span("They remain a threat, and they could grow again if the pressure is gone for long"),
                speaker="a coalition commander",
                date=date(2020, 1, 22),
                kind="quote",
                hedge="could",
                condition="the pressure is gone for long",
            ),
            Statement(
                **_span("He did not expect a return in the coming weeks."),
                speaker="a coalition commander",
                negated=True,
            ),
            Statement(
                **_span("What we see looks more like a lack of means."),
                speaker="a coalition commander",
                kind="quote",
                hedge="looks more like",
            ),
        ),
        quantities=(
            Quantity(
                **_span("more than 400 people were killed"), value=400, comparator="more than", role="killed"
            ),
            Quantity(**_span("About 5,000 American soldiers"), value=5000, comparator="about", role="troops"),
        ),
        dates=(
            DateMention(**_span("Wednesday"), from_=date(2020, 1, 22), to=date(2020, 1, 22)),
            DateMention(**_span("March 2019"), from_=date(2019, 3, 1), to=date(2019, 3, 31)),
        ),
        events=(
            EventMention(
                **_span("Parliament voted on January 5 to ask all foreign troops to leave."),
                what="vote to ask all foreign troops to leave",
                actor="Iraq's parliament",
                where="Iraq",
                from_=date(2020, 1, 5),
                to=date(2020, 1, 5),
            ),
        ),
        claims=(
            Claim(
                **_span("waiting for their moment"), hypotheses=("patience",), stance="states", name="waiting"
            ),
            Claim(
                **_span("lacked the means"),
                hypotheses=("degraded", "spent"),
                stance="asserts",
                name="lack of means",
                rival_of=0,
            ),
        ),
        evidence=(
            TextEvidence(
                **_span("Their failure to use months of street protests"),
                kind="unused opportunity",
                favours=("degraded", "spent"),
                over=("patience",),
                speaker="a coalition commander",
            ),
        ),
        pressure=(
            PressureMention(
                **_span("About 5,000 American soldiers are in the country"),
                kind="foreign troops",
                by="United States",
                on="Islamic State",
                where="Iraq",
                size=5000,
                unit="soldiers",
                step="in force",
            ),
        ),
        group_id=234,
        country="Iraq",
    )


def span_of(words: str) -> tuple[int, int]:
    """Where these words stand in the report."""
    start = TEXT.index(words)
    return start, start + len(words)
