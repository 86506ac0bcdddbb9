"""What is worked out from the runs for sizes that were not run: every figure here is extrapolated."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from scale_tables import grid, line_of, memory, of, time_of

Result = dict[str, Any]  # Any: JSON
CORES = 2
"""Cores that each run had."""
TIMES = (2, 4, 10, 50)
"""How many times the cores of one machine a cluster has."""
BIG = 100
"""Cores of the cluster in the sizing table."""
EVENTS = {
    "a full GED release": 418_000,
    "GDELT 1.0 events, 2016": 400_000_000,
    "GDELT 1.0 and 2.0 events, July 2018": 860_000_000,
    "two billion events": 2_000_000_000,
}
REPORTS = {
    "a desk's archive": 100_000,
    "Common Crawl news, a month (May 2024)": 11_715_084,
    "Common Crawl news, a year at that rate": 12 * 11_715_084,
    "Common Crawl news, 2016 to 2026": 1_350_000_000,
}
"""Sizes that others have published; docs/scale.md names the sources."""


def sizing_tables(runs: Sequence[Result]) -> dict[str, str]:
    """The tables of crossings, costs and sizes by name."""
    return {"crossing": _crossing(runs), "costs": _costs(runs), "sizing": _sizing(runs)}


def crossing(one: tuple[float, float], many: tuple[float, float], times: float) -> float:
    """The size from which on a cluster is quicker than one machine.

    one, many: seconds at size 0 and for one more, of the machine and of a cluster with as many cores.
    times:     how many times these cores the cluster has; the cost of one more is taken to shrink by it.
    returns:   0 where the cluster is always quicker, infinity where it never is.

    >>> crossing((1.0, 0.002), (21.0, 0.004), 4), crossing((1.0, 0.002), (21.0, 0.004), 2)
    (20000.0, inf)
    """
    gain = one[1] - many[1] / times
    behind = many[0] - one[0]
    if gain <= 0:
        return math.inf
    return max(0.0, behind / gain)


def _crossing(runs: Sequence[Result]) -> str:
    rows = []
    for title, one, many in (
        ("loading events", ("events-duckdb", "load"), ("events-spark", "load")),
        ("all series", ("events-duckdb", "all series"), ("events-spark", "all series")),
        ("reading an archive", ("reading", "two processes"), ("reading", "Spark")),
    ):
        machine, cluster = line_of(runs, *one), line_of(runs, *many)
        if many[0] == "events-spark":  # a command opens its session first
            cluster = (cluster[0] + _start(runs), cluster[1])
        if math.isnan(machine[1]) or math.isnan(cluster[1]):
            continue
        cells = [_count(crossing(machine, cluster, times)) for times in TIMES]
        rows.append([title, f"{cluster[0]:.0f} s", f"{cluster[1] / machine[1]:.1f}", *cells])
    head = ["", "the cluster starts in", "its work takes, core for core, times as long"]
    return grid([*head, *[f"from, with {times} times the cores" for times in TIMES]], rows)


def _costs(runs: Sequence[Result]) -> str:
    rows = []
    for part, engine in (("events-duckdb", "DuckDB"), ("events-spark", "Spark")):
        if not (found := of(runs, part, "load")):
            continue
        largest = max(one["size"] for one in found)
        last = [one for one in found if one["size"] == largest]
        disk = last[0]["disk_mb"] / largest * 1e5
        cells = [
            _hours(line_of(runs, part, "load")[1] * 1e8),
            f"{memory(last):,.0f} MB",
        ]
        rows.append([f"100 million events loaded with {engine}", *cells, f"{disk:,.0f} GB"])
    for what in dict.fromkeys(one["what"] for one in runs if one["part"] == "reading"):
        found = of(runs, "reading", what)
        largest = max(found, key=lambda one: one["size"])
        cores = 1 if what == "one process" else CORES
        each, full = line_of(runs, "reading", what)[1], line_of(runs, "reading-full", what)[1]
        held, disk = (
            f"{memory([largest]):,.0f} MB",
            f"{largest['disk_mb'] / largest['size'] * 1e3:,.2f} GB",
        )
        rows.append([f"a million reports of an archive, {what}", _hours(each * 1e6, cores), held, disk])
        if not math.isnan(full):
            rows.append([f"a million reports read in full, {what}", _hours(full * 1e6, cores), held, "–"])
    return grid(["", "core-hours", "memory, on 2 cores", "disk"], rows)


def _sizing(runs: Sequence[Result]) -> str:
    duck, spark = line_of(runs, "events-duckdb", "load"), line_of(runs, "events-spark", "load")
    two, many = line_of(runs, "reading", "two processes"), line_of(runs, "reading", "Spark")
    held = max(of(runs, "events-duckdb", "load"), key=lambda one: one["size"], default=None)
    disk = held["disk_mb"] / held["size"] / 1000 if held else math.nan
    rows = []
    for title, size in EVENTS.items():
        here, there = duck[0] + duck[1] * size, spark[0] + spark[1] * size * CORES / BIG
        rows.append([title, f"{size:,} rows", time_of(here), time_of(there), f"{disk * size:,.1f} GB"])
    for title, size in REPORTS.items():
        here, there = two[0] + two[1] * size, many[0] + many[1] * size * CORES / BIG
        rows.append([title, f"{size:,} reports", time_of(here), time_of(there), "–"])
    head = ["", "size", "one machine, 2 cores", f"a cluster of {BIG} cores", "the store on disk"]
    return grid(head, rows)


def _start(runs: Sequence[Result]) -> float:
    found = [one["seconds"] for one in of(runs, "events-spark", "start")]
    return sorted(found)[len(found) // 2] if found else 0.0


def _hours(seconds: float, cores: int = CORES) -> str:
    return "–" if math.isnan(seconds) else f"{seconds * cores / 3600:,.1f}"


def _count(size: float) -> str:
    """A size in two digits, for more are not known."""
    if math.isinf(size):
        return "never"
    if size < 1:
        return "any size"
    digits = 10 ** max(0, math.floor(math.log10(size)) - 1)
    return f"{round(size / digits) * digits:,}"
