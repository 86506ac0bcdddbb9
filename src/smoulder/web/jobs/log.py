"""The log of a job: what it said while it worked, each line with the time."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path

from smoulder.web.places import without_places

NAME = "log.txt"
SHOWN = 64_000
"""Bytes of the end of a log that a page shows."""
MOST = 10_000_000
"""Bytes after which no more is written: nobody reads them, and a disk must not fill."""

_SAME = "Data folder: the data folder"
"""What commands begin with, and what says nothing here: there is one."""
_INSTALLED = re.compile(r'File "[^"]*/(?=smoulder/|site-packages/|[^"/]*")')
"""Where on a server Smoulder lies, which its log does not tell."""


class Log(io.TextIOBase):
    """A stream that writes whole lines to a file, each with the time before it."""

    def __init__(self, file: Path, folder: Path) -> None:
        """folder: of the data, which lines do not name: where it lies on the server is nobody's business."""
        self._handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        self._left = MOST - os.fstat(self._handle).st_size
        self._begun = ""
        self._folder = folder
        self.told: Callable[[str], None] = lambda words: None
        """Is given each line as well."""

    def write(self, text: str) -> int:
        """Take a text; what has no end of line yet waits for it."""
        lines = (self._begun + text).split("\n")
        self._begun = lines.pop()
        for line in lines:
            self.line(line.rpartition("\r")[2])
        return len(text)

    def line(self, words: str) -> None:
        """Write one line."""
        words = without_places(words, self._folder)
        if not words.strip() or self._left <= 0 or words == _SAME:
            return
        content = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {words}\n".encode("utf-8", "replace")
        self._left -= os.write(self._handle, content)
        self.told(words)

    def close(self) -> None:
        """Write what waits, and let the file go."""
        if not self.closed:
            self.write("\n")
            os.close(self._handle)
        super().close()


@contextmanager
def logged(file: Path, folder: Path) -> Iterator[Log]:
    """Within it, everything that is printed goes into a log."""
    log = Log(file, folder)
    try:
        with redirect_stdout(log), redirect_stderr(log):
            yield log
    finally:
        log.close()


def note_fault(log: Log) -> None:
    """Write where a fault of ours is, for whoever mends it."""
    for line in traceback.format_exception(*sys.exc_info()):
        log.write(_INSTALLED.sub('File "', line))


def end_of_log(file: Path, most: int = SHOWN) -> str:
    """The last whole lines of a log; '' where there is none.

    most: bytes.
    """
    try:
        with file.open("rb") as log:
            size = log.seek(0, os.SEEK_END)
            log.seek(max(0, size - most))
            content = log.read(most)
    except FileNotFoundError:
        return ""
    if size > most:
        content = content.partition(b"\n")[2]
    return content.decode("utf-8", "replace")
