"""How long a case's file holds the ledger while others wait to write: counted before anything of it is taken in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from smoulder.records.case_file import own_item_id, report_of
from smoulder.records.change import ItemPut, ReportPut
from smoulder.records.errors import BadData

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smoulder.records.case import Assessment
    from smoulder.records.case_export import CaseExport
    from smoulder.records.statement import Reading
    from smoulder.store.passage_left import Left

MOST = 1_000_000
"""Characters to be indexed of a file that others wait for: it takes two seconds of a processor at most."""
_PER_ROW = 250
"""What a change, a correction, a question, a report or an answer takes beside its characters, as characters take."""
_PER_PASSAGE = 100
"""The same of a statement and of an item."""
_PER_NAME = 50
"""The same of each name in a report, which is looked for in all of it."""
_PER_PART = 5
"""The same of whatever else was read of a report, and of a name of the group."""
_KEPT = 30
"""So many characters that are kept as they are take as long as one that is indexed."""


def check_size(name: str, export: CaseExport, most: int = MOST) -> None:
    """See that a file does not hold the ledger for long while others wait to write.

    name:   of the file, for errors. most: characters, with what rows and passages take beside them.
    raises: BadData that says what to do.
    """
    if _of_rows(export) > most or size_of(export) > most:
        raise BadData(
            f"{name} holds more than a page takes while others work: {len(export.log):,} changes, "
            f"{len(export.reports):,} reports, {len(export.answers):,} answers; whoever keeps the server takes it in "
            "with `smoulder case import`"
        )


def size_of(export: CaseExport) -> int:
    """What a file takes, in characters that are indexed; it is gone through once, so that this is soon told."""
    from smoulder.store.passage_left import left_of

    answers = [one.answer for one in export.answers]
    entered = {own_item_id(one.change) for one in export.log if isinstance(one.change, ItemPut)}
    kept = sum(len(one.raw) for one in export.reports) + sum(len(one.model_dump_json()) for one in answers)
    return (
        _of_rows(export)
        + _of_log(export)
        + sum(map(len, _words(answers)))
        + sum(_of_left(left) for left in left_of(answers, entered))
        + kept // _KEPT
    )


def _of_rows(export: CaseExport) -> int:
    rows = (export.log, export.fixes, export.questions, export.reports, export.answers)
    return _PER_ROW * sum(map(len, rows))


def _of_log(export: CaseExport) -> int:
    """Of changes, and of reports that are looked at for their sake: of items, and where no answer read them."""
    changes = [one.change for one in export.log]
    order = list(dict.fromkeys(one.sha256 for one in changes if isinstance(one, ReportPut)))
    named = {report_of(one, order) for one in changes if isinstance(one, ItemPut)}
    read = {one.report.sha256 for kept in export.answers for one in kept.answer.readings}
    looked = sum(len(one.text) for one in export.reports if one.sha256 in named or one.sha256 not in read)
    return looked + sum(
        len(one.why) + len(one.change.model_dump_json(exclude_defaults=True)) for one in export.log
    )


def _words(answers: Sequence[Assessment]) -> set[str]:
    """What answers say in words that the case is found by, or of which they are told apart; each once."""
    found: set[str] = set()
    for answer in answers:
        group = answer.group
        found |= {group.name, group.full_name, *group.aliases}
        found |= {text for one in answer.evidence for text in (one.kind, one.text, one.speaker)}
        found |= {one.speaker for reading in answer.readings for one in reading.statements}
        found |= {one.text for reading in answer.readings for one in reading.places}
    return found


def _of_left(left: Left) -> int:
    """Of the passages of an answer that no later one takes the place of."""
    from smoulder.store.passage_left import place_of
    from smoulder.store.passage_rows import group_names

    answer = left.answer
    items = sum(_PER_PASSAGE + len(one.kind) + len(one.text) + len(one.speaker) for one in left.items)
    readings = sum(_of_reading(answer.readings[at]) for at in left.looked)
    # the names of the group are looked for anew in each report, and in what is of none
    named = sum(_PER_PART + len(one) for one in group_names(answer))
    beside = any(place_of(one, answer) is None for one in left.items)
    return items + readings + named * (len(left.looked) + beside)


def _of_reading(reading: Reading) -> int:
    said, claims, seen = reading.statements, reading.claims, reading.evidence
    names = {one.speaker for one in said} | {one.speaker for one in claims} | {one.speaker for one in seen}
    named = [(one.text, one.name) for one in reading.actors]
    named += [(one.text, f"{one.name} {one.country or ''}") for one in reading.places]
    names |= {name for both in named for name in both}
    return (
        len(reading.report.text)
        + sum(_PER_PASSAGE + len(one.text) for one in said)
        + sum(_PER_NAME + len(one) for one in names)
        + sum(_PER_PART + len(text) + len(name) for text, name in named)
        + _PER_PART * (len(claims) + len(seen))
        + _of_places(reading)
    )


def _of_places(reading: Reading) -> int:
    """Of the places that stand in each statement, whose names stand in its row."""
    places = sorted(
        (one.start, len(one.text) + len(one.name) + len(one.country or "")) for one in reading.places
    )
    starts = [start for start, _ in places]
    until = [0, *accumulate(_PER_PART + length for _, length in places)]
    return sum(
        max(until[bisect_right(starts, one.end)] - until[bisect_left(starts, one.start)], 0)
        for one in reading.statements
    )
