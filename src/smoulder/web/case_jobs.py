"""The answer of a case asked for, which is worked out outside the request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.records.errors import SmoulderError
from smoulder.web.faults import words_for
from smoulder.web.jobs.kinds import AnswerWants
from smoulder.web.page import go_to
from smoulder.web.work import ask_for

if TYPE_CHECKING:
    from datetime import date

    from fastapi import Request
    from fastapi.responses import Response

    from smoulder.store.jobs import Job
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House


def ask_answer(house: House, visitor: Visitor, case_id: str, as_of: date | None = None) -> Job:
    """Ask for a new answer of a case; where one of the same person waits already, that one serves.

    as_of:  the day that the case moves to, None where it stands.
    raises: Refused, NotHere, BadEntry where too many jobs wait.
    """
    return ask_for(house, visitor, "answer", AnswerWants(case_id=case_id, as_of=as_of), case_id)


def answer_anew(house: House, visitor: Visitor, case_id: str) -> str:
    """Ask for a new answer after something was entered; gives in words whether it comes.

    An answer that cannot be asked for takes nothing from what was entered.
    """
    try:
        ask_answer(house, visitor, case_id)
    except SmoulderError as reason:
        return f"the answer to it waits: {words_for(house, reason)}"
    return "the case is answered anew"


def entered(request: Request, visitor: Visitor, case_id: str, to: str, said: str) -> Response:
    """Go on after an entry: the answer is asked for by itself, and the page it leads to tells when it is there.

    to: a path of ours.
    """
    then = answer_anew(request.app.state.house, visitor, case_id)
    return go_to(request, to, f"{said} {then[0].upper()}{then[1:]}.")
