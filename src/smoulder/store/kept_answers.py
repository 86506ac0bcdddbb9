"""Answers of a case with when each was given and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_export import KeptAnswer
from smoulder.store.tables import ANSWERS


def read_answers(connection: sa.Connection, case_id: str) -> list[KeptAnswer]:
    """All answers of a case, oldest first."""
    wanted = sa.select(ANSWERS).where(ANSWERS.c.case_id == case_id)
    return [
        KeptAnswer(
            answer=Assessment.model_validate_json(row["answer"]),
            inputs=row["inputs"],
            created=datetime.fromisoformat(row["created"]),
            entry=row["entry"],
        )
        for row in connection.execute(wanted.order_by(ANSWERS.c.created, ANSWERS.c.number)).mappings()
    ]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer without what it says.

    row:   its number in the ledger, under which its text is found. created: with its time zone.
    entry: number of the last entry of the log that it rests on; None where it rests on none, or in an older one.
    """

    row: int
    created: datetime
    entry: int | None = None


def list_answers(connection: sa.Connection, case_id: str) -> list[AnswerRow]:
    """The answers of a case, oldest first, without what they say."""
    of = ANSWERS.c
    wanted = sa.select(of.number, of.created, of.entry).where(of.case_id == case_id)
    return [
        AnswerRow(row, datetime.fromisoformat(created), entry)
        for row, created, entry in connection.execute(wanted.order_by(of.created, of.number))
    ]


def last_texts(connection: sa.Connection, case_id: str, last: int | None) -> list[str]:
    """The texts of the last so many answers of a case, or of all, as JSON, oldest first."""
    of = ANSWERS.c
    wanted = sa.select(of.answer).where(of.case_id == case_id).order_by(of.created.desc(), of.number.desc())
    return list(reversed(connection.scalars(wanted.limit(last)).all()))


def newest_answer(connection: sa.Connection, case_id: str) -> datetime | None:
    """When the last answer of a case was given, with its time zone; None where it has none."""
    at = connection.scalar(sa.select(sa.func.max(ANSWERS.c.created)).where(ANSWERS.c.case_id == case_id))
    return None if at is None else datetime.fromisoformat(at)


def answer_texts(connection: sa.Connection, case_id: str, rows: Sequence[int]) -> dict[int, str]:
    """The texts of some answers of a case by row, as JSON; rows that are of another case are left out."""
    wanted = sa.select(ANSWERS.c.number, ANSWERS.c.answer)
    wanted = wanted.where(ANSWERS.c.case_id == case_id, ANSWERS.c.number.in_(rows))
    return {row.number: row.answer for row in connection.execute(wanted)}
