"""A used sentence with the words around it."""

from __future__ import annotations

from smoulder.brief.anchors import slug
from smoulder.brief.inert import one_line, run_on
from smoulder.brief.page import Excerpt
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.report import Report

AROUND = 160


def span_anchor(report: int, kind: str, name: str) -> str:
    """The id of a marked span in a report."""
    return f"report-{report + 1}-{kind}-{slug(name)}"


def excerpt(assessment: Assessment, item: Item) -> Excerpt | None:
    """The sentence of an item in its report's own words; None where it rests on a data row."""
    source = item.source
    if source.kind != "report" or source.report is None or not 0 <= source.report < len(assessment.readings):
        return None
    report = assessment.readings[source.report].report
    if source.start is None or source.end is None or not 0 <= source.start < source.end <= len(report.raw):
        return None
    first, last = block_of(report, source.start, source.end)
    before = run_on(report.passage(first, source.start))
    after = run_on(report.passage(source.end, last))
    credit = ", ".join(part for part in (item.speaker, report.publisher or report.name) if part)
    return Excerpt(
        before=_tail(before),
        words=one_line(report.passage(source.start, source.end)),
        after=_head(after),
        to=span_anchor(source.report, "item", item.id),
        credit=credit,
    )


def block_of(report: Report, start: int, end: int) -> tuple[int, int]:
    """The raw span of the block that holds a raw span, or a window around it where none does."""
    around = max(0, start - 2 * AROUND), min(len(report.raw), end + 2 * AROUND)
    return report.block_around(start, end) or around


def _tail(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return "… " + text[-AROUND:].split(" ", 1)[-1]


def _head(text: str) -> str:
    if len(text) <= AROUND:
        return text
    return text[:AROUND].rsplit(" ", 1)[0] + " …"
