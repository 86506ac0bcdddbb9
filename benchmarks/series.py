"""How long do all group series and their lulls take, from event rows, against the same in plain pandas?

Run: ./go python benchmarks/series.py [--rows 418000] [--tenfold]
Both read the same Parquet file of generated events in the shape of a full GED release and must come to the same
lulls. Printed: seconds of each, their ratio, memory, and how time grows with rows.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from smoulder.records.series import Lull, Series
from smoulder.series.all_lulls import lulls_of_all, walk_histories

HERE = Path(__file__).parent
FULL = 418_000
COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered")
Found = set[tuple[int, str, int, int, float, int | None]]
"""Group, country, known, began, peak, end of each lull."""


def make_events(path: Path, rows: int) -> None:
    """Write generated events with the columns that series need, as Parquet."""
    shape = (HERE / "ged_like.sql").read_text(encoding="utf-8").format(first=0, rows=rows)
    engine = duckdb.connect()
    engine.execute(
        f"""copy (select side_a_new_id as side_a_id, side_b_new_id as side_b_id, country,
        case type_of_violence when 1 then 'state-based' when 2 then 'non-state' else 'one-sided' end as kind,
        cast(date_end as timestamp)::date as date_end, best, low, high, deaths_a, deaths_b, deaths_civilians
        from ({shape})) to '{path}' (format parquet)"""
    )
    engine.close()


def with_smoulder(path: Path) -> Found:
    """Aggregate in DuckDB, lay on series, walk all at once."""
    engine = duckdb.connect()
    engine.execute(
        """create table lands as select country, (row_number() over (order by country) - 1)::integer as code
        from (select distinct country from read_parquet($events))""",
        {"events": str(path)},
    )
    lands = [str(name) for (name,) in engine.execute("select country from lands order by code").fetchall()]
    query = (HERE / "series.sql").read_text(encoding="utf-8")
    table = engine.execute(query, {"events": str(path)}).fetchnumpy()
    engine.close()
    return {
        _row(lull) for lulls in lulls_of_all(walk_histories(build_series(table, lands))) for lull in lulls
    }


def build_series(table: dict[str, np.ndarray], lands: list[str]) -> list[Series]:  # type: ignore[type-arg]
    """Series from counts in any order: zeros in all other months of the span.

    lands: countries by their code.
    """
    month = table["month"].astype(np.int64)
    first, last = int(month.min()), int(month.max())
    keys, unit = np.unique(table["group_id"] * len(lands) + table["code"], return_inverse=True)
    at = unit * (last - first + 1) + month - first
    grid = np.zeros((len(COUNTS), len(keys), last - first + 1))
    for counts, name in zip(grid, COUNTS, strict=True):
        counts.reshape(-1)[at] = table[name]
    unknown = np.maximum(grid[1] - grid[4] - grid[5], 0.0)
    return [
        Series(
            group_id=int(key) // len(lands),
            group=str(int(key) // len(lands)),
            country=lands[int(key) % len(lands)],
            first=first,
            unknown=unknown[row],
            **{name: grid[column, row] for column, name in enumerate(COUNTS)},
        )
        for row, key in enumerate(keys)
    ]


def _row(lull: Lull) -> tuple[int, str, int, int, float, int | None]:
    return lull.group_id, lull.country, lull.known, lull.began, lull.peak, lull.ended


def with_pandas(path: Path) -> Found:
    """The same in plain pandas: stack the sides, group, fill the months, roll, and read the rules month by month."""
    events = pd.read_parquet(path)
    days = pd.to_datetime(events["date_end"])
    events["month"] = days.dt.year * 12 + days.dt.month - 1
    one_sided = events["kind"] == "one-sided"
    common = ["country", "month", "best", "low", "high"]
    first = events[common].assign(
        group_id=events["side_a_id"],
        suffered=events["deaths_a"],
        inflicted=events["deaths_b"] + events["deaths_civilians"].where(one_sided, 0),
    )
    second = events.loc[~one_sided, common].assign(
        group_id=events["side_b_id"], suffered=events["deaths_b"], inflicted=events["deaths_a"]
    )
    sides = pd.concat([first, second], ignore_index=True).assign(events=1)
    monthly = sides.groupby(["group_id", "country", "month"])[
        ["events", "best", "low", "high", "inflicted", "suffered"]
    ].sum()
    span = range(int(sides["month"].min()), int(sides["month"].max()) + 1)
    found: Found = set()
    for (group_id, country), own in monthly.groupby(level=[0, 1]):
        counts = own.droplevel([0, 1]).reindex(span, fill_value=0).astype(float)
        counts["unknown"] = (counts["best"] - counts["inflicted"] - counts["suffered"]).clip(lower=0)
        twelve = counts["best"].rolling(12).sum().round(6)
        for known, began, peak, ended in _read_rules(counts["best"].tolist(), twelve.tolist()):
            found.add(
                (
                    int(group_id),
                    str(country),
                    span[known],
                    span[began],
                    peak,
                    None if ended is None else span[ended],
                )
            )
    return found


def _read_rules(deaths: list[float], twelve: list[float]) -> list[tuple[int, int, float, int | None]]:
    """Known, began, peak and end of each lull, as the rules are written."""
    lulls: list[tuple[int, int, float, int | None]] = []
    state, peak, lowest, run = "never", 0.0, 0.0, []
    for t, a in enumerate(twelve):
        if a != a:
            continue
        if state == "lull":
            if a >= max(25, 2 * lowest, lowest + 25):
                known, began, high, _ = lulls[-1]
                lulls[-1] = (known, began, high, t)
                state, peak, run = "active", a, []
            else:
                lowest = min(lowest, a)
        elif state == "never" and a >= 25:
            state, peak = "active", a
        elif state == "active":
            peak = max(peak, a)
        if state == "active":
            run = [*run, a] if a <= peak * (1 / 3) or a < 25 else []
            if len(run) == 3:
                loud = [at for at in range(t + 1) if deaths[at] >= peak / 12 / 3]
                lulls.append((t, min(loud[-1] + 1, t) if loud else 0, peak, None))
                state, lowest, run = "lull", min(run), []
    return lulls


def seconds(work: Callable[[Path], Found], path: Path, times: int = 3) -> tuple[float, Found]:
    """The shortest of some runs, and what came out."""
    best, found = float("inf"), set()
    for _ in range(times):
        start = time.perf_counter()
        found = work(path)
        best = min(best, time.perf_counter() - start)
    return best, found


def measure(path: Path, times: int = 3) -> dict[str, float]:
    """Seconds of both ways on one file, their ratio and the lulls, which must be the same.

    raises: AssertionError if the two ways differ.
    """
    ours, mine = seconds(with_smoulder, path, times)
    plain, theirs = seconds(with_pandas, path, max(1, times - 1))
    assert mine == theirs, f"{len(mine ^ theirs)} lulls differ between Smoulder and pandas"
    return {"smoulder_s": ours, "pandas_s": plain, "ratio": ours / plain, "lulls": float(len(mine))}


def memory(path: Path) -> float:
    """Greatest memory of a process that does nothing else than ours, MB."""
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r}); import series; from pathlib import Path; "
        f"series.with_smoulder(Path({str(path)!r}))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rows", type=int, default=FULL)
    arguments.add_argument(
        "--tenfold", action="store_true", help="also ten times the rows: growth and memory"
    )
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        make_events(path, given.rows)
        print(json.dumps({"rows": given.rows, **measure(path), "memory_mb": memory(path)}, indent=2))
        if given.tenfold:
            large = Path(folder) / "tenfold.parquet"
            make_events(large, given.rows * 10)
            took, small = seconds(with_smoulder, large, 2)[0], seconds(with_smoulder, path)[0]
            grown = {
                "rows": given.rows * 10,
                "smoulder_s": took,
                "times": took / small,
                "memory_mb": memory(large),
            }
            print(json.dumps(grown, indent=2))


if __name__ == "__main__":
    main()
