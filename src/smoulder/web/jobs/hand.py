"""The worker of a data folder: a process beside the server that does its jobs, each in a process forked off it.

There is one for each data folder, whoever holds its lock. It has loaded what takes long, so that a job begins at once,
and it holds no connection to the ledger while it forks. Where the server is gone, it ends what it has in hand and
leaves; what waits is for the worker of the next server.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import select
import signal
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from smoulder.store.jobs import Job
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.web.jobs.child import STAYERS, Child, start_child
from smoulder.web.jobs.doing import Site
from smoulder.web.jobs.folders import jobs_folder, place_of, sweep, wake_file
from smoulder.web.jobs.kinds import Lane, kinds_of

LOCK = "worker.lock"
"""Beside the folders of the jobs; its holder, and every process it forked, hold it until they are gone."""
BEAT = 1.0
"""Seconds after which it looks at the queue unasked."""
SWEEP = 24 * 3600.0
LANES: tuple[Lane, ...] = ("desk", "long")


class Hand:
    """A worker that holds the lock of its data folder."""

    def __init__(self, site: Site, server: int) -> None:
        """server: the process that started it; where that is gone, it begins nothing long and leaves."""
        self._site, self._server = site, server
        self._data = site.chosen.data
        self._place = place_of(self._data)
        self._ledger: Ledger = open_ledger(site.chosen.ledger)
        self._jobs = self._ledger.workbench().jobs
        self._children: list[Child] = []
        self._stop = False
        self._swept = -SWEEP
        self._pipe = _open_pipe(wake_file(self._data))

    def run(self) -> None:
        """Work until there is no server and nothing in hand, or until it is told to stop."""
        signal.signal(signal.SIGTERM, self._told_to_stop)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        woken, bell = os.pipe()
        os.set_blocking(bell, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(bell, warn_on_full_buffer=False)
        self._take_up()
        while not self._stop and (self._served() or self._busy("long")):
            self._round()
            self._wait(woken)
        self._finish()

    def _round(self) -> None:
        """Look at everything once."""
        self._reap()
        self._cancel()
        for lane in LANES:
            if not self._busy(lane) and (lane == "desk" or self._served()):
                self._begin(lane)
        if time.monotonic() - self._swept > SWEEP:
            self._sweep()

    def _begin(self, lane: Lane) -> None:
        job = self._jobs.claim(self._place, kinds_of(lane), datetime.now(UTC))
        if job is None:
            return
        waiting = next((one for one in self._children if one.stays and one.told is None), None)
        if waiting is not None and job.kind in STAYERS:
            if job.kind == "answer" and waiting.case_id == job.case_id:
                with suppress(OSError):
                    waiting.give(job)
                    return
            waiting.leave()  # one case stays open at a time: each holds much memory
        self._ledger.close()  # a connection must not be shared over a fork
        self._children.append(start_child(self._site, job, self._children))

    def _reap(self) -> None:
        """See who is through, and settle the jobs of those that ended before they were."""
        gone = []
        for one in self._children:
            one.hear()
            if os.waitpid(one.pid, os.WNOHANG)[0]:
                one.hear()  # it may have said so just before it went
                one.pipe.close()
                gone.append(one)
            elif one.told is not None:
                one.leave()
        if gone:
            self._children = [one for one in self._children if one not in gone]
            if any(one.job is not None for one in gone):
                self._take_up()

    def _cancel(self) -> None:
        """Ask those to leave whose job somebody wants ended."""
        held = {one.job.id: one for one in self._children if one.job is not None and one.told is None}
        for job in self._jobs.some(held) if held else ():
            if job.cancel and not job.over:
                held[job.id].leave()

    def _take_up(self) -> None:
        """Let what nobody does any more wait again."""
        self._jobs.take_up(self._place, datetime.now(UTC), [one.id for one in self._in_hand()])

    def _finish(self) -> None:
        """Leave: what is in hand where it is told to stop goes back into the queue."""
        while self._children:
            self._reap()
            self._cancel()
            for one in self._children:
                if self._stop or one.job is None:
                    self._let_go(one)
            time.sleep(0.02)
        self._ledger.close()

    def _let_go(self, child: Child) -> None:
        child.leave()
        if child.job is None:
            return
        with suppress(ChildProcessError):
            while not os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                child.leave()
                time.sleep(0.02)
        self._jobs.put_back(child.job.id)

    def _sweep(self) -> None:
        self._swept = time.monotonic()
        every = self._jobs.list(last=1_000_000)
        over = {one.id: one.ended for one in every if one.ended is not None}
        sweep(self._data, over, {one.id for one in every}, datetime.now(UTC))

    def _wait(self, woken: int) -> None:
        pipes = [one.pipe.fileno() for one in self._children]
        ready = select.select([self._pipe, woken, *pipes], [], [], BEAT)[0]
        for handle in (self._pipe, woken):
            if handle in ready:
                with suppress(BlockingIOError):
                    os.read(handle, 4096)

    def _busy(self, lane: Lane) -> bool:
        return any(one.kind in kinds_of(lane) for one in self._in_hand())

    def _in_hand(self) -> list[Job]:
        return [one.job for one in self._children if one.job is not None]

    def _served(self) -> bool:
        return os.getppid() == self._server

    def _told_to_stop(self, _signal: int, _frame: object) -> None:
        self._stop = True


def warm() -> None:
    """Load what takes long and is the same for every job."""
    import duckdb  # noqa: F401  # only loaded: its threads would not come along

    import smoulder.assessment.work
    import smoulder.brief.write
    import smoulder.cli.main
    import smoulder.desk.answer  # noqa: F401
    from smoulder.reading.groups import load_registry
    from smoulder.reading.parser import load_parser
    from smoulder.records.errors import MissingExtra

    load_registry()
    with suppress(MissingExtra):  # the job that needs it says so
        load_parser()
    gc.freeze()  # what is shared with every fork is not looked at again, and so not copied


def hold(data: Path, server: int) -> int | None:
    """The lock of a data folder, waited for; None where the server went meanwhile."""
    handle = os.open(jobs_folder(data) / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    while os.getppid() == server:
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        time.sleep(0.1)
    os.close(handle)
    return None


def _open_pipe(file: Path) -> int:
    """The pipe by which it is woken; it is open for writing here as well, so that it never comes to its end."""
    with suppress(FileExistsError):
        os.mkfifo(file, 0o600)
    return os.open(file, os.O_RDWR | os.O_NONBLOCK)


def main() -> None:
    """Work for the server that started this process, and wrote what it needs to know to its standard input."""
    server, site = pickle.load(sys.stdin.buffer)  # our own server, at the other end of our own pipe
    if hold(site.chosen.data, server) is None:
        return
    warm()
    Hand(site, server).run()
    os._exit(0)  # at once: taking apart all that was loaded takes long, and tells of it


if __name__ == "__main__":
    main()
