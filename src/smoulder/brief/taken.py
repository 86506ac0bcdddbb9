"""What a reader took from a report, one line each: statements, claims, figures, events, pressure, dates."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.brief.excerpt import span_anchor
from smoulder.brief.inert import one_line
from smoulder.brief.numbers import amount
from smoulder.records.statement import (
    Claim,
    DateMention,
    EventMention,
    Passage,
    PressureMention,
    Quantity,
    Reading,
    Statement,
)

LONGEST = 220


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that was read.

    start, end: characters of `Report.raw`. spot: id of its mark in the report; row: id of its line.
    """

    label: str
    what: str
    words: str
    start: int
    end: int
    spot: str
    row: str


def taken_from(reading: Reading, report: int) -> tuple[Taken, ...]:
    """All that was read in one report, in the order of its kinds."""
    found: list[Taken] = []
    for letter, passages in (
        ("S", [(one, _statement(one)) for one in reading.statements]),
        ("C", [(one, _claim(one)) for one in reading.claims]),
        ("Q", [(one, _quantity(one)) for one in reading.quantities]),
        ("V", [(one, _event(one)) for one in reading.events]),
        ("P", [(one, _pressure(one)) for one in reading.pressure]),
        ("T", [(one, _date(one)) for one in reading.dates]),
    ):
        found += [_line(f"{letter}{i}", what, one, report) for i, (one, what) in enumerate(passages, start=1)]
    return tuple(found)


def _line(label: str, what: str, passage: Passage, report: int) -> Taken:
    words = one_line(passage.text)
    if len(words) > LONGEST:
        words = words[: LONGEST - 2] + " …"
    spot = span_anchor(report, "read", label)
    return Taken(label, what, words, passage.start, passage.end, spot, f"{spot}-row")


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _statement(one: Statement) -> str:
    return _listed(
        f"{one.kind} by {one.speaker}",
        one.role,
        f"on {one.date}" if one.date else "",
        f"hedged: '{one.hedge}'" if one.hedge else "",
        f"if {one.condition}" if one.condition else "",
        "negated" if one.negated else "",
        "speaker not named" if one.anonymous else "",
    )


def _claim(one: Claim) -> str:
    return _listed(
        f"claim that {one.stance} {' or '.join(one.hypotheses)}",
        f"called '{one.name}'" if one.name else "",
        f"by {one.speaker}" if one.speaker else "",
        f"hedged: '{one.hedge}'" if one.hedge else "",
    )


def _quantity(one: Quantity) -> str:
    value = amount(one.value) if one.high is None else f"{amount(one.value)} to {amount(one.high)}"
    # 'dozens' and its like stand for the number; 'about' and its like stand before it.
    loose = one.comparator in {"dozens", "scores", "hundreds", "thousands", "tens of thousands"}
    told = f"{one.comparator}, at least {value}" if loose else f"{one.comparator} {value}"
    return _listed(f"figure: {told.strip()}", one.role)


def _event(one: EventMention) -> str:
    when = f"{one.from_} to {one.to}" if one.to and one.to != one.from_ else f"{one.from_ or ''}"
    status = "" if one.status == "happened" else one.status
    return _listed(f"event: {one.what}", f"by {one.actor}" if one.actor else "", one.where, when, status)


def _pressure(one: PressureMention) -> str:
    size = f"{amount(one.size)} {one.unit}".strip() if one.size is not None else ""
    return _listed(f"pressure: {one.kind}", one.step, one.by, size, f"{one.date or ''}")


def _date(one: DateMention) -> str:
    if one.from_ is not None and one.from_ == one.to:
        return f"date: {one.from_}"
    return f"time: {one.from_ or 'open'} to {one.to or 'open'}"
