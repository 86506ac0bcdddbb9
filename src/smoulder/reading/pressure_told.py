"""What a report tells of pressure as entries of a calendar; what has no place in one is left out with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from smoulder.reading.groups import Registry
from smoulder.reading.pressure_entries import presser
from smoulder.records.errors import PersonGiven
from smoulder.records.pressure import PressureEntry, PressureKind, Step
from smoulder.records.statement import PressureMention, Reading
from smoulder.records.when import When

NOT_NAMED = "not named"
"""The presser of an entry where the report does not say who it is."""

_KINDS: dict[str, PressureKind] = {
    "foreign troops": "foreign troops",
    "coalition operations": "foreign troops",
    "peacekeepers": "peacekeepers",
    "air campaign": "air campaign",
    "government offensive": "government offensive",
    "sanctions": "sanctions",
    "deal": "deal",
    "ceasefire": "deal",
}
_STEPS: dict[str, Step] = {
    "in force": "seen",
    "resumed": "began",
    "departure demanded": "demanded",
    "departure announced": "announced",
    "end announced": "announced",
    "reduced": "reduced",
    "handed over": "handed_over",
    "departed": "departed",
    "ended": "departed",
    "broken": "departed",
}
_ON_PAPER = ("deal", "sanctions")
"""Kinds that are in force from the day they are announced."""


@dataclass(frozen=True, slots=True)
class Told:
    """The entries of one reading, and what was left out, each in one line."""

    entries: tuple[PressureEntry, ...]
    left_out: tuple[str, ...]


def entries_from_reading(
    reading: Reading, registry: Registry, group_id: int | None = None, country: str | None = None
) -> Told:
    """The entries that a report has for a calendar, each with the span it was read from.

    group_id: on which group they are; None for the one the report is about. country: likewise.
    returns:  a departure of a number of soldiers is a reduction to an unknown size, as those may not be all; of
              a reduction the report's number is kept in the note, as it can be what left or what is left. A day
              after the report's is when a departure is due. Without a day a step had happened by the report's.
    """
    entries: list[PressureEntry] = []
    left_out = []
    group = reading.group_id if group_id is None else group_id
    where = country or reading.country or ""
    for mention in reading.pressure:
        made = _entry(mention, reading, group, where, registry)
        if isinstance(made, PressureEntry):
            entries += [made] if made not in entries else []
        else:
            left_out.append(f"{mention.kind}, {mention.step or 'no step'}: {made}")
    return Told(tuple(entries), tuple(left_out))


def _entry(
    mention: PressureMention, reading: Reading, group: int | None, country: str, registry: Registry
) -> PressureEntry | str:
    """The entry, or why there is none."""
    report = reading.report
    kind = _KINDS.get(mention.kind)
    if kind is None:
        return "a calendar has no such kind"
    if group is None and not country:
        return "the report names neither group nor country; give --group or --country"
    dates = _dates(kind, mention, report.published)
    if not dates:
        return (
            "it was only announced" if mention.step == "announced" else "neither it nor the report has a day"
        )
    counts = mention.size is not None and bool({"seen", "began"} & dates.keys())
    said: dict[str, object] = {
        "kind": kind,
        "by": NOT_NAMED if "demanded" in dates else _by(mention.by, registry),
        "group_id": group,
        "country": country,
        "size": mention.size if counts else None,
        "unit": (mention.unit or "troops") if counts else "",
        "known": report.published,
        "source": report.address or report.name,
        "document": report.sha256,
        "start": mention.start,
        "end": mention.end,
        "note": _note(mention, counts),
    }
    return PressureEntry.model_validate(said | dates)


def _dates(kind: PressureKind, mention: PressureMention, published: date | None) -> dict[Step, When]:
    """The dates of a step; none where it is no step of a calendar, or its day is not known."""
    step = _STEPS.get(mention.step)
    if mention.step == "announced" and kind in _ON_PAPER:
        step = "began"
    if step is None:
        return {}
    if mention.date and published and mention.date > published:
        due: dict[Step, When] = {"due": _day(mention.date)}
        if step in ("announced", "demanded"):
            return {step: _day(published), **due}
        return due if step == "departed" else {}
    if step == "seen" and mention.date and mention.date != published:
        step = "began"
    if step == "departed" and mention.size is not None:
        step = "reduced"
    if mention.date:
        return {step: _day(mention.date)}
    return {step: When(f"../{published.isoformat()}")} if published else {}


def _day(day: date) -> When:
    return When(day.isoformat())


def _by(name: str, registry: Registry) -> str:
    """The presser, or that none is named; a person is none."""
    try:
        return presser(name, registry, "") or NOT_NAMED
    except PersonGiven:
        return NOT_NAMED


def _note(mention: PressureMention, counts: bool) -> str:
    """What of the mention the fields have no room for."""
    parts = [mention.kind] if _KINDS[mention.kind] != mention.kind else []
    if mention.size is not None and not counts:
        parts.append(f"the report says {mention.size:,.0f} {mention.unit or 'troops'}".strip())
    return "; ".join(parts)
