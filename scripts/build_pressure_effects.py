"""Estimate what departures of pressure did, and write the table that ships.

Run: ./go python scripts/build_pressure_effects.py [--shared ../shared] [--out src/smoulder/figures]
Estimates and counts only: no row of the data sets is copied. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pressure_effects.designs import place_rows, selection_rows, step_rows
from pressure_effects.inputs import read_inputs
from pressure_effects.rows import comeback_rows, inflicted_rows

from smoulder.reading.pressure_effects import FILE
from smoulder.records.pressure_effect import EffectRow

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "smoulder" / "figures"


def write_rows(path: Path, rows: Iterable[EffectRow]) -> int:
    """Write the table; returns how many rows."""
    table = [row.model_dump() for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(EffectRow.model_fields), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: "" if cell is None else cell for name, cell in row.items()} for row in table)
    return len(table)


def main() -> None:
    """Read the arguments, estimate, and say what was written."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    if not (given.shared / "data" / "pressure").is_dir():
        sys.exit(f"{given.shared} holds no folder data/pressure; pass --shared with the folder that does")
    inputs = read_inputs(given.shared)
    rows = [
        *comeback_rows(inputs),
        *inflicted_rows(inputs),
        *place_rows(inputs),
        *step_rows(inputs),
        *selection_rows(inputs),
    ]
    count = write_rows(given.out / FILE, rows)
    print(f"{count:>8}  {FILE}  {(given.out / FILE).stat().st_size} bytes")


if __name__ == "__main__":
    main()
