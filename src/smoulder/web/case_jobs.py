"""The work on a case that runs outside the request: an answer asked for, and what is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smoulder.records.errors import SmoulderError
from smoulder.web.jobs.folders import place_of
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
    from smoulder.web.shown import Shown

ANSWERS = ("answer", "add report")
"""Kinds of jobs that end with an answer."""


def ask_answer(house: House, visitor: Visitor, case_id: str, as_of: date | None = None) -> Job:
    """Ask for a new answer of a case; where one waits already, that one serves.

    as_of:  the day that the case moves to, None where it stands.
    raises: Refused, NotHere, BadEntry where too many jobs wait.
    """
    return ask_for(house, visitor, "answer", AnswerWants(case_id=case_id, as_of=as_of), case_id)


def entered(request: Request, visitor: Visitor, case_id: str, to: str, said: str) -> Response:
    """Go on after an entry: the answer is asked for by itself, and the page it leads to tells when it is there.

    to: a path of ours. An answer that cannot be asked for takes nothing from what was entered.
    """
    house: House = request.app.state.house
    try:
        ask_answer(house, visitor, case_id)
    except SmoulderError as reason:
        return go_to(request, to, f"{said} The answer waits: {reason}.")
    return go_to(request, to, f"{said} The case is answered anew with it.")


def under_way(house: House, shown: Shown) -> list[Job]:
    """The jobs of a case to be told of on its pages: those not over, and the last one where it gave no answer."""
    if shown.past:
        return []
    place = place_of(house.chosen.data)
    jobs = house.store.jobs.list(place=place, case_id=shown.case.id, last=20)
    going = [one for one in jobs if not one.over]
    over = [one for one in jobs if one.over and one.kind in ANSWERS]
    last = max(over, key=lambda one: one.created, default=None)
    failed = last is not None and last.state == "failed" and last.ended is not None
    if last is not None and failed and (shown.when is None or (last.ended or last.created) > shown.when):
        return [last, *going]
    return going
