"""What later versions draw from rows of earlier ones: words to find a case by, passages, and questions of answers."""

from __future__ import annotations

import sqlalchemy as sa
from pydantic import ValidationError

from smoulder.records.question_of import questions_of
from smoulder.store.asked import ask
from smoulder.store.case_log import read_log
from smoulder.store.case_terms import was_brought
from smoulder.store.kept_answers import read_answers
from smoulder.store.passage_entries import index_entries
from smoulder.store.passage_index import index_answers
from smoulder.store.search import index_all
from smoulder.store.tables import CASES


def catch_up(to: sa.Connection) -> None:
    """Draw words and questions from all cases, inside the transaction in which the ledger came to its tables.

    An answer that this version cannot read stays as it is, and is neither searched nor scored. Neither are answers
    of a case that a file opened by terms: those of this house were scored as they were given.
    """
    for case_id in to.scalars(sa.select(CASES.c.id).order_by(CASES.c.number)).all():
        index_kept(to, case_id)
        try:
            answers = read_answers(to, case_id)
        except ValidationError:
            continue
        for one in answers if not was_brought(read_log(to, case_id, "note")) else ():
            ask(to, *questions_of(case_id, one.answer, one.created))


def index_kept(to: sa.Connection, case_id: str) -> None:
    """Let a case be found by all that is kept of it; what is kept is gone through once, however many answers it has."""
    log = read_log(to, case_id)
    try:
        answers = [one.answer for one in read_answers(to, case_id)]
    except ValidationError:
        answers = []
    index_all(to, case_id, [one.change for one in log], answers)
    index_answers(to, case_id, answers)
    # after the answers: how items and reports stand is the last word on them
    index_entries(to, case_id, log)
