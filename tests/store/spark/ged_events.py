"""Generated events for both engines: the shape and skew of GED, two real groups among invented ones."""

from __future__ import annotations

from pathlib import Path

import duckdb

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import find_source
from smoulder.store.events import EventStore, open_events

SHAPE = Path(__file__).resolve().parents[3] / "benchmarks" / "ged_like.sql"
KNOWN = "(values (500, 'Iraq', 645, 234, 'IS'), (501, 'Sri Lanka', 780, 320, 'LTTE'))"
"""The dyads with the most events are given to groups and lands that the commands know: dyad, land, its number,
group, its name."""
MADE = """
with known as (select * from {known} as t(dyad_new_id, land, land_id, group_id, group_name)),
made as (
    select g.*, land, land_id, group_id, group_name,
        {first_day} + cast(epoch(cast(date_start as timestamp)) / 86400 as bigint) % {days} as began,
        cast(epoch(cast(date_end as timestamp) - cast(date_start as timestamp)) / 86400 as bigint) as length
    from ({shape}) as g left join known using (dyad_new_id)
)
select * exclude (land, land_id, group_id, group_name, began, length) replace (
    year(least(date '{last}', date '1970-01-01' + cast(began + length as integer))) as year,
    strftime(date '1970-01-01' + cast(began as integer), '%Y-%m-%d 00:00:00.000') as date_start,
    strftime(least(date '{last}', date '1970-01-01' + cast(began + length as integer)), '%Y-%m-%d 00:00:00.000')
        as date_end,
    coalesce(land, country) as country, coalesce(land_id, country_id) as country_id,
    case when land is null then type_of_violence else 1 end as type_of_violence,
    case when land is null then side_a else 'Government of ' || land end as side_a,
    coalesce(land_id, side_a_new_id) as side_a_new_id,
    coalesce(group_name, side_b) as side_b, coalesce(group_id, side_b_new_id) as side_b_new_id
)
from made
"""
FINAL = ("26.1", 0, 55_000, "1989-01-01", "2025-12-31")
CANDIDATES = (
    ("25.0.6", 60_000, 1_500, "2025-06-01", "2025-06-30"),
    ("26.0.1", 62_000, 2_000, "2026-01-01", "2026-01-31"),
    ("26.0.2", 64_000, 1_500, "2026-02-01", "2026-02-28"),
)
"""Releases: name, number of the first row, rows, first and last day. One is revised by the final release."""


def make_release(path: Path, first: int, rows: int, begins: str, ends: str) -> Path:
    """Write a release as CSV whose events lie between two days; the same rows each time."""
    shape = SHAPE.read_text(encoding="utf-8").format(first=first, rows=rows)
    with duckdb.connect() as engine:
        day, days = engine.execute(
            "select date ? - date '1970-01-01', 1 + date ? - date ?".replace("date ?", "cast(? as date)"),
            [begins, ends, begins],
        ).fetchall()[0]
        made = MADE.format(known=KNOWN, shape=shape, first_day=day, days=days, last=ends)
        engine.execute(f"copy ({made}) to '{path}' (format csv, header)")
    return path


def make_releases(folder: Path) -> list[Path]:
    """Write all releases, with their names as those of the files."""
    folder.mkdir(parents=True, exist_ok=True)
    return [make_release(folder / f"{name}.csv", *rest) for name, *rest in (FINAL, *CANDIDATES)]


def load_here(data: Path, files: list[Path]) -> EventStore:
    """Load releases into a data folder by DuckDB, one after the other."""
    store = open_events(data)
    for one in files:
        store.load(find_source("ucdp"), one, ReadOptions(vintage=one.stem))
    return store
