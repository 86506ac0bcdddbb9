"""Violent events that a news report tells of the armed group it is about, as rows for the store of events."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.groups import Registry, load_registry
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.page import open_report
from smoulder.reading.read import read
from smoulder.records.errors import BadData
from smoulder.records.statement import EventMention, Reading

if TYPE_CHECKING:
    import duckdb

    from smoulder.reading.parser import Parser
    from smoulder.reading.sources import Source

VINTAGE = "1"
"""Reports add events and do not revise those of others, so that all are pieces of one release."""
LONGEST = 31
"""Days that one event may span."""
COLUMNS = (
    *("row", "source", "vintage", "id", "kind", "side_a_id", "side_a", "side_b_id", "side_b", "country", "adm_1"),
    *("date_start", "date_end", "sources", "source_headline", "deaths_unknown", "best", "low", "high"),
)  # fmt: skip
_VIOLENT = ("ASSAULT", "FIGHT")
_CIVILIANS = (
    "civilian", "villager", "people", "worker", "resident", "student", "women", "men", "children", "farmer",
    "protester", "passenger", "trader", "worshipper", "family", "girls", "boys", "pupil", "journalist",
)  # fmt: skip
Row = dict[str, str | None]


def report_rows(reading: Reading, registry: Registry) -> list[Row]:
    """The events of the report's own group, as EVENT_COLUMNS in text, and `row`, a number from 1.

    returns: attacks and fights that happened, have a day, and name the group as one of their sides. Deaths are those
             the report gives, of an unknown side; none given is none known, written as 0. What went on for more
             than `LONGEST` days, or without an end, is a course of events and left out.
    """
    rows: list[Row] = []
    for event in reading.events:
        ours = reading.group_id is not None and reading.group_id in (event.actor_group, event.target_group)
        violent = event.plover in _VIOLENT and event.status == "happened"
        if ours and violent and _is_dated(event) and reading.country:
            rows.append(_row(event, reading, registry, len(rows) + 1))
    return rows


def read_report_events(
    engine: duckdb.DuckDBPyConnection,
    path: Path,
    source: Source,
    options: ReadOptions,
    work: Path,
    parser: Parser | None = None,
) -> Staged:
    """Stage the events of one report (contract: `intake.EventReader`).

    parser:  None takes the one that is installed.
    returns: events of the report's group. A report covers no month by itself: that it tells of no attack does not
             mean that there was none.
    raises:  BadData where the report tells of no such event.
    """
    registry = load_registry(options.own)
    reading = read(open_report(path), registry, parser)
    rows = report_rows(reading, registry)
    if not rows:
        raise BadData(
            f"{path.name} tells of no attack or fight of an armed group with its day; give another report"
        )
    engine.execute(
        f"create or replace temp table staged ({', '.join(f'{name} varchar' for name in COLUMNS)})"
    )
    named = {"source": source.name, "vintage": options.vintage or VINTAGE}
    engine.executemany(
        f"insert into staged values ({', '.join('?' for _ in COLUMNS)})",
        [[(row | named)[name] for name in COLUMNS] for row in rows],
    )
    engine.execute("alter table staged alter row type bigint")
    left = sum(event.plover in _VIOLENT for event in reading.events) - len(rows)
    note = (
        f"took {len(rows)} of {len(rows) + left} violent events it tells: those of its own group with a day"
    )
    return Staged(frozenset(COLUMNS), None, assumptions=(note,), whole=False)


def _is_dated(event: EventMention) -> bool:
    return event.from_ is not None and event.to is not None and (event.to - event.from_).days <= LONGEST


def _row(event: EventMention, reading: Reading, registry: Registry, number: int) -> Row:
    report = reading.report
    group_id = reading.group_id
    acts = event.actor_group == group_id
    other = event.target if acts else event.actor
    other_id = event.target_group if acts else event.actor_group
    group = registry.group(group_id).name if group_id is not None else ""
    kind = _kind(acts, other, other_id)
    civil = "civilians" if kind == "one-sided" else other or f"Government of {reading.country}"
    ours, theirs = (str(group_id), group), (str(other_id) if other_id is not None else None, civil)
    side_a, side_b = (theirs, ours) if kind == "state-based" else (ours, theirs)
    killed = event.killed
    best = str(round(killed.value)) if killed else "0"
    key = f"{report.sha256}:{event.start}:{event.end}".encode()
    return {
        "row": str(number),
        "id": hashlib.sha256(key).hexdigest()[:16],
        "kind": kind,
        "side_a_id": side_a[0],
        "side_a": side_a[1],
        "side_b_id": side_b[0],
        "side_b": side_b[1],
        "country": reading.country,
        "adm_1": event.where if event.where != reading.country else None,
        "date_start": str(event.from_),
        "date_end": str(event.to),
        "sources": "1",
        "source_headline": report.title or None,
        "deaths_unknown": best,
        "best": best,
        "low": best,
        "high": str(round(killed.high)) if killed and killed.high is not None else best,
    }


def _kind(acts: bool, other: str, other_id: int | None) -> str:
    """The kind of violence, by who the other side is: civilians, another group, or else a state."""
    if other_id is not None:
        return "non-state"
    civilians = acts and any(word in other.lower() for word in _CIVILIANS)
    return "one-sided" if civilians else "state-based"
