"""UN personnel by mission and month, 1990 to 2019 (Kathman)."""

from __future__ import annotations

from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_code
from smoulder.reading.pressure_data.table import read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "Kathman, UN personnel by mission and month, 1990 to 2019"
FIRST, LAST = month_index("1990-01"), month_index("2019-12")
"""The months the file covers: a mission without a row in one of them was not there."""
_COLUMNS = {
    "mission": ("mission",),
    "code": ("missionccode",),
    "year": ("year",),
    "month": ("month",),
    "total": ("total",),
}


def load_kathman(path: Path) -> list[PressureRow]:
    """UN personnel (troops, police, observers) by mission and month.

    path:    the file of missions and months as published.
    returns: monthly rows; `size` None where the file says -999. A mission to two countries stands with the
             first; missions to no single country (-999) are left out.
    raises:  BadData with row and cure.
    source:  Kathman 2013, Conflict Management and Peace Science 30(5), as extended to 2019.
    """
    found = []
    for row in read_table(path, _COLUMNS):
        country = country_of_code(row.whole("code", -999, 9999))
        month = month_index(f"{row.whole('year', 1945, 2100):04d}-{row.whole('month', 1, 12):02d}")
        size = row.number("total")
        if size is not None and size < 0:
            size = None
        if country is None:
            continue
        found.append(
            PressureRow(
                country=country,
                kind="peacekeepers",
                by=row.text("mission"),
                first=month,
                last=month,
                size=size,
                unit="" if size is None else "UN personnel",
                source=SOURCE,
                row=row.line,
            )
        )
    return found
