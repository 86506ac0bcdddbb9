"""How well reports are read: one table over the hand-marked sets.

    python benchmarks/reading.py [SET …] [--gold FOLDER] [--check] [--store]

Each set is a file of `reading_sets/` with a function `measure(gold: Path) -> list[Row]`. The table gives precision,
recall, F, n and the 90 % interval of the figure that the bar is about. `--check` fails where a figure has fallen
below what `tests/baselines/reading.json` holds; `--store` writes what was measured there.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from reading_sets.row import Row  # noqa: E402

STORED = HERE.parent / "tests" / "baselines" / "reading.json"
SLACK = 0.005
"""A figure may fall by this much: rounding, and the order in which a machine adds up floats."""


def main(arguments: list[str] | None = None) -> int:
    known = sorted(
        path.stem for path in (HERE / "reading_sets").glob("*.py") if path.stem not in ("__init__", "row")
    )
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", help=f"of: {', '.join(known)}")
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--store", action="store_true")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.sets) - set(known):
        parser.error(f"no set {', '.join(sorted(unknown))}; known are {', '.join(known)}")
    if not asked.gold.is_dir():
        print(f"no hand-marked sets at {asked.gold}: nothing measured")
        return 0
    rows = [
        row
        for name in asked.sets or known
        for row in importlib.import_module(f"reading_sets.{name}").measure(asked.gold)
    ]
    print(
        f"{'set':<16}{'measure':<34}{'P':>6}{'R':>6}{'F':>6}{'figure':>8}{'90 %':>13}{'n':>8}{'bar':>6}  peer"
    )
    for row in rows:
        print(_line(row))
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    fallen = [row for row in rows if row.value < stored.get(_key(row), 0.0) - SLACK]
    for row in fallen if asked.check else ():
        print(f"fallen: {_key(row)} {row.value:.3f}, stored {stored[_key(row)]:.3f}")
    if asked.store:
        stored |= {_key(row): round(row.value, 4) for row in rows}
        STORED.write_text(json.dumps(dict(sorted(stored.items())), indent=1) + "\n")
    return 1 if asked.check and fallen else 0


def _key(row: Row) -> str:
    return f"{row.set}: {row.measure}"


def _line(row: Row) -> str:
    f = 2 * row.precision * row.recall / (row.precision + row.recall) if row.precision + row.recall else 0.0
    low, high = row.interval()
    bar = f"{row.at_least:.3f}"[1:] if row.at_least is not None else ""
    peer = ", ".join(f"{name} {value:.3f}" for name, value in row.peer.items())
    return (
        f"{row.set:<16}{row.measure:<34}{row.precision:>6.3f}{row.recall:>6.3f}{f:>6.3f}{row.value:>8.3f}"
        f"{f'{low:.3f}-{high:.3f}':>13}{row.n:>8}{bar:>6}  {peer}"
    )


if __name__ == "__main__":
    sys.exit(main())
