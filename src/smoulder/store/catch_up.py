"""What later versions draw from rows of earlier ones: words to find a case by, passages, and questions of answers."""

from __future__ import annotations

import sqlalchemy as sa
from pydantic import ValidationError

from smoulder.records.case_file import own_item_id
from smoulder.records.change import ItemPut
from smoulder.records.question_of import questions_of
from smoulder.store.asked import ask
from smoulder.store.case_log import read_log
from smoulder.store.case_terms import was_brought
from smoulder.store.kept_answers import read_answers
from smoulder.store.passage_index import answers_to_index, index_answered, index_entries
from smoulder.store.search import index_answer, index_case, index_changes
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
    """Let a case be found by all that is kept of it."""
    index_case(to, case_id, (), ())
    log = read_log(to, case_id)
    index_changes(to, case_id, [entry.change for entry in log])
    try:
        answers = [one.answer for one in read_answers(to, case_id)]
    except ValidationError:
        answers = []
    for one in answers:
        index_answer(to, case_id, one)
    entered = {own_item_id(one.change) for one in log if isinstance(one.change, ItemPut)}
    for one in answers_to_index(answers, entered):
        index_answered(to, case_id, one)
    # after the answers: how items and reports stand is the last word on them
    index_entries(to, case_id, log)
