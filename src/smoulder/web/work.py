"""Asking for work outside the request: any page, and the interface for programs, puts its jobs here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from smoulder.desk.request import see_asked_day
from smoulder.records.errors import BadEntry
from smoulder.store.access import Access
from smoulder.store.jobs import Asked, Job
from smoulder.web.guard.case_access import admitted, in_case, overseen, sees
from smoulder.web.guard.refused import NotHere, Refused
from smoulder.web.guard.roles import LEAST
from smoulder.web.guard.scopes import in_scope, scope_words
from smoulder.web.jobs.folders import place_of, wake
from smoulder.web.jobs.kinds import KINDS, AddReportWants, AnswerWants, AssessWants

if TYPE_CHECKING:
    from smoulder.web.guard.visitor import Visitor
    from smoulder.web.house import House

MOST_WAITING = 20
"""Jobs of one person that can wait at a time."""


def ask_for(
    house: House, visitor: Visitor, kind: str, wants: BaseModel, case_id: str | None = None, job_id: str = ""
) -> Job:
    """Put a job into the queue; the very same of the same person that waits already is not put twice.

    wants:   of the kind's own model; where it names a case, that is the case it is about, whether `case_id` says so or
             not. job_id: where its files lie already.
    returns: the job that waits; it is not `job_id` where the same waits already.
    raises:  Refused, NotHere where the visitor may not ask for it; BadEntry where too many wait, or a day is to come.
    """
    known = KINDS[kind]
    if not isinstance(wants, known.wants):
        raise TypeError(f"a job {kind!r} wants {known.wants.__name__}, not {type(wants).__name__}")
    named = getattr(wants, "case_id", "") or case_id
    if case_id not in (None, named):
        raise TypeError(f"a job of the case {case_id!r} names another, {named!r}")
    case_id = named
    if case_id is not None:
        visitor = admitted(house, visitor, case_id)
    if not visitor.may(known.action):
        raise Refused(f"{visitor.name} is {visitor.role}; this needs {LEAST[known.action]}")
    if isinstance(wants, AnswerWants | AddReportWants | AssessWants):
        see_asked_day(house.desk(visitor.name), wants.as_of, getattr(wants, "sha256s", ()))
    jobs, place = house.store.jobs, place_of(house.chosen.data)
    mine = [one for one in jobs.list(place=place, states=("queued",)) if one.account == visitor.account]
    asked = Asked(kind, wants.model_dump(mode="json"), visitor.name, visitor.account, case_id, place)
    if len(mine) >= MOST_WAITING:
        raise BadEntry(f"{len(mine)} jobs of yours wait already; wait for them, or cancel some")
    job = jobs.add(asked, house.clock(), job_id)
    wake(house.chosen.data)
    return job


def find_job(house: House, visitor: Visitor, job_id: str) -> Job:
    """A job that a visitor may see; that an administrator looks into a case for others by it is noted.

    raises: NotHere.
    """
    job = house.store.jobs.find(job_id)
    if job is None or not seen_by(house, visitor, [job]):
        raise NotHere(f"there is no job {job_id[:20]} here")
    overseen(house, visitor, [job.case_id] if job.case_id else [])
    return job


def seen_by(house: House, visitor: Visitor, jobs: Sequence[Job]) -> list[Job]:
    """Those jobs that a visitor may see.

    A job of a case is seen by who sees the case, whoever asked for it; any other by who asked for it, and by who may
    run jobs.
    """
    shown = sees(house, visitor, [one.case_id for one in jobs if one.case_id is not None])
    return [
        one
        for one in jobs
        if (
            one.case_id in shown if one.case_id else visitor.may("run jobs") or one.account == visitor.account
        )
    ]


def end_job(house: House, visitor: Visitor, job_id: str) -> Job:
    """End a job: one that waits at once, one that runs as soon as its worker sees it; one that is over stays as it is.

    raises: NotHere, Refused.
    """
    job = find_job(house, visitor, job_id)
    if not may_cancel(house, visitor, job):
        raise Refused(_why_not(visitor, job))
    ended = house.store.jobs.ask_cancel(job.id, house.clock())
    wake(house.chosen.data)
    return ended or job


def may_cancel(house: House, visitor: Visitor, job: Job) -> bool:
    """Whether somebody who sees a job may end it: who asked for it, and who may work in its case; where it has no
    case, who may run jobs."""
    if job.account == visitor.account:
        return in_scope(visitor.scopes, KINDS[job.kind].action)
    if job.case_id is None:
        return visitor.may("run jobs")
    inside = in_case(visitor, house.store.access.of(job.case_id) or Access())
    return inside is not None and inside.may("work")


def _why_not(visitor: Visitor, job: Job) -> str:
    if job.account == visitor.account:
        return f"the token is not for this; make one with the scope {scope_words(KINDS[job.kind].action)}"
    others = "an editor" if job.case_id is None else "somebody who works in the case"
    asker = job.who if visitor.may("see") else "somebody else"
    return f"the job was asked for by {asker}; ask them to end it, or {others}"
