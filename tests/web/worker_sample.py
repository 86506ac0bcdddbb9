"""A worker and jobs for it: real processes in a data folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from smoulder.store.jobs import Asked, Job
from smoulder.store.ledger import open_ledger
from smoulder.web.house import now
from smoulder.web.jobs.folders import place_of, wake

PATIENCE = 60.0


class Queue:
    """The jobs of a data folder, put and looked at from outside."""

    def __init__(self, folder: Path, ledger: str = "") -> None:
        """ledger: an address, '' where it lies in the folder."""
        self.folder, self.place = folder, place_of(folder)
        self.ledger: Path | str = ledger or folder

    def put(self, kind: str, about: str | None = None, **wants: Any) -> str:
        """A job into the queue; gives its id. about: the case."""
        asked = Asked(kind, wants, "Anna", None, about, self.place)
        with open_ledger(self.ledger) as ledger:
            job = ledger.workbench().jobs.add(asked, now())
        wake(self.folder)
        return job.id

    def job(self, job_id: str) -> Job:
        with open_ledger(self.ledger) as ledger:
            found = ledger.workbench().jobs.find(job_id)
        assert found is not None
        return found

    def cancel(self, job_id: str) -> None:
        with open_ledger(self.ledger) as ledger:
            ledger.workbench().jobs.ask_cancel(job_id, now())
        wake(self.folder)

    def until(self, job_id: str, test: Callable[[Job], bool]) -> Job:
        """The job as soon as it is so."""
        ends = time.monotonic() + PATIENCE
        while not test(job := self.job(job_id)):
            assert time.monotonic() < ends, job
            time.sleep(0.03)
        return job

    def over(self, job_id: str) -> Job:
        """The job once it is over."""
        return self.until(job_id, lambda job: job.over)


def children(pid: int) -> list[int]:
    """The processes that a process started and that are there."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[1]) == pid and parts[0] != "Z":
            found.append(int(stat.parent.name))
    return found


def only_child(pid: int) -> int:
    """The one process that a process has or is about to start."""
    ends = time.monotonic() + PATIENCE
    while len(found := children(pid)) != 1:
        assert time.monotonic() < ends, found
        time.sleep(0.02)
    return found[0]


def hand_of(server_pid: int) -> int:
    """The worker of a server."""
    (found,) = (
        one
        for one in children(server_pid)
        if b"smoulder.web.jobs.hand" in Path(f"/proc/{one}/cmdline").read_bytes()
    )
    return found


def gone(pid: int) -> bool:
    """Whether a process ends within patience."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.03)
    return False


def _answers(port: int) -> Iterator[bool]:
    """Whether something listens on a port."""
    import socket

    with socket.socket() as tried:
        yield tried.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def server(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The real command `smoulder serve` on a data folder, once it serves; killed at the end where it is still there."""
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "smoulder", "serve", "--port", str(port), "--data", str(folder)],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        for line in process.stderr:
            if "Stop with" in line:
                break
        ends = time.monotonic() + PATIENCE
        while not any(_answers(port)):
            assert time.monotonic() < ends
            time.sleep(0.03)
        yield process
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stderr is not None
        process.stderr.close()
