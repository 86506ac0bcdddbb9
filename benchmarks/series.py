"""How long do all group series and their lulls take, from a loaded store, against the same in plain pandas?

Run: ./go python benchmarks/series.py [--rows 418000] [--tenfold]

A generated release in the shape of a full one is loaded into a store. Timed is the code that ships: the store's
`all_series`, then `walk_histories` and `lulls_of_all`, by both rules for events that span months. Plain pandas
reads the same stored rows and must come to the same months and the same lulls. The two take turns. What else a machine
does only ever slows a run down, and may hit either: the ratio is that of the shortest runs, the median of the pairs
stands beside it.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.records.series import Lull, Series
from smoulder.series.all_lulls import lulls_of_all, walk_histories
from smoulder.store.events import Asked, Rule, open_events

HERE = Path(__file__).parent
FULL = 418_000
RULES: tuple[Rule, ...] = ("end", "days")
COUNTS = ("events", "deaths", "low", "high", "inflicted", "suffered", "unknown")
SPAN = (1989 * 12, 2025 * 12 + 11)
"""Months that the generated release covers, as a yearly release does: 1989 to the year before it."""

Key = tuple[int, str]
"""Group id and country."""
Found = set[tuple[int, str, int, int, float, int | None]]
"""Group, country, known, began, peak, end of each lull."""


def make_events(folder: Path, rows: int) -> None:
    """Load a generated release into a store in a folder; the same rows each time."""
    shape = (HERE / "ged_like.sql").read_text(encoding="utf-8").format(first=0, rows=rows)
    folder.mkdir()
    path = folder / "ged.parquet"
    with duckdb.connect() as engine:
        engine.execute("set enable_progress_bar = false")
        engine.execute(f"copy ({shape}) to '{path}' (format parquet)")
    open_events(folder).load(find_source("ucdp"), path, ReadOptions(vintage="26.1"))
    path.unlink()


def with_smoulder(folder: Path, rule: Rule) -> tuple[list[Series], list[list[Lull]]]:
    """What ships: all series of the store, all walked at once."""
    every = open_events(folder).all_series(asked=Asked(rule=rule))
    return every, lulls_of_all(walk_histories(every))


def with_pandas(folder: Path, rule: Rule) -> tuple[dict[Key, pd.DataFrame], Found]:
    """The same in plain pandas: stack the sides, group, fill the months, roll, and read the rules month by month."""
    monthly = _monthly(_sides(folder), rule)
    months = range(SPAN[0], SPAN[1] + 1)
    every: dict[Key, pd.DataFrame] = {}
    found: Found = set()
    for (group_id, country), own in monthly.groupby(level=[0, 1]):
        counts = own.droplevel([0, 1]).reindex(months, fill_value=0.0).round(9)
        every[int(group_id), str(country)] = counts
        twelve = counts["deaths"].rolling(12).sum().round(6)
        for known, began, peak, ended in _read_rules(counts["deaths"].tolist(), twelve.tolist()):
            end = None if ended is None else months[ended]
            found.add((int(group_id), str(country), months[known], months[began], peak, end))
    return every, found


def _sides(folder: Path) -> pd.DataFrame:
    """One row for each group in an event."""
    columns = ["side_a_id", "side_a", "side_b_id", "side_b", "country", "kind", "date_start", "date_end"]
    columns += ["best", "low", "high", "deaths_a", "deaths_b", "deaths_civilians"]
    events = pd.read_parquet(folder / "events" / "rows", columns=columns)
    for name in ("date_start", "date_end"):
        events[name] = pd.to_datetime(events[name])
    one_sided = events["kind"] == "one-sided"
    common = events[["country", "date_start", "date_end", "best", "low", "high"]]
    first = common.assign(
        group_id=events["side_a_id"],
        group=events["side_a"],
        suffered=events["deaths_a"],
        inflicted=events["deaths_b"] + events["deaths_civilians"].where(one_sided, 0),
    )
    second = common[~one_sided].assign(
        group_id=events["side_b_id"],
        group=events["side_b"],
        suffered=events["deaths_b"],
        inflicted=events["deaths_a"],
    )
    sides = pd.concat([first, second], ignore_index=True)
    sides = sides[~sides["group"].str.startswith("Government of ")]
    return sides.assign(unknown=(sides["best"] - sides["inflicted"] - sides["suffered"]).clip(lower=0))


def _monthly(sides: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Sums by group, country and month."""
    sides = sides.rename(columns={"best": "deaths"}).assign(
        events=1.0, month=sides["date_end"].dt.year * 12 + sides["date_end"].dt.month - 1
    )
    if rule == "days":
        sides = _spread(sides)
    return sides.groupby(["group_id", "country", "month"])[list(COUNTS)].sum()


