"""One piece of work on a store of events, in a process of its own: a load, or questions asked several times.

Run by benchmarks/scale.py; it takes a job as JSON and prints what it measured as JSON.
"""

from __future__ import annotations

import hashlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from smoulder.store.events import EventStore

HERE = Path(__file__).parent
GROUP, COUNTRY = 5200, "Land 7"
"""A group of middling activity, with one event in 1,200, and a country."""
COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")
PART = 5_000_000
"""Rows that are made at a time."""


def make_events(path: Path, rows: int) -> None:
    """Write generated events in GED's columns as Parquet; the same rows each time."""
    shape = (HERE / "ged_like.sql").read_text(encoding="utf-8").format(first=0, rows=rows)
    draft = path.with_suffix(".draft")
    with duckdb.connect() as engine:
        engine.execute(
            "set enable_progress_bar = false; set memory_limit = '2GB'; set preserve_insertion_order = false"
        )
        engine.execute(f"copy ({shape}) to '{draft}' (format parquet, compression zstd)")
    draft.rename(path)


def questions(store: EventStore) -> dict[str, Callable[[], object]]:
    """What is asked, by its name in the tables."""
    from smoulder.store.events import Asked

    where = next(
        one.country
        for one in sorted(store.all_series(), key=lambda one: -one.events.sum())
        if one.group_id == GROUP
    )
    return {
        "series of a group": lambda: store.series(GROUP, where),
        "all series": lambda: store.all_series(),
        "all series, by days": lambda: store.all_series(asked=Asked(rule="days")),
        "months of a country": lambda: store.country_months(COUNTRY),
        "events of a group": lambda: store.events(GROUP, where),
    }


def digest(answer: Any) -> str:  # Any: whatever the store answers
    """A short sign of an answer, the same for equal ones, counts to a millionth."""
    import numpy as np
    import pandas as pd

    made = hashlib.sha256()
    if isinstance(answer, pd.DataFrame):
        made.update(repr((len(answer), list(answer["id"].astype(str)), float(answer["best"].sum()))).encode())
    else:
        for one in answer if isinstance(answer, list) else [answer]:
            counts = [np.round(getattr(one, name), 6) + 0.0 for name in COUNTS if hasattr(one, name)]
            made.update(repr((getattr(one, "group_id", 0), one.country, one.first)).encode())
            made.update(np.concatenate(counts).tobytes())
    return made.hexdigest()[:16]


def work(job: dict[str, Any]) -> list[dict[str, Any]]:  # Any: JSON
    """Do a job.

    job:     do ('load', 'all', or a question), data, file, runs, and with Spark master and conf.
    returns: what, run, seconds, own_mb and answer of each run; `start` is what a session with Spark takes to open.
    """
    from smoulder.records.cluster import Cluster
    from smoulder.records.event_place import EventPlace
    from smoulder.store.events import open_events

    cluster = Cluster(job["master"], tuple(tuple(one) for one in job["conf"])) if job.get("master") else None
    told: list[dict[str, Any]] = []  # Any: JSON
    if cluster is not None:
        from smoulder.store.spark.session import spark_session

        start = time.perf_counter()
        spark_session(cluster).range(10).count()
        told.append(_run("start", 0, start, ""))
    store = open_events(EventPlace(str(Path(job["data"]) / "events"), cluster))
    if job["do"] == "load":
        from smoulder.reading.intake import ReadOptions
        from smoulder.reading.sources import find_source

        start = time.perf_counter()
        report = store.load(find_source("ucdp"), Path(job["file"]), ReadOptions(vintage="26.1"))
        return [*told, _run("load", job["run"], start, str(report.added))]
    for what, ask in questions(store).items():
        if job["do"] in (what, "all"):
            digest(ask())  # imports, and files into the page cache
            for run in range(job["runs"]):
                start = time.perf_counter()
                answer = ask()
                told.append(_run(what, run, start, ""))
                told[-1]["answer"] = digest(answer)
                del answer
    return told


def _run(what: str, run: int, start: float, answer: str) -> dict[str, Any]:  # Any: JSON
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = round(time.perf_counter() - start, 4)
    return {"what": what, "run": run, "seconds": seconds, "own_mb": round(own), "answer": answer}


if __name__ == "__main__":
    print(json.dumps(work(json.loads(sys.argv[1]))))
