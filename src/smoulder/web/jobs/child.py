"""The process that does one job: forked off a worker that has everything loaded, so that it can be ended alone.

One that answered a case stays for a while: the next answer of the same case then rests on what it has at hand.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from smoulder.web.jobs.do import do_job
from smoulder.web.jobs.doing import LEAVES, Kept, Site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smoulder.store.jobs import Job

STAYS = 600.0
"""Seconds for which a process that answered a case waits for the next answer."""
LOOKS = 0.5
"""Seconds between two looks whether the worker is still there."""
PATIENCE = 5.0
"""Seconds that a process has to leave a job before it is ended by force."""
STAYERS = ("answer", "add report")
"""Kinds of job after which the case stays open."""
NICE = 10
"""By how much a job stands back behind the pages, where there are fewer cores than work."""
_THROUGH, _STAYS = b".", b"+"


@dataclass(slots=True)
class Child:
    """A process that does jobs, as its worker sees it.

    job: in hand, None once it is through with it. stays: whether it waits for the next answer of `case_id` then.
    told: when it was asked to leave, by `time.monotonic`; None where it was not.
    """

    pid: int
    pipe: socket.socket
    job: Job | None
    case_id: str | None
    stays: bool = False
    told: float | None = None

    def give(self, job: Job) -> None:
        """Give one that waits its next job. raises: OSError where it is gone."""
        import pickle

        self.pipe.sendall(pickle.dumps(job))
        self.job, self.stays = job, False

    def leave(self) -> None:
        """Ask it to leave, and end it where it does not."""
        now = time.monotonic()
        with suppress(ProcessLookupError):
            if self.told is None:
                self.told = now
                os.killpg(self.pid, signal.SIGTERM)
            elif now - self.told > PATIENCE:
                os.killpg(self.pid, signal.SIGKILL)

    def hear(self) -> None:
        """Take what it said of its job, where it said anything."""
        with suppress(OSError):
            if said := self.pipe.recv(16, socket.MSG_DONTWAIT):
                self.job, self.stays = None, said == _STAYS


def start_child(site: Site, job: Job, others: Sequence[Child]) -> Child:
    """Fork off a process that does a job.

    others: whose pipes it must not hold, so that each of them sees when the worker goes.
    """
    ours, its = socket.socketpair()
    pid = os.fork()
    if pid:
        its.close()
        with suppress(OSError):
            os.setpgid(pid, pid)  # here as well, so that it can be ended from now on
        return Child(pid, ours, job, job.case_id if job.kind in STAYERS else None)
    for one in (ours, *(other.pipe for other in others)):
        one.close()
    return _work(site, job, its)


def _work(site: Site, job: Job, pipe: socket.socket) -> NoReturn:
    """Do a job, and the next ones where it stays; the end of the process whatever happens."""
    code = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, _leave)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        os.nice(NICE)
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
        _jobs(site, job, pipe)
        code = 0
    except KeyboardInterrupt:
        code = 130
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)  # at once: what was forked off has nothing to tidy but what the job tidied itself


def _jobs(site: Site, job: Job, pipe: socket.socket) -> None:
    import pickle

    kept, stays = Kept(), job.kind in STAYERS
    next_: Job | None = job
    while next_ is not None:
        do_job(site, next_, kept)
        stays = stays and kept.open is not None
        pipe.sendall(_STAYS if stays else _THROUGH)
        if not stays or not select.select([pipe], [], [], STAYS)[0]:
            return
        given = pipe.recv(1 << 20)
        next_ = pickle.loads(given) if given else None  # our own worker, at the other end of our own pipe


def _leave(_signal: int, _frame: object) -> NoReturn:
    LEAVES.set()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what is being tidied is not ended again
    raise KeyboardInterrupt


def _watch(worker: int) -> None:
    """End this process and all that it started where its worker is gone: nobody would note how the job came out."""
    while os.getppid() == worker:
        time.sleep(LOOKS)
    os.killpg(0, signal.SIGKILL)
