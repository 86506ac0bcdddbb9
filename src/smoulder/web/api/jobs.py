"""Work beside the request: seen, followed and ended."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import Field

from smoulder.store.jobs import State
from smoulder.web.api.form import In, Month, Out
from smoulder.web.api.paging import Page, Paged, page_of
from smoulder.web.api.route import ApiRoute
from smoulder.web.guard.case_access import admitted, overseen
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor

if TYPE_CHECKING:
    from smoulder.store.jobs import Job
    from smoulder.web.house import House

router = APIRouter(route_class=ApiRoute, tags=["jobs"])
Json = dict[str, Any]  # Any: JSON
JobId = Annotated[str, Path(description="Id of a job.", max_length=40, examples=["3f0c12ab90de"])]
MOST = 1000
"""The last jobs that are looked through."""


class JobOut(Out):
    """A job. step: what is being done; result: what it led to, null until it is done; error: '' where all is well."""

    id: str
    kind: str
    wants: Json
    who: str
    case_id: str | None
    state: State
    step: str
    created: datetime
    started: datetime | None
    ended: datetime | None
    result: Json | None
    error: str


class JobEnd(Out):
    """What a token without the scope `read` is told of a job that it ends."""

    id: str
    state: State


def job_json(job: Job) -> Json:
    """A job as it is given out."""
    return {name: getattr(job, name) for name in JobOut.model_fields}


def accepted(response: Response, job: Job) -> Json:
    """The answer to who asked for a job: where it can be followed, and how it stands."""
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job_json(job)


@router.get("/jobs", response_model=Page[JobOut], summary="Jobs")
def jobs(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    paging: Paged,
    state: Annotated[
        Literal["queued", "running", "done", "failed", "cancelled"] | None, Query(description="Only these.")
    ] = None,
    case_id: Annotated[str, Query(description="Only those of one case.", max_length=80)] = "",
) -> Json:
    """The jobs that one sees, newest first: those of cases that one sees, and one's own."""
    from smoulder.web.jobs.folders import place_of
    from smoulder.web.work import seen_by

    house: House = request.app.state.house
    found = house.store.jobs.list(
        place=place_of(house.chosen.data),
        states=(state,) if state else (),
        case_id=case_id or None,
        last=MOST,
    )
    page = page_of(request, paging, seen_by(house, visitor, found), job_json)
    overseen(house, visitor, [one["case_id"] for one in page["items"] or () if one["case_id"]])  # type: ignore[index]
    return page


class Resolve(In):
    """Close the questions that the data now decide. case_id: of one case, '' for all."""

    kind: Literal["resolve"]
    case_id: Annotated[str, Field(max_length=80)] = ""


class Watch(In):
    """Compare the watch list with the one before, and tell what is new."""

    kind: Literal["watch"]
    month: Month | None = None


class Fetch(In):
    """Download a release of UCDP's events and load it. release: '' for the newest."""

    kind: Literal["fetch"]
    source: Literal["ucdp", "candidate"]
    release: Annotated[str, Field(pattern=r"^([0-9][0-9.]{0,15})?$")] = ""


class Backtest(In):
    """Forecast the past as if it were the present, and score it. years: such as '2018-2023'."""

    kind: Literal["backtest"]
    what: Literal["counts", "return"] = "counts"
    of: Literal["countries", "groups"] = "countries"
    years: Annotated[str, Field(pattern=r"^(\d{4}(-\d{4})?)?$")] = ""


JobNew = Annotated[Resolve | Watch | Fetch | Backtest, Field(discriminator="kind")]


@router.post("/jobs", response_model=JobOut, status_code=202, summary="Start work")
def start(
    request: Request, response: Response, visitor: Annotated[Visitor, Depends(may("run jobs"))], sent: JobNew
) -> Json:
    """Start work that is about no single case; the very same that waits already is not put twice."""
    from smoulder.web.jobs.kinds import KINDS
    from smoulder.web.work import ask_for

    house: House = request.app.state.house
    given = sent.model_dump(exclude={"kind", "month"})
    if isinstance(sent, Watch):
        given["as_of"] = sent.month or ""
    about = given.get("case_id") or None
    if about:
        admitted(
            house, visitor, about
        )  # which says of a case for others what it says of one that is not there
        house.ledger.case(about)
    wants = KINDS[sent.kind].wants.model_validate(given)
    return accepted(response, ask_for(house, visitor, sent.kind, wants, about))


@router.get("/jobs/{job_id}", response_model=JobOut, summary="A job")
def job(request: Request, visitor: Annotated[Visitor, Depends(may("see"))], job_id: JobId) -> Json:
    """How a job stands; ask again until its state is done, failed or cancelled."""
    from smoulder.web.work import find_job

    return job_json(find_job(request.app.state.house, visitor, job_id))


@router.post("/jobs/{job_id}/cancel", response_model=JobOut | JobEnd, summary="End a job")
def cancel(request: Request, visitor: Annotated[Visitor, Depends(may("end jobs"))], job_id: JobId) -> Json:
    """End a job: one that waits at once, one that runs once its worker sees it; one that is over stays as it is.

    For who asked for it, and for who may work in its case; where it has none, for who may run jobs. The token needs the
    scope that starts such a job and no other, or `work` for a job of a case that another asked for; without `read` it
    gets `id` and `state` alone.
    """
    from smoulder.web.work import end_job

    job = end_job(request.app.state.house, visitor, job_id)
    return job_json(job) if visitor.may("see") else {"id": job.id, "state": job.state}


@router.get(
    "/jobs/{job_id}/files/{name:path}",
    summary="A file that a job made",
    response_class=Response,
    responses={
        200: {
            "description": "The file; the result of the job names all of them under `out`.",
            "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def made(
    request: Request,
    visitor: Annotated[Visitor, Depends(may("see"))],
    job_id: JobId,
    name: Annotated[str, Path(max_length=200, description="As the result has it.", examples=["brief.pdf"])],
) -> Response:
    """A file that a job made, kept for thirty days after its end."""
    from smoulder.web.made import made_file

    return made_file(request.app.state.house, visitor, job_id, name)
