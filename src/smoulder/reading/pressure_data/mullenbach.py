"""Third-party peacekeeping missions, 1946 to 2014 (Mullenbach 3.1)."""

from __future__ import annotations

from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_code
from smoulder.reading.pressure_data.table import Row, read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "Mullenbach, third-party peacekeeping missions 3.1"
LAST = month_index("2014-12")
"""The file ends here: a mission that still ran is not known to have left."""
_COLUMNS = {
    "code": ("CCODE1",),
    "name": ("PKMNAME (location)",),
    "start_month": ("STARTMON",),
    "start_year": ("STARTYR",),
    "end_month": ("ENDMON",),
    "end_year": ("ENDYR",),
    "size": ("PKMNUM1",),
}


def load_mullenbach(path: Path) -> list[PressureRow]:
    """Missions of the UN, of regional bodies and of groups of states, one row each.

    path:    the file of missions as published.
    returns: rows from the month a mission began to the month it ended, or to December 2014 where it still
             ran; `size` is the greatest number of its personnel, which it did not have all the time.
    raises:  BadData with row and cure.
    source:  Mullenbach 2013, Midsouth Political Science Review 14.
    """
    found = []
    for row in read_table(path, _COLUMNS):
        country = country_of_code(row.whole("code", 1, 9999))
        if country is None:
            continue
        first = _month(row, "start")
        last = LAST if row.number("end_year") is None else _month(row, "end")
        if last < first:
            raise row.bad("the mission ends before it begins", "mend one of the dates")
        size = row.number("size")
        found.append(
            PressureRow(
                country=country,
                kind="peacekeepers",
                by=row.text("name"),
                first=first,
                last=last,
                size=size,
                unit="" if size is None else "personnel at most",
                source=SOURCE,
                row=row.line,
            )
        )
    return found


def _month(row: Row, which: str) -> int:
    year = row.whole(f"{which}_year", 1900, 2100)
    return month_index(f"{year:04d}-{row.whole(f'{which}_month', 1, 12):02d}")
