"""Foreign troops that fought beside a government, by year, 1975 to 2017 (UCDP External Support)."""

from __future__ import annotations

from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_code
from smoulder.reading.pressure_data.table import read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "UCDP External Support 18.1"
_COLUMNS = {
    "year": ("year",),
    "rebel": ("actor_nonstate",),
    "civil": ("civil",),
    "country": ("gwno_a",),
    "by": ("ext_name",),
    "troops": ("ext_x",),
}


def load_external_support(path: Path) -> list[PressureRow]:
    """Years in which foreign troops fought on a government's side in a war inside its country.

    path:    the file by actor and year as published.
    returns: yearly rows, one per dyad, without sizes. The file has a row only for years in which the dyad
             fought or was watched, so that an absent row does not say that the troops had left: departures
             cannot be read from it.
    raises:  BadData with row and cure.
    source:  Meier, Karlén, Pettersson and Croicu 2023, Journal of Peace Research 60(3).
    """
    found = []
    for row in read_table(path, _COLUMNS):
        fought = row.number("troops") == 1
        if not fought or row.whole("rebel", 0, 1) or not row.whole("civil", 0, 1):
            continue
        country = country_of_code(row.whole("country", 1, 9999))
        if country is None:
            continue
        year = row.whole("year", 1945, 2100)
        found.append(
            PressureRow(
                country=country,
                kind="foreign troops",
                by=row.text("by").replace("Government of ", ""),
                first=month_index(f"{year:04d}-01"),
                last=month_index(f"{year:04d}-12"),
                size=None,
                unit="",
                source=SOURCE,
                row=row.line,
            )
        )
    return found
