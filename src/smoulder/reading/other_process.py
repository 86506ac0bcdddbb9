"""A process of our own beside this one, which runs a module and is spoken to through pipes."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from typing import IO


class OtherProcess:
    """A module of ours that runs as a program, from its start to `close`."""

    def __init__(self, module: str) -> None:
        """module: its full name; it reads what is asked from standard input and answers on standard output."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Where to ask, and where the answers come."""
        asked, told = self.process.stdin, self.process.stdout
        assert asked is not None
        assert told is not None
        return asked, told

    def close(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()
        for pipe in self.pipes:
            with suppress(OSError):  # what was not yet written when the process ended
                pipe.close()
