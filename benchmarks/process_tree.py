"""How much memory a process and all that it has started take together, at its highest.

Counted is what Linux calls the proportional set: a page that several processes share counts once, in parts. It is
looked at ten times a second, so that a shorter peak may be missed; `ru_maxrss`, which Linux keeps itself and misses
nothing, stands beside it for processes that do all alone.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

EVERY = 0.1


class Watch:
    """Samples the memory of everything below a process while it is entered.

    root: number of the process; it counts itself only if `own`.
    peak: the highest sum so far, in MB.
    """

    def __init__(self, root: int, own: bool = True) -> None:
        self.root, self.own, self.peak = root, own, 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._done.wait(EVERY):
            family = below(self.root) + ([self.root] if self.own else [])
            self.peak = max(self.peak, sum(memory(one) for one in family))


def below(root: int) -> list[int]:
    """Numbers of all processes that a process has started, and those that they have started."""
    children: dict[int, list[int]] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit() and (parent := _parent(int(entry.name))) is not None:
            children.setdefault(parent, []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        own = children.get(waiting.pop(), [])
        found += own
        waiting += own
    return found


def memory(process: int) -> float:
    """The proportional set of a process in MB; 0 for one that has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def _parent(process: int) -> int | None:
    try:
        told = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return None
    return int(told.rpartition(")")[2].split()[1])
