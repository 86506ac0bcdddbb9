"""Jobs followed while they run: one look at the ledger for all who follow any of them, and what changed for each."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi.concurrency import run_in_threadpool

from smoulder.web.jobs.folders import folder_of
from smoulder.web.jobs.log import NAME, end_of_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fastapi import FastAPI

    from smoulder.store.jobs import Job
    from smoulder.web.house import House

LOOKS = 0.5
"""Seconds between two looks, however many follow."""
HEARTBEAT = 15.0
"""Seconds of silence after which a line without meaning is sent, so that nothing between takes the line for dead."""
LASTS = 300.0
"""Seconds after which a browser has to come again: then it is seen anew whether it may."""
TAIL = 16_000
"""Bytes of the end of a log that are sent."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A job as it was seen last. log: the end of its log."""

    job: Job
    log: str


Queue = asyncio.Queue["Sight | None"]


@dataclass(slots=True, eq=False)
class Watcher:
    """Looks at the jobs that are followed, for all who follow them; `watcher_of` gives the one of an application."""

    house: House
    closed: bool = False
    _followed: dict[str, set[Queue]] = field(default_factory=dict)
    _seen: dict[str, Sight] = field(default_factory=dict)
    _looking: asyncio.Task[None] | None = None

    async def follow(
        self, job_id: str, may_still: Callable[[], bool] = lambda: True
    ) -> AsyncIterator[Sight | None]:
        """A job as it stands and whenever it changes, until it is over or has been followed for long.

        may_still: whether who follows may see it, asked each `HEARTBEAT` seconds before anything more is told.
        yields:    None after each `HEARTBEAT` seconds without a change.
        """
        clock = asyncio.get_running_loop().time
        until, seen = clock() + LASTS, clock()
        with self._joined(job_id) as queue:
            while clock() < until and not self.closed:
                sight, heard = None, False
                with suppress(TimeoutError):
                    sight, heard = await asyncio.wait_for(queue.get(), HEARTBEAT), True
                if clock() - seen >= HEARTBEAT:
                    if not await run_in_threadpool(may_still):
                        return
                    seen = clock()
                if not heard:
                    yield None
                    continue
                if sight is None:
                    return
                yield sight
                if sight.job.over:
                    return

    def close(self) -> None:
        """Let everyone go, as the server does before it stops; safe from a signal handler."""
        self.closed = True

    @contextmanager
    def _joined(self, job_id: str) -> Iterator[Queue]:
        queue: Queue = asyncio.Queue()
        self._followed.setdefault(job_id, set()).add(queue)
        if (seen := self._seen.get(job_id)) is not None:
            queue.put_nowait(seen)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.get_running_loop().create_task(self._look())
        try:
            yield queue
        finally:
            with suppress(KeyError):
                self._followed[job_id].discard(queue)
                if not self._followed[job_id]:
                    del self._followed[job_id]
                    self._seen.pop(job_id, None)

    async def _look(self) -> None:
        """Look as long as anybody follows anything."""
        while self._followed and not self.closed:
            asked = list(self._followed)
            found = {one.job.id: one for one in await run_in_threadpool(self._sights, asked)}
            for job_id in asked:
                self._tell(job_id, found.get(job_id))
            await asyncio.sleep(LOOKS)
        for queues in self._followed.values():
            for queue in queues:
                queue.put_nowait(None)

    def _tell(self, job_id: str, sight: Sight | None) -> None:
        if sight is not None and self._seen.get(job_id) == sight:
            return
        if sight is not None and job_id in self._followed:
            self._seen[job_id] = sight
        for queue in self._followed.get(job_id, ()):
            queue.put_nowait(sight)

    def _sights(self, asked: Sequence[str]) -> list[Sight]:
        data = self.house.chosen.data
        return [
            Sight(one, end_of_log(folder_of(data, one.id) / NAME, TAIL))
            for one in self.house.store.jobs.some(asked)
        ]


def watcher_of(app: FastAPI) -> Watcher:
    """The watcher of an application, made when it is first asked for."""
    found: Watcher | None = getattr(app.state, "jobs_watcher", None)
    if found is None:
        found = app.state.jobs_watcher = Watcher(app.state.house)
    return found


async def told(
    sights: AsyncIterator[Sight | None], shown: Callable[[Sight], str], *, reload: bool
) -> AsyncIterator[str]:
    """Server-sent events of a job that is followed.

    shown:  the html of its part. reload: whether the page is loaded anew when it is over; else the line says so.
    """
    last = ""
    over = False
    async for sight in sights:
        if sight is None:
            yield ": still here\n\n"
            continue
        over = sight.job.over
        if (html := shown(sight)) != last:
            last = html
            yield event("part", html)
    if over:
        yield event("reload" if reload else "end", "")


def event(name: str, data: str) -> str:
    r"""One server-sent event.

    >>> event("part", "a\nb")
    'event: part\ndata: a\ndata: b\n\n'
    """
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n"
