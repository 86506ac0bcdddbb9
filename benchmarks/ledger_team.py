"""What twenty writers do to one ledger: is everything kept that was told to be, and how long does each wait?

Run: ./go python benchmarks/ledger_team.py [--writers 20] [--minutes 5] [--restart] [--sqlite] [--level SERIALIZABLE]

Starts a PostgreSQL server of its own, on a socket, that flushes every commit to disk, and so many processes. Each does
what a desk does, as fast as it can: enters items into its own case and into one that all share, keeps answers, settles
questions of one and of two cases, adds to the calendar what others add as well, corrects passages and grades sources
that others correct and grade, and reads, lists and searches. Each writes down what it was told to be kept. At the end
all of it is looked for: everything once, nothing twice, the log of each case in the order of its writer, and what is
packed for scoring as its rows give it. With --restart the server is ended at once in mid-run, as by a power cut, and
started again two seconds later. --sqlite takes a data folder; --level another isolation level of what writes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))
from ledger_team_work import held, work

from smoulder.store import connect
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.scored import pack, read_scored
from tests.store.postgres_server import PostgresServer, programs

DURABLE = ("shared_buffers=256MB", "max_wal_size=2GB")
"""A server as it comes, with a little more memory: every commit is flushed to disk."""


@dataclass
class Outcome:
    """What came of a run."""

    told: int
    lost: list[tuple[str, str]]
    twice: list[tuple[str, str]]
    untold: int
    out_of_order: int
    unpacked: int
    errors: list[str]
    tried: dict[str, int]
    waits: dict[str, list[float]]
    connections: int
    most: int
    deadlocks: int
    seconds: float

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, nothing is there twice, and no writer was sent away."""
        return not (self.lost or self.twice or self.out_of_order or self.unpacked or self.errors)


def run(
    place: Path | str, writers: int, seconds: float, server: PostgresServer | None, restart: bool
) -> Outcome:
    """Let the writers work, and look for what they were told."""
    open_ledger(place).close()
    with tempfile.TemporaryDirectory() as folder:
        out = [Path(folder) / str(number) for number in range(writers)]
        start = time.monotonic() + 1.0
        children = [
            start_writer(place, number, start, start + seconds, path) for number, path in enumerate(out)
        ]
        connections, deadlocks = watch(place, start, seconds, server if restart else None)
        ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        assert ended == [0] * writers, f"a writer died: {ended}"
        taken = time.monotonic() - start
        told = [json.loads(path.read_text()) for path in out]
    with open_ledger(place) as ledger:
        return look(ledger, told, connections, deadlocks, taken)


