"""Each report in full, with every used span marked and linked both ways."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from smoulder.brief.anchors import item_anchor
from smoulder.brief.excerpt import span_anchor
from smoulder.brief.inert import web_address
from smoulder.brief.language.say import say, stays, to_say
from smoulder.brief.numbers import day_words
from smoulder.brief.page import (
    Block,
    Card,
    Line,
    Mark,
    Original,
    Paragraph,
    Piece,
    Row,
    Run,
    Section,
    Table,
    Text,
    Web,
)
from smoulder.brief.phrase import as_is, quote
from smoulder.brief.taken import Taken, taken_from
from smoulder.records.case import Assessment
from smoulder.records.report import Report
from smoulder.records.statement import Reading

FROM = {"page": to_say("page"), "dateline": to_say("dateline"), "user": to_say("user")}
"""Where the day of a report was found."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark at its place in `Report.text`, end exclusive."""

    start: int
    end: int
    mark: Mark


def reports_section(assessment: Assessment) -> Section:
    """Every report: where it comes from, its text with marks, and what was taken from it."""
    intro = say(
        "Each report as it was read. Marked: what the assessment weighs. Underlined: what was read besides. "
        "The small labels lead back."
    )
    blocks: list[Block] = [Text((Run(intro),), "note")]
    for index, reading in enumerate(assessment.readings):
        taken = taken_from(reading, index)
        original = Original(paragraphs(reading.report, _spots(assessment, reading, index, taken)))
        parts: tuple[Block, ...] = (Text(_imprint(reading.report), "note"), original)
        if taken:
            parts = (*parts, _taken_table(taken))
        name = reading.report.title or reading.report.name
        blocks.append(Card(f"report-{index + 1}", (as_is(name),), parts))
    return Section("reports", say("The reports, in full"), tuple(blocks), long=True)


def _imprint(report: Report) -> Line:
    parts: list[Line] = [(as_is(report.publisher),)] if report.publisher else []
    if report.published is not None:
        day = day_words(report.published)
        if report.published_from:
            day = say(
                "{day} (from the {source})",
                day=day,
                source=found_in(report.published_from),
            )
        parts.append((Run(day),))
    if web_address(report.address):
        parts.append((Web(report.address, report.address),))
    elif report.address:
        parts.append((as_is(report.address),))
    parts.append((Run(say("file {name}, SHA-256 {digest}…", name=report.name, digest=report.sha256[:12])),))
    line: list[Run | Web] = []
    for part in parts:
        line += [Run(" · ")] if line else []
        line += [piece for piece in part if isinstance(piece, (Run, Web))]
    return tuple(line)


def found_in(place: str) -> str:
    """Where the day of a report was found, in words."""
    return say(FROM[place]) if place in FROM else stays(place)


def _spots(assessment: Assessment, reading: Reading, index: int, taken: tuple[Taken, ...]) -> list[Spot]:
    spots = []
    for item in assessment.evidence:
        source = item.source
        if source.kind != "report" or source.report != index or source.start is None or source.end is None:
            continue
        mark = Mark(span_anchor(index, "item", item.id), item.id, item_anchor(item.id), weighed=True)
        spots.append((source.start, source.end, mark))
    spots += [(one.start, one.end, Mark(one.spot, one.label, one.row, weighed=False)) for one in taken]
    return [
        Spot(len(reading.report.passage(0, start)), len(reading.report.passage(0, end)), mark)
        for start, end, mark in spots
        if 0 <= start < end <= len(reading.report.raw)
    ]


def paragraphs(report: Report, spots: list[Spot]) -> tuple[Paragraph, ...]:
    """The text in its blocks, cut where marks begin and end.

    What no block covers is kept as 'other', so that the report stands there in full.
    """
    pieces = blocks_in(report)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for i, (_, start, end) in enumerate(pieces):
        for spot in spots:
            if spot.start < end and start < spot.end:
                first.setdefault(spot.mark.id, i)
                last[spot.mark.id] = i
    return tuple(
        Paragraph(kind, _cut(report.text, start, end, spots, i, first, last))
        for i, (kind, start, end) in enumerate(pieces)
    )


def blocks_in(report: Report) -> list[tuple[str, int, int]]:
    """The blocks of a text with their kind, and as 'other' what none covers; only white space is between them."""
    found: list[tuple[str, int, int]] = []
    at = 0
    for block in sorted(report.blocks, key=lambda block: block.start):
        start = max(block.start, at)
        if report.text[at:start].strip():
            found += _split(report.text, at, start)
        if start < block.end:
            found.append((block.kind, start, block.end))
        at = max(at, block.end)
    if report.text[at:].strip():
        found += _split(report.text, at, len(report.text))
    return found


def _split(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Text that no block covers, cut at blank lines."""
    found = []
    at = start
    for part in text[start:end].split("\n\n"):
        if part.strip():
            found.append(("other", at, min(at + len(part), end)))
        at += len(part) + 2
    return found


def _cut(
    text: str,
    start: int,
    end: int,
    spots: list[Spot],
    index: int,
    first: dict[str, int],
    last: dict[str, int],
) -> tuple[Piece, ...]:
    here = [spot for spot in spots if spot.start < end and start < spot.end]
    edges = sorted({start, end, *(max(s.start, start) for s in here), *(min(s.end, end) for s in here)})
    pieces = []
    for left, right in pairwise(edges):
        covering = [spot for spot in here if spot.start < right and left < spot.end]
        begins = tuple(s.mark for s in covering if first[s.mark.id] == index and max(s.start, start) == left)
        ends = tuple(s.mark for s in covering if last[s.mark.id] == index and min(s.end, end) == right)
        pieces.append(Piece(text[left:right], tuple(s.mark for s in covering), begins, ends))
    return tuple(pieces)


def _taken_table(taken: tuple[Taken, ...]) -> Table:
    rows = tuple(
        Row(
            ((Run(one.label, one.spot, "strong"),), (as_is(one.what),), (quote(one.words, one.spot),)),
            one.row,
        )
        for one in taken
    )
    head = (say("Label"), say("What it is"), say("Its words in the report"))
    return Table(say("What was read in this report."), head, rows, raw=True, stacks=True, data="taken")
