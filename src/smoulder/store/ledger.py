"""The ledger: every case with its log and its answers, kept so that it can be found again and scored later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from smoulder.reading.no_person import check_subject
from smoulder.records.calendar import Calendar
from smoulder.records.case import Assessment, Question
from smoulder.records.case_export import CaseExport, KeptAnswer
from smoulder.records.case_file import CaseFile
from smoulder.records.errors import BadSetting, CannotWrite
from smoulder.store.asked import AskedTable
from smoulder.store.case_exchange import TakenIn, export_case, import_case
from smoulder.store.case_facts import CaseFacts, case_facts
from smoulder.store.case_id import case_key
from smoulder.store.case_log import CaseLog
from smoulder.store.case_rows import Case, find_case, find_or_add_case, list_cases, one_case, search_cases
from smoulder.store.case_terms import Admit, Terms, admit_to
from smoulder.store.catch_up import catch_up
from smoulder.store.connect import connect
from smoulder.store.copy_rows import copy_rows
from smoulder.store.fixes import FixTable
from smoulder.store.grades import GradeTable
from smoulder.store.keeping import Kept, add_answer, join_reports, move_day
from smoulder.store.kept_answers import (
    AnswerRow,
    answer_texts,
    last_texts,
    list_answers,
    newest_answer,
    read_answers,
)
from smoulder.store.ledger_facts import LedgerFacts, ledger_facts
from smoulder.store.move import Moved, move_rows
from smoulder.store.passages import PassageTable
from smoulder.store.pressure import PressureTable
from smoulder.store.report_texts import ReportTexts
from smoulder.store.rows import lock_case, stamp
from smoulder.store.tables import ANSWERS
from smoulder.store.transaction import read, write

if TYPE_CHECKING:
    from smoulder.store.workbench import Workbench

T = TypeVar("T")
FILE = "ledger.sqlite"
"""The ledger in a data folder."""


class Ledger:
    """A ledger at a database address; use `open_ledger` for the one in a data folder.

    pressure: the calendar of pressure; log: what was entered into each case; reports: their texts;
    fixes: corrections of the reader; grades: of sources; asked: questions, forecasts and outcomes.
    passages: reports, statements and evidence, found by their words.
    """

    def __init__(self, url: str | sa.URL) -> None:
        """raises: CannotWrite where the place cannot be written, BadLedger where it holds no ledger."""
        self._engine = connect(sa.make_url(url), catch_up)
        self.pressure = PressureTable(self._engine)
        self.log = CaseLog(self._engine)
        self.reports = ReportTexts(self._engine)
        self.fixes = FixTable(self._engine)
        self.grades = GradeTable(self._engine)
        self.asked = AskedTable(self._engine)
        self.passages = PassageTable(self._engine)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def keep(
        self,
        assessment: Assessment,
        *,
        now: datetime,
        who: str = "smoulder",
        label: str = "",
        case_id: str | None = None,
        file: CaseFile | None = None,
        moved: str = "",
        admit: Admit | None = None,
    ) -> Kept:
        """Keep an assessment with its reports, questions and forecasts; the same inputs add nothing.

        now:     the time of keeping, with its time zone. label: tells cases of one question apart.
        who:     who is noted to have brought the reports that are new to the case.
        case_id: of the case that it answers; None for the case of its own question, which is opened where there
                 is none. Name it where the day of a case has moved on.
        file:    the case as the assessment saw it, None where it saw none. admit: asked of a case that is there.
        moved:   why the case moves to the day of the assessment; '' where it stands at that day.
        raises:  what `admit` raises; NoCase if the ledger has no case of that id; PersonGiven where the group reads
                 like a person; CannotWrite, BadLedger where the database does not take it.

        All rows of one call are written in one transaction, or none is.
        """
        check_subject(assessment.question, label)
        saw = file or CaseFile()

        def work(to: sa.Connection) -> Kept:
            name, new = case_id, False
            if name is None:
                name, new = find_or_add_case(to, assessment.question, label, stamp(now))
            lock_case(to, name)
            admit_to(to, name, None if new else admit)
            day = assessment.question.as_of
            seen = move_day(to, name, saw, day, who, moved, now) if moved else saw
            last = join_reports(to, name, assessment, seen, who, now)
            return Kept(name, new, add_answer(to, name, assessment, seen, last, now))

        def there(to: sa.Connection, kept: Kept) -> bool:
            if find_case(to, case_key(assessment.question, label)) is None and kept.new:
                return False
            lock_case(to, kept.case_id)
            own = (ANSWERS.c.case_id == kept.case_id) & (ANSWERS.c.created >= stamp(now))
            own &= ANSWERS.c.answer == assessment.model_dump_json(by_alias=True)
            return not kept.new_answer or to.scalar(sa.select(ANSWERS.c.number).where(own)) is not None

        return write(self._engine, work, there)

    def open_case(self, question: Question, label: str, now: datetime, who: str = "smoulder") -> Kept:
        """Open the case of a question, without an answer; the same question and label find it again.

        raises: PersonGiven where the group reads like a person; CannotWrite, BadLedger.
        """
        name, new = write(self._engine, lambda to: find_or_add_case(to, question, label, stamp(now)))
        return Kept(name, new, new_answer=False)

    def find_case(self, question: Question, label: str = "") -> str | None:
        """The id of the case of a question, None where there is none."""
        return read(self._engine, lambda connection: find_case(connection, case_key(question, label)))

    def copy_to(self, other: Ledger, *, replace: bool = False) -> None:
        """Copy every row into another ledger, which may lie in another kind of database.

        replace: take away what the other holds.
        raises:  CannotWrite where the other holds something and `replace` is not set.
        """
        copy_rows(self._engine, other._engine, replace=replace)

    def move_to(self, other: Ledger) -> Moved:
        """Copy every row into an empty ledger, and see that both hold the same; see `store.move`."""
        return move_rows(self._engine, other._engine)

    def workbench(self) -> Workbench:
        """The tables of the workbench in the same database."""
        from smoulder.store.workbench import Workbench

        return Workbench(self._engine)

    def facts(self) -> LedgerFacts:
        """Where the ledger lies, and what it holds."""
        return ledger_facts(self._engine)

    def cases(self) -> list[Case]:
        """All cases, oldest first."""
        return read(self._engine, list_cases)

    def search(self, words: str) -> list[Case]:
        """Cases that are found by all of some words or beginnings of words, oldest first; none where none is given.

        words: of an id, label, group, country or place, or of items and their kinds. Names of persons find nothing.
        """
        return read(self._engine, lambda connection: search_cases(connection, words))

    def case(self, name: str) -> Case:
        """One case by its id.

        raises: NoCase if the ledger has none of that id.
        """
        return read(self._engine, lambda connection: one_case(connection, name))

    def file(self, name: str, until: datetime | None = None) -> CaseFile:
        """A case with all that was entered laid over one another, as it stands, or stood at a time.

        raises: NoCase if the ledger has none of that id.
        """
        return self.log.file(name, until)

    def answers(self, name: str, last: int | None = None) -> list[Assessment]:
        """All answers of a case, oldest first; or only so many of the last ones.

        raises: NoCase if the ledger has none of that id.
        """
        texts = self._of_case(name, lambda connection: last_texts(connection, name, last))
        return [Assessment.model_validate_json(text) for text in texts]

    def answered(self, name: str) -> datetime | None:
        """When the last answer of a case was given, with its time zone; None where it has none.

        raises: NoCase if the ledger has none of that id.
        """
        return self._of_case(name, lambda connection: newest_answer(connection, name))

    def kept_answers(self, name: str) -> list[KeptAnswer]:
        """All answers of a case with when each was given, oldest first.

        raises: NoCase if the ledger has none of that id.
        """
        return self._of_case(name, lambda connection: read_answers(connection, name))

    def answer_rows(self, name: str) -> list[AnswerRow]:
        """The answers of a case, oldest first, without what they say.

        raises: NoCase if the ledger has none of that id.
        """
        return self._of_case(name, lambda connection: list_answers(connection, name))

    def answer_texts(self, name: str, rows: Sequence[int]) -> dict[int, str]:
        """The texts of some answers of a case by row, as JSON; see `answer_rows`."""
        return read(self._engine, lambda connection: answer_texts(connection, name, rows))

    def case_facts(self, names: Sequence[str]) -> dict[str, CaseFacts]:
        """What a list shows of some cases beside their questions; see `store.case_facts`."""
        return read(self._engine, lambda connection: case_facts(connection, names))

    def export_case(self, name: str, now: datetime) -> CaseExport:
        """A case with everything that belongs to it; see `store.case_exchange`."""
        return export_case(self._engine, name, now)

    def import_case(self, export: CaseExport, terms: Terms | None = None) -> TakenIn:
        """Take in a case that `store.case_check` has looked at; see `store.case_exchange`."""
        return import_case(self._engine, export, terms)

    def _of_case(self, name: str, work: Callable[[sa.Connection], T]) -> T:
        """What is read of a case. raises: NoCase if the ledger has none of that id."""

        def of_case(connection: sa.Connection) -> T:
            one_case(connection, name)
            return work(connection)

        return read(self._engine, of_case)


def open_ledger(place: Path | str) -> Ledger:
    """The ledger of a data folder, made where there is none, or the one at a database address.

    place:  a folder, or an address such as 'postgresql://desk@server/cases'.
    raises: CannotWrite where the place cannot be made, written or reached, BadLedger where what is there is no ledger,
            BadSetting where it is no address, MissingExtra where the driver of PostgreSQL is not installed.
    """
    if isinstance(place, str):
        return Ledger(_address(place))
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise CannotWrite(
            f"{place} cannot be made ({reason.strerror}); choose another data folder with --data"
        ) from reason
    return Ledger(sa.URL.create("sqlite", database=str(place / FILE)))


def pressure_on_record(place: Path | str) -> Calendar:
    """The pressure calendar of a ledger; an empty one where a folder holds no ledger yet, and none is made.

    raises: as `open_ledger`.
    """
    if not ledger_stands(place):
        return Calendar()
    with open_ledger(place) as ledger:
        return ledger.pressure.calendar()


def ledger_stands(place: Path | str) -> bool:
    """Whether a folder holds a ledger already; that of a database address is taken to be there."""
    return isinstance(place, str) or (place / FILE).exists()


def _address(text: str) -> sa.URL:
    """raises: BadSetting, without the text, which may hold a password."""
    try:
        return sa.make_url(text)
    except ArgumentError as reason:
        raise BadSetting(
            "the address of the ledger cannot be read; write postgresql://USER@SERVER/DATABASE"
        ) from reason
