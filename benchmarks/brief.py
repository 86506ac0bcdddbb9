"""How long does a report take to a brief in every form, and how much memory?

Run: ./go python benchmarks/brief.py [REPORT] [--runs 5] [--to all]

Each run starts the command in a process of its own, in an empty data folder. Printed are wall time, processor time
of all its processes, and the most memory that they held at once (proportional set size, looked at three times a
second, so that what two processes share counts once; Linux only). Then the charts alone, as `--to charts` draws them
for the answer that was kept: two sizes and a PNG of each, in one process, the start of the renderer included. Beside
them stands what every run has to pay whatever we do: a bare Python that imports the libraries that the command needs
(spaCy with the parser, numpy, scipy's special functions, DuckDB, SQLAlchemy).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "examples" / "iraq-2020.txt"
LIBRARIES = "import numpy, scipy.special, duckdb, sqlalchemy, pydantic, smoulder_en; smoulder_en.load()"
CHARTS = """
import json, sys, time
from pathlib import Path
from smoulder.brief.manuscript import Manuscript
from smoulder.store.ledger import open_ledger
with open_ledger(Path(sys.argv[1])) as ledger:
    answer = ledger.answers(ledger.cases()[0].id, last=1)[0]
book = Manuscript(answer, pictures=True)
book.charts
began = time.perf_counter()
for drawing in book.drawings.values():
    drawing.on_page("wide"), drawing.on_page("narrow"), drawing.png()
print(len(book.drawings), time.perf_counter() - began)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall and of processor time, and MB of memory at the most."""

    wall: float
    processor: float
    memory: float


def tree_of(process: int) -> list[int]:
    """The ids of a process and of all that it started."""
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += tree_of(int(child))
    return found


def held_by(process: int) -> float:
    """MB that a process and its children hold now."""
    total = 0
    for one in tree_of(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue  # it ended meanwhile
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


def measure(command: Sequence[str]) -> Run:
    """Run a command to its end.

    raises: subprocess.CalledProcessError where it fails.
    """
    before = os.times()
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    most = 0.0
    while process.poll() is None:
        most = max(most, held_by(process.pid))
        time.sleep(0.3)
    wall = time.perf_counter() - began
    after = os.times()
    if process.returncode:
        said = process.stderr.read() if process.stderr else b""
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(wall, spent, most)


def told(name: str, runs: Sequence[Run]) -> str:
    """The middle of the runs, with the least and the most of wall time."""
    wall = [one.wall for one in runs]
    return (
        f"{name:<42} {statistics.median(wall):6.2f} s wall ({min(wall):.2f} to {max(wall):.2f})"
        f" {statistics.median([one.processor for one in runs]):6.2f} s processor"
        f" {max(one.memory for one in runs):6.0f} MB"
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("report", nargs="?", type=Path, default=REPORT)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--to", default="all")
    asked = options.parse_args()
    command = shutil.which("smoulder", path=f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}")
    if command is None:
        raise SystemExit("no smoulder command beside this Python; run it as ./go python benchmarks/brief.py")
    runs, libraries, charts = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.runs + 1):
            data, out = Path(folder) / f"data-{number}", Path(folder) / f"out-{number}"
            run = measure(
                [
                    command,
                    "assess",
                    str(asked.report),
                    "--data",
                    str(data),
                    "--out",
                    str(out),
                    "--to",
                    asked.to,
                ]
            )
            bare = measure([sys.executable, "-c", LIBRARIES])
            drawn = subprocess.run(
                [sys.executable, "-c", CHARTS, str(data)], check=True, capture_output=True, text=True
            ).stdout.split()
            if number:  # the first run fills the disk's cache
                runs.append(run)
                libraries.append(bare)
                charts.append(float(drawn[1]))
    print(told(f"assess, to {asked.to}, empty data folder", runs))
    print(told("the libraries it imports, alone", libraries))
    print(f"{'the charts alone':<42} {statistics.median(charts):6.2f} s for {drawn[0]} charts")
    ratio = statistics.median([one.wall for one in runs]) / statistics.median([one.wall for one in libraries])
    print(f"ratio to the libraries alone               {ratio:6.2f}; {asked.runs} runs")


if __name__ == "__main__":
    main()
