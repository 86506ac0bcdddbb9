"""Cases: listed, opened, and as they stand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from smoulder.records.case import Question
from smoulder.web.api.form import CaseId, Day, In, Name, Out
from smoulder.web.api.groups import registry_of
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.by_question import FOR_OTHERS, GIVE_A_LABEL
from smoulder.web.guard.case_access import admitted, sees
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Clash, NotHere
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.case_rows import Case
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["cases"])
Json = dict[str, Any]  # Any: JSON


class CaseLine(Out):
    """A case as `smoulder case list --json` gives it, with how it was opened. answers: how many it has."""

    id: str
    group: str
    country: str
    as_of: date
    question: Question
    mode: Literal["revised", "known-then"]
    label: str
    created: datetime
    answers: int


class CaseWhole(CaseLine):
    """A case as it stands. last: number of the last change, to be sent as `seen` with a change of one's own."""

    standing: Json = Field(
        description="What was entered, laid over one another: reports, items, marks, hypotheses, notes, the day. "
        "Judgements and numbers are left to the panel."
    )
    last: int


class CaseOpened(CaseLine):
    """A case that was opened or found, as `GET /cases/{case_id}` gives it.

    standing, last: null for a token that may not read the case.
    """

    standing: Json | None
    last: int | None


class CaseNew(In):
    """A question to open a case with."""

    group: Name = Field(
        examples=["Islamic State"], description="A name, an alias or an id of an armed group."
    )
    country: Name = Field(examples=["Iraq"])
    as_of: Day = Field(description="Nothing later is seen.")
    mode: Literal["revised", "known-then"] = "revised"
    label: str = Field("", max_length=100, description="Tells cases of one question apart.")


def case_line(case: Case) -> Json:
    """A case in a list."""
    from smoulder.desk.case_json import case_json

    return case_json(case) | {
        "mode": case.mode, "label": case.label, "created": case.created, "answers": case.answers
    }  # fmt: skip


def _whole(house: House, case: Case) -> Json:
    file = house.ledger.file(case.id)
    standing = file.model_dump(mode="json", exclude={"judgements", "numbers"})
    return case_line(case) | {"standing": standing, "last": file.last}


@router.get("/cases", response_model=Page[CaseLine], summary="The cases")
def cases(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    paging: Paged,
    search: Annotated[
        str, Query(description="Words that a case has; names of persons find nothing.", max_length=200)
    ] = "",
    group: Annotated[str, Query(description="Cases of one group.", max_length=200)] = "",
    country: Annotated[str, Query(description="Cases of one country.", max_length=100)] = "",
) -> Json:
    """The cases that one sees, oldest first."""
    house: House = request.app.state.house
    found = house.ledger.search(search) if search.strip() else house.ledger.cases()
    if country or group:
        registry = registry_of(house)
        place = registry.country(country) if country else ""
        wanted = None
        if group:
            one = registry.find_where(group, place) if place else registry.find(group)
            wanted = one.group_id
        found = [
            one for one in found if place in ("", one.country) and wanted in (None, one.question.group_id)
        ]
    seen = sees(house, visitor, [one.id for one in found])
    return page_of(request, paging, [one for one in found if one.id in seen], case_line)


@router.post(
    "/cases",
    response_model=CaseOpened,
    status_code=201,
    summary="Open a case",
    responses={
        200: {"model": CaseOpened, "description": "There is a case of this question and label already."},
    },
)
def open_one(
    request: Request, response: Response, visitor: Annotated[Visitor, Depends(may("work"))], sent: CaseNew
) -> Json:
    """Open the case of a question, without an answer; the same question and label find it again.

    Of a case that is there, a token without the scope `read` gets no more than a list says of it.
    """
    from smoulder.desk.open_case import open_case

    house: House = request.app.state.house
    desk = house.desk(visitor.name)
    case, new = open_case(desk, sent.group, sent.country, sent.as_of, sent.mode, sent.label)
    request.state.case_id = case.id
    response.headers["Location"] = f"/api/v1/cases/{case.id}"
    if not new:
        try:
            inside = admitted(house, visitor, case.id)
        except NotHere as reason:
            raise Clash(f"{FOR_OTHERS}; {GIVE_A_LABEL}") from reason
        response.status_code = 200
        if not inside.may("see"):
            return case_line(case) | {"standing": None, "last": None}
    return _whole(house, case)


@router.get("/cases/{case_id}", response_model=CaseWhole, summary="A case")
def case(request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: CaseId) -> Json:
    """A case as it stands, without its answers."""
    house: House = request.app.state.house
    return _whole(house, house.ledger.case(case_id))
