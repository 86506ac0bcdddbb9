"""Build the small tables that ship in `src/smoulder/figures` from the data beside the checkout.

Run: ./go python scripts/build_figures.py [--shared ../shared] [--out src/smoulder/figures]
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from figures.agreements import build_agreements
from figures.alliances import build_alliances
from figures.challenge import build_challenge
from figures.episodes import build_episodes, build_wording
from figures.groups import build_groups
from figures.months import build_months
from figures.neighbours import build_neighbours
from figures.outlines import build_outlines
from figures.output import open_engine
from figures.panel import build_panel
from figures.places import build_places
from figures.regions import build_regions
from figures.sources import write_sources
from figures.years import build_years

HERE = Path(__file__).parent
OUT = HERE.parent / "src" / "smoulder" / "figures"


def build(shared: Path, out: Path) -> dict[str, int]:
    """Build every table.

    shared: the folder that holds `data` and `reference`.
    out:    where the tables go; the hand-kept tables must already lie there.
    returns: rows by file name.
    """
    engine = open_engine()
    data = shared / "data"
    rows: dict[str, int] = {}
    rows |= build_months(engine, data, out)
    rows |= build_places(engine, data, out)
    rows |= build_years(engine, data, out)
    rows |= build_panel(engine, data, out)
    rows |= build_challenge(data, out)
    rows |= build_neighbours(data, out)
    rows |= build_outlines(data, out)
    rows |= build_groups(engine, data, out)
    rows |= build_regions(engine, data, out)
    rows |= build_episodes(data, out)
    rows |= build_agreements(data, out)
    rows |= build_alliances(data, out)
    rows |= build_wording(shared, out)
    write_sources(engine, out)
    return rows


def main() -> None:
    """Read the arguments, build, and print what was written."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--shared", type=Path, default=HERE.parent / ".." / "shared")
    arguments.add_argument("--out", type=Path, default=OUT)
    given = arguments.parse_args()
    if not (given.shared / "data").is_dir():
        sys.exit(f"{given.shared} holds no folder data; pass --shared with the folder that does")
    for name, count in build(given.shared, given.out).items():
        print(f"{count:>8}  {name}  {(given.out / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
