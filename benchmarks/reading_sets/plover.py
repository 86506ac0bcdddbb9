"""PLOVER's 322 coded records: class, and the countries of source and target.

A record's number is its place in the file counted from 0; number 0 is the file's own note, so that the coded records
are 1 to 322. Measured are the even-numbered ones (161); the odd ones were looked at in writing the rules.

Every event coded from a record's text counts as reported. A record is hit where one of them has its class. The source
is right where that same event's source shares a country code with the record's sources (the file's alpha-3 codes, and
IGO, NGO and IMG for bodies of several countries, as they stand); the target is right where, besides, it shares one
with the record's targets. Where the record gives no code for a side, the event must give none for it, or only codes
of the other side (the file names the partners of a shared act as sources alone). Sectors are not compared. Of several
events of the record's class, the one that gets furthest counts. The share is of all coded events, those whose class
is their record's.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from smoulder.reading.coder import Coded, code_events
from smoulder.reading.parser import load_parser

from .row import Row

FILE = "PLOVER_GSR_CAMEO.txt"
BARS = {"class": 0.55, "class, source": 0.42, "class, source, target": 0.33}


def measure(gold: Path) -> list[Row]:
    return rows(gold, 0)


def rows(gold: Path, odd: int) -> list[Row]:
    """The rows for the records whose number leaves `odd` when halved."""
    told = json.loads((gold / "plover" / FILE).read_text(encoding="utf-8"))
    records = [record for number, record in enumerate(told) if number and number % 2 == odd]
    texts = [record["text"] for record in records]
    coded = [code_events(parse, text) for parse, text in zip(load_parser().parse(texts), texts, strict=True)]
    reached = [_reached(record, events) for record, events in zip(records, coded, strict=True)]
    found = [
        Row("plover", name, [(float(far > step), len(events), 1) for far, events in zip(reached, coded, strict=True)],
            figure="recall", at_least=bar)
        for step, (name, bar) in enumerate(BARS.items())
    ]  # fmt: skip
    share = [
        (sum(event.kind == record["event"] for event in events), len(events), 1)
        for record, events in zip(records, coded, strict=True)
    ]
    found.append(Row("plover", "events of the record's class", share, figure="precision", at_least=0.5))
    return found


def _reached(record: dict[str, Any], events: list[Coded]) -> int:
    """How far the best event comes: 0 not the class, 1 the class, 2 its source too, 3 its target too."""
    sources, targets = _codes(record.get("source")), _codes(record.get("target"))
    best = 0
    for event in events:
        if event.kind == record["event"]:
            source = event.source.countries if event.source else ()
            target = event.target.countries if event.target else ()
            right = _right(source, sources, targets)
            best = max(best, 1 + right + (right and _right(target, targets, sources)))
    return best


def _right(found: tuple[str, ...], wanted: set[str], other: set[str]) -> bool:
    return bool(wanted & set(found)) if wanted else set(found) <= other


def _codes(side: Any) -> set[str]:  # the file has a list, null or ''
    listed = side if isinstance(side, list) else []
    return {actor["code"] for actor in listed if actor.get("code")}
