"""Forms that start a job: data loaded and downloaded, an archive read, forecasts tested, questions resolved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from smoulder.reading.sources import SOURCES
from smoulder.records.errors import BadEntry
from smoulder.store.jobs import new_id
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.may import may
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.kinds import KINDS
from smoulder.web.jobs.uploads import MOST_BYTES, inbox_files, settle, taken
from smoulder.web.page import go_to, path_to, render
from smoulder.web.work import ask_for

if TYPE_CHECKING:
    from smoulder.records.base import Record
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
Runner = Annotated[Visitor, Depends(may("run jobs"))]
Text = Annotated[str, Form(max_length=1000)]
Files = Annotated[list[UploadFile] | None, File()]
Names = Annotated[list[str] | None, Form(max_length=50)]
LABELS = {
    "countries": "countries",
    "released": "day of release",
    "vintage": "release",
    "inbox": "file of the inbox",
}


@router.get("/jobs/start/new")
def start(request: Request, visitor: Runner) -> Response:
    """The forms."""
    house: House = request.app.state.house
    shelves = [(one.name, one.title) for one in SOURCES.values()]
    return render(
        request,
        "jobs_start.html",
        sources=shelves,
        inbox=inbox_files(house.chosen.data),
        megabytes=MOST_BYTES // 2**20,
    )


@router.post("/jobs/start/load")
def load(
    request: Request,
    visitor: Runner,
    source: Text = "",
    files: Files = None,
    inbox: Names = None,
    vintage: Text = "",
    countries: Text = "",
    released: Text = "",
    skip_bad: Text = "",
) -> Response:
    """Load data from files that are sent, or that lie in the inbox."""
    wants = {
        "source": source,
        "inbox": [one for one in inbox or [] if one],
        "vintage": vintage.strip(),
        "countries": countries.strip(),
        "released": released.strip() or None,
        "skip_bad": bool(skip_bad),
    }
    return _with_files(request, visitor, "load", wants, files)


@router.post("/jobs/start/read")
def read(
    request: Request,
    visitor: Runner,
    files: Files = None,
    inbox: Names = None,
    english: Text = "",
    conflict: Text = "",
) -> Response:
    """Read an archive of reports into a table."""
    wants = {
        "inbox": [one for one in inbox or [] if one],
        "english": bool(english),
        "conflict": bool(conflict),
    }
    return _with_files(request, visitor, "read", wants, files)


@router.post("/jobs/start/fetch")
def fetch(request: Request, visitor: Runner, source: Text = "", release: Text = "") -> Response:
    """Download a release, and load it."""
    return _ask(request, visitor, "fetch", {"source": source, "release": release.strip()})


@router.post("/jobs/start/backtest")
def backtest(
    request: Request, visitor: Runner, what: Text = "counts", of: Text = "countries", years: Text = ""
) -> Response:
    """Test the forecasts on the past."""
    return _ask(request, visitor, "backtest", {"what": what, "of": of, "years": years.strip()})


@router.post("/jobs/start/resolve")
def resolve(request: Request, visitor: Runner) -> Response:
    """Close the questions of all cases that the data now decide."""
    return _ask(request, visitor, "resolve", {})


@router.post("/jobs/start/watch")
def watch(request: Request, visitor: Runner) -> Response:
    """Compare the watch list with the one before."""
    return _ask(request, visitor, "watch", {})


def _with_files(
    request: Request, visitor: Visitor, kind: str, wants: Mapping[str, Any], files: list[UploadFile] | None
) -> Response:  # Any: what a form brings
    house: House = request.app.state.house
    data, job_id = house.chosen.data, new_id()
    with taken(data, job_id, files or []) as kept:
        if not kept and not wants["inbox"]:
            raise BadEntry("no file is given; choose one to send, or one of the inbox")
        checked = _checked(kind, {**wants, "files": kept})
        job = ask_for(house, visitor, kind, checked, job_id=job_id)
    settle(data, job_id, job)
    return go_to(request, path_to("jobs", job.id))


def _ask(
    request: Request, visitor: Visitor, kind: str, wants: Mapping[str, Any]
) -> Response:  # Any: as above
    job = ask_for(request.app.state.house, visitor, kind, _checked(kind, wants))
    return go_to(request, path_to("jobs", job.id))


def _checked(kind: str, wants: Mapping[str, Any]) -> Record:  # Any: as above
    """What a form asks, by the kind's own model.

    raises: BadEntry for the first field that is not as it is to be.
    """
    try:
        return KINDS[kind].wants.model_validate(wants)
    except ValidationError as reason:
        first = reason.errors()[0]
        name = str(first["loc"][0])
        raise BadEntry(
            f"{LABELS.get(name, name)}: {first['msg'].lower()}; mend it and send it again"
        ) from reason