def start_writer(place: Path | str, number: int, start: float, until: float, out: Path) -> int:
    """A process of its own; it exits with 0 where it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            time.sleep(max(0.0, start - time.monotonic()))
            work(place, number, start, until, out)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return child


def watch(place: Path | str, start: float, seconds: float, server: PostgresServer | None) -> tuple[int, int]:
    """Most connections that were in use at one time, and deadlocks; half-way a server that is given is restarted."""
    connections = deadlocks = before = 0
    turn = start + seconds / 2
    while time.monotonic() < start + seconds:
        if server is not None and time.monotonic() > turn:
            server.restart(2.0)
            server, before = None, deadlocks  # a server that was ended at once begins to count anew
        if isinstance(place, str):
            with open_ledger(place) as ledger:
                found = ledger.facts().server
            assert found is not None
            connections, deadlocks = max(connections, found.connections - 1), before + found.deadlocks
        time.sleep(min(1.0, seconds / 10))
    return connections, deadlocks


def look(ledger: Ledger, told: list[list], connections: int, deadlocks: int, taken: float) -> Outcome:  # type: ignore[type-arg]
    """Look for everything that was told, and at what else is there."""
    kept = {(kind, key) for one in told for kind, key in one[0]}
    there = held(ledger)
    facts = ledger.facts()
    if facts.server:
        time.sleep(1.5)  # counts reach the server's statistics a second late
        deadlocks = max(deadlocks, (ledger.facts().server or facts.server).deadlocks)
    unlike = 0
    cases = ledger.cases()
    for case in cases:
        numbers: dict[str, list[int]] = {}
        for entry in ledger.log.entries(case.id):
            if entry.change.what == "note":
                writer, _, count = entry.change.text.partition("-")
                numbers.setdefault(writer, []).append(int(count))
        unlike += sum(one != sorted(one) for one in numbers.values())
    waits: dict[str, list[float]] = {}
    tried: Counter[str] = Counter()
    for _, each, _, again in told:
        tried.update(again)
        for kind, found in each.items():
            waits.setdefault(kind, []).extend(found)
    return Outcome(
        told=len(kept),
        lost=sorted(kept - set(there)),
        twice=sorted(one for one, count in there.items() if count > 1),
        untold=len(set(there) - kept),
        out_of_order=unlike,
        unpacked=packed_otherwise(ledger, [case.id for case in cases]),
        errors=[line for one in told for line in one[2]],
        tried=dict(tried),
        waits=waits,
        connections=connections,
        most=facts.server.most if facts.server else 0,
        deadlocks=deadlocks,
        seconds=taken,
    )


def packed_otherwise(ledger: Ledger, cases: list[str]) -> int:
    """How many values of what is packed for scoring are not those that the rows give when they are packed again."""
    before = ledger.asked.scored()
    with ledger._engine.connect() as connection:
        pack(connection, cases)
        again = read_scored(connection)
        connection.rollback()
    if len(before.value) != len(again.value):
        return abs(len(before.value) - len(again.value))
    return int(np.sum(before.value != again.value) + np.sum(before.made != again.made))


def tell(found: Outcome, writers: int) -> None:
    """Print what came of it."""
    done = sum(len(one) for one in found.waits.values())
    print(f"{writers} writers, {found.seconds:.0f} seconds: {done:,} times something was done, "
          f"{done / found.seconds:.0f} a second")  # fmt: skip
    print(f"told to be kept: {found.told:,}; lost: {len(found.lost)}; there twice: {len(found.twice)}; "
          f"there though not told: {found.untold}; logs out of order: {found.out_of_order}; "
          f"packed otherwise: {found.unpacked}; writers sent away: {len(found.errors)}")  # fmt: skip
    for line in sorted(set(found.errors))[:5]:
        print(f"  {line}")
    print(f"deadlocks resolved: {found.deadlocks}; tries that failed, by state: {found.tried or 'none'}; "
          f"connections: {found.connections} of {found.most}")  # fmt: skip
    print(
        "\n| what | times | a second | middle, ms | 99 in 100, ms | longest, ms |\n|---|---|---|---|---|---|"
    )
    for kind, waits in found.waits.items():
        middle, most = np.quantile(waits, (0.5, 0.99)) * 1000
        print(f"| {kind} | {len(waits):,} | {len(waits) / found.seconds:.1f} | {middle:.1f} | {most:.1f} | "
              f"{max(waits) * 1000:.0f} |")  # fmt: skip


def main() -> None:
    """Read the options, run, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--writers", type=int, default=20)
    words.add_argument("--minutes", type=float, default=5.0)
    words.add_argument("--restart", action="store_true")
    words.add_argument("--sqlite", action="store_true")
    words.add_argument("--level", default=connect.LEVEL)
    given = words.parse_args()
    connect.LEVEL = given.level
    if given.sqlite:
        with tempfile.TemporaryDirectory() as folder:
            found = run(Path(folder), given.writers, 60 * given.minutes, None, restart=False)
    else:
        installed = programs()
        if installed is None:
            sys.exit("needs a PostgreSQL server: apt-get install postgresql")
        server = PostgresServer(installed, DURABLE, Path(tempfile.gettempdir()))
        try:
            found = run(server.empty(), given.writers, 60 * given.minutes, server, given.restart)
        finally:
            server.stop()
    tell(found, given.writers)
    sys.exit(0 if found.sound else 1)


if __name__ == "__main__":
    main()
