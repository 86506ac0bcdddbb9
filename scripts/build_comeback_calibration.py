"""Write how good the comeback model was on past questions: `python scripts/build_comeback_calibration.py [JOBS]`.

The forecasts are those of `smoulder backtest return --on months`: each year's origins, asked of models that were
fitted on other groups and on what was known before the year. A run takes some four minutes on two cores.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from smoulder.cli.backtest_return import FIRST_ASKED, forecast_in_jobs
from smoulder.models.backtest.comeback_scores import Slice
from smoulder.models.backtest.comebacks import HORIZONS, PEAKS
from smoulder.models.backtest.track import backtest_tracks
from smoulder.models.comeback.learn import groups_of, learning_sample
from smoulder.reading.track import COLUMNS, FILE
from smoulder.records.settings import Settings
from smoulder.records.track import Track
from smoulder.store.counts import Counts

FIGURES = Path(__file__).parents[1] / "src" / "smoulder" / "figures"
SEED = 1
PEAK_50 = PEAKS.index(50.0)
Row = tuple[str | int, ...]


def main(jobs: int) -> None:
    """Forecast all origins for both lines and write the table."""
    sample = learning_sample(groups_of(Counts(), date.max), Settings())
    own = sample.origins.take(~sample.borrowed)
    last = int(own.month[own.decided(min(HORIZONS))].max()) // 12
    asked = Slice(FIRST_ASKED, last, PEAK_50)
    rows: list[Row] = []
    for major in (False, True):
        found = forecast_in_jobs(sample, last, jobs, major=major)
        rows += rows_of(backtest_tracks(sample, found, asked, SEED, major=major), asked)
    with (FIGURES / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def rows_of(tracks: Iterable[Track], asked: Slice) -> Iterator[Row]:
    """A row for each point, with what is said of its whole curve."""
    for one in tracks:
        about = (one.topic, one.horizon, asked.first, asked.last, int(PEAKS[asked.least]))
        count = (one.questions, one.clusters)
        scores = tuple(map(text, (one.brier, one.base, one.low, one.high)))
        for point in one.points:
            curve = tuple(map(text, (point.predicted, point.observed, point.low, point.high)))
            yield (*about, *count, *scores, *curve, point.n)


def text(value: float | None) -> str:
    """A figure with five decimals, '' where there is none."""
    return "" if value is None else f"{value:.5f}"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
