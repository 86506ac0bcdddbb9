"""The worker as its server sees it: started, started again where it died, and ended with the server."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
import time
from contextlib import suppress
from types import TracebackType

from smoulder.web.jobs.doing import Site

PAUSES = (0.5, 2.0, 10.0, 60.0)
"""Seconds before it is started again, longer each time it dies soon."""
LONG = 60.0
"""Seconds after which its death is no longer taken for one that will come again."""
LEAVES = 10.0
"""Seconds that it has to leave before it is ended by force."""


class Worker:
    """Within it, the jobs of a data folder are done."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._closing = threading.Event()
        self._process = self._start()
        self._keeper = threading.Thread(target=self._keep, name="worker", daemon=True)

    @property
    def pid(self) -> int:
        """The process that is there now."""
        return self._process.pid

    def __enter__(self) -> Worker:
        self._keeper.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self._closing.set()
        self._process.terminate()
        try:
            self._process.wait(LEAVES)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._keeper.join(LEAVES)

    def _start(self) -> subprocess.Popen[bytes]:
        # a session of its own: Ctrl+C is for the server, which tells the worker
        process = subprocess.Popen(
            [sys.executable, "-m", "smoulder.web.jobs.hand"], stdin=subprocess.PIPE, start_new_session=True
        )
        assert process.stdin is not None
        with suppress(BrokenPipeError), process.stdin as told:
            pickle.dump((os.getpid(), self._site), told)
        return process

    def _keep(self) -> None:
        """Start it again whenever it is gone."""
        died = 0
        while True:
            begun = time.monotonic()
            self._process.wait()
            died = 0 if time.monotonic() - begun > LONG else died
            if self._closing.wait(PAUSES[min(died, len(PAUSES) - 1)]):
                return
            died += 1
            self._process = self._start()
