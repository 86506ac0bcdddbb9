"""UN peacekeepers by place and year, 1994 to 2024 (Geo-PKO 2.3)."""

from __future__ import annotations

from pathlib import Path

from smoulder.reading.pressure_data.country_codes import country_of_name
from smoulder.reading.pressure_data.table import read_table
from smoulder.records.month import month_index
from smoulder.records.pressure import PressureRow

SOURCE = "Geo-PKO 2.3"
_COLUMNS = {
    "mission": ("mission",),
    "year": ("year",),
    "country": ("country",),
    "place": ("location",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
    "troops": ("NoTroops", "no_troops"),
}


def load_geopko(path: Path) -> list[PressureRow]:
    """UN missions by place and year.

    path:    the front-map file of Geo-PKO as published (one row per mission, year and place).
    returns: yearly rows with `size` in troops: 0 at a place with only a headquarters, police or observers,
             None where troops were there and their number is not known. Western Sahara is Morocco's.
    raises:  BadData with row and cure; NoCountry for a country's name that is not known.
    source:  Cil, Fjelde, Hultman and Nilsson 2020, Journal of Peace Research 57(2).
    """
    found = []
    for row in read_table(path, _COLUMNS):
        year = row.whole("year", 1945, 2100)
        latitude, longitude = row.number("latitude"), row.number("longitude")
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            what = f"no place at latitude {row.text('latitude')!r}, longitude {row.text('longitude')!r}"
            raise row.bad(what, "give degrees")
        size = row.number("troops")
        found.append(
            PressureRow(
                country=country_of_name(row.text("country")),
                kind="peacekeepers",
                by=row.text("mission"),
                first=month_index(f"{year:04d}-01"),
                last=month_index(f"{year:04d}-12"),
                size=size,
                unit="" if size is None else "UN troops",
                source=SOURCE,
                row=row.line,
                place=row.text("place"),
                latitude=latitude,
                longitude=longitude,
            )
        )
    return found
