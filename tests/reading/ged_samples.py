"""Small files in the columns of UCDP GED, sound or damaged on purpose."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from smoulder.reading.ucdp import NAMES

HEADER = [
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,conflict_name",
    "dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,side_b_dset_id,side_b_new_id,side_b",
    "number_of_sources,source_article,source_office,source_date,source_headline,source_original,where_prec",
    "where_coordinates,where_description,adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id",
    "region,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best",
    "high,low,gwnoa,gwnob",
]
COLUMNS = ",".join(HEADER).split(",")
"""The 49 columns in their order."""
assert len(COLUMNS) == 49
assert {names[0] for names in NAMES.values()} - {"ged_version"} <= set(COLUMNS)


def event(number: int, **changed: Any) -> dict[str, str]:
    """One sound event, the Embers of Norland against its government; keywords replace columns."""
    parts = {
        name: int(changed.get(name, value))
        for name, value in {"deaths_a": 1, "deaths_b": 2, "deaths_civilians": 0, "deaths_unknown": 1}.items()
        if str(changed.get(name, value)).lstrip("-").isdigit()
    }
    total = sum(parts.values())
    row: dict[str, Any] = {
        **dict.fromkeys(COLUMNS, ""),
        "id": number,
        "year": 2020,
        "type_of_violence": 1,
        "conflict_new_id": 7,
        "dyad_new_id": 8,
        "conflict_name": "Norland: Government",
        "dyad_name": "Government of Norland - Embers",
        "side_a_new_id": 70,
        "side_a": "Government of Norland",
        "side_b_new_id": 9001,
        "side_b": "Embers",
        "number_of_sources": 2,
        "source_headline": "Twelve words, of which none is from a paper",
        "where_prec": 1,
        "adm_1": "North",
        "adm_2": "Åby",
        "latitude": 10.25,
        "longitude": 40.75,
        "priogrid_gid": 144442,
        "country": "Norland",
        "country_id": 999,
        "event_clarity": 1,
        "date_prec": 1,
        "date_start": "2020-03-05 00:00:00.000",
        "date_end": "2020-03-05 00:00:00.000",
        "deaths_a": 1,
        "deaths_b": 2,
        "deaths_civilians": 0,
        "deaths_unknown": 1,
        "best": total,
        "low": total,
        "high": total + 1,
    }
    assert set(changed) <= set(row), set(changed) - set(row)
    return {name: str(value) for name, value in (row | changed).items()}


def write_ged(
    path: Path,
    rows: Sequence[dict[str, str]],
    columns: Sequence[str] = COLUMNS,
    header: Sequence[str] | None = None,
    separator: str = ",",
    encoding: str = "utf-8",
    second_row: Sequence[str] | None = None,
) -> Path:
    """Write a file of events.

    columns: which columns, in which order; header: other names for them; second_row: a row of tags below.
    """
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(header or columns)
        if second_row:
            writer.writerow(second_row)
        writer.writerows([row[name] for name in columns] for row in rows)
    return path
