"""What the figures hold on one group: countries, years without gaps, victories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from smoulder.reading.background import load_links
from smoulder.reading.figures import series_countries
from smoulder.reading.own_groups import OwnGroups
from smoulder.reading.tables import read_rows
from smoulder.reading.yearly import BY_DYAD, dyad_countries, load_years
from smoulder.records.month import month_of
from smoulder.records.series import YearRow

DYAD_YEARS = (1989, 2023)
"""Years that the yearly file of battle-related deaths covers."""
UNDER = 24.0
"""A year without a row in a file that covers it had at most so many deaths of that kind."""


def known_countries(group_id: int) -> tuple[str, ...]:
    """Countries in which a group has rows, those with monthly rows first.

    >>> known_countries(320)
    ('Sri Lanka',)
    """
    return tuple(dict.fromkeys((*series_countries(group_id), *dyad_countries(group_id))))


def load_whole_years(group_id: int, country: str) -> list[YearRow]:
    """The yearly rows of a group, with the years under the line that its file covers filled in.

    returns: as `load_years`; from the first year of a dyad on, a year without a row is one with
             `deaths` 0 and `high` 24: under the line, and no more is known.

    >>> [(row.year, row.deaths, row.high) for row in load_whole_years(320, "Sri Lanka") if row.year > 2021]
    [(2022, 0.0, 24.0), (2023, 0.0, 24.0)]
    """
    rows = load_years(group_id, country)
    dyad = {row.year: row for row in rows if row.kind == BY_DYAD}
    if not dyad:
        return rows
    source = next(iter(dyad.values())).source
    filled = [
        dyad.get(year) or YearRow(group_id, year, BY_DYAD, country, 0.0, 0.0, UNDER, source)
        for year in range(min(dyad), DYAD_YEARS[1] + 1)
    ]
    return [*filled, *(row for row in rows if row.kind != BY_DYAD)]


def victories(as_of: date, own: OwnGroups | None = None) -> dict[tuple[int, str], int]:
    """Month index since which each group was known to be the government of a country, by the as-of day.

    own: links that the user keeps.

    >>> victories(date(1990, 1, 1)).get((410, "Ethiopia")) is None
    True
    """
    won: dict[tuple[int, str], int] = {}
    own = own or OwnGroups()
    for group_id in dict.fromkeys((*_with_links(), *(one.group for one in own.link))):
        for link in (*load_links(group_id), *own.links(group_id)):
            if link.kind == "won" and link.known <= as_of:
                won.setdefault((group_id, link.country), month_of(link.known))
    return won


def _with_links() -> Sequence[int]:
    return list(Counter(int(row["group_id"]) for row in read_rows("group_links.csv")))
