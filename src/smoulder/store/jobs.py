"""Work outside the request: what is asked for, who does it, how far it is, and how it came out."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast, get_args

import sqlalchemy as sa

from smoulder.store.rows import hold, stamp
from smoulder.store.transaction import read, write
from smoulder.store.workbench_tables import JOBS

State = Literal["queued", "running", "done", "failed", "cancelled"]
STATES: tuple[State, ...] = get_args(State)
OVER: tuple[State, ...] = ("done", "failed", "cancelled")
"""States that a job does not leave again."""
MOST_TRIES = 3
"""So often a job is begun whose process dies, before it is told as failed."""
DIED = f"the process that did it ended {MOST_TRIES} times before it was done; the log says how far it came"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    wants:   by the kind's own model, as JSON. who, account: who asks, as their changes are entered; account None for
             who works alone. case_id: the case it is about, None for none. place: names the data folder.
    """

    kind: str
    wants: Mapping[str, Any]  # Any: JSON
    who: str
    account: str | None
    case_id: str | None
    place: str


@dataclass(frozen=True, slots=True)
class Job:
    """A job as it stands.

    step:   what is being done, in words. tries: how often it was begun. cancel: whether somebody asked for its end.
    result: what it led to, such as {"case_id": …}; None until it is done. error: one line, '' where all is well.
    """

    id: str
    kind: str
    wants: Mapping[str, Any]  # Any: JSON
    who: str
    account: str | None
    case_id: str | None
    place: str
    state: State
    step: str
    tries: int
    created: datetime
    started: datetime | None
    ended: datetime | None
    cancel: bool
    result: Mapping[str, Any] | None  # Any: JSON
    error: str

    @property
    def over(self) -> bool:
        """Whether it came to its end, however it came out."""
        return self.state in OVER


def new_id() -> str:
    """An id that no job has, for one whose files come before it does."""
    return secrets.token_hex(6)


