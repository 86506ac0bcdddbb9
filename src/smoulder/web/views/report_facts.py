"""What the reader took from a passage, in names and values as a page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smoulder.brief.numbers import amount
from smoulder.reading.rules_of import rule_of, said_of
from smoulder.records.report import Report
from smoulder.records.statement import (
    Claim,
    DateMention,
    EventMention,
    Mention,
    Passage,
    PlaceMention,
    PressureMention,
    Quantity,
    Reading,
    Statement,
    TextEvidence,
)
from smoulder.web.page import day

Facts = tuple[tuple[str, str], ...]
PRECISION = {
    1: "the very place",
    2: "near it",
    3: "its district",
    4: "its region",
    5: "along a line",
    6: "the country",
}
"""What UCDP's where_prec says."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that was read.

    what: 'Statement', 'Event', …; headline: what it is in a few words; words: of the text; facts: named values, none
    of them empty; rule: what found it; start, end: characters of `Report.text`.
    speaker: who speaks, None where nobody can; kind: of evidence, '' for the rest.
    """

    what: str
    headline: str
    words: str
    facts: Facts
    rule: str
    start: int
    end: int
    speaker: str | None = None
    kind: str = ""


def taken_at(reading: Reading, start: int, end: int) -> list[Taken]:
    """All that was read in a stretch of a report, what was said first.

    start, end: characters of `Report.text`; what shares one of them is given.
    """
    report = reading.report
    every: Sequence[Passage] = (
        *reading.statements, *reading.claims, *reading.evidence, *reading.events, *reading.pressure,
        *reading.quantities, *reading.dates, *reading.places, *reading.actors,
    )  # fmt: skip
    first, last = report.raw_span(start, end)
    return [_taken(report, one) for one in every if one.start < last and first < one.end]


def spoken_in(reading: Reading) -> list[Taken]:
    """All statements of a report, in its order."""
    return [_taken(reading.report, one) for one in sorted(reading.statements, key=lambda one: one.start)]


def speakers_in(reading: Reading) -> list[str]:
    """Who speaks in a report, as a list to choose from."""
    said: list[Statement | Claim | TextEvidence] = [*reading.statements, *reading.claims, *reading.evidence]
    return sorted({one.speaker for one in said if one.speaker}, key=str.casefold)


def _taken(report: Report, one: Passage) -> Taken:
    what, headline, facts = _told(one)
    by = f" ({one.source})" if one.source else ""
    rule = (
        rule_of(one)
        if isinstance(one, (Statement, Claim, TextEvidence))
        else f"{what.lower()}: by the rules{by}"
    )
    speaker = one.speaker if isinstance(one, (Statement, Claim, TextEvidence)) else None
    kind = said_of(one) if isinstance(one, TextEvidence) else ""
    held = tuple((name, value) for name, value in facts if value)
    span = report.text_span(one.start, one.end)
    return Taken(what, headline, report.text[slice(*span)], held, rule, *span, speaker, kind)


def _told(one: Passage) -> tuple[str, str, Facts]:
    """What a passage is, its headline and its facts."""
    if isinstance(one, Statement):
        return "Statement", f"{one.speaker or 'nobody named'}, {_how(one)}", _statement(one)
    if isinstance(one, Claim):
        return "Claim", said_of(one), _claim(one)
    if isinstance(one, TextEvidence):
        return "Evidence", said_of(one), _evidence(one)
    if isinstance(one, EventMention):
        return "Event", one.what, _event(one)
    if isinstance(one, PressureMention):
        return "Pressure", one.kind, _pressure(one)
    if isinstance(one, Quantity):
        return "Number", _number(one), (("counts", one.role), ("what", one.counted), ("unit", one.unit))
    if isinstance(one, DateMention):
        return "Date", _span(one.from_, one.to) or "open at both ends", (("named by", one.granularity),)
    if isinstance(one, PlaceMention):
        return "Place", one.name, _place(one)
    assert isinstance(one, Mention)
    return "Actor", one.name, (("is a", one.kind), ("group of the register", _id(one.group_id)))


def _statement(one: Statement) -> Facts:
    return (
        ("role", one.role), ("said to", one.addressee), ("where", one.venue), ("on", _day(one.date)),
        ("hedged", one.hedge), ("how sure", one.certainty), ("if", one.condition), ("compares", one.relation),
        ("negated", "yes" if one.negated else ""), ("named", "no: an unnamed source" if one.anonymous else ""),
    )  # fmt: skip


def _claim(one: Claim) -> Facts:
    return (
        ("by", one.speaker), ("called", one.name), ("hedged", one.hedge),
        ("weighed against", "another claim of the report" if one.rival_of is not None else ""),
    )  # fmt: skip


def _evidence(one: TextEvidence) -> Facts:
    return (
        ("by", one.speaker), ("speaks for", ", ".join(one.favours)), ("rather than", ", ".join(one.over)),
        ("hedged", one.hedge), ("negated", "yes" if one.negated else ""),
        ("named", "no: an unnamed source" if one.anonymous else ""),
    )  # fmt: skip


def _event(one: EventMention) -> Facts:
    killed = _number(one.killed) if one.killed else ""
    return (
        ("who", one.actor), ("to whom", one.target), ("where", one.where), ("when", _span(one.from_, one.to)),
        ("killed", killed), ("status", one.status), ("class", one.plover), ("mode", one.mode),
        ("context", one.context),
    )  # fmt: skip


def _pressure(one: PressureMention) -> Facts:
    size = f"{amount(one.size)} {one.unit}".strip() if one.size is not None else ""
    return (
        ("by", one.by), ("on", one.on), ("where", one.where), ("size", size), ("step", one.step),
        ("on the day", _day(one.date)),
    )  # fmt: skip


def _place(one: PlaceMention) -> Facts:
    at = (
        f"{one.latitude:.2f}, {one.longitude:.2f}"
        if one.latitude is not None and one.longitude is not None
        else ""
    )
    return (
        ("country", one.country or "not sure"), ("lies at", at),
        ("how precisely", PRECISION.get(one.precision or 0, "")),
    )  # fmt: skip


def _number(one: Quantity) -> str:
    value = amount(one.value) if one.high is None else f"{amount(one.value)} to {amount(one.high)}"
    return f"{one.comparator} {value}".strip()


def _how(one: Statement) -> str:
    return {"quote": "quoted", "paraphrase": "in other words", "mixed": "partly quoted"}[one.kind]


def _span(first: date | None, last: date | None) -> str:
    if first == last:
        return _day(first)
    return f"{_day(first) or 'open'} to {_day(last) or 'open'}"


def _day(one: date | None) -> str:
    return "" if one is None else day(one)


def _id(one: int | None) -> str:
    return "" if one is None else str(one)
