"""A case as a page shows it: as it stands, or as it stood at one of its answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from smoulder.desk.desk import told_fixes
from smoulder.records.case_file import CaseFile, lay
from smoulder.records.errors import BadEntry
from smoulder.web.jobs.folders import place_of
from smoulder.web.kept import kept_in

if TYPE_CHECKING:
    from smoulder.records.case import Assessment
    from smoulder.records.change import Entry
    from smoulder.records.fix import KeptFix
    from smoulder.store.case_rows import Case
    from smoulder.store.jobs import Job
    from smoulder.store.kept_answers import AnswerRow
    from smoulder.web.house import House

ANSWERS = ("answer", "add report")
"""Kinds of jobs that end with an answer."""
WEIGHED = ("report", "item", "mark", "hypothesis", "day")
"""Changes that an answer takes in; the others stand beside it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A case at one of its answers.

    file, log: as they stand; at an earlier answer as they stood when it was given.
    answers:   all of the case, oldest first, without what they say; they are counted from 1.
    at:        number of the answer that is shown, 0 where the case has none yet.
    answer:    that answer; None where there is none.
    waiting:   changes that no answer has weighed yet; none at an earlier answer.
    fixes:     corrections of its reports that no answer has weighed yet.
    asked:     its last jobs, newest first, as they stood before all else was read: what one of them led to meanwhile is
               shown or else is told as under way, so that a page never waits for what is there.
    """

    case: Case
    file: CaseFile
    log: tuple[Entry, ...]
    answers: tuple[AnswerRow, ...]
    at: int
    answer: Assessment | None
    waiting: tuple[Entry, ...] = ()
    fixes: tuple[KeptFix, ...] = ()
    asked: tuple[Job, ...] = ()

    @property
    def past(self) -> bool:
        """Whether an earlier answer is shown, so that nothing can be entered."""
        return self.at < len(self.answers)

    @property
    def when(self) -> datetime | None:
        """When the answer that is shown was given."""
        return self.answers[self.at - 1].created if self.at else None

    @property
    def day(self) -> date:
        """The as-of day of what is shown."""
        if self.answer is not None:
            return self.answer.question.as_of
        return self.file.as_of or self.case.as_of

    @property
    def row(self) -> int:
        """Under which number the ledger keeps the answer that is shown, 0 where there is none."""
        return self.answers[self.at - 1].row if self.at else 0

    @property
    def jobs(self) -> list[Job]:
        """The jobs to be told of on its pages: those not over, and the last one where it gave no answer."""
        if self.past:
            return []
        going = [one for one in self.asked if not one.over]
        over = [one for one in self.asked if one.over and one.kind in ANSWERS]
        last = max(over, key=lambda one: one.created, default=None)
        failed = last is not None and last.state == "failed" and last.ended is not None
        if last is not None and failed and (self.when is None or (last.ended or last.created) > self.when):
            return [last, *going]
        return going

    @property
    def last_weighed(self) -> int:
        """Number of the last change of what an answer takes in, 0 where there is none: with the answer, all that the
        evidence of the case rests on."""
        return max((one.number for one in self.log if one.change.what in WEIGHED), default=0)

    @property
    def link_at(self) -> int | None:
        """What links within the case carry: the number of an earlier answer, None for the last."""
        return self.at if self.past else None


def shown_case(house: House, case_id: str, at: int | None = None) -> Shown:
    """A case at one of its answers.

    at:     number of the answer, counted from 1; None for the last.
    raises: NoCase; BadEntry where the case has no answer of that number.
    """
    ledger = house.ledger
    asked = tuple(house.store.jobs.list(place=place_of(house.chosen.data), case_id=case_id, last=20))
    case, rows = ledger.case(case_id), tuple(ledger.answer_rows(case_id))
    if at is not None and not 1 <= at <= len(rows):
        raise BadEntry(f"case {case_id} has no answer {at}; it has {len(rows)}, counted from 1")
    number = len(rows) if at is None else at
    log, file = kept_in(ledger).log(ledger, case_id)
    if not number:
        return Shown(case, file, log, rows, 0, None, _waiting(log, None), asked=asked)
    row = rows[number - 1]
    answer = kept_in(ledger).whole(ledger, case_id, row.row)
    if number < len(rows):
        log = tuple(one for one in log if one.at <= row.created)
        return Shown(case, lay(log), log, rows, number, answer)
    kept = told_fixes(ledger.fixes.of(file.reports), case_id, house.team)
    fixes = tuple(one for one in kept if one.at > row.created)
    read = {one.report.sha256 for one in answer.readings}
    waiting = tuple(
        one
        for one in _waiting(log, row.entry)
        if not (one.change.what == "report" and one.change.status == "read" and one.change.sha256 in read)
    )
    return Shown(case, file, log, rows, number, answer, waiting, fixes, asked)


def shown_at(house: House, case_id: str, at: str, on: str) -> Shown:
    """A case at the answer that an address names: by number, or the last one up to a day; '' for the last of all.

    raises: NoCase; BadEntry where there is none of that number; BadDate where the day is none.
    """
    if on and not at:
        from smoulder.records.month import parse_day

        rows = tuple(house.ledger.answer_rows(case_id))
        return shown_case(house, case_id, number_on(rows, parse_day(on)) if rows else None)
    if at and not (at.isascii() and at.isdecimal() and len(at) < 7):
        raise BadEntry(f"answer {at[:20]!r} is no number; answers are counted from 1")
    return shown_case(house, case_id, int(at) if at else None)


def number_on(rows: tuple[AnswerRow, ...], until: date) -> int:
    """The number of the last answer given up to the end of a day, the first where all are later."""
    return max(1, sum(one.created.date() <= until for one in rows))


def _waiting(log: tuple[Entry, ...], seen: int | None) -> tuple[Entry, ...]:
    return tuple(one for one in log if one.change.what in WEIGHED and one.number > (seen or 0))
