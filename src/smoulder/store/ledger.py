"""The ledger: every case and every answer, kept so that it can be found again and scored later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from smoulder.records.calendar import Calendar
from smoulder.records.case import Assessment, Question
from smoulder.records.errors import CannotWrite, NoCase
from smoulder.store.case_id import case_id, case_key, inputs_key
from smoulder.store.connect import connect, explained
from smoulder.store.pressure import PressureTable
from smoulder.store.tables import ANSWERS, CASE_REPORTS, CASES, REPORTS

FILE = "ledger.sqlite"
"""The ledger in a data folder."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an assessment was kept.

    new:        False where the case was there already.
    new_answer: False where the very answer was there already, and nothing was added.
    """

    case_id: str
    new: bool
    new_answer: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One case of the ledger; `answers` says how many answers it holds."""

    id: str
    group: str
    country: str
    as_of: date
    mode: str
    question: Question
    created: datetime
    answers: int


class Ledger:
    """A ledger at a database address; use `open_ledger` for the one in a data folder."""

    def __init__(self, url: str | sa.URL) -> None:
        """raises: CannotWrite where the place cannot be written, BadLedger where it holds no ledger."""
        self._engine = connect(sa.make_url(url))

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @property
    def pressure(self) -> PressureTable:
        """The pressure calendar that lies in this ledger."""
        return PressureTable(self._engine)

    def keep(self, assessment: Assessment, *, now: datetime) -> Kept:
        """Keep an assessment; the same inputs find the same case again and add nothing.

        now:     the time to note as the time of keeping, with its time zone.
        raises:  CannotWrite, BadLedger where the database does not take it.

        All rows of one call are written in one transaction, or none is.
        """
        key, inputs, at = case_key(assessment), inputs_key(assessment), now.astimezone(UTC).isoformat()
        with explained(self._engine), self._engine.begin() as to:
            name, new = _find_or_add_case(to, assessment, key, at)
            return Kept(name, new=new, new_answer=_add_answer(to, assessment, name, inputs, at))

    def cases(self) -> list[Case]:
        """All cases, oldest first."""
        with explained(self._engine), self._engine.connect() as connection:
            return [_case(row) for row in connection.execute(_cases().order_by(CASES.c.number)).mappings()]

    def case(self, name: str) -> Case:
        """One case by its id.

        raises: NoCase if the ledger has none of that id.
        """
        with explained(self._engine), self._engine.connect() as connection:
            row = connection.execute(_cases().where(CASES.c.id == name)).mappings().first()
        if row is None:
            raise NoCase(
                f"no case {name!r} in {self._engine.url.database}; `smoulder case list` names them all"
            )
        return _case(row)

    def answers(self, name: str) -> list[Assessment]:
        """All answers of a case, oldest first.

        raises: NoCase if the ledger has none of that id.
        """
        self.case(name)
        wanted = sa.select(ANSWERS.c.answer).where(ANSWERS.c.case_id == name).order_by(ANSWERS.c.number)
        with explained(self._engine), self._engine.connect() as connection:
            return [Assessment.model_validate_json(text) for text in connection.execute(wanted).scalars()]


def open_ledger(folder: Path) -> Ledger:
    """The ledger of a data folder, made where there is none.

    raises: CannotWrite where the folder cannot be made or written, BadLedger where the file is no ledger.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be made ({reason.strerror}); choose another data folder with --data"
        ) from reason
    return Ledger(sa.URL.create("sqlite", database=str(folder / FILE)))


def pressure_on_record(folder: Path) -> Calendar:
    """The pressure calendar of a data folder; an empty one where there is no ledger yet, and none is made.

    raises: CannotWrite, BadLedger as `open_ledger`.
    """
    if not (folder / FILE).exists():
        return Calendar()
    with open_ledger(folder) as ledger:
        return ledger.pressure.calendar()


def _cases() -> sa.Select[Any]:  # Any: one column type per column, eight of them
    count = sa.select(sa.func.count()).where(ANSWERS.c.case_id == CASES.c.id).scalar_subquery()
    return sa.select(CASES, count.label("answers"))


def _case(row: sa.RowMapping) -> Case:
    return Case(
        id=row["id"],
        group=row["group_name"],
        country=row["country"],
        as_of=row["as_of"],
        mode=row["mode"],
        question=Question.model_validate(row["question"]),
        created=datetime.fromisoformat(row["created"]),
        answers=row["answers"],
    )


def _case_of(to: sa.Connection, key: str) -> str | None:
    return to.execute(sa.select(CASES.c.id).where(CASES.c.key == key)).scalar()


def _find_or_add_case(to: sa.Connection, assessment: Assessment, key: str, at: str) -> tuple[str, bool]:
    """The id of the case with this key, and whether it was added, with its reports, just now."""
    if known := _case_of(to, key):
        return known, False
    asked = assessment.question
    row = {
        "key": key,
        "group_id": asked.group_id,
        "group_name": asked.group,
        "country": asked.country,
        "as_of": asked.as_of,
        "mode": asked.mode,
        "question": asked.model_dump(mode="json", by_alias=True),
        "created": at,
    }
    # Two cases of one group, country and day share four characters of their keys once in 65,536.
    for length in (4, 8, 16, 64):
        name = case_id(asked.group, asked.country, asked.as_of, key, length)
        if _insert(to, CASES, {"id": name, **row}):
            break
        if other := _case_of(to, key):
            return other, False  # another process was faster
    for report in {reading.report.sha256: reading.report for reading in assessment.readings}.values():
        about = {"name": report.name, "title": report.title, "published": report.published}
        _insert(to, REPORTS, {"sha256": report.sha256, **about})
        _insert(to, CASE_REPORTS, {"case_id": name, "sha256": report.sha256})
    return name, True


def _add_answer(to: sa.Connection, assessment: Assessment, name: str, inputs: str, at: str) -> bool:
    """Add the answer; False where an answer from the same inputs is there."""
    row = {
        "case_id": name,
        "inputs": inputs,
        "version": assessment.smoulder_version,
        "seed": assessment.seed,
        "settings": dict(assessment.settings),
        "answer": assessment.model_dump_json(by_alias=True),
        "created": at,
    }
    return _insert(to, ANSWERS, row)


def _insert(to: sa.Connection, table: sa.Table, row: dict[str, Any]) -> bool:  # Any: a row of mixed types
    """Add a row; False where a row of that name is there already, which is left as it is."""
    try:
        with to.begin_nested():
            to.execute(table.insert().values(**row))
    except IntegrityError:
        return False
    return True
