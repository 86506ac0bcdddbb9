"""Answers of a case, and its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import ConfigDict

from smoulder.records.forecast import Chance
from smoulder.records.moved import Moved
from smoulder.web.api.form import CaseId, Day, In, Out
from smoulder.web.api.jobs import JobOut, accepted
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import NotHere
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.kept_answers import AnswerRow
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["cases"])
Json = dict[str, Any]  # Any: JSON


class AnswerLine(Out):
    """One answer in a list. comeback: chance by horizon in months; moved: why it is not what it was."""

    number: int
    created: datetime
    as_of: date
    headline: str
    comeback: dict[int, Chance]
    words: dict[int, str]
    moved: Moved | None


class AnswerAsked(In):
    """An answer to be given. as_of: the day the case moves to, null where it stands."""

    as_of: Day | None = None


class Step(Out):
    """One step of a history: a change, a correction of the reader or an answer, in words and with what it holds.

    what: 'opened', 'report', 'item', 'mark', 'hypothesis', 'judgement', 'number', 'day', 'note', 'fix' or 'answer';
    what else it has depends on that (docs/data/case.md).
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    at: datetime
    who: str
    why: str
    what: str
    words: list[str]


@router.get("/cases/{case_id}/answers", response_model=Page[AnswerLine], summary="The answers of a case")
def answers(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: CaseId, paging: Paged
) -> Json:
    """How the number of a case moved, oldest answer first."""
    from smoulder.web.kept import kept_in

    house: House = request.app.state.house
    rows = list(enumerate(house.ledger.answer_rows(case_id), 1))
    shown = [row for _, row in rows[paging.after : paging.after + paging.limit]]
    short = dict(
        zip(
            [row.row for row in shown],
            kept_in(house.ledger).short(house.ledger, case_id, [row.row for row in shown]),
            strict=True,
        )
    )

    def line(numbered: tuple[int, AnswerRow]) -> Json:
        number, row = numbered
        one = short[row.row]
        return {
            "number": number, "created": row.created, "as_of": one.question.as_of, "headline": one.headline,
            "comeback": one.answer, "words": one.words, "moved": one.moved,
        }  # fmt: skip

    return page_of(request, paging, rows, line)


@router.get(
    "/cases/{case_id}/answers/{number}",
    summary="A whole answer",
    response_class=Response,
    responses={200: {"description": "The answer as `brief.json` has it (docs/data/brief.md).",
                     "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Brief"}}}}},
)  # fmt: skip
def answer(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    case_id: CaseId,
    number: Annotated[int, Path(ge=1, le=10**6, description="Counted from 1, the oldest.", examples=[1])],
) -> Response:
    """Everything that one answer says and rests on; the texts of reports stay with their publishers."""
    from smoulder.brief.json import render_json
    from smoulder.web.kept import kept_in

    house: House = request.app.state.house
    rows = house.ledger.answer_rows(case_id)
    if number > len(rows):
        raise NotHere(f"case {case_id} has no answer {number}; it has {len(rows)}, counted from 1")
    whole = kept_in(house.ledger).whole(house.ledger, case_id, rows[number - 1].row)
    return Response(render_json(whole), media_type="application/json")


@router.post("/cases/{case_id}/answers", response_model=JobOut, status_code=202, summary="Answer a case anew")
def answer_anew(
    request: Request,
    response: Response,
    visitor: Annotated[Visitor, Depends(may("work"))],
    case_id: CaseId,
    sent: AnswerAsked,
) -> Json:
    """Answer a case with all that was entered since; the job's result names the case once it is done."""
    from smoulder.web.jobs.kinds import AnswerWants
    from smoulder.web.work import ask_for

    house: House = request.app.state.house
    house.ledger.case(case_id)
    job = ask_for(house, visitor, "answer", AnswerWants(case_id=case_id, as_of=sent.as_of), case_id)
    return accepted(response, job)


@router.get("/cases/{case_id}/history", response_model=Page[Step], summary="The history of a case")
def history(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    case_id: CaseId,
    paging: Paged,
    on: Annotated[Day | None, Query(description="Only what had happened by the end of this day.")] = None,
) -> Json:
    """Every change with who, when and why, every correction of the reader, and every answer with what moved it.

    What analysts judged stays with the panel.
    """
    from smoulder.desk.desk import end_of, find_case
    from smoulder.desk.history import history_of

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    until = end_of(on.isoformat()) if on else None
    steps = [one for one in history_of(desk, find_case(desk, case_id)) if until is None or one.at <= until]
    return page_of(
        request,
        paging,
        steps,
        lambda one: {"at": one.at, "who": one.who, "why": one.why} | one.content | {"words": one.lines},
    )
