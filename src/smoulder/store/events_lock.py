"""One writer at a time: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smoulder.records.errors import BadStore, CannotWrite

WAIT_SECONDS = 30
_STEP = 0.1


@contextmanager
def writing(folder: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the writer's lock of a folder of events; readers need none.

    raises: CannotWrite where the folder cannot be written; BadStore where another load holds it too long.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be written ({reason.strerror}); choose another folder with --data"
        ) from reason
    try:
        _wait(handle, folder, wait_seconds)
        yield
    finally:
        os.close(handle)  # which also lets go of the lock


def _wait(handle: int, folder: Path, wait_seconds: float) -> None:
    for _ in range(max(1, round(wait_seconds / _STEP))):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            time.sleep(_STEP)
    raise BadStore(
        f"{folder} is being written by another load for {wait_seconds:g} seconds; try again after it"
    )
