"""Regions (UCDP's first administrative level) and where in them the events lie."""

from __future__ import annotations

from pathlib import Path

import duckdb

from figures.output import write_csv

_REGIONS = """
    select country, trim(regexp_replace(replace(adm_1, chr(160), ' '), '\s+', ' ', 'g')) as region,
        round(avg(latitude), 2) as latitude, round(avg(longitude), 2) as longitude, count(*) as events
    from read_parquet($events)
    where adm_1 is not null and country is not null and latitude is not null and coalesce(where_prec, 1) <= 4
    group by all
    order by country, region
"""


def build_regions(engine: duckdb.DuckDBPyConnection, data: Path, out: Path) -> dict[str, int]:
    """Write `regions.csv`: each region that events name, with the mean place of its events; returns rows by file name.

    The mean place lies where the fighting was and not in the middle of the region.
    """
    rows = engine.execute(
        _REGIONS, {"events": str(data / "groups" / "ged_events_1989-01_2026-02.parquet")}
    ).fetchall()
    columns = ["country", "region", "latitude", "longitude", "events"]
    return {"regions.csv": write_csv(out / "regions.csv", columns, rows)}