def _spread(sides: pd.DataFrame) -> pd.DataFrame:
    """Each row once for every month it touches, its counts by the share of its days."""
    begin = sides["date_start"].dt.year * 12 + sides["date_start"].dt.month - 1
    long = sides[begin != sides["month"]]
    short = sides[begin == sides["month"]]
    begin = begin[begin != sides["month"]]
    parts = []
    for step in range(int((long["month"] - begin).max()) + 1):
        some = long[begin + step <= long["month"]]
        month = begin[some.index] + step
        first = pd.to_datetime({"year": month // 12, "month": month % 12 + 1, "day": 1})
        last = first + pd.offsets.MonthEnd(0)
        begun = some["date_start"].where(some["date_start"] > first, first)
        ended = some["date_end"].where(some["date_end"] < last, last)
        share = ((ended - begun).dt.days + 1) / ((some["date_end"] - some["date_start"]).dt.days + 1)
        parts.append(some.assign(month=month, **{name: some[name] * share for name in COUNTS}))
    return pd.concat([short, *parts], ignore_index=True)


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


def check(ours: tuple[list[Series], list[list[Lull]]], theirs: tuple[dict[Key, pd.DataFrame], Found]) -> int:
    """See that both came to the same months, to a millionth, and to the same lulls; gives how many lulls.

    raises: ValueError where they differ.
    """
    every, lulls = ours
    if {(one.group_id, one.country) for one in every} != set(theirs[0]):
        raise ValueError("Smoulder and pandas have series of other groups")
    for one in every:
        counts = theirs[0][one.group_id, one.country]
        if one.first != SPAN[0] or len(one.deaths) != len(counts):
            raise ValueError(f"{one.group} in {one.country} has other months")
        for name in COUNTS:
            if not np.allclose(getattr(one, name), counts[name], rtol=0, atol=1e-6):
                raise ValueError(f"{name} of {one.group} in {one.country} differ")
    mine = {
        (one.group_id, one.country, one.known, one.began, round(one.peak, 6), one.ended)
        for several in lulls
        for one in several
    }
    if mine != theirs[1]:
        raise ValueError(f"{len(mine ^ theirs[1])} lulls differ between Smoulder and pandas")
    return len(mine)


def measure(folder: Path, times: int = 3, rules: tuple[Rule, ...] = RULES) -> dict[str, float]:
    """Both ways in turns on one store, by each rule.

    times:   pairs of runs by each rule.
    returns: by rule the shortest seconds of both, their ratio, the median ratio of the pairs, and how many lulls
             there are; `ratio` is that of the slower rule.
    raises:  ValueError where the two ways differ.
    """
    told: dict[str, float] = {}
    for rule in rules:
        told[f"{rule}_lulls"] = check(with_smoulder(folder, rule), with_pandas(folder, rule))
        pairs = [
            (seconds(with_smoulder, folder, rule), seconds(with_pandas, folder, rule)) for _ in range(times)
        ]
        told[f"{rule}_smoulder_s"], told[f"{rule}_pandas_s"] = (
            min(times) for times in zip(*pairs, strict=True)
        )
        told[f"{rule}_ratio"] = told[f"{rule}_smoulder_s"] / told[f"{rule}_pandas_s"]
        told[f"{rule}_median"] = statistics.median(mine / plain for mine, plain in pairs)
    told["ratio"] = max(told[f"{rule}_ratio"] for rule in rules)
    return told


def seconds(work: Callable[[Path, Rule], object], folder: Path, rule: Rule) -> float:
    """How long one run takes, with nothing of an earlier one left to clear away in it."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        found = work(folder, rule)
        taken = time.perf_counter() - start
        del found
        return taken
    finally:
        gc.enable()


def memory(folder: Path) -> float:
    """Greatest memory of a process that does nothing else than ours, MB."""
    code = (
        f"import sys; sys.path.insert(0, {str(HERE)!r}); import series; from pathlib import Path; "
        f"series.with_smoulder(Path({str(folder)!r}), 'days')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--rows", type=int, default=FULL)
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument(
        "--tenfold", action="store_true", help="also ten times the rows: growth and memory"
    )
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="smoulder-series-") as folder:
        path = Path(folder) / "full"
        make_events(path, given.rows)
        told = {"rows": given.rows, **measure(path, given.pairs), "memory_mb": memory(path)}
        print(json.dumps({name: round(value, 3) for name, value in told.items()}, indent=2))
        if given.tenfold:
            large = Path(folder) / "tenfold"
            make_events(large, given.rows * 10)
            for rule in RULES:
                took, small = (
                    min(seconds(with_smoulder, one, rule) for _ in range(3)) for one in (large, path)
                )
                print(f"{rule}: ten times the rows take {took:.2f} s, {took / small:.1f} times as long")
            print(f"memory {memory(large):,.0f} MB")


if __name__ == "__main__":
    main()
