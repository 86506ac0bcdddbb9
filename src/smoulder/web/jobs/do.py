"""One job done to its end, in whatever process: its log, its steps, its result or what went wrong."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

from smoulder.records.errors import SmoulderError
from smoulder.store.ledger import open_ledger
from smoulder.web.jobs.doing import LEAVES, Doing, Kept, Result, Site
from smoulder.web.jobs.folders import folder_of, place_of
from smoulder.web.jobs.kinds import KINDS
from smoulder.web.jobs.log import NAME, Log, logged, note_fault
from smoulder.web.places import without_places
from smoulder.web.plain import plain

if TYPE_CHECKING:
    from smoulder.store.jobs import Job, JobTable

DOES = {
    "answer": "at_desk:answer",
    "add report": "at_desk:add_report",
    "assess": "at_desk:assess",
    "brief": "commands:brief",
    "load": "commands:load",
    "fetch": "commands:fetch",
    "read": "commands:read",
    "backtest": "commands:backtest",
    "resolve": "news:resolve",
    "watch": "news:watch",
}
"""What does each kind: module of this folder and function. Every one can be run again after it was ended anywhere."""
AT_ONCE, PAUSE = 12, 0.5
"""Steps that are noted at once, and seconds until there is room for another: a job that tells each of a million reports
must not write a million rows."""
OUR_FAULT = "something went wrong here, and it is our fault; the log says where"


def do_job(site: Site, job: Job, kept: Kept) -> None:
    """Do a job that was claimed, and note how it came out.

    kept:   from the job that this process did before, and for the next one.
    raises: KeyboardInterrupt where it is to end early, so that whoever asked for that settles it; what the ledger
            raises where it cannot even take the end.
    """
    folder = folder_of(site.chosen.data, job.id)
    folder.mkdir(parents=True, exist_ok=True)
    with open_ledger(site.chosen.ledger) as ledger:
        jobs = ledger.workbench().jobs
        step = _Steps(jobs, job.id)
        with logged(folder / NAME, site.chosen.data) as log:
            begun = datetime.now(UTC)
            log.line(f"{KINDS[job.kind].title}, asked for by {job.who}")
            log.told = step

            def tell(words: str) -> None:
                if step.room():
                    log.line(words)

            doing = Doing(job, site, folder, ledger, begun, tell, kept)
            result, error = _tried(doing, log)
        jobs.end(job.id, "failed" if error else "done", datetime.now(UTC), result=result, error=error)


def do_next(site: Site, kept: Kept | None = None) -> Job | None:
    """Do the job that waits longest in this very process, as tests do; None where none waits.

    returns: the job as it stands then.
    """
    with open_ledger(site.chosen.ledger) as ledger:
        jobs = ledger.workbench().jobs
        job = jobs.claim(place_of(site.chosen.data), tuple(KINDS), datetime.now(UTC))
        if job is None:
            return None
        do_job(site, job, kept or Kept())
        return jobs.find(job.id)


def does(kind: str) -> Callable[[Doing], Result]:
    """The function that does a kind of job."""
    module, _, name = DOES[kind].partition(":")
    found: Callable[[Doing], Result] = getattr(import_module(f"smoulder.web.jobs.{module}"), name)
    return found


def _tried(doing: Doing, log: Log) -> tuple[Result | None, str]:
    """What a job led to, and in one line what went wrong, '' where nothing did.

    raises: KeyboardInterrupt where the process was told to leave, whatever a library made of that.
    """
    try:
        return does(doing.job.kind)(doing), ""
    except SmoulderError as reason:
        _see_leaving(reason)
        error = without_places(" ".join(plain(str(reason)).split()), doing.site.chosen.data)
    except Exception as reason:  # the worker goes on with the next job; the log keeps where it was
        _see_leaving(reason)
        note_fault(log)
        error = OUR_FAULT
    log.line(f"Failed: {error}")
    return None, error


def _see_leaving(reason: Exception) -> None:
    if LEAVES.is_set():
        raise KeyboardInterrupt from reason


class _Steps:
    """Notes what is being done, and not oftener than a ledger likes."""

    def __init__(self, jobs: JobTable, job_id: str) -> None:
        self._jobs, self._job_id = jobs, job_id
        self._left, self._at = float(AT_ONCE), time.monotonic()

    def room(self) -> bool:
        """Whether one more is noted now."""
        now = time.monotonic()
        self._left = min(AT_ONCE, self._left + (now - self._at) / PAUSE)
        self._at = now
        return self._left >= 1

    def __call__(self, words: str) -> None:
        if self.room():
            self._left -= 1
            self._jobs.step(self._job_id, words)
