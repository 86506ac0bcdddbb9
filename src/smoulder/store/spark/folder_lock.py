"""One writer at a time where no system lock reaches: a file that says who writes, with a sign of life in it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smoulder.records.errors import BadStore
from smoulder.store.events_lock import WAIT_SECONDS
from smoulder.store.spark.files import HadoopFiles

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCK = "lock"
BEAT_SECONDS = 4.0
"""How often the holder gives a sign of life."""
DEAD_SECONDS = 20.0
"""Without one for so long the holder is taken for dead, and whoever waits takes the lock."""
_STEP = 0.5


class FolderLock:
    """The writer's lock of one folder behind an address; a load that was killed leaves one that runs out."""

    def __init__(self, files: HadoopFiles, place: str, spark: SparkSession) -> None:
        self._files, self._place, self._turn = files, place, threading.Lock()
        context = spark.sparkContext
        began = datetime.fromtimestamp(int(context.startTime) / 1000, UTC)
        self._holder = (
            f"{context.sparkUser()} on {context.getConf().get('spark.driver.host', '?')}, "
            f"{context.applicationId}, since {began:%Y-%m-%d %H:%M} UTC"
        )

    @contextmanager
    def held(self, wait_seconds: float = WAIT_SECONDS, dead_seconds: float = DEAD_SECONDS) -> Iterator[None]:
        """Hold the lock.

        raises: BadStore where another load, which is alive, holds it too long.
        """
        self._wait(wait_seconds, dead_seconds)
        ended = threading.Event()
        beating = threading.Thread(target=self._beat, args=(ended,), daemon=True)
        beating.start()
        try:
            yield
        finally:
            ended.set()
            beating.join()
            if self._read() == self._holder:
                self._files.remove(LOCK)

    def check(self) -> None:
        """raises: BadStore where another load has taken the lock, as it does when no sign of life came."""
        with self._turn:
            holder = self._read()
        if holder != self._holder:
            raise BadStore(
                f"another load has begun to write {self._place}, because this one gave no sign of life for "
                f"{DEAD_SECONDS:g} seconds; nothing was changed, load again"
            )

    def _wait(self, wait_seconds: float, dead_seconds: float) -> None:
        seen: str | None = None
        same = 0.0
        for _ in range(max(1, round(wait_seconds / _STEP))):
            if self._files.create(LOCK, self._text(0)) and _holder(self._look()) == self._holder:
                return
            found = self._look()
            same = same + _STEP if found is not None and found == seen else 0.0
            seen = found
            if same >= dead_seconds:
                self._files.remove(LOCK)
            else:
                time.sleep(_STEP)
        holder = _holder(seen) or "it does not say which"
        raise BadStore(
            f"{self._place} is being written by another load ({holder}); try again after it. "
            f"A load that was killed lets go after {dead_seconds:g} seconds"
        )

    def _beat(self, ended: threading.Event) -> None:
        beat = 0
        while not ended.wait(BEAT_SECONDS):
            beat += 1
            with self._turn:
                if self._read() != self._holder:
                    return  # taken by another; `check` tells it before anything is published
                self._files.write(LOCK, self._text(beat))

    def _look(self) -> str | None:
        """What another load has written, None where it is just about it."""
        try:
            return self._files.read(LOCK)
        except BadStore:
            return None

    def _read(self) -> str:
        """Who holds the lock, '' for nobody."""
        return _holder(self._files.read(LOCK))

    def _text(self, beat: int) -> str:
        return json.dumps({"holder": self._holder, "beat": beat})


def _holder(text: str | None) -> str:
    try:
        return str(json.loads(text)["holder"]) if text else ""
    except (ValueError, KeyError):
        return ""
