"""An assessment as rows: the reports that join its case, the answer, and the questions it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import sqlalchemy as sa

from smoulder.records.case import Assessment
from smoulder.records.case_file import CaseFile
from smoulder.records.change import DayMoved, ReportPut
from smoulder.records.question_of import questions_of
from smoulder.store.answer_inputs import inputs_key
from smoulder.store.asked import ask, ask_numbers
from smoulder.store.case_log import enter, read_log
from smoulder.store.kept_answers import newest_answer
from smoulder.store.passage_index import index_answers
from smoulder.store.report_texts import keep_reports
from smoulder.store.rows import add_new, stamp
from smoulder.store.search import index_all
from smoulder.store.tables import ANSWERS, ENTRIES


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an assessment was kept.

    new:        False where the case was there already.
    new_answer: False where the last answer of the case is the very same, and nothing was added.
    """

    case_id: str
    new: bool
    new_answer: bool


def move_day(
    to: sa.Connection, case_id: str, saw: CaseFile, as_of: date, who: str, why: str, now: datetime
) -> CaseFile:
    """Enter the new day of a case; gives the case as an answer of that day saw it.

    saw: the case before it moved; what others entered meanwhile is not taken as seen.
    """
    (moved,) = enter(to, case_id, [DayMoved(as_of=as_of)], who, why, now)
    of_case = sa.select(sa.func.count()).where(ENTRIES.c.case_id == case_id, ENTRIES.c.number > saw.last)
    alone = to.execute(of_case).scalar_one() == 1
    return saw.model_copy(update={"as_of": as_of, "last": moved.number if alone else saw.last})


def join_reports(
    to: sa.Connection, case_id: str, assessment: Assessment, saw: CaseFile, who: str, now: datetime
) -> int | None:
    """Keep the reports of an answer, and enter those that are new to its case into the log.

    saw:     the case as the answer saw it.
    returns: number of the last entry that the answer rests on: that of a report just entered where nobody entered
             anything between, else the one that the answer saw; None where it rests on none.
    """
    reports = {one.report.sha256: one.report for one in assessment.readings}
    keep_reports(to, list(reports.values()))
    of_case = sa.select(ENTRIES.c.body).where(ENTRIES.c.case_id == case_id, ENTRIES.c.what == "report")
    known = {str(body["sha256"]) for body in to.scalars(of_case)}
    others = to.execute(
        sa.select(sa.func.count()).where(ENTRIES.c.case_id == case_id, ENTRIES.c.number > saw.last)
    ).scalar_one()
    put = [ReportPut(sha256=sha256) for sha256 in reports if sha256 not in known]
    entries = enter(to, case_id, put, who, "read for an answer", now, answered=True)
    last = entries[-1].number if entries and not others else saw.last
    return last or None


def add_answer(
    to: sa.Connection, case_id: str, assessment: Assessment, saw: CaseFile, last: int | None, now: datetime
) -> bool:
    """Add an answer with its questions and forecasts; False where the last answer is from the same inputs.

    It stands after the answers that are there, also where it comes from a desk whose clock is behind.
    """
    inputs = _inputs(to, case_id, inputs_key(case_id, assessment, saw))
    if not inputs:
        return False
    now = max(now, newest_answer(to, case_id) or now)
    row = {
        "case_id": case_id,
        "inputs": inputs,
        "version": assessment.smoulder_version,
        "seed": assessment.seed,
        "settings": dict(assessment.settings),
        "answer": assessment.model_dump_json(by_alias=True),
        "created": stamp(now),
        "entry": last,
    }
    if not add_new(to, ANSWERS, [row]):
        return False
    index_all(to, case_id, (), [assessment])
    index_answers(to, case_id, [assessment])
    ask(to, *questions_of(case_id, assessment, now))
    ask_numbers(to, case_id, read_log(to, case_id, "number"))
    return True


def _inputs(to: sa.Connection, case_id: str, inputs: str) -> str:
    """The key of an answer from some inputs; '' where the last answer of the case is from the very same.

    A case can come back to what it rested on before, when a change is taken back. That is a new answer, which says
    why the number moved back, so its key holds that of the answer before it as well.
    """
    of_case = sa.select(ANSWERS.c.inputs).where(ANSWERS.c.case_id == case_id)
    kept = list(to.scalars(of_case.order_by(ANSWERS.c.created.desc(), ANSWERS.c.number.desc())))
    if not kept:
        return inputs
    before = kept[1] if len(kept) > 1 else ""
    if kept[0] in (inputs, _again(inputs, before)):
        return ""
    return _again(inputs, kept[0]) if inputs in kept else inputs


def _again(inputs: str, before: str) -> str:
    return sha256(f"{inputs} after {before}".encode()).hexdigest()
