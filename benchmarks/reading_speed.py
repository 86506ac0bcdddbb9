"""What reading costs beside parsing, and what a second process brings; memory over many reports.

    python benchmarks/reading_speed.py [--reports N] [--many N]

Four figures on this machine, with the load beside them:
 - read / parse: `read_many` over whole reports against the bare pipeline over the same paragraphs, in processor
   seconds of one process, taken in turns in one run (bar: at most 1.6);
 - words a second on one core, of the pipeline and of the reader;
 - one against two processes over the same folder, wall time with the start left out (bar: at least 1.8 times as
   fast; only on a machine with two idle cores);
 - with `--many`: how much memory the table of so many short reports takes, while it grows.
The reports are made from the examples and the tests' texts, each with another number in its title, so that none is
a second copy.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from smoulder.cli.read_folder import Outcome, Reader, _outcomes, read_to_table
from smoulder.reading.groups import load_registry
from smoulder.reading.inputs import Source
from smoulder.reading.page import report_from_text
from smoulder.reading.parser import SpacyParser, _spans, load_parser
from smoulder.reading.read import read_many

ROOT = Path(__file__).parent.parent
TEXTS = sorted([*(ROOT / "tests" / "reading" / "texts").glob("*.txt"), *(ROOT / "examples").glob("*.txt")])
SHORT = "Calm in town {n}\n\n3 May 2014\n\nThe army said on Friday that {n} people had fled the town of Exville.\n"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many", type=int, default=0, help="also read so many short reports into a table")
    asked = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {asked.reports} reports")
    beside_parsing(asked.reports, asked.rounds)
    two_processes(asked.reports * 2)
    if asked.many:
        memory(asked.many)
    return 0


def made(count: int) -> Iterator[Source]:
    for number, path in enumerate(islice(cycle(TEXTS), count)):
        yield Source(f"{number}.txt", f"Report {number}: ".encode() + path.read_bytes())


def beside_parsing(count: int, rounds: int) -> None:
    registry, parser = load_registry(), load_parser()
    assert isinstance(parser, SpacyParser)
    contents = [(source.name, source.content) for source in made(count)]
    reports = [report_from_text(*one) for one in contents]
    texts = [report.text[start:end] for report in reports for start, end in _spans(report)]
    words = sum(len(text.split()) for text in texts)
    parsing, reading = [], []
    for turn in range(rounds + 1):
        start = time.process_time()
        for _ in parser._pipeline.pipe(texts):
            pass
        middle = time.process_time()
        for _ in read_many((report_from_text(*one) for one in contents), registry, parser):
            pass
        end = time.process_time()
        if turn:
            parsing.append(middle - start)
            reading.append(end - middle)
    ratios = [whole / part for whole, part in zip(reading, parsing, strict=True)]
    parse, read = statistics.median(parsing), statistics.median(reading)
    print(f"parsing {words / parse:,.0f} words a second, reading {words / read:,.0f}")
    print(f"read / parse {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}), bar 1.6")


def two_processes(count: int) -> None:
    seconds = {jobs: _seconds(count, jobs) for jobs in (1, 2)}
    print(
        f"two processes {seconds[1] / seconds[2]:.2f} times as fast as one, bar 1.8 where two cores are idle"
    )


def _seconds(count: int, jobs: int) -> float:
    """Wall seconds from the first outcome to the last; the start of processes is left out."""
    outcomes = _outcomes(made(count), Reader(Path("nowhere")), jobs)
    first: Outcome = next(outcomes)
    assert not first.reason
    start = time.perf_counter()
    for _ in outcomes:
        pass
    return time.perf_counter() - start


def memory(count: int) -> None:
    """The highest memory of this process at each tenth of the run, with one process that does it all."""
    peaks: list[float] = []

    def reports() -> Iterator[Source]:
        for number in range(count):
            if number % (count // 10) == 0:
                peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            yield Source(f"{number}.txt", SHORT.format(n=number).encode())

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        out = Path(folder) / "statements.parquet"
        tally = read_to_table(reports(), out, Reader(Path("nowhere")), 1)
        size = out.stat().st_size / 1e6
    peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f"{tally.words()} in {time.perf_counter() - start:,.0f} s, table {size:.1f} MB")
    print("highest memory in MB, at each tenth and at the end: " + " ".join(f"{peak:.0f}" for peak in peaks))


if __name__ == "__main__":
    sys.exit(main())
