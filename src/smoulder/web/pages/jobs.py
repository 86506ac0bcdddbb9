"""Jobs: what waits, what runs and how it came out; one job with its log, followed while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from smoulder.store.jobs import STATES
from smoulder.web.guard.audited import Audited
from smoulder.web.guard.entry import visitor_of
from smoulder.web.guard.may import may
from smoulder.web.guard.refused import Refused
from smoulder.web.guard.visitor import Visitor
from smoulder.web.jobs.folders import KEPT, folder_of, place_of
from smoulder.web.jobs.kinds import KINDS
from smoulder.web.jobs.live import Sight, told, watcher_of
from smoulder.web.jobs.log import NAME, end_of_log
from smoulder.web.made import made_file, names_of
from smoulder.web.page import environment, go_to, path_to, render
from smoulder.web.work import end_job, find_job, may_cancel, seen_by

if TYPE_CHECKING:
    from smoulder.store.jobs import Job
    from smoulder.web.house import House

router = APIRouter(route_class=Audited)
MOST = 100
"""Jobs on a page."""
Seer = Annotated[Visitor, Depends(may("see"))]
Ender = Annotated[Visitor, Depends(may("end jobs"))]


@router.get("/jobs")
def jobs(
    request: Request,
    visitor: Seer,
    state: Annotated[str, Query(max_length=20)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The jobs that one sees, newest first, and the forms that start one."""
    found = _listed(request.app.state.house, visitor, state, kind)
    kinds = [("", "All"), *((one.name, one.title) for one in KINDS.values())]
    return render(request, "jobs.html", jobs=found, state=state, kind=kind, kinds=kinds, titles=_titles())


@router.get("/jobs/lines")
def lines(
    request: Request,
    visitor: Seer,
    state: Annotated[str, Query(max_length=20)] = "",
    kind: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The list alone, for a page that is open while something runs."""
    found = _listed(request.app.state.house, visitor, state, kind)
    return render(request, "parts/job_list.html", jobs=found, state=state, kind=kind, titles=_titles())


@router.get("/jobs/{job_id}")
def job(request: Request, visitor: Seer, job_id: str) -> Response:
    """One job: who asked, when, what it does now, its log and what it led to."""
    house: House = request.app.state.house
    found = find_job(house, visitor, job_id)
    folder = folder_of(house.chosen.data, found.id)
    return render(
        request,
        "job.html",
        job=found,
        kind=KINDS[found.kind],
        log=end_of_log(folder / NAME),
        ends=not found.over and may_cancel(house, visitor, found),
        files=[one for one in names_of(found) if (folder / "out" / one).is_file()],
        days=KEPT.days,
    )


@router.get("/jobs/{job_id}/live")
async def live(request: Request, visitor: Seer, job_id: str, reload: int = 1, whole: int = 0) -> Response:
    """A job while it runs, as server-sent events.

    reload: whether the page is loaded anew at the end. whole: whether the part holds the log, as on its own page.
    """
    found = await run_in_threadpool(find_job, request.app.state.house, visitor, job_id)
    template = environment().get_template("parts/job_live.html" if whole else "parts/job_words.html")

    def shown(sight: Sight) -> str:
        return template.render(job=sight.job, log=sight.log)

    def may_still() -> bool:
        house: House = request.app.state.house
        try:
            find_job(house, visitor_of(house, request), job_id)
        except Refused:
            return False
        return True

    events = told(watcher_of(request.app).follow(found.id, may_still), shown, reload=bool(reload))
    return StreamingResponse(events, media_type="text/event-stream", headers={"X-Accel-Buffering": "no"})


@router.post("/jobs/{job_id}/cancel")
def cancel(request: Request, visitor: Ender, job_id: str) -> Response:
    """End a job; `may_cancel` says who may."""
    ended = end_job(request.app.state.house, visitor, job_id)
    words = "It is ended." if ended.over else "Its end is asked for; it leaves in a few seconds."
    return go_to(request, path_to("jobs", ended.id), words)


@router.get("/jobs/{job_id}/log")
def log(request: Request, visitor: Seer, job_id: str) -> Response:
    """The whole log as a text."""
    house: House = request.app.state.house
    found = find_job(house, visitor, job_id)
    file = folder_of(house.chosen.data, found.id) / NAME
    return PlainTextResponse(end_of_log(file, most=2**31))


@router.get("/jobs/{job_id}/files/{name:path}")
def file(request: Request, visitor: Seer, job_id: str, name: str) -> Response:
    """A file that a job made."""
    return made_file(request.app.state.house, visitor, job_id, name)


def _listed(house: House, visitor: Visitor, state: str, kind: str) -> list[Job]:
    states = (state,) if state in STATES else ()
    asked = kind if kind in KINDS else ""
    place = place_of(house.chosen.data)
    found = house.store.jobs.list(place=place, states=states, kind=asked, last=5 * MOST)
    return seen_by(house, visitor, found)[:MOST]


def _titles() -> dict[str, str]:
    return {one.name: one.title for one in KINDS.values()}
