"""Reports that join a case."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from smoulder.web.api.form import CaseId, Day, In, Out
from smoulder.web.api.jobs import JobOut, accepted
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["reports"])
Json = dict[str, Any]  # Any: JSON


class ReportLine(Out):
    """A report of a case, without its text.

    number: by which `of` names it; status: how it stands in the case; fixes: how many corrections of it are kept.
    """

    number: int
    sha256: str
    name: str
    status: str
    replaced_by: str
    fixes: int


class ReportNew(In):
    """The text of a report: plain text, or a page of the web as it is. as_of: the day the case moves to, if it does."""

    text: Annotated[str, Field(min_length=1, max_length=5_000_000)]
    name: Annotated[str, Field(max_length=120, examples=["weekly-14.txt"])] = ""
    as_of: Day | None = None


@router.get("/cases/{case_id}/reports", response_model=list[ReportLine], summary="The reports of a case")
def reports(
    request: Request, visitor: Annotated[Visitor, Depends(may("see"))], case_id: CaseId
) -> list[Json]:
    """The reports of a case in the order in which they joined it."""
    house: House = request.app.state.house
    names, file = house.ledger.reports.names(), house.ledger.file(case_id)
    fixes = Counter(one.fix.sha256 for one in house.ledger.fixes.of(file.reports))
    return [
        {
            "number": number, "sha256": sha256, "name": names.get(sha256, ""), "status": put.status,
            "replaced_by": put.replaced_by, "fixes": fixes[sha256],
        }
        for number, (sha256, put) in enumerate(file.reports.items(), 1)
    ]  # fmt: skip


@router.post(
    "/cases/{case_id}/reports", response_model=JobOut, status_code=202, summary="Add a report to a case"
)
def add(
    request: Request,
    response: Response,
    visitor: Annotated[Visitor, Depends(may("work"))],
    case_id: CaseId,
    sent: ReportNew,
) -> Json:
    """Keep a report and read it; the case is answered anew by the job."""
    from smoulder.web.forms.uploads import sent_reports
    from smoulder.web.jobs.kinds import AddReportWants
    from smoulder.web.work import ask_for

    house: House = request.app.state.house
    house.ledger.case(case_id)
    found = sent_reports([], sent.text, sent.name)
    house.ledger.reports.add(found)
    wants = AddReportWants(case_id=case_id, sha256s=tuple(one.sha256 for one in found), as_of=sent.as_of)
    return accepted(response, ask_for(house, visitor, "add report", wants, case_id))
