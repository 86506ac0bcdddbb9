"""The record of the house: how good the forecasts were, and what became of the questions of a case.

Scores rest on the cases that the visitor sees alone, and on no analyst's number that is kept from them still: a score
over few questions tells what was said. How many questions there are is counted over all cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, get_args

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.desk.blind import blind_cases
from smoulder.desk.score import autopsies, practice_scores, record_seen
from smoulder.records.errors import BadSetting
from smoulder.records.score_table import By
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.case_access import sees
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.kinds import ResolveWants
from smoulder.web.page import go_to, path_to, render
from smoulder.web.views.record import parts_shown, questions_shown
from smoulder.web.work import ask_for

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Seeing = Annotated[Visitor, Depends(may("see"))]
Running = Annotated[Visitor, Depends(may("run jobs"))]
BYS: tuple[By, ...] = get_args(By)
MOST = 50
"""Cases that are listed at most."""


@router.get("/record")
def record(request: Request, visitor: Seeing, by: str = "model", forecaster: str = "") -> Response:
    """Scores over the cases that the visitor sees."""
    house: House = request.app.state.house
    chosen = _by(by)
    table, cases = record_seen(
        house.desk(visitor.name), chosen, lambda names: sees(house, visitor, names)
    )  # fmt: skip
    parts = parts_shown(table)
    names = sorted({one.name for part in parts for one in part.lines})
    return render(
        request,
        "record.html",
        by=chosen,
        bys=BYS,
        table=table,
        parts=parts,
        names=names,
        forecaster=forecaster if forecaster in names else "",
        cases=[house.ledger.case(one) for one in cases[-MOST:]],
        more=max(0, len(cases) - MOST),
    )


@router.get("/record/practice")
def practised(request: Request, visitor: Seeing, by: str = "model") -> Response:
    """Scores of what was practised, by everybody here."""
    house: House = request.app.state.house
    chosen = _by(by)
    table = practice_scores(house.chosen, chosen)
    return render(request, "record_practice.html", by=chosen, bys=BYS, table=table, parts=parts_shown(table))


@router.post("/record/resolve")
def resolve(request: Request, visitor: Running) -> Response:
    """Ask for all questions to be held against the data."""
    house: House = request.app.state.house
    job = ask_for(house, visitor, "resolve", ResolveWants())
    return go_to(request, path_to("jobs", job.id), "The questions are held against the data now.")


@router.get("/record/{case_id}")
def of_case(request: Request, visitor: Seeing, case_id: str) -> Response:
    """The questions of a case, what was said of them, how they came out and by which rows."""
    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    blind = case_id in blind_cases(desk)
    case = house.ledger.case(case_id)
    return render(
        request, "record_case.html", case=case, blind=blind, days=questions_shown(desk, case_id, blind)
    )


@router.get("/record/{case_id}/post-mortem")
def mortem(request: Request, visitor: Seeing, case_id: str) -> Response:
    """The closed questions of a case looked at again: who was right, and which items had pointed the right way."""
    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    blind = case_id in blind_cases(desk)
    found = autopsies(desk, case_id, blind)
    return render(request, "record_mortem.html", case=house.ledger.case(case_id), blind=blind, found=found)


@router.post("/record/{case_id}/resolve")
def resolve_case(request: Request, visitor: Running, case_id: str) -> Response:
    """Ask for the questions of one case to be held against the data."""
    house: House = request.app.state.house
    job = ask_for(house, visitor, "resolve", ResolveWants(case_id=case_id), case_id)
    return go_to(request, path_to("jobs", job.id), "The questions of the case are held against the data now.")


def _by(by: str) -> By:
    for one in BYS:
        if one == by:
            return one
    raise BadSetting(f"by {by[:40]!r} is not known; choose one of {', '.join(BYS)}")
