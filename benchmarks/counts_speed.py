"""How do time and memory of a forecast of counts grow with the units?

Run: ./go python benchmarks/counts_speed.py [--model NAME]… [--times 1 10 100] [--months 12] [--draws 100]

The units are copies of the countries of the panel that ships, each lot of copies with its own neighbours. Every
measurement is a process of its own that does nothing else: it builds its panel, makes one forecast of a month and
a draw so that imports are done, and then the one that is timed. `seconds` are those of the processor, which what
else a machine does hardly changes; `clock` is what one waits. `peak_mb` is the most memory of the process at all,
`before_mb` the same before the timed forecast, with the panel in it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np

from smoulder.models.counts.choice import DEFAULT, choose_model
from smoulder.models.counts.forecast import forecast_counts
from smoulder.reading.panels import load_country_panel
from smoulder.records.panel import Panel

SEED = 20200123


def copies(panel: Panel, times: int) -> Panel:
    """The panel many times over; no copy is a neighbour of another."""
    units = len(panel.units)
    near = np.zeros((units * times, units * times), dtype=bool)
    for lot in range(times):
        near[lot * units : (lot + 1) * units, lot * units : (lot + 1) * units] = panel.near
    names = tuple(f"{name} {lot}" for lot in range(times) for name in panel.units)
    return replace(
        panel,
        units=names,
        ids=np.arange(units * times),
        counts=np.tile(panel.counts, (times, 1)),
        near=near,
        countries=names,
    )


def measure(name: str, times: int, months: int, draws: int) -> dict[str, float]:
    """Time and memory of one forecast in this process."""
    model, panel = choose_model(name), copies(load_country_panel(), times)
    forecast_counts(load_country_panel(), panel.last, np.array([1]), model, 1, np.random.default_rng(SEED))
    before, clock, start = peak(), time.perf_counter(), time.process_time()
    found = forecast_counts(
        panel, panel.last, np.arange(1, months + 1), model, draws, np.random.default_rng(SEED)
    )
    return {
        "units": len(found.past.units),
        "seconds": time.process_time() - start,
        "clock": time.perf_counter() - clock,
        "peak_mb": peak(),
        "before_mb": before,
    }


def peak() -> float:
    """The most memory that this process has held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def alone(name: str, times: int, months: int, draws: int) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--model", name, "--alone", "--times", str(times)]
    command += ["--months", str(months), "--draws", str(draws)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--model", action="append", help="a model by name; may be given several times")
    arguments.add_argument("--times", type=int, nargs="+", default=[1, 10, 100])
    arguments.add_argument("--months", type=int, default=12)
    arguments.add_argument("--draws", type=int, default=100)
    arguments.add_argument("--alone", action="store_true", help="measure in this process and print JSON")
    given = arguments.parse_args()
    names = given.model or [DEFAULT]
    if given.alone:
        print(json.dumps(measure(names[0], given.times[0], given.months, given.draws)))
        return
    print(f"{given.months} months, {given.draws} draws")
    print(
        f"{'model':<24}{'units':>8}{'seconds':>10}{'clock':>10}{'µs a cell':>12}{'peak MB':>10}{'before MB':>11}"
    )
    for name in names:
        for times in given.times:
            one = alone(name, times, given.months, given.draws)
            cell = one["seconds"] / (one["units"] * given.months) * 1e6
            print(
                f"{name:<24}{one['units']:>8.0f}{one['seconds']:>10.2f}{one['clock']:>10.2f}{cell:>12.1f}"
                f"{one['peak_mb']:>10.0f}{one['before_mb']:>11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
