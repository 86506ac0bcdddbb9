"""The part of the world a country lies in, as UCDP divides it."""

from __future__ import annotations

from functools import cache

from smoulder.reading.tables import read_rows

REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East")
_FROM = ((2, "Americas"), (200, "Europe"), (400, "Africa"), (630, "Middle East"), (700, "Asia"))
"""Where the numbers of Gleditsch and Ward begin in each part."""


def world_region(country: str) -> str | None:
    """The region of a country, None for one that is not in the list.

    country: as UCDP names it; of several set off by commas, the first counts.
    source:  UCDP's five regions, told by the Gleditsch and Ward number of the country.

    >>> world_region("Sudan"), world_region("Egypt"), world_region("Philippines")
    ('Africa', 'Middle East', 'Asia')
    """
    return _regions().get(country.partition(",")[0].strip())


@cache
def _regions() -> dict[str, str]:
    found = {}
    for row in read_rows("countries.csv"):
        if row["gwno"].isdigit():
            found[row["country"]] = [name for first, name in _FROM if first <= int(row["gwno"])][-1]
    return found
