"""A report that never ends or that ends its process is left behind, and the work goes on."""

from __future__ import annotations

import os
import signal
import time

import pytest

from smoulder.store.spark.read_guard import Ended, TooLong, apart, limited


def test_what_takes_too_long_is_stopped_and_takes_nothing_after_it_along() -> None:
    began = time.monotonic()
    with pytest.raises(TooLong), limited(0.1):
        time.sleep(5)
    with limited(5):
        pass
    assert time.monotonic() - began < 2
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_nobody_who_catches_faults_catches_the_end_of_the_time() -> None:
    assert not issubclass(TooLong, Exception)


def test_work_apart_gives_its_answer_however_large() -> None:
    assert apart(lambda: "x" * 3_000_000, 10) == "x" * 3_000_000
    assert apart(os.getpid, 10) != os.getpid()


@pytest.mark.parametrize(
    "work", [lambda: os._exit(0), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 / 0]
)
def test_work_apart_may_end_its_process(work: object) -> None:
    with pytest.raises(Ended, match="ended the process that read it"):
        apart(work, 10)  # type: ignore[arg-type]


def test_work_apart_that_never_ends_is_ended() -> None:
    began = time.monotonic()
    with pytest.raises(TooLong):
        apart(lambda: time.sleep(60), 0.1)
    assert time.monotonic() - began < 5
