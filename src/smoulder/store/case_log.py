"""The log of a case: every change with who, when and why; rows are added and never changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from smoulder.records.case_file import CaseFile, lay
from smoulder.records.change import Change, Entry, NumberGiven, ReportPut
from smoulder.records.errors import ChangedMeanwhile, NoReport
from smoulder.store.asked import ask_numbers
from smoulder.store.passage_entries import index_entries
from smoulder.store.rows import add_numbered, lock_case, no_case, stamp
from smoulder.store.search import index_changes
from smoulder.store.tables import CASES, ENTRIES, REPORTS
from smoulder.store.transaction import read, write

_CHANGES: TypeAdapter[Change] = TypeAdapter(Change)
LAST = 2**53
"""No number of an entry is larger: one that every program and every database holds exactly."""


@dataclass(frozen=True, slots=True)
class Unless:
    """What stands against a change: that somebody changed the same thing since who enters it looked.

    seen: number of the last entry of the case then. touches: of which changes the thing is.
    """

    seen: int
    touches: Callable[[Change], bool]

    def check(self, log: Sequence[Entry]) -> None:
        """raises: ChangedMeanwhile where a log, or what came later of it, has such a change."""
        others = [one for one in log if one.number > self.seen and self.touches(one.change)]
        if others:
            raise ChangedMeanwhile(others)


class CaseLog:
    """The logs of all cases of one ledger; `Ledger.log` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(
        self,
        case_id: str,
        changes: Sequence[Change],
        *,
        who: str,
        why: str,
        now: datetime,
        unless: Unless | None = None,
        check: Callable[[CaseFile], None] | None = None,
    ) -> list[Entry]:
        """Enter changes into the log of a case, all or none.

        who, why: kept with each; now: the time to note, with its time zone.
        unless:   seen to while the case is held, so that of two who enter at one instant the second is told.
        check:    shown the case as it stands while it is held; what it raises keeps the changes out.
        returns:  the entries with their numbers, which rise in the order in which writers of a case come to an end.
        raises:   NoCase, NoReport where a report is put that the ledger does not have; ChangedMeanwhile; CannotWrite,
                  BadLedger.

        An analyst's own number becomes a forecast as well, once the case has asked the question that it answers.
        """

        def work(to: sa.Connection) -> list[Entry]:
            lock_case(to, case_id)
            if unless is not None:
                unless.check(read_log(to, case_id, after=unless.seen))
            if check is not None:
                check(lay(read_log(to, case_id)))
            for change in changes:
                if isinstance(change, ReportPut):
                    _need_report(to, change.sha256)
            entries = enter(to, case_id, changes, who, why, now)
            if any(isinstance(change, NumberGiven) for change in changes):
                ask_numbers(to, case_id, read_log(to, case_id, "number"))
            return entries

        def there(to: sa.Connection, entries: list[Entry]) -> bool:
            lock_case(to, case_id)
            # a server that crashed can have given the number to another since
            return not entries or entries[0] in read_log(to, case_id, entries[0].change.what)

        return write(self._engine, work, there)

    def entries(self, case_id: str, until: datetime | None = None) -> list[Entry]:
        """The log of a case, oldest first.

        until:  leave out what was entered later, with its time zone.
        raises: NoCase if the ledger has no case of that id.
        """

        def work(connection: sa.Connection) -> list[Entry]:
            if connection.execute(sa.select(CASES.c.id).where(CASES.c.id == case_id)).first() is None:
                raise no_case(connection, case_id)
            return read_log(connection, case_id)

        return [one for one in read(self._engine, work) if until is None or one.at <= until]

    def later(self, case_id: str, after: int) -> list[Entry]:
        """What was entered after the entry of a number, oldest first; for who holds what came before."""
        return read(self._engine, lambda connection: read_log(connection, case_id, after=after))

    def file(self, case_id: str, until: datetime | None = None) -> CaseFile:
        """The case as it stands, or stood; see `entries`."""
        return lay(self.entries(case_id, until))

    def analysts(self) -> list[tuple[str, str, int]]:
        """Who gave numbers of their own in which case: case, analyst, and the round, 0 for a number beside it."""
        wanted = sa.select(ENTRIES.c.case_id, ENTRIES.c.what, ENTRIES.c.body)
        told = wanted.where(ENTRIES.c.what.in_(("judgement", "number"))).order_by(ENTRIES.c.number)
        rows = read(self._engine, lambda connection: connection.execute(told).all())
        return [
            (case_id, body["analyst"], body.get("round", 1) if what == "judgement" else 0)
            for case_id, what, body in rows
        ]


def enter(
    to: sa.Connection,
    case_id: str,
    changes: Sequence[Change],
    who: str,
    why: str,
    now: datetime,
    *,
    answered: bool = False,
) -> list[Entry]:
    """Enter changes inside a transaction that holds the case.

    answered: an answer that has read them comes in the same transaction, and brings their passages.
    """
    entries = []
    for change in changes:
        body: dict[str, Any] = change.model_dump(mode="json", exclude_defaults=True)  # Any: JSON
        row = {
            "case_id": case_id,
            "what": change.what,
            "body": body,
            "who": who,
            "why": why,
            "at": stamp(now),
        }
        number = add_numbered(to, ENTRIES, row)
        entries.append(Entry(number=number, case_id=case_id, who=who, why=why, at=now, change=change))
    index_changes(to, case_id, changes)
    if not answered:
        index_entries(to, case_id, entries)
    return entries


def read_log(connection: sa.Connection, case_id: str, what: str = "", after: int = 0) -> list[Entry]:
    """The whole log of a case, oldest first; or only its changes of one kind, or after the entry of a number."""
    wanted = sa.select(ENTRIES).where(ENTRIES.c.case_id == case_id).order_by(ENTRIES.c.number)
    if what:
        wanted = wanted.where(ENTRIES.c.what == what)
    if after:
        wanted = wanted.where(ENTRIES.c.number > after)
    return [
        Entry(
            number=row["number"],
            case_id=case_id,
            who=row["who"],
            why=row["why"],
            at=datetime.fromisoformat(row["at"]),
            change=_CHANGES.validate_python({"what": row["what"], **row["body"]}),
        )
        for row in connection.execute(wanted).mappings()
    ]


def has_report(to: sa.Connection, sha256: str) -> bool:
    """Whether the ledger has a report, with its text or without."""
    return to.execute(sa.select(REPORTS.c.sha256).where(REPORTS.c.sha256 == sha256)).first() is not None


def _need_report(to: sa.Connection, sha256: str) -> None:
    if not has_report(to, sha256):
        raise NoReport(f"no report {sha256[:12]}… is in the ledger; add its text first")
