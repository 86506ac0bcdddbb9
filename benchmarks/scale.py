"""What grows with size: events on DuckDB and on Spark, reports on one process, two processes and Spark.

    ./go python benchmarks/scale.py [--only PART …] [--sizes 1,10,50] [--reports 10000,100000] [--out FILE]

Each run is a line of JSON in FILE; what stands there already is not measured again, so that the benchmark can be
stopped and taken up. Spark is a master and two workers of one core on this machine, started here. `--minutes` begins
nothing new after so long. At the end the tables are printed, and with `--doc` written into docs/scale.md.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

from process_tree import Watch  # noqa: E402
from scale_events import make_events  # noqa: E402
from scale_reading import ENGINES, make_archive, page_costs, read_archive  # noqa: E402
from scale_tables import fill_doc, tables  # noqa: E402

PARTS = ("events-duckdb", "events-spark", "reading", "reading-full", "reading-pages")
QUESTIONS = (
    "series of a group", "all series", "all series, by days", "months of a country", "events of a group",
)  # fmt: skip
LOADS = {1: 3, 10: 2, 50: 1}
"""Loads of so many million events on DuckDB."""
ASKED = 5
"""Times that a question is asked."""
MEMORY = {"spark__executor__memory": "900m"}
THIS_MACHINE = {"SPARK_LOCAL_IP": "127.0.0.1"}
"""What keeps Spark's page to this machine."""
FULL = (200, 800)
"""Reports of which all are read in full; what one costs is the slope between the two."""
Result = dict[str, Any]  # Any: JSON


