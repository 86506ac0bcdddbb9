"""The data sets that entries of the pressure calendar can be made from, and what each says by what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from smoulder.reading.pressure_data.external_support import load_external_support
from smoulder.reading.pressure_data.geopko import load_geopko
from smoulder.reading.pressure_data.imi import load_imi
from smoulder.reading.pressure_data.kathman import load_kathman
from smoulder.reading.pressure_data.mullenbach import load_mullenbach
from smoulder.reading.pressure_data.troopdata import load_troopdata
from smoulder.reading.pressure_runs import Cover, entries_from_rows
from smoulder.reading.wrong_entry import nearest
from smoulder.records.errors import BadData, BadSource
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureEntry, PressureRow


@dataclass(frozen=True, slots=True)
class PressureSet:
    """One data set: how its file is read, and the cover of it."""

    load: Callable[[Path], list[PressureRow]]
    cover: Cover


def _by_supporter(path: Path) -> list[PressureRow]:
    """Rows on external support, one for each of the supporters that a row names with commas between them."""
    rows = load_external_support(path)
    return [replace(row, by=one.strip()) for row in rows for one in row.by.split(",") if one.strip()]


PRESSURE_SETS = {
    "troopdata": PressureSet(load_troopdata, Cover(month_index("1950-01"), month_index("2025-12"))),
    "geopko": PressureSet(
        load_geopko, Cover(month_index("1994-01"), month_index("2024-12"), "none there", "there")
    ),
    "kathman": PressureSet(
        load_kathman, Cover(month_index("1990-01"), month_index("2019-12"), "none there", "there")
    ),
    "mullenbach": PressureSet(
        load_mullenbach, Cover(month_index("1946-01"), month_index("2014-12"), "none there", "there", "stays")
    ),
    "imi": PressureSet(
        load_imi, Cover(month_index("1946-01"), month_index("2005-12"), "none there", "there", "stays")
    ),
    "external-support": PressureSet(
        _by_supporter, Cover(month_index("1975-01"), month_index("2017-12"), "unknown", "there")
    ),
}


def entries_from_data(
    name: str, path: Path, country: str, group_id: int | None = None, place: str = ""
) -> list[PressureEntry]:
    """The entries that a data set has for one country.

    name:   as `PRESSURE_SETS` has it. path: its file as published.
    country: as UCDP names it. group_id: the group the entries are on; None for all groups of the country.
    raises: BadSource where no data set has the name; BadData for a row that cannot be read, or no row of the country.
    """
    if name not in PRESSURE_SETS:
        raise BadSource(f"no data set on pressure is called {name!r}; {nearest(name, list(PRESSURE_SETS))}")
    found = PRESSURE_SETS[name]
    rows = [row for row in found.load(path) if row.country == country]
    if not rows:
        raise BadData(f"{path} has no row on {country}; give another --country")
    entries = entries_from_rows(rows, found.cover, group_id, place)
    if not entries:
        there = ", ".join(sorted({row.place for row in rows if row.place})[:5])
        cure = f"places are such as {there}" if place and there else "leave --place out"
        raise BadData(f"{path} says of nobody there in {place or country}; {cure}")
    return entries
