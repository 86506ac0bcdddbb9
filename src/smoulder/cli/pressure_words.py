"""The pressure calendar in words: entries as a table or JSON, phases, and what does not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from smoulder.cli.terminal import table
from smoulder.records.errors import NoGroup
from smoulder.records.pressure import HAPPENED, STEPS, PressureEntry, PressureKind

if TYPE_CHECKING:
    from smoulder.reading.groups import Registry
    from smoulder.reading.pressure_check import Finding
    from smoulder.records.calendar import Calendar, KindPhase
    from smoulder.store.pressure import Added, KeptEntry

HEADS = ("id", "size", "when")
_SIZE = 29
"""Columns of a size with its unit."""


def list_words(
    entries: Sequence[PressureEntry],
    phases: Mapping[PressureKind, KindPhase],
    registry: Registry,
    columns: int,
    corrections: Mapping[str, Sequence[str]],
) -> str:
    """Entries under a heading for each presser, kind, group and country; below each where it stands.

    phases:  what holds on the day that was asked for; {} where no group or country was.
    columns: characters in a line. corrections: as `corrections_of` gives them.
    """
    parts = [_phase_words(phases)] if any(one.phase != "none" for one in phases.values()) else []
    ordered = sorted(entries, key=lambda one: (_heading(one, registry), _time(one)))
    for heading, some in groupby(ordered, key=lambda one: _heading(one, registry)):
        parts.append("\n".join([*_wrapped(heading, columns), *_rows(list(some), columns, corrections)]))
    return "\n\n".join(parts)


def _phase_words(phases: Mapping[PressureKind, KindPhase]) -> str:
    lines = []
    for kind, one in phases.items():
        if one.phase != "none":
            others = [phase for phase in one.possible if phase != one.phase]
            lines.append(f"{kind}: {one.phase}" + (f" (or {', '.join(others)})" if others else ""))
    return "\n".join(lines)


def _heading(entry: PressureEntry, registry: Registry) -> str:
    where = entry.country or "every country"
    place = f", {entry.place}" if entry.place else ""
    return f"{entry.by}: {entry.kind} on {group_name(entry, registry)} in {where}{place}"


def group_name(entry: PressureEntry, registry: Registry) -> str:
    """The name of the group an entry is on; its id where the register does not know it."""
    if entry.group_id is None:
        return "all groups"
    try:
        return registry.group(entry.group_id).name
    except NoGroup:
        return f"group {entry.group_id}"


def _time(entry: PressureEntry) -> tuple[str, str]:
    """By the last day on which something happened; what is only planned comes last."""
    days = [when.latest.isoformat() for step in HAPPENED if (when := entry.date_of(step))]
    return max(days, default="9999-12-31"), entry.id


def _rows(
    entries: Sequence[PressureEntry], columns: int, corrections: Mapping[str, Sequence[str]]
) -> list[str]:
    rows: list[tuple[str, str, str]] = []
    sources: list[tuple[int, str]] = []
    wide = max([4, *(len(_cut(size_words(one), _SIZE)) for one in entries)])
    for entry in entries:
        first, *more = _when_lines(entry, columns - len(entry.id) - wide - 4)
        rows += [(entry.id, _cut(size_words(entry), _SIZE), first), *(("", "", line) for line in more)]
        words = "".join(f"corrected by {one}; " for one in corrections.get(entry.id, ()))
        sources.append((len(rows), _cut(f"          {words}{source_words(entry)}", columns)))
    lines = [_cut(line, columns) for line in table(HEADS, rows).splitlines()]
    for at, source in reversed(sources):
        lines.insert(at + 1, source)
    return lines


def _when_lines(entry: PressureEntry, columns: int) -> list[str]:
    """The dates of an entry, as many in a line as fit."""
    lines: list[str] = []
    for step in STEPS:
        if when := entry.date_of(step):
            words = f"{step.replace('_', ' ')} {when}"
            if lines and len(lines[-1]) + len(words) + 2 <= columns:
                lines[-1] += f", {words}"
            else:
                lines.append(words)
    return lines


def size_words(entry: PressureEntry) -> str:
    """The size with its unit: '4,000–6,000 troops'; '-' where there is none."""
    if entry.size is None:
        return "-"
    low, high = (f"{one:,.0f}" if one.is_integer() else f"{one:,}" for one in entry.size)
    return f"{low if low == high else f'{low}–{high}'} {entry.unit}"


def source_words(entry: PressureEntry) -> str:
    """Where an entry stands, with its row or characters, and its note."""
    place = entry.source or "no source"
    if entry.row is not None:
        place += f", row {entry.row}"
    if entry.start is not None:
        place += f", characters {entry.start}–{entry.end}"
    marks = ["withdrawn"] if entry.withdrawn else []
    marks += [f"corrects {entry.supersedes}"] if entry.supersedes else []
    return "; ".join([*marks, place, *([entry.note] if entry.note else [])])


def corrections_of(calendar: Calendar) -> dict[str, list[str]]:
    """The ids of the entries that correct or withdraw an entry, by its id."""
    found: dict[str, list[str]] = {}
    for entry in calendar.entries:
        if entry.supersedes:
            found.setdefault(entry.supersedes, []).append(entry.id)
    return found


def entries_json(
    entries: Iterable[PressureEntry], kept: Iterable[KeptEntry], calendar: Calendar, registry: Registry
) -> list[dict[str, Any]]:  # Any: JSON
    """Entries with their ids, by which entries they were corrected, and who entered them and when.

    kept:     what the ledger knows of them; `analyst` and `created` are None for an entry that is not in it.
    calendar: everything that corrections may stand in.
    """
    corrections = corrections_of(calendar)
    entered = {one.entry.id: one for one in kept}
    return [
        {
            "id": entry.id,
            "group": group_name(entry, registry),
            **entry.model_dump(mode="json"),
            "superseded_by": corrections.get(entry.id, []),
            "analyst": one.analyst if (one := entered.get(entry.id)) else None,
            "created": one.created.isoformat() if one else None,
        }
        for entry in entries
    ]


def phases_json(phases: Mapping[PressureKind, KindPhase]) -> dict[str, Any]:  # Any: JSON
    """The phase of each kind, with what it may be besides and the ids of the entries behind it."""
    return {
        kind: {"phase": one.phase, "possible": list(one.possible), "entries": list(one.entries)}
        for kind, one in phases.items()
    }


def findings_words(findings: Sequence[Finding], columns: int) -> str:
    """What does not fit, each with the ids and sources of its entries below."""
    lines = []
    for one in findings:
        lines += [_cut(part, columns) for part in _wrapped(f"{one.nature}: {one.words}", columns)]
        for id_, source in zip(one.entries, one.sources, strict=True):
            lines.append(_cut(f"    {id_}  {source or 'no source'}", columns))
    return "\n".join(lines)


def findings_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:  # Any: JSON
    """What does not fit, for other programs."""
    return [
        {"nature": one.nature, "words": one.words, "entries": list(one.entries), "sources": list(one.sources)}
        for one in findings
    ]


def tally(added: Added, dry_run: bool, findings: Sequence[Finding]) -> str:
    """How many entries were added, were there, and do not fit; above it a line on each that was undone."""
    ids = {one.id for one in added.new}
    wrong = sum(1 for one in findings if ids.intersection(one.entries))
    words = [f"{len(added.new):,} {'would be added' if dry_run else 'added'}"]
    words += [f"{len(added.known):,} known already"] if added.known else []
    words += [f"{len(added.undone):,} there already, and not standing"] if added.undone else []
    words += [f"{wrong:,} to look at: smoulder pressure check"] if wrong else []
    return "\n".join([*_undone_words(added.undone), "Entries: " + "; ".join(words)])


def _undone_words(undone: Sequence[tuple[PressureEntry, PressureEntry]]) -> list[str]:
    """A line on each entry that is there and stands no longer: by which entry, and how it is entered again."""
    return [
        f"{entry.supersedes} is withdrawn already, and what came of it last is {by.id}; withdraw that one"
        if entry.withdrawn
        else f"{entry.id} was {'withdrawn' if by.withdrawn else 'corrected'} by {by.id}, and stands no longer; "
        f"to enter it again, add it with --supersedes {by.id}"
        for entry, by in undone
    ]


def _wrapped(text: str, columns: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, columns, subsequent_indent="  ")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