class JobTable:
    """The jobs of one ledger; `Workbench.jobs` gives it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def add(self, asked: Asked, now: datetime, job_id: str = "") -> Job:
        """Put a job into the queue; the very same of the same person that waits already is not put twice.

        job_id:  of `new_id`, where files of the job lie under it already.
        returns: the job that waits. It serves nobody but who asked for it: it ends where they lose the case, and they
                 can end it.
        """
        name = job_id or new_id()
        row = {
            "id": name, "kind": asked.kind, "wants": dict(asked.wants), "who": asked.who,
            "account": asked.account, "case_id": asked.case_id, "place": asked.place, "state": "queued",
            "step": "", "tries": 0, "created": stamp(now), "cancel": False, "error": "",
        }  # fmt: skip

        def work(to: sa.Connection) -> Job:
            hold(to, "jobs", [asked.place])
            waiting = _where(place=asked.place, states=("queued",), kind=asked.kind)
            for one in _jobs(to, waiting.order_by(JOBS.c.number)):
                if one.id == name or _same(one, asked):
                    return one
            # a commit whose answer was lost may have come through, and the job be begun already
            if not _jobs(to, sa.select(JOBS).where(JOBS.c.id == name)):
                to.execute(JOBS.insert().values(**row))
            return _jobs(to, sa.select(JOBS).where(JOBS.c.id == name))[0]

        return write(self._engine, work)

    def find(self, job_id: str) -> Job | None:
        """A job by its id; None where there is none."""
        return next(iter(self.some([job_id])), None)

    def some(self, job_ids: Collection[str]) -> Sequence[Job]:
        """Those jobs of some ids that are there, in the order in which they were put."""
        wanted = sa.select(JOBS).where(JOBS.c.id.in_(list(job_ids))).order_by(JOBS.c.number)
        return read(self._engine, lambda connection: _jobs(connection, wanted))

    def list(
        self,
        *,
        place: str | None = None,
        states: Collection[str] = (),
        kind: str = "",
        case_id: str | None = None,
        last: int = 200,
    ) -> Sequence[Job]:
        """The last jobs, newest first; only those of a place, of some states, a kind or a case, where these are
        given."""
        wanted = _where(place=place, states=states, kind=kind, case_id=case_id)
        wanted = wanted.order_by(JOBS.c.number.desc()).limit(last)
        return read(self._engine, lambda connection: _jobs(connection, wanted))

    def claim(self, place: str, kinds: Collection[str], now: datetime) -> Job | None:
        """Take the job of some kinds that has waited longest, for one worker alone; None where none waits."""
        wanted = _where(place=place, states=("queued",)).where(JOBS.c.kind.in_(list(kinds)))
        wanted = wanted.order_by(JOBS.c.number).limit(1).with_for_update(skip_locked=True)

        def work(to: sa.Connection) -> Job | None:
            found = _jobs(to, wanted)
            if not found:
                return None
            mine = JOBS.c.id == found[0].id
            begun = {"state": "running", "started": stamp(now), "step": "", "tries": JOBS.c.tries + 1}
            to.execute(JOBS.update().where(mine).values(**begun))
            return _jobs(to, sa.select(JOBS).where(mine))[0]

        def there(to: sa.Connection, given: Job | None) -> bool:
            if given is None:
                return True
            mine = (JOBS.c.id == given.id) & (JOBS.c.state == "running") & (JOBS.c.tries == given.tries)
            return to.scalar(sa.select(JOBS.c.number).where(mine)) is not None

        return write(self._engine, work, there)

    def step(self, job_id: str, words: str) -> None:
        """Note what is being done in a job that runs."""
        self._change(job_id, ("running",), step=" ".join(words.split())[:300])

    def end(
        self,
        job_id: str,
        state: State,
        now: datetime,
        *,
        result: Mapping[str, Any] | None = None,  # Any: JSON
        error: str = "",
    ) -> None:
        """Note how a job that runs came out; one that came to its end before is left as it is.

        result: where it names a case by `case_id`, the job is one of that case from then on.
        """
        case_id = (result or {}).get("case_id")
        more = {} if case_id is None else {"case_id": str(case_id)}
        held = None if result is None else dict(result)
        self._change(job_id, ("running",), state=state, ended=stamp(now), result=held, error=error, **more)

    def ask_cancel(self, job_id: str, now: datetime) -> Job | None:
        """Ask for the end of a job: one that waits ends at once, one that runs as soon as its worker sees it.

        returns: the job as it stands then, None where there is none.
        """
        self._change(job_id, ("queued",), state="cancelled", cancel=True, ended=stamp(now))
        self._change(job_id, ("running",), cancel=True)
        return self.find(job_id)

    def put_back(self, job_id: str) -> None:
        """Let a job wait again whose worker had to go before it was done; the try does not count."""
        self._change(job_id, ("running",), state="queued", step="", started=None, tries=JOBS.c.tries - 1)

    def take_up(self, place: str, now: datetime, but: Sequence[str] = ()) -> None:
        """Settle the jobs of a place that run by no worker any more: they wait again, or end.

        but: ids of those that a worker has in hand. A job whose end was asked for is cancelled; one that was begun
             `MOST_TRIES` times has failed.
        """
        gone = (JOBS.c.place == place) & (JOBS.c.state == "running") & JOBS.c.id.not_in(list(but))
        ends = {"ended": stamp(now), "step": ""}
        tired = {"state": "failed", "error": DIED, **ends}

        def work(to: sa.Connection) -> None:
            to.execute(JOBS.update().where(gone, JOBS.c.cancel.is_(True)).values(state="cancelled", **ends))
            to.execute(JOBS.update().where(gone, JOBS.c.tries >= MOST_TRIES).values(**tired))
            to.execute(JOBS.update().where(gone).values(state="queued", step="", started=None))

        write(self._engine, work)

    def _change(self, job_id: str, states: Sequence[State], **values: Any) -> None:  # Any: mixed types
        mine = (JOBS.c.id == job_id) & JOBS.c.state.in_(states)
        write(self._engine, lambda to: to.execute(JOBS.update().where(mine).values(**values)))


def _where(
    *,
    place: str | None = None,
    states: Collection[str] = (),
    kind: str = "",
    case_id: str | None = None,
) -> sa.Select[Any]:  # Any: a row
    wanted = sa.select(JOBS)
    if states:
        wanted = wanted.where(JOBS.c.state.in_(list(states)))
    if kind:
        wanted = wanted.where(JOBS.c.kind == kind)
    if case_id is not None:
        wanted = wanted.where(JOBS.c.case_id == case_id)
    return wanted if place is None else wanted.where(JOBS.c.place == place)


def _jobs(connection: sa.Connection, wanted: sa.Select[Any]) -> list[Job]:  # Any: a row
    return [
        Job(
            row["id"], row["kind"], row["wants"], row["who"], row["account"], row["case_id"], row["place"],
            cast(State, row["state"]), row["step"], row["tries"], datetime.fromisoformat(row["created"]),
            _at(row["started"]), _at(row["ended"]), row["cancel"], row["result"], row["error"],
        )
        for row in connection.execute(wanted).mappings()
    ]  # fmt: skip


def _at(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _same(one: Job, asked: Asked) -> bool:
    ours = (one.account, one.who) == (asked.account, asked.who)
    return ours and (one.case_id, dict(one.wants)) == (asked.case_id, dict(asked.wants))