class Results:
    """The runs so far, in a file that grows by a line for each."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.runs: list[Result] = (
            [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []
        )

    def has(self, part: str, what: str, size: int, run: int = 0) -> bool:
        """Whether a run stands there."""
        key = (part, what, size, run)
        return any((one["part"], one["what"], one["size"], one["run"]) == key for one in self.runs)

    def add(self, run: Result) -> None:
        """Keep a run, and say what it was."""
        self.runs.append(run)
        with self.path.open("a") as file:
            file.write(json.dumps(run, ensure_ascii=False) + "\n")
        print(
            f"{run['part']:14} {run['what']:22} {run['size']:>11,} {run['seconds']:10.3f} s "
            f"{run['memory_mb']:8,.0f} MB",
            file=sys.stderr,
        )

    def answer(self, what: str, size: int) -> str:
        """What DuckDB answered, '' where it was not asked."""
        found = (one for one in self.runs if one["part"] == "events-duckdb" and one["what"] == what)
        return next((one["answer"] for one in found if one["size"] == size), "")


class Box:
    """A time by which nothing new is begun."""

    def __init__(self, minutes: float) -> None:
        self.end = time.monotonic() + 60 * minutes

    def is_open(self, what: str) -> bool:
        """Whether there is time left; says what is left out where there is none."""
        if time.monotonic() < self.end:
            return True
        print(f"out of time: {what} is left out; run the same command again", file=sys.stderr)
        return False


def main() -> None:
    """Measure what is asked for, then print the tables."""
    given = _given()
    results = Results(given.out)
    box = Box(given.minutes)
    work = given.work or Path(tempfile.mkdtemp(prefix="smoulder-scale-"))
    work.mkdir(parents=True, exist_ok=True)
    millions = [float(one) for one in given.sizes.split(",")]
    counts = [int(one) for one in given.reports.split(",")]
    spark = [one for one in millions if one <= given.spark_most]
    parts: dict[str, Callable[[], None]] = {
        "events-duckdb": lambda: events_duckdb(results, box, work, millions, given.once),
        "events-spark": lambda: events_spark(results, box, work, spark, given.once),
        "reading": lambda: reading(
            results, box, work, "reading", counts, given.engines.split(","), given.once
        ),
        "reading-full": lambda: reading(
            results, box, work, "reading-full", list(FULL), given.engines.split(",")
        ),
        "reading-pages": lambda: reading_pages(results),
    }
    try:
        for part in PARTS if given.only is None else given.only:
            parts[part]()
    finally:
        if given.work is None:
            shutil.rmtree(work, ignore_errors=True)
    for name, text in tables(results.runs).items():
        print(f"\n{name}\n\n{text}")
    if given.doc:
        fill_doc(ROOT / "docs" / "scale.md", results.runs)


def events_duckdb(results: Results, box: Box, work: Path, millions: list[float], once: bool = False) -> None:
    """Loads and questions on this machine, each question in a process of its own."""
    for size in (round(one * 1_000_000) for one in millions):
        data, file = work / f"duckdb-{size}", work / f"ged-{size}.parquet"
        runs = [
            run
            for run in range(1 if once else LOADS.get(size // 1_000_000, 3))
            if not results.has("events-duckdb", "load", size, run)
        ]
        asked = [what for what in QUESTIONS if not results.has("events-duckdb", what, size)]
        for run in runs or ([0] if asked and not data.exists() else []):
            if not box.is_open(f"loading {size:,} events"):
                return
            _make(file, size)
            shutil.rmtree(data, ignore_errors=True)
            job = {"do": "load", "data": str(data), "file": str(file), "run": run}
            for one in _measured("events-duckdb", size, job, data):
                if not results.has("events-duckdb", "load", size, run):
                    results.add(one)
        for what in asked:
            if box.is_open(f"{what} of {size:,} events"):
                job = {"do": what, "data": str(data), "runs": 1 if once else ASKED}
                for one in _measured("events-duckdb", size, job, data):
                    results.add(one)
        shutil.rmtree(data, ignore_errors=True)


def events_spark(results: Results, box: Box, work: Path, millions: list[float], once: bool = False) -> None:
    """The same on a cluster; answers must be DuckDB's where it was asked.

    raises: SystemExit where an answer differs.
    """
    sizes = [round(one * 1_000_000) for one in millions]
    sizes = [size for size in sizes if not results.has("events-spark", QUESTIONS[-1], size)]
    for size in sizes:
        if not box.is_open(f"{size:,} events on Spark"):
            return
        data, file = work / f"spark-{size}", work / f"ged-{size}.parquet"
        _make(file, size)
        shutil.rmtree(data, ignore_errors=True)
        with _cluster() as cluster:
            place = {"data": str(data), "master": cluster.master, "conf": [list(one) for one in cluster.conf]}
            jobs = [{"do": "load", "file": str(file), "run": 0}, {"do": "all", "runs": 1 if once else 3}]
            for job in jobs:
                for one in _measured("events-spark", size, job | place, data):
                    wanted = results.answer(one["what"], size)
                    if one["what"] != "start" and wanted not in ("", one["answer"]):
                        sys.exit(
                            f"{one['what']} of {size:,} events: Spark answers {one['answer']}, DuckDB {wanted}"
                        )
                    if not results.has("events-spark", one["what"], size, one["run"]):
                        results.add(one)
        shutil.rmtree(data, ignore_errors=True)


def reading(
    results: Results,
    box: Box,
    work: Path,
    part: str,
    counts: list[int],
    engines: list[str],
    once: bool = False,
) -> None:
    """Reports of an archive as the command reads them, from its start to its end; tables must be the same."""
    for count in counts:
        archive = work / f"{part}-{count}"
        for engine in engines:
            runs = 2 if count <= 10_000 and part == "reading" and not once else 1
            for run in range(runs):
                if results.has(part, engine, count, run) or not box.is_open(f"{count:,} reports on {engine}"):
                    continue
                if not archive.exists():
                    make_archive(archive, count, part)
                out = work / f"out-{part}-{count}-{engine.replace(' ', '-')}"
                with _cluster(engine == "Spark") as cluster, Watch(os.getpid(), own=False) as watch:
                    told = read_archive(archive, out, engine, cluster)
                results.add(_line(part, engine, count, run, memory_mb=round(watch.peak), **told))
        _same(results, part, count)
        shutil.rmtree(archive, ignore_errors=True)


def reading_pages(results: Results) -> None:
    """What it costs to open a page by its length, beside its text."""
    for size, seconds in page_costs().items():
        if not results.has("reading-pages", "open", size):
            results.add(_line("reading-pages", "open", size, 0, seconds=seconds, memory_mb=0, answer=""))


def _measured(part: str, size: int, job: Result, data: Path) -> Iterator[Result]:
    """What a process of its own measures, with the memory of all that runs below this one meanwhile."""
    command = [sys.executable, str(HERE / "scale_events.py"), json.dumps(job)]
    with Watch(os.getpid(), own=False) as watch:
        found = subprocess.run(
            command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | THIS_MACHINE
        ).stdout
    disk = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
    for one in json.loads(found.splitlines()[-1]):
        yield _line(part, size=size, memory_mb=round(watch.peak), disk_mb=round(disk / 1e6), **one)


def _line(part: str, what: str, size: int, run: int, **told: Any) -> Result:  # Any: JSON
    from importlib.metadata import version

    versions = {name: version(name) for name in ("duckdb", "pyspark", "smoulder")}
    machine = {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": sys.version.split()[0],
    }
    day = time.strftime("%Y-%m-%d")
    return {"part": part, "what": what, "size": size, "run": run, **told, **machine, **versions, "day": day}


def _same(results: Results, part: str, count: int) -> None:
    """See that each engine's table holds the same.

    raises: SystemExit where they differ.
    """
    found = {
        one["what"]: one["answer"] for one in results.runs if (one["part"], one["size"]) == (part, count)
    }
    if len(set(found.values())) > 1:
        sys.exit(f"the tables of {count:,} reports differ: {found}")


def _make(file: Path, size: int) -> None:
    if not file.exists():
        print(f"making {size:,} events", file=sys.stderr)
        make_events(file, size)


@contextmanager
def _cluster(wanted: bool = True) -> Iterator[Any]:  # Any: a Cluster, None where none is wanted
    if not wanted:
        yield None
        return
    from tests.store.spark.cluster import StandaloneCluster

    standing = StandaloneCluster()
    try:
        yield standing.cluster(**MEMORY)
    finally:
        standing.stop()


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="*", choices=PARTS, help="these parts; none: the tables only")
    parser.add_argument("--sizes", default="1,10,50", help="millions of events [1,10,50]")
    parser.add_argument(
        "--spark-most", type=float, default=10, help="millions of events on Spark at most [10]"
    )
    parser.add_argument("--reports", default="10000,100000")
    parser.add_argument("--engines", default=",".join(ENGINES), help="that read")
    parser.add_argument("--out", type=Path, default=HERE / "scale.jsonl")
    parser.add_argument("--work", type=Path, help="keep what is made here, for a next run")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--once", action="store_true", help="each thing once: a trial, no figures to keep")
    parser.add_argument("--doc", action="store_true", help="write the tables into docs/scale.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
