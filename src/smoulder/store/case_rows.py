"""Cases as rows of the ledger: found, opened and listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from smoulder.reading.no_person import check_subject
from smoulder.records.case import Question
from smoulder.store.case_id import case_id, case_key
from smoulder.store.rows import add_new, no_case
from smoulder.store.search import find_cases, index_case
from smoulder.store.tables import ANSWERS, CASES

_QUESTIONS = TypeAdapter(list[Question])


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
    return _read(to, _cases())


def search_cases(to: sa.Connection, words: str) -> list[Case]:
    """Cases that have all the words, oldest first."""
    found = find_cases(to, words)
    return [] if found is None else _read(to, _cases().where(CASES.c.number.in_(found)))


def one_case(to: sa.Connection, name: str) -> Case:
    """One case by its id.

    raises: NoCase if the ledger has none of that id.
    """
    for case in _read(to, _cases().where(CASES.c.id == name)):
        return case
    raise no_case(to, name)


def _cases() -> sa.Select[Any]:  # Any: one column type per column, nine of them
    """The columns of a case, in the order of its fields; the question as text."""
    count = sa.select(sa.func.count()).where(ANSWERS.c.case_id == CASES.c.id).scalar_subquery()
    of = CASES.c
    question = sa.cast(of.question, sa.Text)
    return sa.select(
        of.id, of.group_name, of.country, of.as_of, of.mode, question, of.created, count, of.label
    )


def _read(to: sa.Connection, wanted: sa.Select[Any]) -> list[Case]:  # Any: as of `_cases`
    rows = to.execute(wanted.order_by(CASES.c.number)).all()
    # all questions in one go: ten thousand one by one would take most of the time
    questions = _QUESTIONS.validate_json(f"[{','.join(row[5] for row in rows)}]")
    cases = []
    for row, question in zip(rows, questions, strict=True):
        name, group, country, as_of, mode, _, created, answers, label = row
        at = datetime.fromisoformat(created)
        cases.append(Case(name, group, country, as_of, mode, question, at, answers, label))
    return cases
