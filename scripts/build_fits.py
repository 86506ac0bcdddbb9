"""Write the fits of the comeback model that ship: `python scripts/build_fits.py`.

A fit takes some seconds, which the first command of a new data folder would have to wait for. These are the fits of
the turns of the year that are asked about most, with the usual settings on the figures that ship; any other is made
when it is needed. To be run again whenever the figures, the weights or a member of the stack change: the key of a fit
changes with each of them, and a test holds the files to the keys. A minute or two on two cores.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from smoulder.models.comeback.learn import groups_of
from smoulder.models.comeback.sample import Groups
from smoulder.models.comeback.stored import fit_for, key_of_fit, month_of_fit
from smoulder.records.settings import Settings
from smoulder.store.counts import Counts
from smoulder.store.fits import FOLDER, keep_fit

FIGURES = Path(__file__).parents[1] / "src" / "smoulder" / "figures"
FIRST_YEAR = 2014
"""Fits to the Decembers from this year on."""


def shipped_keys(groups: Groups) -> Iterator[tuple[int, str]]:
    """Each month that a fit ships for, with its key."""
    last = max(one.first + len(one.deaths) - 1 for one in groups.series)
    for month in range(FIRST_YEAR * 12 + 11, month_of_fit(last) + 1, 12):
        yield month, key_of_fit(groups, Settings(), month)


def main() -> None:
    """Make every fit anew and write it."""
    groups = groups_of(Counts(), date.max)
    shutil.rmtree(FIGURES / FOLDER, ignore_errors=True)
    for month, key in shipped_keys(groups):
        keep_fit(FIGURES, key, fit_for(groups, Settings(), month).stored())
        print(f"{month // 12}-12  {(FIGURES / FOLDER / f'{key}.json.gz').stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
