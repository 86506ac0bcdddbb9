"""Cases as rows of the ledger: found, opened and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from smoulder.reading.no_person import check_subject
from smoulder.records.case import Question
from smoulder.store.case_id import case_id, case_key
from smoulder.store.rows import add_new, no_case
from smoulder.store.search import find_cases, index_case
from smoulder.store.tables import ANSWERS, CASES


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
    label: str = ""


def find_case(to: sa.Connection, key: str) -> str | None:
    """The id of the case with a key, None where there is none."""
    return to.execute(sa.select(CASES.c.id).where(CASES.c.key == key)).scalar()


def find_or_add_case(to: sa.Connection, question: Question, label: str, at: str) -> tuple[str, bool]:
    """The id of the case of this question and label, and whether it was added just now.

    raises: PersonGiven where group, country or label reads like a person's name.
    """
    key = case_key(question, label)
    if known := find_case(to, key):
        return known, False
    check_subject(question, label)
    row = {
        "key": key,
        "group_id": question.group_id,
        "group_name": question.group,
        "country": question.country,
        "as_of": question.as_of,
        "mode": question.mode,
        "question": question.model_dump(mode="json", by_alias=True),
        "created": at,
        "label": label,
    }
    # Two cases of one group, country and day share four characters of their keys once in 65,536.
    for length in (4, 8, 16, 64):
        name = case_id(question.group, question.country, question.as_of, key, length)
        if add_new(to, CASES, [{"id": name, **row}]):
            index_case(to, name, (), ())
            return name, True
        if other := find_case(to, key):
            return other, False  # another process was faster
    raise AssertionError("the whole key is in the last id, and it is unique")


def list_cases(to: sa.Connection) -> list[Case]:
    """All cases, oldest first."""
    return [_case(row) for row in to.execute(_cases().order_by(CASES.c.number)).mappings()]


def search_cases(to: sa.Connection, words: str) -> list[Case]:
    """Cases that have all the words, oldest first."""
    found = find_cases(to, words)
    if found is None:
        return []
    wanted = _cases().where(CASES.c.number.in_(found)).order_by(CASES.c.number)
    return [_case(row) for row in to.execute(wanted).mappings()]


def one_case(to: sa.Connection, name: str) -> Case:
    """One case by its id.

    raises: NoCase if the ledger has none of that id.
    """
    row = to.execute(_cases().where(CASES.c.id == name)).mappings().first()
    if row is None:
        raise no_case(to, name)
    return _case(row)


def _cases() -> sa.Select[Any]:  # Any: one column type per column, ten of them
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
        label=row["label"],
    )
