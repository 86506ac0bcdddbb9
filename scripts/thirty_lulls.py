"""Thirty past lulls, end to end: `python scripts/thirty_lulls.py --draw`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from thirty.draw import LIST, draw, write_list
from thirty.frame import find_frame, in_words

from smoulder.records.settings import Settings
from smoulder.store.counts import Counts


def main() -> None:
    """Read the arguments and do what they say."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--draw", action="store_true", help="draw the lulls and keep the list")
    if arguments.parse_args().draw:
        frame = find_frame(Counts(), Settings())
        drawn = draw(frame)
        write_list(drawn)
        print(f"{len(frame)} lulls in the frame; {len(drawn)} drawn, kept in {LIST.name}")
        for one in drawn:
            print(f"{one.number:2d} (report {one.rank:2d}) {in_words(one.lull)}")


if __name__ == "__main__":
    main()
