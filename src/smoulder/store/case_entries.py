"""Changes of a file in the log of a ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

import sqlalchemy as sa

from smoulder.records.case_export import CaseExport
from smoulder.records.change import Change, Entry, ItemPut, Judged, ReportPut
from smoulder.records.errors import BadData
from smoulder.store.case_log import has_report, read_log
from smoulder.store.case_terms import Terms, leaves_out, own_name
from smoulder.store.rows import add_all_numbered, stamp
from smoulder.store.tables import ENTRIES


@dataclass(frozen=True, slots=True)
class Laid:
    """The changes of an export in this ledger.

    place: number in this ledger by that of the export. added: how many are new; judgements, numbers: how many of them
    were left out.
    """

    place: Mapping[int, int | None]
    added: int
    judgements: int
    numbers: int


def add_entries(to: sa.Connection, export: CaseExport, terms: Terms | None) -> Laid:
    """Add the changes that are new, in their order and with their own times, after those that are there."""
    there: dict[str, list[int]] = {}
    for entry in read_log(to, export.id):
        there.setdefault(_content(entry), []).append(entry.number)
    place: dict[int, int | None] = {}
    new: list[Entry] = []
    for entry in export.log:
        if waiting := there.get(_content(entry)) if there else None:
            place[entry.number] = waiting.pop(0)
        elif terms is None or not leaves_out(entry.change):
            new.append(entry)
    _check_put(to, export, new, terms)
    rows = [
        {
            "case_id": export.id,
            "what": one.change.what,
            "body": one.change.model_dump(mode="json", exclude_defaults=True),
            "who": one.who if terms is None else terms.name_for(one.who),
            "why": one.why,
            "at": stamp(one.at),
        }
        for one in new
    ]
    place |= zip((one.number for one in new), add_all_numbered(to, ENTRIES, rows), strict=True)
    left = [entry.change for entry in export.log if entry.number not in place]
    judgements, last = sum(isinstance(one, Judged) for one in left), None
    for entry in export.log:
        # what rests on an entry that was left out rests on the one before it
        last = place.setdefault(entry.number, last)
    return Laid(place, len(new), judgements, len(left) - judgements)


def _check_put(to: sa.Connection, export: CaseExport, new: Sequence[Entry], terms: Terms | None) -> None:
    """raises: BadData where a change is of a report that neither the file has nor, without terms, the ledger."""
    sent = {one.sha256 for one in export.reports}
    for one in new:
        for sha256 in _named(one.change) - sent - {""}:
            if terms is not None or not has_report(to, sha256):
                cure = "add it to a case of this ledger first, with `smoulder case add`"
                raise BadData(
                    f"change {one.number} of the file is of report {sha256[:12]}…, which is not in the file; "
                    f"{cure if terms is None else 'export the case again, where it has the text of the report'}"
                )


def _named(change: Change) -> set[str]:
    """SHA-256 of the reports that a change is of."""
    if isinstance(change, ReportPut):
        return {change.sha256, change.replaced_by}
    return {change.sha256} if isinstance(change, ItemPut) else set()


def _content(entry: Entry) -> str:
    """What makes an entry the same in two ledgers: everything but its number and who took it in."""
    same = {"number": 0, "at": entry.at.astimezone(UTC), "who": own_name(entry.who)}
    return entry.model_copy(update=same).model_dump_json()
