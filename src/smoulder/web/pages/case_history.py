"""The history of a case: every change, correction and answer, with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.desk.history import Step, history_of
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.kept import kept_in
from smoulder.web.page import path_to, render
from smoulder.web.shown import shown_case

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
PAGE = 100
"""Steps on one page."""
KINDS = (
    ("", "everything"),
    ("answer", "answers"),
    ("item", "items entered"),
    ("mark", "items marked"),
    ("hypothesis", "hypotheses"),
    ("report", "reports"),
    ("fix", "corrections"),
    ("number", "own numbers"),
    ("judgement", "judgements"),
    ("note", "notes"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One step; link: where it is shown, '' for nowhere."""

    step: Step
    kind: str
    link: str


@router.get("/cases/{case_id}/history")
def history(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    case_id: str,
    what: str = "",
    who: str = "",
    page: int = 1,
) -> Response:
    """Every step, the newest first; what others judged stays hidden as it does on the command line."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    short = kept_in(house.ledger).short(house.ledger, case_id, [one.row for one in shown.answers])
    answers = [(row.created, one) for row, one in zip(shown.answers, short, strict=True)]
    steps = list(reversed(history_of(house.desk(visitor.name), shown.case, answers, shown.log)))
    names = sorted({one.who for one in steps if one.who})
    steps = [one for one in steps if (not what or one.what == what) and (not who or one.who == who)]
    last = max(1, -(-len(steps) // PAGE))
    page = min(max(page, 1), last)
    return render(
        request,
        "case_history.html",
        shown=shown,
        lines=[_line(case_id, one) for one in steps[(page - 1) * PAGE : page * PAGE]],
        total=len(steps),
        page=page,
        last=last,
        kinds=KINDS,
        people=[("", "everybody"), *((one, one) for one in names)],
        asked={"what": what, "who": who},
    )


def _line(case_id: str, step: Step) -> Line:
    kind = step.what
    if kind == "answer":
        return Line(step, kind, path_to("cases", case_id, at=int(step.content["answer"])))
    if kind == "mark":
        return Line(step, kind, path_to("cases", case_id, "evidence", str(step.content["item"])))
    return Line(step, kind, "")
