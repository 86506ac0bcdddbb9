"""A new case: from a group, a country and a day, or from a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, cast

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response

from smoulder.records.errors import BadEntry
from smoulder.web.forms.uploads import sent_reports
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.kinds import AssessWants
from smoulder.web.page import go_to, path_to, render
from smoulder.web.work import ask_for, find_job

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from smoulder.records.report import Report
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Mode = Literal["revised", "known-then"]


@router.get("/cases/new")
def new(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("work"))],
    group: str = "",
    country: str = "",
    as_of: str = "",
) -> Response:
    """The forms for a new case; what the address names stands in them already."""
    return render(request, "case_new.html", group=group, country=country, as_of=as_of)


@router.post("/cases/new")
def open_new(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("work"))],
    group: Annotated[str, Form()] = "",
    country: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    mode: Annotated[str, Form()] = "revised",
    label: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
) -> Response:
    """Ask for the case and its first answer; the page of the work leads to it."""
    house: House = request.app.state.house
    given = text.strip() or any(one.filename for one in files or ())
    reports = sent_reports(files or [], text, name) if given else []
    _check_asked(reports, bool(group.strip() and country.strip()))
    day = _day(as_of)
    _check(house, visitor, group, country, day, label)
    house.ledger.reports.add(reports)
    wants = AssessWants(
        sha256s=tuple(dict.fromkeys(one.sha256 for one in reports)),
        group=group.strip() or None,
        country=country.strip() or None,
        as_of=day,
        mode=cast("Mode", mode if mode == "known-then" else "revised"),
        label=" ".join(label.split()),
    )
    job = ask_for(house, visitor, "assess", wants)
    return go_to(request, path_to("cases", "new", job.id))


@router.get("/cases/new/{job_id}")
def opening(request: Request, visitor: Annotated[Visitor, Depends(may("work"))], job_id: str) -> Response:
    """How far the first answer is; leads to the case once it is there."""
    house: House = request.app.state.house
    job = find_job(house, visitor, job_id)
    if job.state == "done" and job.result and job.result.get("case_id"):
        return go_to(request, path_to("cases", str(job.result["case_id"])), "The case is open, and answered.")
    return render(request, "case_opening.html", job=job)


def _check_asked(reports: Sequence[Report], named: bool) -> None:
    """raises: BadEntry where nothing tells which group in which country is meant."""
    from smoulder.reading.page import unread_language

    if named:
        return
    if not reports:
        raise BadEntry("no report is given, and no group with its country; give one of the two")
    if all(unread := [unread_language(one) for one in reports]):
        raise BadEntry(
            f"{unread[0]}; or name the group and its country yourself, and it is kept beside the case"
        )


def _day(text: str) -> date | None:
    from smoulder.records.month import parse_day

    return parse_day(text) if text.strip() else None


def _check(house: House, visitor: Visitor, group: str, country: str, day: date | None, label: str) -> None:
    """See now what the work would only see later: that group and country are known, and nobody is named."""
    from smoulder.assessment.subject import see_day
    from smoulder.reading.groups import load_registry
    from smoulder.reading.own_groups import read_own_groups

    if len(label) > 100:
        raise BadEntry(f"the label has {len(label)} letters; write 100 at most")
    registry = load_registry(read_own_groups(house.chosen.data))
    place = registry.country(country.strip()) if country.strip() else ""
    if group.strip():
        _ = registry.find_where(group.strip(), place) if place else registry.find(group.strip())
    if day is not None:
        see_day(day, house.clock().date())
