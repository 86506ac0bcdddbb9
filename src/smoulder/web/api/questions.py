"""Questions that time will answer: what was forecast of them, and how they came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import Field, Strict

from smoulder.records.asked import Asked, Forecast, Resolution, Topic
from smoulder.records.change import NumberGiven, Share
from smoulder.web.api.form import CaseId, In, Out, Why
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.case_access import overseen, sees
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["questions"])
Json = dict[str, Any]  # Any: JSON
Standing = Literal["open", "yes", "no", "void", "undecidable"]


class QuestionOut(Asked):
    """A question with what was said of it.

    status: 'open' until data decide it. forecasts: of the models, and of analysts: others' numbers only where they may
    be seen, which in a case that one has yet to judge they may not. resolution: how it came out, null while open.
    """

    status: Standing
    forecasts: list[Forecast]
    resolution: Resolution | None


class NumberNew(In):
    """A number of one's own. horizon: months, of those that the case asks about."""

    topic: Topic = "comeback"
    horizon: Annotated[int, Strict(), Field(ge=1, le=600, examples=[12])]
    chance: Annotated[Share, Field(examples=[0.3])]


class NumbersNew(In):
    """Numbers of one's own for the questions of the last answer. branch: of the pressure, '' for none."""

    numbers: Annotated[list[NumberNew], Field(min_length=1, max_length=20)]
    branch: Annotated[str, Field(max_length=100)] = ""
    why: Why = ""


class NumbersKept(Out):
    """What was kept, to be scored beside the models."""

    case: str
    numbers: list[NumberGiven]


def _shaped(house: House, who: str, asked: list[Asked]) -> list[Json]:
    from smoulder.desk.blind import blind_cases, open_forecasts

    blind = blind_cases(house.desk(who))
    table = house.ledger.asked
    shaped = []
    for one in asked:
        resolutions = table.resolutions(one.id)
        told = open_forecasts(table.forecasts(one.id), who, one.case_id in blind)
        last = resolutions[-1] if resolutions else None
        more = {"status": last.status if last else "open", "forecasts": told, "resolution": last}
        shaped.append(one.model_dump() | more)
    return shaped


@router.get("/questions", response_model=Page[QuestionOut], summary="Questions of all cases")
def questions(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    paging: Paged,
    state: Annotated[
        Literal["all", "open"], Query(description="'open': those that are not closed for good.")
    ] = "all",
) -> Json:
    """The questions of the cases that one sees, in the order in which they were asked."""
    house: House = request.app.state.house
    table = house.ledger.asked
    found = table.open(house.clock().date()) if state == "open" else table.questions()
    seen = sees(house, visitor, {one.case_id for one in found})
    page = page_of(request, paging, [one for one in found if one.case_id in seen], lambda one: one)
    overseen(house, visitor, [one.case_id for one in page["items"] or ()])  # type: ignore[union-attr]
    return page | {"items": _shaped(house, visitor.name, page["items"])}  # type: ignore[arg-type]


@router.get("/cases/{case_id}/questions", response_model=Page[QuestionOut], summary="The questions of a case")
def of_case(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: CaseId, paging: Paged
) -> Json:
    """What a case asks of the time to come."""
    house: House = request.app.state.house
    house.ledger.case(case_id)
    page = page_of(request, paging, house.ledger.asked.questions(case_id), lambda one: one)
    return page | {"items": _shaped(house, visitor.name, page["items"])}  # type: ignore[arg-type]


@router.post(
    "/cases/{case_id}/numbers", response_model=NumbersKept, status_code=201, summary="Put down own numbers"
)
def numbers(
    request: Request, visitor: Annotated[Visitor, Depends(may("work"))], case_id: CaseId, sent: NumbersNew
) -> Json:
    """Put one's own chances down beside the models', to be scored with them."""
    from smoulder.desk.own_number import put_own

    house: House = request.app.state.house
    own = [f"{one.topic}:{one.horizon}={one.chance:.12f}" for one in sent.numbers]
    kept = put_own(house.desk(visitor.name), case_id, own, sent.branch, sent.why)
    return {"case": case_id, "numbers": kept}
