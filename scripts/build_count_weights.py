"""Write the weights of the ensemble of counts: `python scripts/build_count_weights.py [countries] [groups]`.

For every October from 2004 on, and for the last month of the panel, the weights are learnt on the forecasts made
before it whose months had come to pass. A run takes some twenty minutes on one core; the seed is fixed.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from smoulder.models.backtest.counts import backtest
from smoulder.models.backtest.window import FIRST_YEAR, Window
from smoulder.models.ensemble.members import ensemble_members
from smoulder.models.ensemble.stored import COLUMNS, FILE, Units, weight_rows
from smoulder.models.ensemble.weights import learn
from smoulder.reading.panels import load_country_panel, load_group_panel
from smoulder.reading.tables import read_rows
from smoulder.records.panel import Panel

FIGURES = Path(__file__).parents[1] / "src" / "smoulder" / "figures"
SEED = 1
LEARNT_ON = 4
"""Windows before the first weights that are kept."""


def main(asked: Sequence[str]) -> None:
    """Make the rows of the units that were asked for, and keep those of the others."""
    panels = {"countries": load_country_panel, "groups": lambda: load_group_panel("deaths")}
    rows = [tuple(row[column] for column in COLUMNS) for row in read_rows(FILE) if row["units"] not in asked]
    for units in ("countries", "groups"):
        if units in asked:
            rows += rows_of(units, panels[units]())
    with (FIGURES / FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(rows, key=lambda row: (row[0], row[1])))


def rows_of(units: Units, panel: Panel) -> list[tuple[object, ...]]:
    """Rows of the file for one kind of unit."""
    members = ensemble_members()
    years = [
        year for year in range(FIRST_YEAR, panel.last // 12 + 1) if Window(year).origin + 3 <= panel.last
    ]
    lessons, rows = [], []
    for found in backtest(panel, members, (), years, SEED):
        print(f"{units}: {found.window.name}", file=sys.stderr, flush=True)
        if len(lessons) >= LEARNT_ON:
            rows += weight_rows(units, found.window.origin, found.weights)
        lessons.append(found.lesson)
    names = tuple(member.name for member in members)
    return rows + weight_rows(units, panel.last, learn(lessons, names))


if __name__ == "__main__":
    main(sys.argv[1:] or ("countries", "groups"))
