"""How long does it take to enter one item into a case of fifty and to answer the case anew?

Run: ./go python benchmarks/update.py [--updates 30] [--items 50] [--cases 0]

A case of a past lull is assessed from data, items of the table of kinds are entered into it, in twenty clusters and
from seven sources, and it is held open (`assessment.work`). Then one item after the other is entered, and each time
the case is answered with it and the answer kept. Printed are the middle and the ninth tenth of wall time and of
processor time, of the whole and of its parts; a machine with other work to do shows in the wall time. With `--cases`
so many other cases of fifty items, made as in `benchmarks/ledger.py`, lie in the same ledger. A lookup and a fit that
come before the case is open are not part of the figures.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from ledger import fill

from smoulder.assessment import work as working
from smoulder.assessment.likelihood import KINDS
from smoulder.assessment.once import WINDOW
from smoulder.assessment.subject import Request
from smoulder.assessment.weighing import RESTS_ON
from smoulder.records.change import ItemPut
from smoulder.records.evidence import Source
from smoulder.store.ledger import Ledger, open_ledger

MADE = datetime(2026, 1, 1, tzinfo=UTC)
CLUSTERS, SOURCES = 20, 7
SPENT: dict[str, list[tuple[float, float]]] = {}
"""Wall and processor seconds of each call, by part."""


def timed(part: str, do: Callable[..., Any]) -> Callable[..., Any]:  # Any: whatever is timed
    """The same call, with its time noted."""

    def timing(*given: Any, **named: Any) -> Any:  # Any: as above
        wall, processor = time.perf_counter(), time.process_time()
        found = do(*given, **named)
        taken = time.perf_counter() - wall, time.process_time() - processor
        SPENT.setdefault(part, []).append(taken)
        return found

    return timing


def made_item(number: int, rng: np.random.Generator) -> ItemPut:
    """An item of a kind that rests on no month of the series."""
    kinds = sorted(set(KINDS) - set(RESTS_ON) - {WINDOW})
    return ItemPut.model_validate({
        "kind": str(rng.choice(kinds)),
        "text": f"Witness {number} told of {rng.integers(10**6)} things that {rng.integers(10**6)} others had seen.",
        "source": Source.model_validate({
            "kind": "report",
            "name": f"wire {number % SOURCES}",
            "reliability": str(rng.choice(list("ABCDF"))),
            "credibility": str(rng.choice(list("1236"))),
        }),
        "cluster": f"briefing {number % CLUSTERS}",
    })  # fmt: skip


def run(folder: Path, items: int, updates: int, cases: int) -> None:
    """Make the case, hold it open, and enter item after item."""
    rng = np.random.default_rng(20200123)
    request = Request((), "LTTE", "Sri Lanka", date(2011, 3, 1), date(2026, 1, 1), folder=folder)
    with open_ledger(folder) as ledger:
        if cases:
            fill(ledger, cases, 50, 20200123)
        name = working.work(request, ledger, now=MADE).kept.case_id
        entered = [made_item(number, rng) for number in range(items)]
        ledger.log.add(name, entered, who="desk", why="seen", now=MADE)
        held = working.work_on(name, request, ledger, now=MADE).held
        add = timed("enter the item", ledger.log.add)
        working.answer_on = timed("answer", working.answer_on)  # type: ignore[attr-defined]
        working.with_moves = timed("say why it moved", working.with_moves)
        Ledger.keep = timed("keep the answer", Ledger.keep)  # type: ignore[method-assign]
        Ledger.file = timed("lay the file", Ledger.file)  # type: ignore[method-assign]

        def update(number: int) -> None:
            nonlocal held
            assert held is not None
            now = MADE + timedelta(seconds=number)
            add(name, [made_item(number, rng)], who="desk", why="seen", now=now)
            done = working.work_further(held, ledger, now=now)
            assert done is not None
            held = done.held

        whole = timed("an update", update)
        for number in range(items, items + updates):
            whole(number)


def main() -> None:
    """Measure and print a table."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--updates", type=int, default=30)
    arguments.add_argument("--items", type=int, default=50)
    arguments.add_argument("--cases", type=int, default=0)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoulder-update-") as folder:
        run(Path(folder), given.items, given.updates, given.cases)
    print(
        f"{given.updates} updates of a case of {given.items} items, beside {given.cases:,} others; ", end=""
    )
    print(f"load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print("| what | wall ms | nine in ten | processor ms | nine in ten |\n|---|---|---|---|---|")
    for part in ("an update", *(one for one in SPENT if one != "an update")):
        wall, processor = (np.quantile(one, [0.5, 0.9]) * 1000 for one in zip(*SPENT[part], strict=True))
        print(f"| {part} | {wall[0]:.1f} | {wall[1]:.1f} | {processor[0]:.1f} | {processor[1]:.1f} |")


if __name__ == "__main__":
    main()
