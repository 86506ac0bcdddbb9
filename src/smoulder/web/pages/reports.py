"""The reports of a case: what was read of each, how they stand, and more of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from smoulder.desk.fix_report import own_registry, put_report
from smoulder.reading.page import unread_language
from smoulder.records.errors import BadEntry, BadReport, ChangedMeanwhile
from smoulder.store.case_log import LAST, Unless
from smoulder.web.case_jobs import answer_anew
from smoulder.web.forms.one_line import briefly, line_of
from smoulder.web.forms.together import Sent, of_report, show_both
from smoulder.web.forms.uploads import sent_reports
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.kinds import AddReportWants
from smoulder.web.page import go_to, path_to, render
from smoulder.web.shown import shown_case
from smoulder.web.views.report_case import report_of
from smoulder.web.work import ask_for

if TYPE_CHECKING:
    from smoulder.web.house import House
    from smoulder.web.shown import Shown

router = APIRouter(route_class=Audited)
STANDINGS = {
    "read": "it is read, and gives evidence",
    "corrected": "its publisher corrected it",
    "retracted": "its publisher took it back",
    "dropped": "we leave it out",
}
"""The standings of a report, in the words of its form."""


@dataclass(frozen=True, slots=True)
class Line:
    """One report in the list. group, country: as they are read, '' where the report leaves them open.

    items: of the last answer, None where no answer has read it. fixes: corrections of the reader that are kept.
    unread: whether its language is not read.
    """

    number: int
    sha256: str
    name: str
    status: str
    replaced_by: int | None
    published: date | None
    publisher: str
    group: str
    country: str
    items: int | None
    fixes: int
    unread: bool


@router.get("/cases/{case_id}/reports")
def reports(request: Request, case_id: str, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """All reports of a case."""
    house: House = request.app.state.house
    shown = shown_case(house, case_id)
    return render(request, "reports.html", shown=shown, lines=_lines(house, visitor, shown), jobs=shown.jobs)


@router.post("/cases/{case_id}/reports")
def add(
    request: Request,
    case_id: str,
    visitor: Annotated[Visitor, Depends(may("work"))],
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
) -> Response:
    """Let reports join a case; they are kept at once, and read in a job that answers the case anew."""
    house: House = request.app.state.house
    file = shown_case(house, case_id).file
    sent = sent_reports(files or [], text, name)
    numbers = {sha256: number for number, sha256 in enumerate(file.reports, 1)}
    there = [one for one in sent if one.sha256 in numbers]
    new = tuple(one for one in sent if one.sha256 not in numbers)
    known = briefly([f"{one.name} is in the case already, as report {numbers[one.sha256]}" for one in there])
    if not new:
        raise BadReport(known)
    house.ledger.reports.add(new)
    wants = AddReportWants(case_id=case_id, sha256s=tuple(one.sha256 for one in new))
    ask_for(house, visitor, "add report", wants, case_id)
    told = f"{len(new)} report{'' if len(new) == 1 else 's'} kept, to be read now. {known}".strip()
    return go_to(request, path_to("cases", case_id, "reports"), told)


@router.post("/cases/{case_id}/reports/{number}/standing")
def standing(
    request: Request,
    case_id: str,
    number: int,
    visitor: Annotated[Visitor, Depends(may("work"))],
    status: Annotated[str, Form(max_length=40)] = "",
    replacement: Annotated[UploadFile | None, File()] = None,
    why: Annotated[str, Form()] = "",
    seen: Annotated[int, Form(ge=0, le=LAST)] = 0,
) -> Response:
    """Say how a report stands, and which one takes its place."""
    house: House = request.app.state.house
    found, why = report_of(house, visitor, case_id, number), line_of("why", why)
    address = f"{found.home}/standing"
    unless = Unless(seen, of_report(found.put.sha256))
    later = sent_reports([replacement], "")[0] if replacement is not None and replacement.filename else None
    desk, sha256 = house.desk(visitor.name), found.put.sha256
    try:
        unless.check(found.shown.log)
        if status == found.put.status:
            raise BadEntry(f"report {number} stands as {status!r} already; choose another standing")
        told = put_report(desk, found.shown.case, sha256, status, later, why, unless)
    except ChangedMeanwhile as reason:
        sent = Sent(address, (("status", status), ("why", why)), {"status": "Standing", "why": "Why"})
        return show_both(request, case_id, f"report {number}", reason.others, sent)
    then = answer_anew(house, visitor, case_id)
    return go_to(request, path_to("cases", case_id, "reports"), f"Entered: {briefly(told)}; {then}.")


def _lines(house: House, visitor: Visitor, shown: Shown) -> list[Line]:
    names, registry = house.ledger.reports.names(), own_registry(house.desk(visitor.name))
    numbers = {sha256: number for number, sha256 in enumerate(shown.file.reports, 1)}
    fixes = [one.fix.sha256 for one in house.ledger.fixes.of(list(numbers))]
    read = (
        {one.report.sha256: (at, one) for at, one in enumerate(shown.answer.readings)} if shown.answer else {}
    )
    items = [one.source.report for one in shown.answer.evidence] if shown.answer else []
    lines = []
    for sha256, put in shown.file.reports.items():
        at, reading = read.get(sha256, (None, None))
        report = reading.report if reading else None
        group = reading.group_id if reading else None
        lines.append(
            Line(
                number=numbers[sha256], sha256=sha256, status=put.status,
                name=(report.title if report else "") or names.get(sha256, sha256[:12]),
                replaced_by=numbers.get(put.replaced_by),
                published=report.published if report else None, publisher=report.publisher if report else "",
                group=registry.group(group).name if group is not None else "",
                country=(reading.country or "") if reading else "",
                items=None if at is None else items.count(at), fixes=fixes.count(sha256),
                unread=bool(reading and not reading.statements and unread_language(reading.report)),
            )
        )  # fmt: skip
    return lines
