"""How long does loading a full GED release take, against DuckDB's bare read_csv to Parquet of the same file?

Run: ./go python benchmarks/events.py [--rows 418000] [--repeats 3] [--tenfold] [--json]

The file is generated: the shape of a full release (49 columns, about 700 bytes a row, real skew over groups and
months). Load and bare copy alternate in the same run and the medians are compared, because a machine's speed
changes from minute to minute. Every load goes into an empty store and is checked: its rows and deaths are the file's.
Memory is that of a process of its own which does nothing but the load. `--tenfold` repeats it all with ten times
the rows (3 GB of CSV, minutes).
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.store.events import open_events

HERE = Path(__file__).parent
FULL = 418_000
MOST_RATIO = 2.0
MOST_MEMORY = 2000
"""MB, for ten times a full release as well."""


def make_release(path: Path, rows: int) -> None:
    """Write a generated release as CSV; the same rows each time."""
    shape = (HERE / "ged_like.sql").read_text(encoding="utf-8").format(first=0, rows=rows)
    with duckdb.connect() as engine:
        engine.execute(f"copy ({shape}) to '{path}' (format csv, header)")


def copy_bare(path: Path, folder: Path) -> float:
    """Seconds that DuckDB takes from CSV to Parquet, all columns as it finds them."""
    start = time.perf_counter()
    with duckdb.connect() as engine:
        engine.execute(
            f"copy (select * from read_csv('{path}')) to '{folder / 'bare.parquet'}' (format parquet)"
        )
    return time.perf_counter() - start


def load(path: Path, folder: Path) -> float:
    """Seconds that a load into an empty store takes."""
    shutil.rmtree(folder / "data", ignore_errors=True)
    start = time.perf_counter()
    open_events(folder / "data").load(find_source("ucdp"), path, ReadOptions(vintage="26.1"))
    return time.perf_counter() - start


def check(path: Path, folder: Path) -> None:
    """See that what was loaded is what is in the file.

    raises: ValueError where it is not.
    """
    with duckdb.connect() as engine:
        given = engine.execute(f"select count(*), sum(best) from read_csv('{path}')").fetchall()
        rows = folder / "data" / "events" / "rows" / "*.parquet"
        held = engine.execute(f"select count(*), sum(best) from read_parquet('{rows}')").fetchall()
    if given != held:
        raise ValueError(f"the file holds {given[0]}, the store {held[0]} (rows, deaths)")


def measure(rows: int, repeats: int, folder: Path) -> dict[str, float]:
    """Medians of both, their ratio, and the memory of a load.

    returns: rows, bare and load in seconds, ratio, memory in MB (peak of a process that only loads).
    """
    path = folder / f"ged{rows}.csv"
    make_release(path, rows)
    pairs = [(copy_bare(path, folder), load(path, folder)) for _ in range(repeats)]
    check(path, folder)
    memory = subprocess.run(
        [sys.executable, __file__, "--only-load", str(path)], capture_output=True, text=True, check=True
    ).stdout
    bare, loaded = (statistics.median(times) for times in zip(*pairs, strict=True))
    path.unlink()
    return {
        "rows": rows,
        "bare": round(bare, 3),
        "load": round(loaded, 3),
        "ratio": round(statistics.median(loaded / bare for bare, loaded in pairs), 3),
        "memory": float(memory),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=FULL)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--tenfold", action="store_true", help="ten times the rows as well: minutes")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only-load", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoulder-events-") as folder:
        if given.only_load:
            load(given.only_load, Path(folder))
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
            return
        sizes = [given.rows, *([10 * given.rows] if given.tenfold else [])]
        found = [measure(rows, given.repeats, Path(folder)) for rows in sizes]
    if given.json:
        print(json.dumps(found))
        return
    for one in found:
        print(
            f"{one['rows']:>9,.0f} rows: bare {one['bare']:.2f} s, load {one['load']:.2f} s, "
            f"ratio {one['ratio']:.2f}, memory {one['memory']:,.0f} MB"
        )
    if given.tenfold:
        print(f"ten times the rows take {found[1]['load'] / found[0]['load']:.1f} times as long")
    if broken := [one for one in found if one["ratio"] > MOST_RATIO or one["memory"] > MOST_MEMORY]:
        sys.exit(f"over the limits (ratio {MOST_RATIO:g}, memory {MOST_MEMORY:,} MB): {broken}")


if __name__ == "__main__":
    main()
