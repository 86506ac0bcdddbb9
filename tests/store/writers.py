"""Writers of a ledger as processes of their own, without paying for the same imports each time.

python -m tests.store.writers reads one job as JSON from each line of stdin, forks the writers it asks for, and answers
with one line when they have ended:
  {"job": "work", "place": …, "seed": 1, "told": FILE, "seconds": 0.1}  one writer, killed after so many seconds
  {"job": "keep", "place": …, "seeds": [[1, 2], [3, 4]]}                writers that keep answers of these seeds
  {"job": "enter", "place": …, "case": …, "who": ["a", "b"], "count": 9}  writers that enter items into one case
  {"job": "press", "place": …, "years": [[1990, 2005], [1990, 2005]]}     writers that add to the calendar
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from smoulder.records.asked import Resolution
from smoulder.records.change import Change, ItemPut
from smoulder.records.evidence import Source
from smoulder.records.pressure import PressureEntry
from smoulder.store.ledger import Ledger, open_ledger
from tests.store.in_lull import in_lull

START = datetime(2026, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
Job = dict[str, Any]


@contextmanager
def nursery() -> Iterator[Callable[..., str]]:
    """A function that does a job and gives the line it was answered with."""
    command = [sys.executable, "-m", "tests.store.writers"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, cwd=ROOT, **pipes) as process:

        def do(**job: Any) -> str:
            assert process.stdin is not None
            assert process.stdout is not None
            print(json.dumps(job, default=str), file=process.stdin, flush=True)
            return process.stdout.readline().strip()

        yield do
        assert process.stdin is not None
        process.stdin.close()


def item(words: str) -> ItemPut:
    """An item with a text of its own."""
    source = Source(kind="data", name="Daily", row=words)
    return ItemPut(kind="arms found", text=f"Rifles seen: {words}.", source=source)


def changes_of(number: int) -> list[Change]:
    """What is entered together, in one transaction."""
    return [item(f"{number}-{place}") for place in range(3)]


def work(ledger: Ledger, seed: int, tell: Callable[[str], None]) -> None:
    """Keep answers, enter items and settle a question, and tell of each once it is kept; never ends by itself."""
    for number in count(seed * 100_000):
        at = START + timedelta(seconds=number)
        case = ledger.keep(in_lull(seed=number), now=at).case_id
        tell(f"answer {number}")
        ledger.log.add(case, changes_of(number), who="writer", why="", now=at)
        tell(f"items {number}")
        question = ledger.asked.questions(case)[0].id
        status = "yes" if number % 2 else "no"
        ledger.asked.settle([Resolution.model_validate(
            {"question": question, "status": status, "final": False, "why": str(number), "made": at}
        )])  # fmt: skip
        tell(f"settled {number}")


def _opened(place: str) -> Ledger:
    return open_ledger(place if "://" in place else Path(place))


def _work(job: Job) -> None:
    told = os.open(job["told"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    with _opened(job["place"]) as ledger:
        work(ledger, job["seed"], lambda words: os.write(told, f"{words}\n".encode()) and None)


def _keep(job: Job, writer: int) -> None:
    with _opened(job["place"]) as ledger:
        for seed in job["seeds"][writer]:
            ledger.keep(in_lull(seed=seed), now=START)


def _enter(job: Job, writer: int) -> None:
    who = job["who"][writer]
    with _opened(job["place"]) as ledger:
        for number in range(job["count"]):
            ledger.log.add(job["case"], [item(f"{who} {number}")], who=who, why="", now=START)


def _press(job: Job, writer: int) -> None:
    with _opened(job["place"]) as ledger:
        for year in range(*job["years"][writer]):
            entry = PressureEntry.model_validate(
                {"kind": "deal", "by": "x", "country": "Norland", "began": year, "source": "a page"}
            )
            ledger.pressure.add([entry], now=START)


WRITERS = {"keep": (_keep, "seeds"), "enter": (_enter, "who"), "press": (_press, "years")}
"""What a writer does, by job, and the part of the job that has one place for each writer."""


def _fork(do: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            do()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return child


def _done(job: Job) -> str:
    if job["job"] == "work":
        child = _fork(lambda: _work(job))
        time.sleep(job["seconds"])
        os.kill(child, signal.SIGKILL)
        return str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    each, part = WRITERS[job["job"]]
    children = [_fork(lambda writer=writer: each(job, writer)) for writer in range(len(job[part]))]
    return " ".join(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])) for child in children)


def _warm_up() -> None:
    """Import and read here what each writer would else import and read for itself."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder)) as ledger:
        case = ledger.keep(in_lull(), now=START).case_id
        ledger.log.add(case, changes_of(0), who="writer", why="", now=START)
    with suppress(ImportError):
        import psycopg  # noqa: F401


if __name__ == "__main__":
    _warm_up()
    for line in sys.stdin:
        print(_done(json.loads(line)), flush=True)
