"""One report of a case as its page needs it: its standing, what was read of it, and what was corrected."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from smoulder.desk.report_reading import reading_of
from smoulder.reading.page import unread_language
from smoulder.records.case_file import report_of as own_report
from smoulder.records.statement import Reading
from smoulder.web.guard.refused import NotHere
from smoulder.web.page import path_to
from smoulder.web.shown import Shown, shown_case
from smoulder.web.views.report_text import Part, parts_of

if TYPE_CHECKING:
    from smoulder.records.change import ReportPut
    from smoulder.records.evidence import Source
    from smoulder.records.fix import KeptFix
    from smoulder.records.report import Report
    from smoulder.store.ledger import Ledger
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House

HELD = 24
"""Readings that are kept in memory."""
_Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An item of the case at its place in a report.

    start, end: characters of `Report.text`. moves: what it does to the chance of a comeback within 12 months, None
    where no answer weighed it.
    """

    id: str
    kind: str
    start: int
    end: int
    moves: float | None


@dataclass(frozen=True, slots=True)
class ReportOfCase:
    """A report of a case.

    number: in the order of the case, counted from 1. reading: with all corrections that are kept.
    parts:  of its text. fixes: those corrections as they are told in the case, oldest first.
    unread: why the reader takes nothing from it, '' where it reads it. waits: whether no answer has read it yet.
    """

    shown: Shown
    number: int
    put: ReportPut
    reading: Reading
    parts: tuple[Part, ...]
    fixes: tuple[KeptFix, ...]
    unread: str
    waits: bool

    @property
    def report(self) -> Report:
        """Its text."""
        return self.reading.report

    @property
    def home(self) -> str:
        """The address of its page."""
        return path_to("cases", self.shown.case.id, "reports", str(self.number))

    @property
    def items(self) -> list[Placed]:
        """The items of the case that lie in it, those first that the last answer weighed."""
        answer = self.shown.answer
        weighed = {one.id: one for one in answer.evidence} if answer else {}
        read = [one.report.sha256 for one in answer.readings] if answer else []
        at = read.index(self.put.sha256) if self.put.sha256 in read else None
        found = [
            self._placed(one.id, one.kind, one.source, one.moves_answer if not one.left_out else None)
            for one in weighed.values()
            if at is not None and one.source.report == at
        ]
        found += [
            self._placed(own.id, own.item.kind, own.item.source, None)
            for own in self.shown.file.items
            if (own.id not in weighed or weighed[own.id].source.report is None)
            and own_report(own.item, self.shown.file.reports) == self.put.sha256
        ]
        return [one for one in found if one is not None]

    def _placed(self, name: str, kind: str, source: Source, moves: float | None) -> Placed | None:
        if source.start is None or source.end is None:
            return None
        return Placed(name, kind, *self.report.text_span(source.start, source.end), moves)


def report_of(house: House, visitor: Visitor, case_id: str, number: int) -> ReportOfCase:
    """A report of a case by its number.

    raises: NoCase; NotHere where the case has no report of that number; NoReport where its text was not kept.
    """
    shown = shown_case(house, case_id)
    every = list(shown.file.reports.items())
    if not 1 <= number <= len(every):
        raise NotHere(f"the case has no report {number}; it has {len(every)}, counted from 1")
    sha256, put = every[number - 1]
    desk = house.desk(visitor.name)
    fixes = tuple(desk.fixes_in(case_id, [sha256]))
    key = (sha256, len(fixes), shown.answers[shown.at - 1].row if shown.at else 0)
    waits = not any(one.report.sha256 == sha256 for one in (shown.answer.readings if shown.answer else ()))
    held = _OF.setdefault(house.ledger, _Readings())
    known = held.find(key)
    if known is None:
        if waits:  # a long one takes its time to read: that is done in a job
            reading = Reading(report=house.ledger.reports.report(sha256))
        else:
            reading = reading_of(desk, shown.case, sha256, shown.answer)
        unread = unread_language(reading.report)
        known = _Known(reading, parts_of(reading.report, not unread), unread)
        held.keep(key, known)
    return ReportOfCase(shown, number, put, known.reading, known.parts, fixes, known.unread, waits)


@dataclass(frozen=True, slots=True)
class _Known:
    reading: Reading
    parts: tuple[Part, ...]
    unread: str


class _Readings:
    """What was found of reports last: to correct a reading, or to cut a long text, takes a while."""

    def __init__(self) -> None:
        self._held: OrderedDict[_Key, _Known] = OrderedDict()
        self._lock = Lock()

    def find(self, key: _Key) -> _Known | None:
        with self._lock:
            return self._held.get(key)

    def keep(self, key: _Key, known: _Known) -> None:
        with self._lock:
            self._held[key] = known
            while len(self._held) > HELD:
                self._held.popitem(last=False)


_OF: WeakKeyDictionary[Ledger, _Readings] = WeakKeyDictionary()
