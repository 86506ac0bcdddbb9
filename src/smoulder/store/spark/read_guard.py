"""One report must not hold or end the work of all: it is read under a time limit, or in a process of its own."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import select
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

Answer = TypeVar("Answer")
SECONDS = 60.0
"""How long one report may take; the longest that is taken at all needs about a tenth of it."""
STUCK = 3
"""After so many times as long, what does not even hear the alarm ends with its process."""


class TooLong(BaseException):
    """The time is up. No `Exception`, so that nothing takes it for a fault of the report and goes on."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Within it no more than so many seconds pass.

    raises: TooLong.
    """

    def alarm(number: int, frame: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, alarm)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    # An alarm is heard between two steps of Python; a step that never ends is ended with the whole process.
    faulthandler.dump_traceback_later(STUCK * seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Ended(Exception):
    """The process that did the work ended before it had an answer; the text says how."""


def apart(work: Callable[[], Answer], seconds: float) -> Answer:
    """The answer of some work that is done in a copy of this process.

    seconds: after which the copy is ended.
    raises:  TooLong; Ended where the copy ended without an answer. What the work itself raises ends the copy too.
    """
    hear, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(hear)
        _answer(work, tell)
    os.close(tell)
    try:
        return _heard(hear, seconds)
    finally:
        os.close(hear)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _answer(work: Callable[[], object], tell: int) -> None:
    """Do the work, write its answer, and end this process, in whatever way that comes about."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    gc.disable()  # Looking for what can be let go would copy all that is shared with the process it came from.
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("1000")  # Where memory runs out, this copy goes and not the process that waits for it.
    try:
        with open(tell, "wb") as out:
            pickle.dump(work(), out)
    finally:
        os._exit(0)


def _heard(hear: int, seconds: float) -> Answer:  # type: ignore[type-var]  # whatever was pickled
    pieces: list[bytes] = []
    end = _ticks() + seconds
    while True:
        ready, _, _ = select.select([hear], [], [], max(0.0, end - _ticks()))
        if not ready:
            raise TooLong
        piece = os.read(hear, 1 << 20)
        if not piece:
            break
        pieces.append(piece)
    try:
        return pickle.loads(b"".join(pieces))  # type: ignore[no-any-return]
    except (EOFError, pickle.UnpicklingError) as reason:
        raise Ended("ended the process that read it") from reason


def _ticks() -> float:
    from time import monotonic

    return monotonic()
