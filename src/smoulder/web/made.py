"""Files that a job made, as a page and the interface for programs give them out."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from fastapi.responses import FileResponse

from smoulder.web.guard.refused import NotHere
from smoulder.web.jobs.folders import KEPT, folder_of
from smoulder.web.work import find_job

if TYPE_CHECKING:
    from smoulder.store.jobs import Job
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House


def names_of(job: Job) -> list[str]:
    """The files that a job told of."""
    return [str(one) for one in (job.result or {}).get("out", ())]


def made_file(house: House, visitor: Visitor, job_id: str, name: str) -> FileResponse:
    """A file that a job made, to be kept and not to be shown here: it is a document of its own.

    raises: NotHere where the visitor sees no such job, or the job has no such file any more.
    """
    found = find_job(house, visitor, job_id)
    place = folder_of(house.chosen.data, found.id) / "out" / name
    if name not in names_of(found) or not place.is_file():
        raise NotHere(f"the job has no file {name[:80]!r}; files are kept for {KEPT.days} days")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(place, media_type=kind, filename=place.name)
