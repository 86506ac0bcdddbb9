"""The question that a case asks now, on the day that it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.case import Assessment, Question
    from smoulder.records.case_file import CaseFile
    from smoulder.store.case_rows import Case


def question_now(case: Case, file: CaseFile, answers: Sequence[Assessment]) -> Question:
    """The question of the last answer, or of the case, as of the day that the case stands at.

    answers: of the case, oldest first; the last is looked at.
    returns: without peak, lowest deaths and lines where no answer of that day has found them.
    """
    day = file.as_of or case.as_of
    for question in (*(one.question for one in answers[-1:]), case.question):
        if question.as_of == day:
            return question
    unknown = dict.fromkeys(("peak", "lowest", "line", "major_line"))
    return case.question.model_copy(update={"as_of": day, **unknown})
