"""Write the weights of the comeback stack: `python scripts/build_comeback_weights.py [JOBS]`.

For every year, the weights are learned on forecasts of earlier origins whose outcome was known before it; for years
after the last origin they are learned on all of them. A run takes some four minutes on two cores; nothing in it is
drawn at random but the bags of the trees, whose seed is fixed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from smoulder.cli.backtest_return import forecast_in_jobs
from smoulder.models.backtest.comebacks import FIRST_YEAR, weights_by_year
from smoulder.models.comeback.learn import groups_of, learning_sample
from smoulder.models.comeback.shipped import COLUMNS, FILE, Line
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts

FIGURES = Path(__file__).parents[1] / "src" / "smoulder" / "figures"


def main(jobs: int) -> None:
    """Forecast all origins for both lines and write the table."""
    sample = learning_sample(groups_of(Counts(), date.max), Settings())
    last = int(sample.origins.month[~sample.borrowed].max()) // 12
    rows: list[tuple[str, int, str, str]] = []
    lines: Sequence[Line] = ("comeback", "major")
    for line in lines:
        major = line == "major"
        found = forecast_in_jobs(sample, last, jobs, major=major)
        # outcomes of the last origins become known over the three years after them
        by_year = weights_by_year(sample, found, range(FIRST_YEAR, last + 4), major=major)
        rows += [
            (line, year, name, f"{weight:.4f}")
            for year, weights in by_year.items()
            for name, weight in zip(found.names, weights, strict=True)
        ]
    with (FIGURES / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
